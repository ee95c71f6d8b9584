/**
 * A `Retry-After` header in ms from now. It holds seconds or an HTTP date (RFC 9110, 10.2.3); a date in the past gives
 * 0.
 * @returns undefined when there is no header or it cannot be read
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return /[a-z]/i.test(text) && Number.isFinite(date) ? Math.max(0, date - now) : undefined;
}
