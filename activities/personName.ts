import { foreignValue } from './values';

/** A WhatsApp name is often a phone number or an emoji: only what has a letter, and no long number, is a name. */
export function personName(raw: string): string | undefined {
  const name = foreignValue(raw);
  return hasLetter(name) && !LONG_NUMBER.test(name) ? name : undefined;
}

/**
 * The first word with a letter, without the emoji and the marks around it: `Ana` of "🌸 Ana", "~Ana~" and "Dr. Ana". A
 * name in a script without spaces is one word. An address is nobody's first name.
 */
export function firstName(raw: string): string | undefined {
  const words = (personName(raw) ?? '').split(' ').map(bare).filter(hasLetter);
  const [first, second] = words;
  const chosen = first !== undefined && second !== undefined && TITLE.test(first) ? second : first;
  return chosen === undefined || isAddress(chosen) ? undefined : chosen;
}

/** Five digits, whatever stands between them. */
const LONG_NUMBER = /\p{Nd}(?:[\s().\-/]*\p{Nd}){4}/u;
/** Titles and short abbreviations before a name: Dr., Dra, Sra., Mr, D., J. */
const TITLE = /^(?:\p{L}{1,4}\.|dra?|sra?|srta|mrs?|ms|mx|dña|doña|frau|herr|mme|mlle)$/iu;
const AROUND =
  '(?:[\\p{So}\\p{Sk}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}*_~|"“”«»()]|\\u200D|\\uFE0F)';
const BEFORE = new RegExp(`^${AROUND}$`, 'u');
const AFTER = new RegExp(`^(?:${AROUND}|,)$`, 'u');

function bare(word: string): string {
  const letters = Array.from(word);
  const begin = letters.findIndex((it) => !BEFORE.test(it));
  return begin < 0 ? '' : letters.slice(begin, letters.findLastIndex((it) => !AFTER.test(it)) + 1).join('');
}

/** An e-mail address has something before the @, and a dot within what stands behind it. */
function isAddress(word: string): boolean {
  const at = word.indexOf('@', 1);
  const isMail = at > 0 && word.lastIndexOf('.', word.length - 2) > at + 1;
  return isMail || word.includes('://') || /^www\./i.test(word);
}

/** Ordinals (1º) are no letters. */
const hasLetter = (text: string): boolean => /(?![ºª])\p{L}/u.test(text);
