/** Whether the limits and the budget of a policy have room for all that was asked for. */
import type { TurnRequest } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { COUNTS_MS, monthOf } from '../../workflows/core/turnLimits';
import type { QueueRules } from './queue';

/** A turn that was asked for. */
export interface Asked extends Pick<TurnRequest, 'uses' | 'cost'> {
  ticket: string;
  at: Instant;
}

/** On the safe side: each request counts, also one whose turn was given back. */
export function fits(asked: readonly Asked[], { limits, budget }: QueueRules): boolean {
  const templates = asked.filter(({ uses }) => uses !== undefined);
  const notifications = templates.filter(({ uses }) => uses === 'notification');
  return (
    mostWithin(templates, COUNTS_MS) <= limits.templatesPerDay &&
    largest(notifications, ({ at }) => monthOf(at)) <= limits.notificationsPerMonth &&
    (budget?.hard === undefined ||
      largest(
        asked,
        ({ at }) => budget.ends.find((it) => it > at) ?? 0,
        ({ cost = 0 }) => cost,
      ) <= budget.hard)
  );
}

/** The most within any span of that length. */
export function mostWithin(all: readonly { at: Instant }[], spanMs: number): number {
  const times = all.map(({ at }) => at).sort((a, b) => a - b);
  let [first, most] = [0, 0];
  times.forEach((at, place) => {
    while ((times[first] ?? at) <= at - spanMs) first += 1;
    most = Math.max(most, place - first + 1);
  });
  return most;
}

/** The largest sum of those that belong together. */
function largest<Item>(
  all: readonly Item[],
  keyOf: (it: Item) => unknown,
  amount: (it: Item) => number = () => 1,
): number {
  const sums = new Map<unknown, number>();
  for (const it of all) sums.set(keyOf(it), (sums.get(keyOf(it)) ?? 0) + amount(it));
  return Math.max(0, ...sums.values());
}
