import type { LedgerFact, ReplyFact } from './ledger';
import type { TicketUpdate } from './orders';
import type { Instant } from './types';

/** Of a note that a reply was not delivered: `undelivered:` and the message's id (workflows/core/notes.ts). */
const UNDELIVERED = 'undelivered:';

/**
 * What an update tells the ledger: by its notes, replies that failed although the window was open; and that the ticket
 * is solved.
 * @param at when it was made. The note comes at once: that is when the reply was written, unless the ticket's audits or
 * a rebuild know better
 */
export const updateFacts = ({ ticketId, notes, status }: TicketUpdate, at: Instant): LedgerFact[] => [
  ...notes.flatMap(({ key, note }): ReplyFact[] => {
    if (note.kind !== 'notDelivered' || !key.startsWith(UNDELIVERED)) return [];
    const { code } = note;
    const messageId = key.slice(UNDELIVERED.length);
    return [{ of: 'reply', ticketId, messageId, at, why: 'failed', ...(code !== undefined && { code }) }];
  }),
  ...(status === 'solved' ? [{ of: 'solved' as const, ticketId, at }] : []),
];
