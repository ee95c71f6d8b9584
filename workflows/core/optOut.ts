/** Rule 5: STOP ends every outreach on every ticket of that customer. Rows O1-O6 of docs/behaviour.md. */
import type { KeyedNote, OptOutOrder } from '../../activities/orders';
import type { CustomerMessage, Instant, Message } from '../../activities/types';
import { type Conversation, type Live, type Outreach, type Stop, keyed } from './conversation';
import type { OptOutTarget, OwnEvent } from './events';
import { KEPT_MESSAGES, inOrder, isLate, isOutreach, lastCustomer } from './history';
import { BLOCKS_COUNT, OWN_PAUSES, STOPS_ARE_KEPT, decidesBy } from './rules';
import { UNSHOWN, isShown, markUnshown, shownAt } from './shownStops';
import { type FailedUpdate, withPause, withoutPause } from './writePauses';

/** WhatsApp: the customer has stopped the marketing messages of the business. */
const MARKETING_STOPPED = 131050;

/** The message that opens a ticket is a little older than the ticket: by at most this (ms). */
const OPENING_MS = 3_600_000;

/** The customer said STOP or blocked us, or Zendesk says that they have opted out. */
export const optedOut = (c: Live): boolean => c.truth.optedOut === true || owed(c) !== undefined;

interface OptOut {
  key: string;
  /** They blocked us: only a webhook reports that. */
  block?: true;
  saidAt?: Instant;
}

/**
 * An opt-out that Zendesk does not know of yet; undefined if there is none. Once Zendesk knows, its checkbox decides,
 * and a person may clear it. If Zendesk has no such user field, what the customer said holds.
 */
function owed(c: Live, counts?: (id: string) => boolean): OptOut | undefined {
  const stop = newestStop(c, counts);
  const said: OptOut[] = [
    ...(stop ? [{ key: keyOf(stop), saidAt: stop.at }] : []),
    ...(c.blocked ? [{ key: blockKey(c), block: true as const }] : []),
  ];
  return said.find(({ key }) => !c.done.includes(key));
}

/** What may be stored: no STOP that only a webhook reports. */
const owedAndShown = (c: Live): OptOut | undefined => owed(c, (id) => isShown(c, id));

/** The newest STOP, if it is not stored and only a webhook reports it. */
function unshownStop(c: Live): Stop | undefined {
  const stop = newestStop(c);
  return stop && !c.done.includes(keyOf(stop)) && !isShown(c, stop.id) ? stop : undefined;
}

/** When to read whether the conversation shows the STOP that a webhook reports. */
export function stopShownAt(c: Live): Instant | undefined {
  const stop = unshownStop(c);
  return stop && shownAt(c, stop);
}

/** After a reading: one note, where the conversation does not show a STOP that a webhook reported. */
export const withUnshown = (next: Live, before: Live | undefined, listed: readonly Message[]): Live =>
  markUnshown(next, before && unshownStop(before), unshownStop(next), listed);

const keyOf = ({ id }: Stop): string => `optOut:${id}`;

/** The newest STOP that is news, if there is one. */
function newestStop(c: Live, counts: (id: string) => boolean = () => true): Stop | undefined {
  const heard = c.messages.findLast(
    (it): it is CustomerMessage => it.by === 'customer' && isStop(c, it) && isNews(c, it) && counts(it.id),
  );
  const known: Stop[] = heard ? [heard] : [];
  if (decidesBy(c, STOPS_ARE_KEPT)) {
    const { stopSaid, stopStored = -Infinity } = c.truth.conversation ?? {};
    if (c.stop && isNews(c, c.stop) && counts(c.stop.id)) known.push(c.stop);
    if (stopSaid !== undefined && stopSaid > stopStored && !known.some(({ at }) => at >= stopSaid))
      known.push({ id: `said:${stopSaid}`, at: stopSaid });
  }
  return known.toSorted((a, b) => a.at - b.at).at(-1);
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
  if (!fallen || (fallen.at <= (c.stop?.at ?? -Infinity) && !isShownNow(fallen, c.stop))) return c;
  const { id, at, arrivedAt, heardIn } = fallen;
  return {
    ...c,
    stop: { id, at, ...(arrivedAt !== undefined && { arrivedAt }), ...(heardIn !== undefined && { heardIn }) },
  };
}

const isShownNow = (message: Stop, known: Stop | undefined): boolean =>
  known?.id === message.id && known.heardIn !== undefined && message.heardIn === undefined;

