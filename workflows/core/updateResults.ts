/** How the state changes when an update of the ticket has ended. */
import type { TicketUpdate } from '../../activities/orders';
import type { Live } from './conversation';
import type { OwnEvent } from './events';
import { placeOfUpdate } from './line';
import { failedAgain, nextTry } from './pauses';
import { LAST_NOTE_IS_TRUE, OWN_PAUSES, decidesBy } from './rules';
import { REFUSED_PAUSE_MS, withPause, withoutPause } from './writePauses';

type UpdateEvent = Extract<OwnEvent, { type: 'written' | 'conflict' | 'writeFailed' }>;

const KEPT_KEYS = 200;

/** Conflicts further apart than this (ms) have nothing to do with each other. */
const IN_A_ROW_MS = 3_600_000;

export function evolveUpdate(c: Live, event: UpdateEvent): Live {
  switch (event.type) {
    case 'written':
      return applyWritten(c, event.ticketId, event.stamp);
    case 'conflict':
      if (writesElsewhere(c)) return withPause(withoutWriting(c), 'otherTicket', event);
      return {
        ...withoutWriting(c),
        outdated: true,
        staleSince: c.staleSince ?? c.asOf,
        ...(event.readAtOnce && { conflicts: oneMore(c) }),
      };
    case 'writeFailed':
      if (event.final) return giveUp(c);
      if (event.line) return { ...withoutWriting(c), writeLine: placeOfUpdate(c, event.retryAt, event.line) };
      return putOff(c, event);
  }
}

/** The update in progress is a note on another ticket, which has a pause of its own. */
const writesElsewhere = (c: Live): boolean =>
  c.writing !== undefined && c.writing.ticketId !== c.ticketId && decidesBy(c, OWN_PAUSES);

/** How long the first pause (ms) after an update that failed is: its activity has tried for a minute. */
const UPDATE_PAUSE_MS = 60_000;

function putOff(c: Live, event: Extract<UpdateEvent, { type: 'writeFailed' }>): Live {
  if (writesElsewhere(c)) return withPause(withUncertainNotes(c), 'otherTicket', event);
  const next = withUncertainNotes(c);
  if (!decidesBy(c, OWN_PAUSES)) return { ...next, writeNotBefore: event.retryAt };
  const writesFailing = failedAgain(c.writesFailing, c.asOf);
  return {
    ...next,
    writesFailing,
    writeNotBefore: nextTry(writesFailing, c.asOf, event.retryAt, UPDATE_PAUSE_MS),
  };
}

function withoutWriting({ writing: _written, writeNotBefore: _notBefore, writeLine: _line, ...c }: Live): Live {
  return c;
}

function oneMore({ conflicts, asOf }: Live): NonNullable<Live['conflicts']> {
  const isInARow = conflicts !== undefined && asOf - conflicts.at < IN_A_ROW_MS;
  return { count: isInARow ? conflicts.count + 1 : 1, at: asOf };
}

function withoutFailures({ conflicts: _conflicts, writesFailing: _failing, ...c }: Live): Live {
  return c;
}

/** Keys of notes on other tickets include that ticket's id, so one list serves both. */
export const doneKey = (c: Pick<Live, 'ticketId'>, ticketId: string, key: string): string =>
  ticketId === c.ticketId ? key : `${ticketId}/${key}`;

const keysOf = (c: Live, { ticketId, notes }: TicketUpdate): string[] =>
  notes.map(({ key }) => doneKey(c, ticketId, key));

function markDone(c: Live): Live {
  const { writing } = c;
  if (!writing) return c;
  return { ...withoutUnsure(c, writing), done: [...c.done, ...keysOf(c, writing)].slice(-KEPT_KEYS) };
}

/** All notes that are owed go together: what may have been written before is not owed any more, or among them. */
function withoutUnsure(c: Live, { ticketId, notes }: TicketUpdate): Live {
  const { unsure, ...next } = withoutWriting(c);
  if (!unsure || ticketId !== c.ticketId || notes.length === 0 || !decidesBy(c, LAST_NOTE_IS_TRUE))
    return withoutWriting(c);
  const elsewhere = unsure.filter((key) => /^\d+\//.test(key));
  return elsewhere.length === 0 ? next : { ...next, unsure: elsewhere };
}

/** The answer was lost or came too late: the notes may be on the ticket. */
function withUncertainNotes(c: Live): Live {
  const keys = c.writing ? keysOf(c, c.writing) : [];
  if (keys.length === 0) return withoutWriting(c);
  return { ...withoutWriting(c), unsure: [...new Set([...(c.unsure ?? []), ...keys])].slice(-KEPT_KEYS) };
}

/** The update as it is sent: it looks for its notes first if one of them may already be on the ticket. */
export function withLookFirst(c: Live, update: TicketUpdate): TicketUpdate {
  const isUncertain = keysOf(c, update).some((key) => c.unsure?.includes(key));
  return isUncertain ? { ...update, lookFirst: true } : update;
}

function applyWritten(c: Live, ticketId: string, stamp: string | undefined): Live {
  const next = markDone(c);
  if (ticketId !== c.ticketId) return withoutPause(next, 'otherTicket');
  if (!c.writing) return next;
  const { status, window, answer, outcome, silence, clearAction } = c.writing;
  const { action, ...ticket } = c.truth.ticket;
  const { lacking, answer: before, outcome: outcomeBefore, silence: silenceBefore } = ticket.shown;
  return {
    ...withoutFailures(next),
    ...((window ?? answer ?? outcome) && { lastDisplayWriteAt: c.asOf }),
    truth: {
      ...c.truth,
      ticket: {
        ...ticket,
        ...(stamp !== undefined && { stamp }),
        ...(status && { status, statusSince: c.asOf }),
        shown: {
          ...(window
            ? {
                window: window.state,
                closesAt: window.closesAt,
                ...(lacking && { lacking }),
                ...(before && { answer: before }),
                ...(outcomeBefore && { outcome: outcomeBefore }),
                ...(silenceBefore && { silence: silenceBefore }),
              }
            : ticket.shown),
          ...(answer && { answer }),
          ...(outcome && { outcome }),
          ...(silence && { silence }),
        },
        ...(action && !clearAction && { action }),
      },
    },
  };
}

/**
 * Zendesk refuses the update for good (422: the field has no such option, the status needs a required field...). It is
 * logged and not retried for ever.
 */
function giveUp(c: Live): Live {
  const next = markDone(c);
  if (c.writing && c.writing.ticketId !== c.ticketId) return next;
  return { ...next, writeNotBefore: c.asOf + REFUSED_PAUSE_MS };
}
