import { basic, createHttp, type OnHeaders } from '../http/http';

export interface SunshineSettings {
  /** The part before `/v2/apps/...` and `/v1.1/apps/...`, such as `https://acme.zendesk.com/sc`. */
  baseUrl: string;
  appId: string;
  keyId: string;
  keySecret: string;
  /** For one request, in ms; 15 s by default. */
  timeoutMs?: number;
  /** Aborted when nobody waits for the call that runs now. */
  signal?: () => AbortSignal | undefined;
}

/** Sends one request below the app, or for the app itself if `path` is empty. @throws VendorError */
export type SunshineCall = (method: string, version: 'v2' | 'v1.1', path: string, body?: object) => Promise<unknown>;

const defaultTimeoutMs = 15_000;

/** Sunshine Conversations over HTTP, authenticated by an API key. @param onHeaders called with each answer's headers */
export function createSunshineCall(settings: SunshineSettings, onHeaders?: OnHeaders): SunshineCall {
  const { baseUrl, appId, keyId, keySecret, timeoutMs = defaultTimeoutMs } = settings;
  const send = createHttp('sunshine', timeoutMs, { onHeaders, signal: settings.signal });
  const headers = { Authorization: basic(keyId, keySecret), Accept: 'application/json' };
  return (method, version, path, body) =>
    send({
      method,
      url: `${baseUrl}/${version}/apps/${encodeURIComponent(appId)}${path && `/${path}`}`,
      headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
}

/** Lists give 25 by default; the list of messages always gives 100. */
export const pageOf100 = { 'page[size]': '100' };