/**
 * A STOP that no run has stored yet, and that reached this ticket or is the customer's last message. An older one is
 * history.
 */
function isNews(c: Live, { id, at, arrivedAt = at }: Stop): boolean {
  if (at <= Math.max(c.truth.conversation?.stopStored ?? -Infinity, c.stopStored ?? -Infinity)) return false;
  return Math.max(arrivedAt, at) >= c.truth.ticket.createdAt - OPENING_MS || id === lastCustomer(c)?.id;
}

/** A word that is also an ordinary answer counts only in reply to an outreach. */
type Heard = Pick<Live, 'messages' | 'failures'>;

const isStop = (c: Heard, message: CustomerMessage): boolean =>
  message.stop === true || (message.stopIfReply === true && isOutreach(before(c, message)));

/** The last message before it that reached the customer. */
const before = (c: Heard, message: CustomerMessage): Message | undefined =>
  c.messages
    .slice(0, c.messages.indexOf(message))
    .findLast((it) => it.by !== 'customer' && !(it.id in c.failures || (it.by === 'agent' && isLate(c, it))));

/** Whether the opt-out to store depends on what was said before it, which only a fresh truth tells. */
export const optOutNeedsTruth = (c: Live): boolean =>
  c.messages.some((it) => it.by === 'customer' && it.stopIfReply && owedAndShown(c)?.key === keyOf(it));

/** What to store now, each with what it writes to. STOP comes first. */
export function optOutsToStore(c: Live): { of: OptOutTarget; order: OptOutOrder }[] {
  const orders = [stopToStore(c), marketingToStore(c), stopToKeep(c)].filter((it) => it !== undefined);
  return decidesBy(c, OWN_PAUSES) ? orders : orders.slice(0, 1);
}

type ToStore = ReturnType<typeof optOutsToStore>[number] | undefined;

/** If Zendesk has turned out to have no field for it, it is stored once Zendesk shows one. */
function stopToStore(c: Live): ToStore {
  const { ticketId, truth } = c;
  const said = owedAndShown(c);
  const isRefused = c.done.includes(`unstored:${said?.key}`) && truth.optedOut === undefined;
  const isPassedOver = c.done.includes(`passed:${said?.key}`) && truth.optedOut === true;
  // Ticked by a person: that is stored.
  const isOpen = said?.block && truth.optedOut !== true;
  if (isOpen && c.done.includes(`unshown:${said.key}`)) return undefined;
  if (!said || isRefused || isPassedOver || c.done.includes(`stored:${said.key}`)) return undefined;
  const of = 'everything';
  return { of, order: { ticketId, of, ...(isOpen && { block: true as const }), ...stopAt(c, said.saidAt) } };
}

const stopAt = ({ truth }: Live, at: Instant | undefined): Pick<OptOutOrder, 'stop'> =>
  truth.conversation && at !== undefined ? { stop: { conversationId: truth.conversation.id, at } } : {};

function marketingToStore(c: Live): ToStore {
  const of = 'marketing';
  return marketingStops(c).length > 0 ? { of, order: { ticketId: c.ticketId, of } } : undefined;
}

/** Zendesk has the STOP, but the conversation does not say so: it was not written, or another writer has undone it. */
function stopToKeep(c: Live): ToStore {
  const { conversation } = c.truth;
  if (!conversation || c.stopStored === undefined || c.stopStored <= (conversation.stopStored ?? -Infinity))
    return undefined;
  const order = { ticketId: c.ticketId, of: 'everything', keepOnly: true, ...stopAt(c, c.stopStored) } as const;
  return { of: 'conversation', order };
}

/** When to store it: each has a pause of its own, so that one that is refused delays nothing else. */
export const optOutAt = (c: Live, of: OptOutTarget): Instant =>
  Math.max(c.asOf, (decidesBy(c, OWN_PAUSES) ? c.pauses?.[of]?.until : c.writeNotBefore) ?? 0);

const marketingKey = ({ id }: Outreach): string => `marketing:${id}`;

/** Messages that WhatsApp refused because the customer wants no marketing, where this is not on record yet. */
const marketingStops = (c: Live): Outreach[] =>
  c.outreach.filter(
    (it) =>
      it.progress.state === 'failed' &&
      it.progress.failure.code === MARKETING_STOPPED &&
      !c.done.includes(marketingKey(it)),
  );

/** The customer wants no marketing, and Zendesk does not know it yet. */
export const marketingIsStopped = (c: Live): boolean => marketingStops(c).length > 0;

