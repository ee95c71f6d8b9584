/**
 * An agent's choice that nothing automatic is sent or changed on a ticket, until an agent lifts it: `silence` and
 * `unsilence` in "WhatsApp action". Rows N1 to N6 of docs/behaviour.md.
 */
import type { KeyedNote } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { type Live, keyed } from './conversation';
import { SILENCING, decidesBy } from './rules';

const ACTIONS = ['silence', 'unsilence'] as const;
type Silencing = (typeof ACTIONS)[number];

/** Why something automatic does not happen. */
export const SILENCED = 'an agent has silenced the ticket';

/** What the ticket's field asks for; undefined: something else. */
function silencingOf(c: Live): { name: Silencing; since: Instant } | undefined {
  const { action } = c.truth.ticket;
  // A policy of an earlier version may have a message of that name.
  if (!action || !decidesBy(c, SILENCING) || Object.hasOwn(c.truth.policy.proactive, action.name)) return undefined;
  const name = ACTIONS.find((it) => it === action.name);
  return name && { name, since: action.since ?? c.asOf };
}

/** The action is one of the two: it asks for no message, and is done as soon as it is read. */
export const isSilencing = (c: Live): boolean => silencingOf(c) !== undefined;

/** It holds from the moment when an agent sets it, before Ventana has confirmed it on the ticket. */
export function isSilenced(c: Live): boolean {
  const asked = silencingOf(c);
  if (asked) return asked.name === 'silence';
  const { silence } = c.truth.ticket.shown;
  return silence === undefined ? newestNote(c)?.name === 'silence' : silence === 'on';
}

/** Since when, as far as the ticket's notes say. */
export const silencedSince = (c: Live): Instant | undefined => {
  const newest = silencingOf(c) ?? newestNote(c);
  return newest?.name === 'silence' ? newest.since : undefined;
};

/** Where the account has no field for it, the notes' keys remember it: they are on the ticket too. */
function newestNote({ done }: Live): { name: Silencing; since: Instant } | undefined {
  const told = done.flatMap((key) => {
    const [, name, since] = /^(silence|unsilence):(\d+)$/.exec(key) ?? [];
    return name === undefined ? [] : [{ name: name as Silencing, since: Number(since) }];
  });
  return told.toSorted((a, b) => a.since - b.since).at(-1);
}

/** What to write into the field that shows it; undefined: it shows it already, or is not there. */
export function silenceToShow(c: Live): 'on' | 'off' | undefined {
  const asked = silencingOf(c);
  const { silence } = c.truth.ticket.shown;
  if (!asked || silence === undefined) return undefined;
  const wanted = asked.name === 'silence' ? 'on' : 'off';
  return wanted === silence ? undefined : wanted;
}

export function silenceNote(c: Live): KeyedNote | undefined {
  const asked = silencingOf(c);
  return (
    asked && keyed(`${asked.name}:${asked.since}`, { kind: asked.name === 'silence' ? 'silenced' : 'silenceLifted' })
  );
}
