import type { ReplyFact } from './ledger';
import type { TicketUpdate } from './orders';

/** Of a note that a reply was not delivered: `undelivered:` and the message's id (workflows/core/notes.ts). */
const UNDELIVERED = 'undelivered:';

/** What the notes of an update tell the ledger: replies that failed although the window was open. */
export const updateFacts = ({ ticketId, notes }: TicketUpdate): ReplyFact[] =>
  notes.flatMap(({ key, note }): ReplyFact[] => {
    if (note.kind !== 'notDelivered' || !key.startsWith(UNDELIVERED)) return [];
    const { code } = note;
    const messageId = key.slice(UNDELIVERED.length);
    return [{ of: 'reply', ticketId, messageId, why: 'failed', ...(code !== undefined && { code }) }];
  });
