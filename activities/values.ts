/**
 * Values that WhatsApp accepts in a template. It refuses a line break, a tab or more than four spaces in a row
 * (132018), a text that is too long (132005) and an empty one (131008).
 */
import { inert } from './inert';

/** The most characters of each part, its fixed text and its values together (Meta, message templates). */
export const LIMITS = {
  body: 1_024,
  header: 60,
  /** A free-form message. */
  text: 4_096,
  /** An address: of a header's file, or of a button with its value. */
  url: 2_000,
  /** What a quick reply returns. */
  payload: 256,
  /** What a copy-code button copies: letters and digits only. */
  code: 20,
} as const;

const ELLIPSIS = '…';

/** Line breaks, tabs, other control characters, spaces of any width, and letters that are drawn as nothing. */
const BLANKS = /[\s\p{Cc}\p{Z}\u2800\u3164\uFFA0]+/gu;
/** Halves of a character, byte order marks, and what Unicode says is no character. */
const BROKEN = /[\p{Cs}\p{Noncharacter_Code_Point}\uFEFF\uFFF9-\uFFFB]/gu;
/**
 * A flag of England, Scotland or Wales is a black flag and invisible letters: it is kept, such letters alone are not.
 */
const TAGS = /(\u{1F3F4}[\u{E0020}-\u{E007E}]*\u{E007F}?)|[\u{E0020}-\u{E007F}]+/gu;
/** What is not drawn, except joiners, variation selectors (❤️) and tags, which are part of what is. */
const INVISIBLE =
  /(?!\u200C|\u200D|[\u180B-\u180F]|[\uFE00-\uFE0F]|[\u{E0020}-\u{E007F}]|[\u{E0100}-\u{E01EF}])\p{Default_Ignorable_Code_Point}/gu;

const JOINING_SCRIPTS = [
  ...['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil'],
  ...['Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Tibetan'],
];
const joining = `(?=[\\p{L}\\p{M}])(?:${JOINING_SCRIPTS.map((script) => `\\p{Script_Extensions=${script}}`).join('|')})`;
/**
 * A joiner has a meaning after a letter of a script whose letters join, as in Persian and Hindi, and (ZWJ only) between
 * the parts of an emoji, as in 👩‍🚀. Anywhere else it is noise.
 */
let stray: RegExp | undefined;
/** Made only where a text has a joiner: that takes some 15 ms, which a short command has no use for. */
const withoutStrayJoiners = (text: string): string =>
  /[\u200C\u200D]/.test(text) ? text.replace((stray ??= strayJoiners()), '') : text;
const strayJoiners = (): RegExp =>
  new RegExp(
    `(?<!${joining})(?:\\u200C|\\u200D(?!(?<=(?:[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]|\\uFE0F)\\u200D)\\p{Extended_Pictographic}))`,
    'gu',
  );
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** Four times what WhatsApp takes: the rest of a text cannot be shown. */
const MOST_LETTERS = 4 * LIMITS.text;

/** The text on one line, with single spaces and without what is not drawn. Empty if nothing visible is left. */
export function cleanValue(text: string): string {
  const drawn = text
    .slice(0, MOST_LETTERS)
    .replace(BROKEN, '')
    .replace(TAGS, '$1')
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '');
  const clean = withoutStrayJoiners(drawn).replace(/ {2,}/g, ' ').trim();
  return VISIBLE.test(clean) ? clean : '';
}

/** A value that others have written, as WhatsApp accepts it, with nothing in it that the vendors would carry out. */
export const foreignValue = (text: string): string => inert(cleanValue(text));

/**
 * Cuts a text to at most `limit` UTF-16 units (Meta does not say what it counts; no count is higher), with an ellipsis.
 * Never inside what people see as one character.
 */
export function cut(text: string, limit: number, mark: string = ELLIPSIS): string {
  if (text.length <= limit) return text;
  const room = Math.max(limit - mark.length, 0);
  const end =
    characters()
      .segment(text.slice(0, room + 2))
      .containing(room)?.index ?? 0;
  return text.slice(0, end).trimEnd() + mark;
}

let segmenter: Intl.Segmenter | undefined;
const characters = (): Intl.Segmenter => (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/** Cuts the longest values, all to the same length, so that together they have at most `room` characters. */
export function fitTogether(values: readonly string[], room: number): string[] {
  if (values.reduce((sum, { length }) => sum + length, 0) <= room) return [...values];
  let left = Math.max(room, 0);
  let longest = left;
  const byLength = values.map(({ length }) => length).sort((a, b) => a - b);
  for (const [index, length] of byLength.entries()) {
    longest = Math.floor(left / (byLength.length - index));
    if (length > longest) break;
    left -= length;
  }
  return values.map((value) => cut(value, Math.max(longest, 1)));
}
