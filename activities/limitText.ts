/** The notes about limits and the month's budget. */
import type { UsedBudget } from './limits';
import type { Note } from './orders';
import { phrases } from './phrases';
import type { Language } from './policy';

type LimitNote = Extract<Note, { kind: 'limitNear' | 'limitReached' | 'budgetSoft' | 'budgetHard' | 'budgetRefused' }>;

/** @param what the message that was not sent, as people call it */
export function limitText(language: Language, note: LimitNote, what: string): string {
  const say = phrases[language];
  switch (note.kind) {
    case 'limitNear':
      return say.limitNear(say.limits[note.limit], note.used, note.max);
    case 'limitReached':
      return say.limitReached(what, say.limits[note.limit], note.max);
    case 'budgetSoft':
    case 'budgetHard':
      return say[note.kind](
        amount(language, note, note.used),
        amount(language, note, note.max),
        cardOf(language, note),
      );
    case 'budgetRefused':
      return say.budgetRefused(what, amount(language, note, note.max), cardOf(language, note));
  }
}

/** As people of the account's language write it. */
const amount = (language: Language, { currency }: UsedBudget, value: number): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency, useGrouping: 'always' }).format(value);

const cardOf = (language: Language, { card }: UsedBudget): string =>
  card === undefined ? '' : phrases[language].card(card);
