const hidden = '…';

/** A number of seven or more digits, grouped or not. One of Meta's error codes (13xxxx) never begins it. */
const longNumber = /(?<!\d)(?!13\d{4}(?!\d))\+?\d(?:[\s.-]?\d){6,}/g;
const emailAddress = /[^\s()<>"',;:]+@[^\s()<>"',;:]+/g;
/**
 * The id of a WhatsApp user without a phone number: country, dot, opaque id (Zendesk's guide to business-scoped user
 * ids).
 */
const businessScopedUserId = /\b[A-Z]{2}\.\w{6,}/g;

/** Replaces anything that could be an e-mail address, a phone number or a WhatsApp user id. */
export const masked = (text: string): string =>
  text.replace(emailAddress, hidden).replace(businessScopedUserId, hidden).replace(longNumber, hidden);

/** Applies `masked` to every text and number inside a JSON value. Drops anything nested deeper than eight levels. */
export function maskedJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return masked(value);
  if (typeof value === 'number') return Math.abs(value) >= 1_000_000 ? hidden : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 8) return undefined;
  if (Array.isArray(value)) return value.map((item) => maskedJson(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [masked(key), maskedJson(item, depth + 1)]));
}
