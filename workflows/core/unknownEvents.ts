/**
 * Events of a kind that only a newer release knows: its receiver may be updated before this worker. They are kept until
 * code that knows them runs here, and meanwhile taken as hints, so that the ticket is read.
 */
import type { Conversation } from './conversation';
import type { OwnEvent, TicketEvent, TimedEvent } from './events';
import { FIRST_RULES, PAUSES, SEVERAL_AT_ONCE, decidesBy } from './rules';

/**
 * Since which rules (`rules.ts`) a run knows each kind of event. A new kind gets the new rules' number: a run that has
 * kept one must go on as it did until it decides by them.
 */
const KNOWN_SINCE: Readonly<Record<(TicketEvent | OwnEvent)['type'], number>> = {
  ticketCreated: FIRST_RULES,
  statusChanged: FIRST_RULES,
  actionRequested: FIRST_RULES,
  messageAdded: FIRST_RULES,
  ticketMerged: FIRST_RULES,
  ticketDeleted: FIRST_RULES,
  refresh: FIRST_RULES,
  ticketFound: FIRST_RULES,
  messageSeen: FIRST_RULES,
  delivered: FIRST_RULES,
  deliveryFailed: FIRST_RULES,
  conversationMerged: FIRST_RULES,
  customerBlocked: FIRST_RULES,
  several: SEVERAL_AT_ONCE,
  turn: FIRST_RULES,
  turnRefused: FIRST_RULES,
  turnHeld: FIRST_RULES,
  turnPaused: PAUSES,
  timeReached: FIRST_RULES,
  truth: FIRST_RULES,
  gone: FIRST_RULES,
  readFailed: FIRST_RULES,
  written: FIRST_RULES,
  conflict: FIRST_RULES,
  writeFailed: FIRST_RULES,
  turnAsked: FIRST_RULES,
  turnNotAsked: FIRST_RULES,
  turnsReturned: FIRST_RULES,
  turnsNotReturned: FIRST_RULES,
  stopReported: FIRST_RULES,
  sendEnded: FIRST_RULES,
  sendPostponed: FIRST_RULES,
  lookFailed: FIRST_RULES,
  optOutStored: FIRST_RULES,
  pauseSet: PAUSES,
  pauseNotSet: PAUSES,
};

const MOST_KEPT = 50;

/** Whether the run knows what this kind of event means. */
export const isKnownType = (c: { rules?: number }, { type }: TicketEvent | OwnEvent): boolean =>
  Object.hasOwn(KNOWN_SINCE, type) && decidesBy(c, KNOWN_SINCE[type]);

/** Keeps the event; of too many, the newest. */
export function keep<C extends Conversation>(c: C, { now: _now, ...event }: TimedEvent): C {
  return { ...c, kept: [...(c.kept ?? []), event as TicketEvent].slice(-MOST_KEPT) };
}

/** The kinds of the events kept, each once. */
export const keptTypes = ({ kept = [] }: Pick<Conversation, 'kept'>): string[] => [
  ...new Set(kept.map(({ type }) => type)),
];
