import { basic, createHttp, type HearHeaders } from '../http/http';

export interface SunshineSettings {
  /** What stands before `/v2/apps/...` and `/v1.1/apps/...`, as `https://acme.zendesk.com/sc`. */
  baseUrl: string;
  appId: string;
  keyId: string;
  keySecret: string;
  /** Of one request; 15 s by default. */
  timeoutMs?: number;
}

/** One request below the app, or for the app itself where `path` is empty. @throws VendorError */
export type SunshineCall = (method: string, version: 'v2' | 'v1.1', path: string, body?: object) => Promise<unknown>;

const defaultTimeoutMs = 15_000;

/** Sunshine Conversations over HTTP, signed in by an API key. @param hear told each answer's headers */
export function createSunshineCall(settings: SunshineSettings, hear?: HearHeaders): SunshineCall {
  const { baseUrl, appId, keyId, keySecret, timeoutMs = defaultTimeoutMs } = settings;
  const send = createHttp('sunshine', timeoutMs, hear);
  const headers = { Authorization: basic(keyId, keySecret), Accept: 'application/json' };
  return (method, version, path, body) =>
    send({
      method,
      url: `${baseUrl}/${version}/apps/${encodeURIComponent(appId)}${path && `/${path}`}`,
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
}

/** The lists' own size is 25; that of messages is always 100. */
export const pageOf100 = { 'page[size]': '100' };
