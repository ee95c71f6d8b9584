import type { HearHeaders } from './http';

/** What the headers of all answers so far have said, including refusals. For `doctor`. */
export interface Heard {
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
export function listenToHeaders(now: () => number): { hear: HearHeaders; heard: () => Heard } {
  let heard: Heard = {};
  const hear: HearHeaders = (header) => {
    const date = Date.parse(header('date') ?? '');
    const remaining = numberOf(header('x-rate-limit-remaining'));
    const limit = numberOf(header('x-rate-limit'));
    heard = {
      ...heard,
      ...(!Number.isNaN(date) && { clockAheadMs: date - now() }),
      ...(remaining !== undefined && { remaining: Math.min(remaining, heard.remaining ?? remaining) }),
      ...(limit !== undefined && { limit }),
    };
  };
  return { hear, heard: () => heard };
}

const numberOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
