/** What the messages say: who has the last word, when the window closes. Pure functions. */
import type { CustomerMessage, Instant, Message, OutreachMessage } from '../../activities/types';
import type { Live } from './conversation';
import type { ReasonWords } from './reasons';

const HOUR = 3_600_000;

/** Meta's customer service window: 24 hours from the customer's message, in absolute time. */
export const WINDOW_MS = 24 * HOUR;

export const KEPT_MESSAGES = 60;

/**
 * Merges messages by id, in any order. Keeps the newest, and always the customer's last one, however old. A
 * notification and the message that it became have the same `sendId`.
 */
export function mergeMessages(known: readonly Message[], heard: readonly Message[]): Message[] {
  const all = inOrder([...known, ...heard]);
  const older = all.slice(0, -KEPT_MESSAGES).findLast((it) => it.by === 'customer');
  const newest = all.slice(-KEPT_MESSAGES);
  return older && !newest.some((it) => it.by === 'customer') ? [older, ...newest] : newest;
}

/** Each message once, the oldest first. */
export function inOrder(messages: readonly Message[]): Message[] {
  const byId = new Map(messages.map((it) => [identity(it), it]));
  return [...byId.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** What identifies a message: an attempt of ours by its `sendId`, any other by its id. */
export const identity = (message: Message): string => (message.by === 'ventana' ? message.sendId : message.id);

export const lastCustomer = (c: Pick<Live, 'messages'>): CustomerMessage | undefined =>
  c.messages.findLast((it): it is CustomerMessage => it.by === 'customer');

/** When it reached Sunshine: nobody can have seen it before. */
export const arrivalOf = (message: Message): Instant =>
  message.by === 'customer' ? Math.max(message.arrivedAt ?? message.at, message.at) : message.at;

/** When the customer's last word arrived. A message that was long on its way may have been sent before others. */
export const lastArrival = (c: Pick<Live, 'messages'>): Instant | undefined => {
  const arrivals = c.messages.filter((it) => it.by === 'customer').map(arrivalOf);
  return arrivals.length === 0 ? undefined : Math.max(...arrivals);
};

/** The same of a message that was sent earlier than it arrived; undefined if the last one to arrive was not. */
export const lateArrival = (c: Pick<Live, 'messages'>): Instant | undefined => {
  const arrival = lastArrival(c);
  return c.messages.some((it) => it.by === 'customer' && it.at === arrival) ? undefined : arrival;
};

/** When the window closes; undefined before the first customer message. */
export function closesAt(c: Pick<Live, 'messages'>): Instant | undefined {
  const last = lastCustomer(c);
  return last && last.at + WINDOW_MS;
}

/**
 * When the last reply was sent. An agent's message counts as a reply only if it was sent before the window closed and
 * did not fail. Their words that we have sent again count too.
 */
export function lastReplyAt(c: Pick<Live, 'messages' | 'failures'>): Instant | undefined {
  const isAgents = (it: Message): boolean => it.by === 'agent' || (it.by === 'ventana' && !isOutreach(it));
  return c.messages.findLast((it) => isAgents(it) && !isLate(c, it) && !(it.id in c.failures))?.at;
}

/** A message of ours that speaks for Ventana, not for an agent. */
export const isOutreach = (message: Message | undefined): message is OutreachMessage =>
  message?.by === 'ventana' && message.purpose.kind !== 'rescued';

/** The customer's last message before this one: its window is the one that counts for it. */
export const customerBefore = (c: Pick<Live, 'messages'>, { at }: Message): CustomerMessage | undefined =>
  c.messages.findLast((it): it is CustomerMessage => it.by === 'customer' && it.at <= at);

/** The message was sent when the window was closed: it never reached the customer. */
export function isLate(c: Pick<Live, 'messages'>, message: Message): boolean {
  const before = customerBefore(c, message);
  return before === undefined || message.at >= before.at + WINDOW_MS;
}

/**
 * Whose message counts last: the customer's (we owe the answer) or the agent's. Our own outreach never counts. A reply
 * does not answer what had not arrived when it was sent.
 */
export function lastWord(c: Pick<Live, 'messages' | 'failures'>): 'customer' | 'agent' | undefined {
  const customer = lastCustomer(c)?.at;
  const reply = lastReplyAt(c);
  if (customer === undefined) return undefined;
  const isAnswered = reply !== undefined && reply > customer && reply >= (lastArrival(c) ?? customer);
  return isAnswered ? 'agent' : 'customer';
}

/**
 * This ticket's outreach sent after the customer's last message, so not answered. @param exceptIntent id of an intent
 * not to count
 */
export function unanswered(c: Pick<Live, 'messages' | 'ticketId'>, exceptIntent?: string): OutreachMessage[] {
  const since = lastCustomer(c)?.at ?? -Infinity;
  return c.messages.filter(
    (it): it is OutreachMessage =>
      isOutreach(it) && it.ticketId === c.ticketId && it.at > since && !isOf(it, exceptIntent),
  );
}

const isOf = ({ sendId }: OutreachMessage, intentId: string | undefined): boolean =>
  intentId !== undefined && sendId.startsWith(`${intentId}:`);

/**
 * Whether cases 1 and 2 and the warning apply: the conversation is the ticket's own, and no later ticket has taken it
 * over.
 */
export function ownsConversation({ ticketId, truth }: Pick<Live, 'ticketId' | 'truth'>): boolean {
  const { conversation } = truth;
  return conversation?.own === true && (conversation.ownerTicketId ?? ticketId) === ticketId;
}

/** Why cases 1 and 2 and the warning do not apply; undefined: they do. */
export function notItsOwn(c: Pick<Live, 'ticketId' | 'truth'>): ReasonWords | undefined {
  if (ownsConversation(c)) return undefined;
  return c.truth.conversation
    ? 'the conversation belongs to another ticket'
    : 'the ticket has no WhatsApp conversation';
}
