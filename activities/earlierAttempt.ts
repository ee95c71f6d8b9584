/** Whether a conversation holds an earlier attempt at the same intent (rule 3). */
import type { SendOrder } from './orders';
import type { StoredMessage } from './ports';
import type { Message, OutreachMessage, Rendition } from './types';

/** A message from any attempt at the same intent, in any rendition, except those known to have failed. */
export function findOurs(messages: Message[], order: SendOrder): OutreachMessage | undefined {
  const { ticketId, sendId, failedMessageIds, failedSendIds = [], repeats } = order;
  const wanted = intentOf(sendId);
  // An agent's words go out once, whichever of the conversation's tickets sends them: the rest of the name is the same.
  const isSame = (intent: string): boolean =>
    intent === wanted || (repeats !== undefined && intent.endsWith(wanted.slice(ticketId.length)));
  return messages.find(
    (it): it is OutreachMessage =>
      it.by === 'ventana' &&
      isSame(intentOf(it.sendId)) &&
      !failedMessageIds.includes(it.id) &&
      !failedSendIds.includes(it.sendId),
  );
}

/**
 * Whether one of the messages may be an earlier attempt, as far as can be read: it stands after the customer's last
 * word, or nobody knows where.
 * @param stored the list, oldest first
 */
export function mayHideOurs(stored: readonly StoredMessage[], { failedMessageIds }: SendOrder): boolean {
  const since = stored.findLastIndex(({ author, unread }) => author === 'user' && !unread);
  return stored.some(
    ({ id, at, author, unread, unnamed }, place) =>
      (unread || (unnamed && author !== 'user')) && (place > since || at === 0) && !failedMessageIds.includes(id),
  );
}

/**
 * Whether an earlier attempt may have gone out: not all are known to have failed. An agent's words may have been sent
 * by another ticket.
 */
export const isRepeated = ({ sendId, failedSendIds = [], repeats }: SendOrder): boolean =>
  repeats !== undefined || Number(/\d+$/.exec(sendId)?.[0]) - 1 > failedSendIds.length;

/** `intent:rendition:attempt` */
const intentOf = (sendId: string): string => sendId.replace(/:[^:]*:\d+$/, '');

/** How that attempt went out: a later one may find it, and be of the other kind. */
export const renditionOf = (sendId: string): Rendition => (sendId.split(':').at(-2) === 'text' ? 'text' : 'template');
