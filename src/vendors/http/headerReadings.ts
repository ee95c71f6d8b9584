import type { OnHeaders } from './http';

/** What the headers of all answers so far have said, including refusals. For `doctor`. */
export interface HeaderReadings {
  /** How far the vendor's clock is ahead of ours, in ms, accurate to a second (`Date`, RFC 9110, 6.6.1). */
  clockAheadMs?: number;
  /**
   * How many requests the account has left in this minute, and how many it has per minute (`X-Rate-Limit-Remaining`,
   * `X-Rate-Limit`).
   */
  remaining?: number;
  limit?: number;
}

/** @param now epoch ms */
export function readHeaders(now: () => number): { onHeaders: OnHeaders; readings: () => HeaderReadings } {
  let readings: HeaderReadings = {};
  const onHeaders: OnHeaders = (header) => {
    const date = Date.parse(header('date') ?? '');
    const remaining = numberOf(header('x-rate-limit-remaining'));
    const limit = numberOf(header('x-rate-limit'));
    readings = {
      ...readings,
      ...(!Number.isNaN(date) && { clockAheadMs: date - now() }),
      ...(remaining !== undefined && { remaining: Math.min(remaining, readings.remaining ?? remaining) }),
      ...(limit !== undefined && { limit }),
    };
  };
  return { onHeaders, readings: () => readings };
}

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
