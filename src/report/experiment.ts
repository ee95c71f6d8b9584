/** What reminders bring, by the policy's experiment. Rows Y41 and Y42 of docs/behaviour.md. */
import type { OutreachTable } from '../ledger/schema';
import type { Price } from './cost';
import { type Difference, neededPerGroup, newcombe, type Share } from './interval';
import { timeOf } from './rows';
import { ANSWERS_WITHIN_MS, isAnswered } from './summary';

export interface Experiment {
  /** Customers' questions whose 72 hours are over, and those of them that were answered within these. */
  treated: Share;
  holdout: Share;
  /** Questions whose 72 hours are not over yet: an answer may still come. */
  pending: number;
  /** Of the shares; with its bounds at 95 %. */
  difference?: Difference;
  /** The interval does not contain 0. */
  isShown: boolean;
  /** So many answers would not have come without the reminders that were sent, and the bounds. */
  extra?: Difference;
  /** What one of these cost, in millionths; the bounds where an extra answer is certain. Absent: none is shown. */
  extraMicros?: Difference;
  /** How many more questions each group needs for this difference to be shown; absent: it is, or there is none. */
  needed?: number;
}

/** @param now epoch ms. @returns undefined where there was no experiment */
export function experimentOf(outreach: readonly OutreachTable[], now: number, price: Price): Experiment | undefined {
  const drawn = outreach.filter((it) => it.arm === 'treated' || it.arm === 'holdout');
  if (drawn.length === 0) return undefined;
  const over = drawn.filter((it) => timeOf(it) + ANSWERS_WITHIN_MS <= now);
  const shareOf = (arm: string): Share => {
    const rows = over.filter((it) => it.arm === arm);
    return { count: rows.filter(isAnswered).length, of: rows.length };
  };
  const [treated, holdout] = [shareOf('treated'), shareOf('holdout')];
  const difference = newcombe(treated, holdout);
  const isShown = difference !== undefined && (difference.low > 0 || difference.high < 0);
  const cost = over.filter((it) => it.arm === 'treated').reduce((sum, it) => sum + price(it).micros, 0);
  const extra = difference && scaled(difference, treated.of);
  const needed = isShown ? undefined : neededMore(treated, holdout);
  return {
    ...{ treated, holdout, pending: drawn.length - over.length, isShown },
    ...(difference && extra && { difference, extra }),
    ...(extra && extra.low > 0 && { extraMicros: shared(cost, extra) }),
    ...(needed !== undefined && { needed }),
  };
}

/** The more extra answers, the less each of them cost. */
const shared = (cost: number, { value, low, high }: Difference): Difference => ({
  value: Math.round(cost / value),
  low: Math.round(cost / high),
  high: Math.round(cost / low),
});

const scaled = ({ value, low, high }: Difference, by: number): Difference => ({
  value: value * by,
  low: low * by,
  high: high * by,
});

function neededMore(treated: Share, holdout: Share): number | undefined {
  if (treated.of === 0 || holdout.of === 0) return undefined;
  const needed = neededPerGroup(treated.count / treated.of, holdout.count / holdout.of);
  return needed === undefined ? undefined : Math.max(0, needed - Math.min(treated.of, holdout.of));
}
