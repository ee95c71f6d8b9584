import { createHttp } from '../http/http';

export interface SunshineSettings {
  /** What stands before `/v2/apps/...` and `/v1.1/apps/...`, as `https://acme.zendesk.com/sc`. */
  baseUrl: string;
  appId: string;
  keyId: string;
  keySecret: string;
  /** Of one request; 15 s by default. */
  timeoutMs?: number;
}

/** One request below the app. @param path without a slash at its beginning @throws VendorError */
export type SunshineCall = (method: string, version: 'v2' | 'v1.1', path: string, body?: object) => Promise<unknown>;

const defaultTimeoutMs = 15_000;

/** Sunshine Conversations over HTTP, signed in by an API key. */
export function createSunshineCall(settings: SunshineSettings): SunshineCall {
  const { baseUrl, appId, keyId, keySecret, timeoutMs = defaultTimeoutMs } = settings;
  const send = createHttp('sunshine', timeoutMs);
  const headers = {
    Authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`,
    Accept: 'application/json',
  };
  return (method, version, path, body) =>
    send({
      method,
      url: `${baseUrl}/${version}/apps/${encodeURIComponent(appId)}/${path}`,
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
}

/** The lists' own size is 25; that of messages is always 100. */
export const pageOf100 = { 'page[size]': '100' };

export const queryOf = (parameters: Record<string, string>): string => `?${new URLSearchParams(parameters).toString()}`;
