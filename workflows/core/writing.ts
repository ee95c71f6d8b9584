/** What came of an update of the ticket. */
import type { Live } from './conversation';
import type { OwnEvent } from './events';

type WritingEvent = Extract<OwnEvent, { type: 'written' | 'conflict' | 'writeFailed' | 'optOutStored' }>;

const KEPT_KEYS = 200;

/** What is still owed after a final refusal (a status, a field) is tried again this much later: somebody may have mended it. */
const REFUSED_PAUSE_MS = 3_600_000;

export function heardOfWriting(c: Live, event: WritingEvent): Live {
  switch (event.type) {
    case 'written':
      return written(c, event.ticketId, event.stamp);
    case 'conflict':
      return { ...withoutWriting(c), outdated: true, staleSince: c.staleSince ?? c.asOf };
    case 'writeFailed':
      return event.final ? givenUp(c) : { ...withoutWriting(c), writeNotBefore: event.retryAt };
    case 'optOutStored':
      return { ...c, truth: { ...c.truth, optedOut: true } };
  }
}

function withoutWriting({ writing: _written, writeNotBefore: _notBefore, ...c }: Live): Live {
  return c;
}

/** Keys of notes on other tickets carry that ticket's id, so one list serves both. */
export const doneKey = (c: Pick<Live, 'ticketId'>, ticketId: string, key: string): string =>
  ticketId === c.ticketId ? key : `${ticketId}/${key}`;

function markDone(c: Live): Live {
  const { writing } = c;
  if (!writing) return c;
  const keys = writing.notes.map(({ key }) => doneKey(c, writing.ticketId, key));
  return { ...withoutWriting(c), done: [...c.done, ...keys].slice(-KEPT_KEYS) };
}

function written(c: Live, ticketId: string, stamp: string): Live {
  const next = markDone(c);
  if (ticketId !== c.ticketId || !c.writing) return next;
  const { status, window, clearAction } = c.writing;
  const { action, ...ticket } = c.truth.ticket;
  return {
    ...next,
    ...(window && { lastDisplayWriteAt: c.asOf }),
    truth: {
      ...c.truth,
      ticket: {
        ...ticket,
        stamp,
        ...(status && { status, statusSince: c.asOf }),
        ...(window && { shown: { window: window.state, closesAt: window.closesAt } }),
        ...(action && !clearAction && { action }),
      },
    },
  };
}

/** Zendesk refuses it for good (422: field without that option, status that lacks a required field...): said in the log, not tried for ever. */
function givenUp(c: Live): Live {
  const next = markDone(c);
  if (c.writing && c.writing.ticketId !== c.ticketId) return next;
  return { ...next, writeNotBefore: c.asOf + REFUSED_PAUSE_MS };
}