/** Evolves the state when an opt-out has been stored, or could not be. */
export function evolveOptOut(c: Live, event: Extract<OwnEvent, { type: 'optOutStored' }>): Live {
  return stored(withoutPause(c, event.of), event);
}

function stored(
  c: Live,
  { of, noField, passedOver, unkept, unshown }: Extract<OwnEvent, { type: 'optOutStored' }>,
): Live {
  if (of === 'marketing') return { ...c, done: [...c.done, ...marketingStops(c).map(marketingKey)] };
  if (of === 'conversation') return kept(c, c.stopStored);
  const said = owedAndShown(c);
  if (!said) return c;
  if (unshown) return { ...c, done: [...c.done, `unshown:${said.key}`] };
  if (passedOver) return { ...c, done: [...c.done, `passed:${said.key}`] };
  if (noField)
    return { ...c, truth: remembering(c, said.saidAt, 'stopSaid'), done: [...c.done, `unstored:${said.key}`] };
  // Said again while the checkbox was still ticked: the agents already know.
  const told = c.truth.optedOut ? [said.key] : [];
  const next = { ...c, truth: { ...c.truth, optedOut: true }, done: [...c.done, `stored:${said.key}`, ...told] };
  if (!decidesBy(c, OWN_PAUSES)) return kept(next, said.saidAt);
  const known = { ...next, ...(said.saidAt !== undefined && { stopStored: said.saidAt }) };
  return unkept ? known : kept(known, said.saidAt);
}

/**
 * Longer (ms) than another run's writing to the same conversation takes: Sunshine has no guard against two at the same
 * time, and it is not documented whether the later one replaces what the earlier one has set.
 */
const CHECK_AFTER_MS = 30_000;

/** A reading a little later shows whether it has stayed there. */
function kept(c: Live, stopStored: Instant | undefined): Live {
  if (!c.truth.conversation || stopStored === undefined) return c;
  const again = decidesBy(c, OWN_PAUSES) && { stopCheckAt: c.asOf + CHECK_AFTER_MS };
  return { ...c, truth: remembering(c, stopStored, 'stopStored'), ...again };
}

/** An opt-out could not be stored. It is honoured all the same, and tried again; one note says so if it was refused. */
export function optOutFailed(c: Live, of: OptOutTarget, event: FailedUpdate): Live {
  const next = withPause(c, of, event);
  if (event.type === 'conflict') return next;
  if (event.gone) return { ...next, staleSince: c.staleSince ?? c.asOf };
  return event.refused ? { ...next, done: [...new Set([...c.done, ...refusedKeys(c, of)])] } : next;
}

/** The marks of what was refused: `untaken:` and the key of the opt-out. */
function refusedKeys(c: Live, of: OptOutTarget): string[] {
  if (of === 'conversation') return [];
  const keys = of === 'marketing' ? marketingStops(c).map(marketingKey) : [owedAndShown(c)?.key];
  return keys.flatMap((key) => (key === undefined ? [] : [`untaken:${key}`]));
}

/** The truth with what the conversation now remembers. */
function remembering({ truth }: Live, saidAt: Instant | undefined, as: 'stopSaid' | 'stopStored'): Live['truth'] {
  const { conversation } = truth;
  return conversation && saidAt !== undefined ? { ...truth, conversation: { ...conversation, [as]: saidAt } } : truth;
}

/** One note for each opt-out that was stored, and for each that could not be stored. */
export const optOutNotes = (c: Live): KeyedNote[] =>
  c.done.flatMap((mark) => {
    if (mark === UNSHOWN) return [keyed('optOut:unshown', { kind: 'optedOut', unshown: true })];
    const [, how, key = ''] = /^(stored|unstored|untaken|unshown):(.*)$/.exec(mark) ?? [];
    if (how === 'unshown') return [keyed(`${key}:unshown`, { kind: 'optedOut', unshown: true, block: true })];
    if (how === 'stored') return [keyed(key, { kind: 'optedOut' })];
    if (how === 'unstored') return [keyed(`${key}:held`, { kind: 'optedOut', fieldMissing: true })];
    if (how !== 'untaken' || c.done.includes(`stored:${key}`)) return [];
    const ofMarketing = key.startsWith('marketing:') && { of: 'marketing' as const };
    return [keyed(`${key}:refused`, { kind: 'optedOut', refused: true, ...ofMarketing })];
  });
