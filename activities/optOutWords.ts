import type { Language } from './policy';

/**
 * The default opt-out words. WhatsApp has no list of its own. Words that a support customer may send alone with another
 * meaning (CANCELAR, FIN, NO, CANCEL, END, QUIT) are not included; a policy can add them.
 */
export const optOutWords: Record<Language, readonly string[]> = { es: ['STOP'], en: ['STOP', 'UNSUBSCRIBE'] };

/** Those that are also an ordinary answer ("¿Planta alta o baja?" "Baja"): they count only in reply to an outreach. */
export const optOutReplyWords: Record<Language, readonly string[]> = { es: ['BAJA'], en: [] };

/** Words that a customer of a support team also sends with another meaning. */
const ordinaryAnswers = [
  ...['BAJA', 'ALTA', 'NO', 'SI', 'FIN', 'CANCELAR', 'SALIR', 'PARAR', 'OK', 'VALE'],
  ...['CANCEL', 'END', 'QUIT', 'YES'],
];

/** Whether two keywords are the same to `isOptOut`. */
export const isSameWord = (a: string, b: string): boolean => plain(a) === plain(b);

export const isOrdinaryAnswer = (word: string): boolean => ordinaryAnswers.some((it) => isSameWord(it, word));

/** A text message of WhatsApp has at most so many characters. */
const LONGEST_MESSAGE = 4_096;

/** Whether the message is a keyword and nothing else. Case, accents, punctuation, emoji and spaces do not matter. */
export function isOptOut(text: string | undefined, keywords: readonly string[]): boolean {
  if (text === undefined || text.length > LONGEST_MESSAGE) return false;
  const said = plain(text);
  return said !== '' && keywords.some((keyword) => plain(keyword) === said);
}

/**
 * Keeps letters and digits, with single spaces between words: "¡Bája! 🛑" becomes "baja", "Opt-out." becomes "opt out".
 * A mark is dropped where it is an accent. In other scripts it is part of the letter: a vowel in Thai, Hindi or Arabic,
 * and what makes Japanese "ga" out of "ka". Normalising sorts the marks of a letter in quadratic time: no letter has
 * more than a few, so the rest is dropped before.
 */
const plain = (text: string): string =>
  text
    .replace(NOT_WRITTEN, '')
    .replace(/(\p{M}{8})\p{M}+/gu, '$1')
    .normalize('NFKD')
    .replace(NOT_WRITTEN, '')
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '$1')
    .replace(/(?<![\p{L}\p{N}\p{M}])\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
    .toLowerCase();

const NOT_WRITTEN = /[\p{Variation_Selector}\p{Me}\p{Cf}]/gu;
