/** Rule 5: STOP ends every outreach on every ticket of that customer. Rows O1-O6 of docs/behaviour.md. */
import type { KeyedNote, OptOutOrder } from '../../activities/orders';
import type { CustomerMessage, Instant, Message } from '../../activities/types';
import { type Conversation, type Live, type Outreach, type Stop, keyed } from './conversation';
import type { OwnEvent } from './events';
import { KEPT_MESSAGES, inOrder, isLate, lastCustomer } from './history';
import { BLOCKS_COUNT, STOPS_ARE_KEPT, decidesBy } from './rules';

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
  const said: OptOut[] = [...stopsOf(c), ...(c.blocked ? [{ key: blockKey(c) }] : [])];
  return said.find(({ key }) => !c.done.includes(key));
}

/** The newest STOP that is news, if there is one. */
function stopsOf(c: Live): OptOut[] {
  const heard = c.messages.findLast(
    (it): it is CustomerMessage => it.by === 'customer' && isStop(c, it) && isNews(c, it),
  );
  const known: Stop[] = heard ? [heard] : [];
  if (decidesBy(c, STOPS_ARE_KEPT)) {
    const { stopSaid, stopStored = -Infinity } = c.truth.conversation ?? {};
    if (c.stop && isNews(c, c.stop)) known.push(c.stop);
    if (stopSaid !== undefined && stopSaid > stopStored && !known.some(({ at }) => at >= stopSaid))
      known.push({ id: `said:${stopSaid}`, at: stopSaid });
  }
  const newest = known.toSorted((a, b) => a.at - b.at).at(-1);
  return newest ? [{ key: `optOut:${newest.id}`, saidAt: newest.at }] : [];
}

const blockKey = (c: Live): string =>
  c.blockedAt !== undefined && decidesBy(c, BLOCKS_COUNT) ? `optOut:blocked:${c.blockedAt}` : 'optOut:blocked';

/**
 * O8: only the newest messages are kept, but a STOP is never forgotten: neither the message, nor the outreach that made
 * an ordinary word one.
 * @param heard all messages that were known before, and those that have just come
 */
export function rememberStop(c: Conversation, heard: readonly Message[]): Conversation {
  const oldest = c.messages.at(-KEPT_MESSAGES);
  if (oldest === undefined || c.messages.length < KEPT_MESSAGES) return c;
  const kept = new Set(c.messages.map(({ id }) => id));
  const messages = inOrder([...heard, ...c.messages]);
  const all = { ...c, messages };
  const hasFallen = (it: CustomerMessage): boolean =>
    kept.has(it.id) ? it.stop !== true && !kept.has(before(all, it)?.id ?? '') : it.at <= oldest.at;
  const fallen = messages.findLast(
    (it): it is CustomerMessage => it.by === 'customer' && isStop(all, it) && hasFallen(it),
  );
  if (!fallen || fallen.at <= (c.stop?.at ?? -Infinity)) return c;
  const { id, at, arrivedAt } = fallen;
  return { ...c, stop: { id, at, ...(arrivedAt !== undefined && { arrivedAt }) } };
}

/**
 * A STOP that no run has stored yet, and that reached this ticket or is the customer's last message. An older one is
 * history.
 */
function isNews(c: Live, { id, at, arrivedAt = at }: Stop): boolean {
  if (at <= (c.truth.conversation?.stopStored ?? -Infinity)) return false;
  return Math.max(arrivedAt, at) >= c.truth.ticket.createdAt - OPENING_MS || id === lastCustomer(c)?.id;
}

/** A word that is also an ordinary answer counts only in reply to an outreach. */
type Heard = Pick<Live, 'messages' | 'failures'>;

const isStop = (c: Heard, message: CustomerMessage): boolean =>
  message.stop === true || (message.stopIfReply === true && before(c, message)?.by === 'ventana');

/** The last message before it that reached the customer. */
const before = (c: Heard, message: CustomerMessage): Message | undefined =>
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
  if (noField) return { ...c, truth: remembering(c, said, 'stopSaid'), done: [...c.done, `unstored:${said.key}`] };
  // Said again while the checkbox was still ticked: the agents already know.
  const told = c.truth.optedOut ? [said.key] : [];
  const truth = { ...remembering(c, said, 'stopStored'), optedOut: true };
  return { ...c, truth, done: [...c.done, `stored:${said.key}`, ...told] };
}

/** The truth with what the conversation now remembers. */
function remembering({ truth }: Live, { saidAt }: OptOut, as: 'stopSaid' | 'stopStored'): Live['truth'] {
  const { conversation } = truth;
  return conversation && saidAt !== undefined ? { ...truth, conversation: { ...conversation, [as]: saidAt } } : truth;
}

/** One note for each opt-out that was stored, and for each that could not be stored. */
export const optOutNotes = (c: Live): KeyedNote[] =>
  c.done.flatMap((mark) => {
    const [, how, key = ''] = /^(stored|unstored):(.*)$/.exec(mark) ?? [];
    if (how === 'stored') return [keyed(key, { kind: 'optedOut' })];
    return how === 'unstored' ? [keyed(`${key}:held`, { kind: 'optedOut', fieldMissing: true })] : [];
  });
