/** What reminders bring, by the policy's experiment. Rows Y41 and Y42 of docs/behaviour.md. */
import { costOfGroup, type Price } from './cost';
import { type Difference, neededPerGroup, newcombe, type Share } from './interval';
import type { MessageGroup } from './rows';

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

/** @returns undefined where there was no experiment */
export function experimentOf(groups: readonly MessageGroup[], price: Price): Experiment | undefined {
  const drawn = groups.filter((it) => it.arm === 'treated' || it.arm === 'holdout');
  if (drawn.length === 0) return undefined;
  const over = drawn.filter((it) => it.is_over === 1);
  const ofArm = (arm: string): MessageGroup[] => over.filter((it) => it.arm === arm);
  const shareOf = (arm: string): Share => ({
    count: sum(ofArm(arm).map(({ in_time }) => in_time)),
    of: messagesIn(ofArm(arm)),
  });
  const [treated, holdout] = [shareOf('treated'), shareOf('holdout')];
  const difference = newcombe(treated, holdout);
  const isShown = difference !== undefined && (difference.low > 0 || difference.high < 0);
  const cost = sum(ofArm('treated').map((it) => costOfGroup(it, price).micros));
  const extra = difference && scaled(difference, treated.of);
  const needed = isShown ? undefined : neededMore(treated, holdout);
  return {
    ...{ treated, holdout, pending: messagesIn(drawn) - messagesIn(over), isShown },
    ...(difference && extra && { difference, extra }),
    ...(extra && extra.low > 0 && { extraMicros: shared(cost, extra) }),
    ...(needed !== undefined && { needed }),
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((all, it) => all + it, 0);
const messagesIn = (groups: readonly MessageGroup[]): number => sum(groups.map(({ messages }) => messages));

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
