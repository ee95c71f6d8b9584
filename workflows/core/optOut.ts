/** Rule 5: STOP ends every outreach on every ticket of that customer. Rows O1-O6 of docs/behaviour.md. */
import type { KeyedNote, OptOutOrder } from '../../activities/orders';
import type { CustomerMessage, Instant, Message } from '../../activities/types';
import { type Live, type Outreach, keyed } from './conversation';
import type { OwnEvent } from './events';
import { arrivalOf, isLate, lastCustomer } from './history';

/** WhatsApp: the customer has stopped the marketing messages of the business. */
const MARKETING_STOPPED = 131050;

/** The message that opens a ticket is a little older than the ticket: by at most this (ms). */
const OPENING_MS = 3_600_000;

/** The customer said STOP or blocked us, or Zendesk says that they have opted out. */
export const optedOut = (c: Live): boolean => c.truth.optedOut === true || owed(c) !== undefined;

interface OptOut {
  key: string;
  saidAt?: Instant;
}

/**
 * An opt-out that Zendesk does not know of yet; undefined if there is none. Once Zendesk knows, its checkbox decides,
 * and a person may clear it. If Zendesk has no such user field, what the customer said holds.
 */
function owed(c: Live): OptOut | undefined {
  const stop = c.messages.findLast((it): it is CustomerMessage => it.by === 'customer' && isNews(c, it));
  const said: OptOut[] = [
    ...(stop ? [{ key: `optOut:${stop.id}`, saidAt: stop.at }] : []),
    ...(c.blocked ? [{ key: 'optOut:blocked' }] : []),
  ];
  return said.find(({ key }) => !c.done.includes(key));
}

/**
 * A STOP that no run has stored yet, and that reached this ticket or is the customer's last message. An older one is
 * history.
 */
function isNews(c: Live, message: CustomerMessage): boolean {
  if (!isStop(c, message) || message.at <= (c.truth.conversation?.stopStored ?? -Infinity)) return false;
  return arrivalOf(message) >= c.truth.ticket.createdAt - OPENING_MS || message === lastCustomer(c);
}

/** A word that is also an ordinary answer counts only in reply to an outreach. */
const isStop = (c: Live, message: CustomerMessage): boolean =>
  message.stop === true || (message.stopIfReply === true && before(c, message)?.by === 'ventana');

/** The last message before it that reached the customer. */
const before = (c: Live, message: CustomerMessage): Message | undefined =>
  c.messages
    .slice(0, c.messages.indexOf(message))
    .findLast((it) => it.by !== 'customer' && !(it.id in c.failures || (it.by === 'agent' && isLate(c, it))));

/** Whether the opt-out to store depends on what was said before it, which only a fresh truth tells. */
export const optOutNeedsTruth = (c: Live): boolean =>
  c.messages.some((it) => it.by === 'customer' && it.stopIfReply && owed(c)?.key === `optOut:${it.id}`);

/**
 * The opt-out to store now; STOP comes first. If Zendesk has turned out to have no field for it, it is stored once
 * Zendesk shows one.
 */
export function optOutToStore(c: Live): OptOutOrder | undefined {
  const { ticketId, truth } = c;
  const said = owed(c);
  const isRefused = c.done.includes(`unstored:${said?.key}`) && truth.optedOut === undefined;
  const isPassedOver = c.done.includes(`passed:${said?.key}`) && truth.optedOut === true;
  if (said && !isRefused && !isPassedOver && !c.done.includes(`stored:${said.key}`)) {
    const stop = truth.conversation &&
      said.saidAt !== undefined && { conversationId: truth.conversation.id, at: said.saidAt };
    return { ticketId, of: 'everything', ...(stop && { stop }) };
  }
  return marketingStops(c).length > 0 ? { ticketId, of: 'marketing' } : undefined;
}

const marketingKey = ({ id }: Outreach): string => `marketing:${id}`;

/** Messages that WhatsApp refused because the customer wants no marketing, where this is not on record yet. */
const marketingStops = (c: Live): Outreach[] =>
  c.outreach.filter(
    (it) =>
      it.progress.state === 'failed' &&
      it.progress.failure.code === MARKETING_STOPPED &&
      !c.done.includes(marketingKey(it)),
  );

/** Evolves the state when an opt-out has been stored, or could not be. */
export function evolveOptOut(c: Live, event: Extract<OwnEvent, { type: 'optOutStored' }>): Live {
  const { of, noField, passedOver } = event;
  if (of === 'marketing') return { ...c, done: [...c.done, ...marketingStops(c).map(marketingKey)] };
  const said = owed(c);
  if (!said) return c;
  if (passedOver) return { ...c, done: [...c.done, `passed:${said.key}`] };
  if (noField) return { ...c, done: [...c.done, `unstored:${said.key}`] };
  // Said again while the checkbox was still ticked: the agents already know.
  const told = c.truth.optedOut ? [said.key] : [];
  const { conversation } = c.truth;
  const known = conversation && said.saidAt !== undefined && { ...conversation, stopStored: said.saidAt };
  const truth = { ...c.truth, optedOut: true, ...(known && { conversation: known }) };
  return { ...c, truth, done: [...c.done, `stored:${said.key}`, ...told] };
}

/** One note for each opt-out that was stored, and for each that could not be stored. */
export const optOutNotes = (c: Live): KeyedNote[] =>
  c.done.flatMap((mark) => {
    const [, how, key = ''] = /^(stored|unstored):(.*)$/.exec(mark) ?? [];
    if (how === 'stored') return [keyed(key, { kind: 'optedOut' })];
    return how === 'unstored' ? [keyed(`${key}:held`, { kind: 'optedOut', fieldMissing: true })] : [];
  });
