import type { Language } from './policy';

/**
 * What opts a customer out when nothing is configured. WhatsApp has no list of its own. Words that a support customer may mean
 * otherwise when they stand alone (CANCELAR, FIN, NO, CANCEL, END, QUIT) are left to the policy.
 */
export const optOutWords: Record<Language, readonly string[]> = {
  es: ['STOP', 'BAJA'],
  en: ['STOP', 'UNSUBSCRIBE'],
};

/** A keyword alone in the message, in any case, with or without accents, whatever punctuation, emoji or space stands around it. */
export function isOptOut(text: string | undefined, keywords: readonly string[]): boolean {
  const said = plain(text ?? '');
  return said !== '' && keywords.some((keyword) => plain(keyword) === said);
}

/** Letters and digits only, single spaces between words: "¡Bája! 🛑" is "baja", "Opt-out." is "opt out". */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
