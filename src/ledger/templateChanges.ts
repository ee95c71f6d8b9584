/** What Meta has changed of a template, between two looks at it. Rows Y50 and Y51 of docs/behaviour.md. */
import type { TemplateStatesTable } from './schema';

export type TemplateState = Omit<TemplateStatesTable, 'account'>;

export interface TemplateChange {
  /** When it was seen (epoch ms): Meta may have made it up to a day before. */
  at: number;
  name: string;
  language: string;
  what: 'category' | 'quality' | 'status';
  /** Meta's words in capitals. */
  from: string;
  to: string;
  /** It costs more, reaches fewer customers, or cannot be sent. */
  isWorse: boolean;
}

/** Of one template in one language. @param before the state that was known */
export function changesBetween(before: TemplateState, after: TemplateState): TemplateChange[] {
  const { name, language, seen_at: at } = after;
  return (['category', 'quality', 'status'] as const).flatMap((what) => {
    const [from, to] = [before[what], after[what]];
    // Some lists do not say the quality.
    if (from === null || to === null || from === to) return [];
    return [{ at, name, language, what, from, to, isWorse: isWorse(what, to) }];
  });
}

/** @param states of one account, by the time of the look. @returns by that time, too */
export function changesIn(states: readonly TemplateState[]): TemplateChange[] {
  const last = new Map<string, TemplateState>();
  return states.flatMap((state) => {
    const key = `${state.name} ${state.language}`;
    const before = last.get(key);
    last.set(key, state);
    return before ? changesBetween(before, state) : [];
  });
}

function isWorse(what: TemplateChange['what'], to: string): boolean {
  if (what === 'category') return to !== 'UTILITY';
  return what === 'quality' ? to === 'RED' || to === 'YELLOW' : to !== 'APPROVED';
}
