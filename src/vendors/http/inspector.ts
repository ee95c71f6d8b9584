import { createHttp } from './http';

/** A vendor's API for reading only, with what its answers say besides. For `doctor`. */
export interface Inspector {
  /** The JSON of a GET. `path` follows the API's own beginning. @throws VendorError */
  get(path: string, query?: Record<string, string>): Promise<unknown>;
  /** What the headers of the answers up to now said, those of refusals too. */
  heard(): Heard;
}

export interface Heard {
  /** How far the vendor's clock is ahead of ours, in ms, to a second (`Date`, RFC 9110, 6.6.1). */
  clockAheadMs?: number;
  /** Requests that the account has left in this minute, and how many a minute has (`X-Rate-Limit-Remaining`, `X-Rate-Limit`). */
  remaining?: number;
  limit?: number;
}

export type InspectorSettings = { timeoutMs?: number; now: () => number };

const TIMEOUT_MS = 10_000;

export function createInspector(
  vendor: 'zendesk' | 'sunshine',
  beginning: string,
  authorization: string,
  { timeoutMs = TIMEOUT_MS, now }: InspectorSettings,
): Inspector {
  let heard: Heard = {};
  const send = createHttp(vendor, timeoutMs, (header) => {
    const date = Date.parse(header('date') ?? '');
    const remaining = numberOf(header('x-rate-limit-remaining'));
    const limit = numberOf(header('x-rate-limit'));
    heard = {
      ...heard,
      ...(!Number.isNaN(date) && { clockAheadMs: date - now() }),
      ...(remaining !== undefined && { remaining: Math.min(remaining, heard.remaining ?? remaining) }),
      ...(limit !== undefined && { limit }),
    };
  });
  return {
    get: (path, query = {}) => {
      const search = Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : '';
      const url = `${beginning}${path && `/${path}`}${search}`;
      return send({ method: 'GET', url, headers: { Authorization: authorization, Accept: 'application/json' } });
    },
    heard: () => heard,
  };
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
