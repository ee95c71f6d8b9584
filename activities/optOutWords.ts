import type { Language } from './policy';

/**
 * The default opt-out words. WhatsApp has no list of its own. Words that a support customer may send alone with another
 * meaning (CANCELAR, FIN, NO, CANCEL, END, QUIT) are not included; a policy can add them.
 */
export const optOutWords: Record<Language, readonly string[]> = {
  es: ['STOP', 'BAJA'],
  en: ['STOP', 'UNSUBSCRIBE'],
};

/** Whether the message is a keyword and nothing else. Case, accents, punctuation, emoji and spaces do not matter. */
export function isOptOut(text: string | undefined, keywords: readonly string[]): boolean {
  const said = plain(text ?? '');
  return said !== '' && keywords.some((keyword) => plain(keyword) === said);
}

/**
 * Keeps letters and digits, with single spaces between words: "¡Bája! 🛑" becomes "baja", "Opt-out." becomes "opt out".
 */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
