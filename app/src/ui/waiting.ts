import type { OutreachView } from '../../../src/service/app/view';
import { metaWords, type Voice } from '../words/words';

/** Why a message is not sent yet, until when, behind how many. Empty: it is not known. */
export function waitingWords({ waitsFor }: OutreachView, { words, times, language }: Voice, now: number): string {
  if (waitsFor === null) return '';
  const { code, error, ahead, until } = waitsFor;
  const meta = error === undefined ? undefined : metaWords(language, error);
  const more = [
    ...(ahead ? [words.sent.ahead(times.number(ahead))] : []),
    ...(until === undefined ? [] : [words.sent.until(times.at(Date.parse(until), now))]),
  ];
  return `${meta ?? words.codes.waiting[code] ?? code}${more.length > 0 ? ` (${more.join(', ')})` : ''}`;
}
