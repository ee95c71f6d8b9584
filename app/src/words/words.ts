import { failurePhrases } from '../../../activities/failurePhrases';
import { kindOfCode, remedyOf } from '../../../workflows/core/errorCodes';
import type { Times } from '../times';
import { en, type Words } from './en';
import { es } from './es';
import { type Language, languageFor } from './language';

export type { Words } from './en';

export const wordsFor = (locale: string): Words => ({ en, es })[languageFor(locale)];

/** Everything that says something: the words, and how times are written in them. */
export interface Voice {
  words: Words;
  times: Times;
  language: Language;
}

/** Meta's error code in the words of Ventana's notes; undefined: no words of its own. */
export function metaWords(language: Language, code: number): string | undefined {
  const phrases = failurePhrases[language];
  const remedy = kindOfCode(code) === 'template' ? 'template' : remedyOf(code);
  const words = phrases.codes[code] ?? (remedy && `${phrases.stops[remedy].what(code)}; ${phrases.stops[remedy].who}.`);
  return words && words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}

/** Why a message did not go out or arrive. */
export function failureWords(
  { words, language }: Voice,
  { code, error }: { code: string; error?: number | undefined },
): string {
  const byMeta = error === undefined ? undefined : metaWords(language, error);
  if (byMeta !== undefined) return byMeta;
  const ours = words.codes.failures[code] ?? code;
  return error === undefined ? ours : `${ours} (${error})`;
}
