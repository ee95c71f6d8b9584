import type { TurnEvent } from './turnState';

/** One pass over more would take too long for a workflow task. */
const MOST_AT_ONCE = 1_000;

/**
 * What to apply now, and what the next pass takes: an agent who waits for a message goes before thousands of reminders.
 * The events of an intent keep their order.
 */
export function partOf(inbox: readonly TurnEvent[]): { now: TurnEvent[]; later: TurnEvent[] } {
  if (inbox.length <= MOST_AT_ONCE) return { now: [...inbox], later: [] };
  const requested = new Set(inbox.flatMap((it) => (it.type === 'asked' && it.requested ? [it.intentId] : [])));
  const isUrgent = (it: TurnEvent): boolean => !('intentId' in it) || requested.has(it.intentId);
  const sorted = [...inbox.filter(isUrgent), ...inbox.filter((it) => !isUrgent(it))];
  return { now: sorted.slice(0, MOST_AT_ONCE), later: sorted.slice(MOST_AT_ONCE) };
}
