/** More seconds than this are no pause but a time: seconds since 1970, as some rate limits give it. */
const EPOCH_SECONDS = 1e9;

/**
 * A `Retry-After` header in ms from now. It holds seconds or an HTTP date (RFC 9110, 10.2.3); a date in the past gives
 * 0.
 * @returns undefined when there is no header or it cannot be read
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) {
    const seconds = Number(text);
    return seconds < EPOCH_SECONDS ? Math.ceil(seconds * 1000) : Math.max(0, Math.ceil(seconds * 1000 - now));
  }
  const date = Date.parse(text);
  return /[a-z]/i.test(text) && Number.isFinite(date) ? Math.max(0, date - now) : undefined;
}
