/**
 * What we use of Zendesk's Apps Framework, version 2
 * (developer.zendesk.com/api-reference/apps/apps-core-api/client_api).
 */
export interface ZafClient {
  get(paths: string | string[]): Promise<Record<string, unknown>>;
  context(): Promise<{ location?: string; account?: { subdomain?: string } }>;
  metadata(): Promise<{ settings?: Record<string, unknown> }>;
  request(options: ZafRequest): Promise<unknown>;
  invoke(action: string, ...args: unknown[]): Promise<unknown>;
  on(event: string, handler: (value?: unknown) => void): void;
}

/** A relative address goes to Zendesk as the signed-in agent, an absolute one through Zendesk's proxy. */
export interface ZafRequest {
  url: string;
  type: 'GET' | 'PUT';
  dataType?: 'json';
  contentType?: 'application/json';
  data?: string;
  headers?: Record<string, string>;
  secure?: boolean;
  /** Zendesk tries again by itself after 429; we have a pace of our own. */
  autoRetry?: boolean;
  jwt?: { algorithm: 'HS256'; secret_key: string; expiry: number; claims: Record<string, string> };
}

declare global {
  interface Window {
    ZAFClient?: { init(): ZafClient | false };
  }
}

/** Undefined: the page is not inside Zendesk, or the SDK could not be loaded. */
export function startZaf(): ZafClient | undefined {
  const client = window.ZAFClient?.init();
  return client ? client : undefined;
}

/** Of a request that failed: the status of the answer; 0 or undefined if there was none. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
