import { causeOf, type Cause } from '../../../reasons/cause';
import { inLanes } from '../../../../workflows/core/turnLanes';
import { byCustomer, type Kind, type Turns } from '../../../../workflows/core/turnState';
import type { BoardView } from '../board';
import { isoOrNull } from './values';

type Held = BoardView['held'][number];

/** How many tickets are named of each. */
const MOST_NAMED = 50;

/** The messages that have asked for a turn, by what they wait for; the most first. */
export function heldIn(turns: Turns): Held[] {
  const groups = new Map<string, Held>();
  const add = (request: Kind, cause: Cause, count: number, ticketId?: string): void => {
    const held = heldFor(request, cause);
    const key = JSON.stringify([held.code, held.error, held.template]);
    const known = groups.get(key) ?? held;
    const isNamed = ticketId !== undefined && known.tickets.length < MOST_NAMED;
    groups.set(key, {
      ...known,
      count: known.count + count,
      requested: known.requested + (request.requested ? count : 0),
      tickets: isNamed ? [...known.tickets, ticketId] : known.tickets,
    });
  };
  for (const it of [...turns.waiting].sort(byCustomer)) add(it, causeOf(turns, it), 1, it.ticketId);
  for (const [, it] of inLanes(turns.lanes)) add(it, causeOf(turns, { ...it, notBefore: turns.asOf }), it.count);
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

function heldFor({ template }: Kind, cause: Cause): Held {
  const until = cause.code === 'line' ? null : isoOrNull(cause.at);
  const hold = cause.code === 'held' ? cause.hold : undefined;
  const stopped = hold?.template ?? (hold?.message === undefined ? undefined : template);
  return {
    code: cause.code,
    ...(hold?.code !== undefined && { error: hold.code }),
    ...(stopped !== undefined && { template: stopped }),
    ...(until !== null && { until }),
    ...{ count: 0, requested: 0, tickets: [] },
  };
}
