import { html, type Html } from '../html';
import type { Language } from '../words';
import { dayOf } from './times';

/** What happened, with a line where each day begins. */
export function byDay<T extends { at: number }>(
  items: readonly T[],
  language: Language,
  prefix: string,
): ({ day: Html } | { item: T; index: number })[] {
  let last = '';
  return items.flatMap((item, index) => {
    const day = dayOf(item.at, language);
    if (day === last) return [{ item, index }];
    last = day;
    return [{ day: html`<p class="day" id="${prefix}-day-${index}"><span>${day}</span></p>` }, { item, index }];
  });
}
