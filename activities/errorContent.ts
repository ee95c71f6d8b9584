/** What an error holds, in whatever shape it comes: its codes, titles and texts. */

export interface ErrorContent {
  /** Values of keys like `code`, the channel's own before Sunshine's. */
  codes: number[];
  /** Values of `error_subcode`. */
  subcodes: number[];
  titles: string[];
  /** Everything that is written in words, titles too. */
  texts: string[];
  /** Meta says that the error passes by itself. */
  isTransient: boolean;
}

const CODE_KEYS = new Set(['code', 'error_code', 'errorCode', 'error']);
const SUBCODE_KEYS = new Set(['error_subcode', 'errorSubcode', 'subcode']);
const TITLE_KEYS = new Set(['title', 'error_user_title']);
/** Digits under such names are ids, times and addresses. */
const NOT_WORDS = /(^|_)id$|Id$|_id$|trace|time|date|href|url|phone|^name$|wa_id|^type$/;
/** Deeper, longer or with more values is not an error that anybody wrote. */
const MOST_LEVELS = 6;
const MOST_LETTERS = 10_000;
const MOST_VALUES = 500;

interface Search extends ErrorContent {
  /** How many values may still be read. */
  values: number;
}

/** Never throws. */
export function readError(error: unknown): ErrorContent {
  const found = { codes: [], subcodes: [], titles: [], texts: [], isTransient: false, values: MOST_VALUES };
  collect(typeof error === 'number' ? String(error) : error, found, 0);
  return found;
}

function collect(value: unknown, found: Search, depth: number): void {
  if (typeof value === 'string') collectText(value, found, depth);
  if (typeof value !== 'object' || value === null || depth > MOST_LEVELS) return;
  const isChannels = ([key]: [string, unknown]): number => Number(key === 'underlyingError');
  const all = Array.isArray(value) ? value.slice(0, MOST_VALUES) : value;
  const entries = Object.entries(all).sort((a, b) => isChannels(b) - isChannels(a));
  for (const [key, inner] of entries) {
    if (found.values-- <= 0) return;
    if (CODE_KEYS.has(key)) found.codes.push(...codeIn(inner));
    else if (SUBCODE_KEYS.has(key)) found.subcodes.push(...codeIn(inner));
    else if (TITLE_KEYS.has(key) && typeof inner === 'string') found.titles.push(inner.slice(0, MOST_LETTERS));
    else if (key === 'is_transient' && inner === true) found.isTransient = true;
    if (typeof inner !== 'string' || !NOT_WORDS.test(key)) collect(inner, found, depth + 1);
  }
}

function collectText(text: string, found: Search, depth: number): void {
  const short = text.slice(0, MOST_LETTERS);
  const json = depth <= MOST_LEVELS ? jsonIn(short) : undefined;
  if (json === undefined) found.texts.push(short);
  else collect(json, found, depth + 1);
}

/** The JSON object or list that a text holds, alone or after some words. */
function jsonIn(text: string): object | undefined {
  const begin = text.search(/[{[]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  if (begin < 0 || end < begin) return undefined;
  try {
    const parsed: unknown = JSON.parse(text.slice(begin, end + 1));
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** An HTTP status is no code of Meta, even if it stands under that name; 470 is WhatsApp's own. */
const isHttpStatus = (code: number): boolean => code >= 400 && code <= 599 && code !== 470;

/** @returns one code or none */
function codeIn(value: unknown): number[] {
  if (typeof value !== 'number' && typeof value !== 'string') return [];
  const digits = /^\s*\(?#?(\d{1,6})\)?\s*$/.exec(String(value))?.[1];
  return digits === undefined || isHttpStatus(Number(digits)) ? [] : [Number(digits)];
}
