const hidden = '…';

/**
 * A number of seven or more digits of any script, grouped or not, also with what is not drawn between them. One of
 * Meta's error codes (13xxxx) never begins it.
 */
const longNumber = /(?<!\d)(?!13\d{4}(?!\d))\+?\p{N}(?:[\s\p{Cf}\p{Pd}().·/\u2212]{0,4}\p{N}){6,}/gu;
/** Credentials: in a header, under a name, in an address, and JSON web tokens. */
const credentials: readonly RegExp[] = [
  /\b(?:bearer|basic|digest)\s{1,5}[\w~+/.=-]{3,}/giu,
  /\beyJ[\w-]+(?:\.[\w-]+)*/gu,
  /(?<=:\/\/)[^\s/@]{1,500}@/gu,
  /(?<=\b(?:authorization|[\w-]{0,20}(?:secret|password|passwd|token|api-?_?key))["'\\]{0,4}\s{0,3}[:=]\s{0,3}["'\\]{0,4})[^\s"',;&\\]+/giu,
];
/** Keys whose values are credentials. */
const credentialKey = /authorization|secret|passw|token|cookie|api[-_]?key/i;
/** What may be an e-mail address: searched as whole words, since looking for the @ from each letter is quadratic. */
const word = /[^\s()<>"',;:]+/g;
/**
 * The id of a WhatsApp user without a phone number: country, dot, opaque id (Zendesk's guide to business-scoped user
 * ids).
 */
const businessScopedUserId = /\b[A-Z]{2}\.\w{6,}/g;

/** A longer text, or a larger value, is no error that anybody wrote. */
const MOST_LETTERS = 10_000;
const MOST_VALUES = 1_000;

/**
 * Replaces anything that could be an e-mail address, a phone number, a WhatsApp user id or a credential. Of a text
 * longer than 10,000 characters only the beginning is kept.
 */
export const masked = (text: string): string =>
  credentials
    .reduce((rest, pattern) => rest.replace(pattern, hidden), beginningOf(text))
    .replace(word, (it) => (isAddress(it) ? hidden : it))
    .replace(businessScopedUserId, hidden)
    .replace(longNumber, hidden);

/** Ends between words, so that no half of an address or a number is left. */
const beginningOf = (text: string): string =>
  text.length <= MOST_LETTERS ? text : text.slice(0, Math.max(text.lastIndexOf(' ', MOST_LETTERS), 0)) + hidden;

/** Something stands before an @ and behind it. */
const isAddress = (text: string): boolean => text.length > 2 && text.lastIndexOf('@', text.length - 2) >= 1;

/**
 * Applies `masked` to every text and number inside a JSON value. Drops anything nested deeper than eight levels, and
 * what comes after the first thousand values.
 */
export const maskedJson = (value: unknown): unknown => maskedWithin(value, { left: MOST_VALUES }, 0);

function maskedWithin(value: unknown, budget: { left: number }, depth: number): unknown {
  if (typeof value === 'string') return masked(value);
  if (typeof value === 'number') return Math.abs(value) >= 1_000_000 ? hidden : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 8) return undefined;
  const within = (item: unknown): unknown => maskedWithin(item, budget, depth + 1);
  if (Array.isArray(value)) return firstOf(value, budget).map(within);
  return Object.fromEntries(
    firstOf(Object.entries(value), budget).map(([key, item]) => [
      masked(key),
      credentialKey.test(key) && typeof item !== 'object' ? hidden : within(item),
    ]),
  );
}

function firstOf<Item>(items: Item[], budget: { left: number }): Item[] {
  const kept = items.slice(0, Math.max(budget.left, 0));
  budget.left -= kept.length;
  return kept;
}
