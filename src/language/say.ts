import { fill, say as sayAny, speakWith } from '../../workflows/say';
import type { Language } from './locale';
import { spanish, type Sentence } from './spanish/spanish';

/** The holes of a sentence: `{name}`. */
type Holes<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;
type Given<S extends string> = [Holes<S>] extends [never] ? [] : [values: Readonly<Record<Holes<S>, string | number>>];

/** A sentence in the reader's language. One without its Spanish, or with another hole, does not compile. */
export const say = <S extends Sentence>(english: S, ...[values]: Given<S>): string => sayAny(english, values);

/** The same for words that are known only when they are said; those without Spanish stay as they are. */
export const sayAsIs = (english: string): string => sayAny(english);

/** What this process speaks from now on. */
export function speak(language: Language): void {
  const inSpanish: Readonly<Record<string, string>> = spanish;
  speakWith(language === 'es' ? (english, values) => fill(inSpanish[english] ?? english, values) : fill);
}

/** A sentence without holes. */
export type Plain = Exclude<Sentence, `${string}{${string}`>;
