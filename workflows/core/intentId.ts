/** What an outreach is called. */
import { askedLast, lostReminders, reasonAfter } from './afterOutreach';
import type { Live } from './conversation';
import { lastCustomer, lastReplyAt, unanswered } from './history';
import { LOST_REMINDERS_COUNT, decidesBy } from './rules';

/** The same reason gives the same intent in a later run, so that its message is found and not sent again. */
export const intentIdOf = (c: Live, kind: 'followUp' | 'reopening' | 'rescue'): string =>
  `${c.ticketId}-${kind}-${reasonOf(c, kind)}`;

function reasonOf(c: Live, kind: 'followUp' | 'reopening' | 'rescue'): string {
  if (kind !== 'followUp') return `${lastCustomer(c)?.at ?? 0}`;
  const asked = askedLast(c);
  if (asked) return reasonAfter(c, asked);
  const lost = decidesBy(c, LOST_REMINDERS_COUNT) ? lostReminders(c).length : 0;
  return `${lastReplyAt(c) ?? 0}-${unanswered(c).length + lost + 1}`;
}

/** The intent that sends an agent's words again. In all tickets and runs its end is the same, so that it is found. */
export const wordsIntentId = ({ ticketId }: Live, messageId: string): string => `${ticketId}-rescued-${messageId}`;

/** Whether this is an attempt to send those words again, of whichever ticket of the conversation. */
export const sendsWords = (sendId: string, messageId: string): boolean => sendId.includes(`-rescued-${messageId}:`);
