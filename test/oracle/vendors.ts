/** What comes of Ventana's own effects: as the activities and the vendors would answer. */
import { afterOutage } from './faults';
import type { OptOutOrder, SendOrder, SendOutcome, TicketUpdate } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import type { Effect } from '../../workflows/core/conversation';
import type { OwnEvent, TicketEvent } from '../../workflows/core/events';
import { DAY, MINUTE, SECOND } from '../support/madrid';
import { show, shownOn } from '../support/shownFields';
import {
  type Conversation,
  type Customer,
  type Handed,
  type Stored,
  type Ticket,
  addConversation,
  holds,
  latestConversation,
  outageOf,
  set,
  setStatus,
  statusOf,
  whatsAppRefuses,
} from './account';
import type { SendFate } from './week';
import { CHANCE_DELAY_MS, type Simulator, chanceFate, tell } from './simulator';
import { asMessage, readTruth } from './truth';

type Of<T extends Effect['type']> = Extract<Effect, { type: T }>;

export function read(s: Simulator, ticket: Ticket, effect: Of<'readTruth'>): OwnEvent {
  const { account, now } = s;
  account.reads.push({ at: now, ticketId: ticket.id });
  if (outageOf(account, now, 'zendesk') || outageOf(account, now, 'sunshine'))
    return { type: 'readFailed', retryAt: afterOutage(s, MINUTE) };
  return { type: 'truth', truth: readTruth(account, ticket, effect, now) };
}

export function send(s: Simulator, ticket: Ticket, { intentId, order }: Of<'send'>): OwnEvent {
  if (outageOf(s.account, s.now, 'zendesk'))
    return { type: 'sendPostponed', intentId, retryAt: afterOutage(s, 10 * SECOND) };
  if (outageOf(s.account, s.now, 'sunshine')) {
    const inDoubt = order.conversationId !== undefined && s.account.random() < 0.3;
    if (inDoubt && s.account.random() < 0.5) attempt(s, ticket, order);
    return {
      type: 'sendPostponed',
      intentId,
      retryAt: afterOutage(s, 10 * SECOND),
      ...(inDoubt && { doubt: order }),
    };
  }
  const outcome = attempt(s, ticket, order);
  const untraceable = outcome.type === 'unknown' && order.conversationId === undefined;
  return { type: 'sendEnded', intentId, order, outcome, ...(untraceable && { mayTurnUp: true as const }) };
}

export function look(s: Simulator, { intentId, order }: Of<'look'>): OwnEvent {
  if (outageOf(s.account, s.now, 'sunshine')) return { type: 'lookFailed', intentId, retryAt: afterOutage(s, MINUTE) };
  const outcome = findOurs(conversationOf(s, order), order) ?? { type: 'absent' };
  return { type: 'sendEnded', intentId, order, outcome };
}

const conversationOf = (s: Simulator, { conversationId }: SendOrder): Conversation | undefined =>
  s.account.conversations.find(({ id }) => id === conversationId);

/** The checks that the activity makes before it posts, and the post. */
function attempt(s: Simulator, ticket: Ticket, order: SendOrder): SendOutcome {
  const { customer } = ticket;
  const conversation = conversationOf(s, order);
  if (order.known && order.known.stamp !== `v${ticket.version}`) return { type: 'superseded', messages: [] };
  const earlier = findOurs(conversation, order);
  const no = objection(s, customer, order);
  if (no) return earlier ?? { type: 'failed', failure: { reason: no } };
  if (earlier) return earlier;
  if (conversation) {
    const { metadata, messages } = conversation;
    if (metadata.ticketId !== ticket.id) metadata.askedBy = ticket.id;
    const newer = messages.filter((it) => !it.unlisted && !it.unread && isNews(it, order));
    if (newer.length > 0) return { type: 'superseded', messages: newer.flatMap((it) => asMessage(it) ?? []) };
  }
  const { repeats } = order;
  // What no list can read has no words (R9).
  if (repeats && conversation?.messages.find(({ id }) => id === repeats.messageId)?.unread)
    return { type: 'failed', failure: { reason: 'unrepeatable', detail: 'gone' } };
  return post(s, ticket, order, conversation);
}

/** The decision did not know of it: it was written since, or arrived since. */
function isNews({ by, at, arrivedAt }: Stored, order: SendOrder): boolean {
  const { customerLastAt, customerHeardAt, known, repeats } = order;
  if (by === 'agent' && repeats) return at > repeats.agentLastAt;
  if (by === 'agent') return known !== undefined && at > (known.agentLastAt ?? -Infinity);
  return by === 'customer' && (at > (customerLastAt ?? -Infinity) || arrivedAt > (customerHeardAt ?? Infinity));
}

function objection({ account }: Simulator, customer: Customer, { purpose, rendition }: SendOrder) {
  const isProactive = purpose.kind === 'proactive';
  if (holds(customer.optOut)) return 'optedOut';
  if (isProactive && account.week.policy.consentRequired && !holds(customer.optIn)) return 'noConsent';
  if (isProactive && rendition === 'template' && holds(customer.marketingOptOut)) return 'marketingOptedOut';
  return customer.blockedAt === undefined ? undefined : 'blocked';
}

function post(s: Simulator, ticket: Ticket, order: SendOrder, conversation?: Conversation): SendOutcome {
  const { account, now } = s;
  const fate = account.sends.shift() ?? 'sent';
  const handed = (how: Pick<Handed, 'taken' | 'reached' | 'unheard'>): void =>
    void account.handed.push({
      at: now,
      customer: ticket.customer,
      ticket,
      ...(conversation && { conversation }),
      order,
      requested: isRequested(s, order),
      ...how,
    });
  if (typeof fate === 'object' && 'refused' in fate) {
    handed({ taken: false, reached: false, unheard: false });
    return { type: 'failed', failure: { reason: 'refused', code: fate.refused } };
  }
  if (fate === 'lost') {
    handed({ taken: false, reached: false, unheard: true });
    return { type: 'unknown' };
  }
  const refusal = failureCode(s, order, conversation);
  const code = refusal ?? codeOf(fate);
  const arrivesAfterAll = refusal === undefined && typeof fate === 'object' && 'contradicted' in fate;
  handed({ taken: true, reached: code === undefined || arrivesAfterAll, unheard: fate === 'lostButArrived' });
  const message = store(s, ticket, order, conversation, code === undefined || arrivesAfterAll);
  report(s, ticket, { message, order, ...(conversation && { conversation }), arrivesAfterAll }, code);
  if (fate === 'lostButArrived') return { type: 'unknown' };
  const sent = { type: 'sent', at: now } as const;
  return conversation ? { ...sent, messageId: message.id } : { ...sent, notificationId: referenceOf(order) };
}

function codeOf(fate: SendFate): number | undefined {
  if (typeof fate === 'string' || 'refused' in fate) return undefined;
  return 'undelivered' in fate ? fate.undelivered : fate.contradicted;
}

const referenceOf = ({ sendId }: SendOrder): string => `notification ${sendId}`;

function failureCode(s: Simulator, { rendition }: SendOrder, conversation?: Conversation): number | undefined {
  const lastAt = Math.max(
    ...(conversation?.messages.filter(({ by }) => by === 'customer').map(({ at }) => at) ?? []),
    -Infinity,
  );
  if (rendition === 'text' && s.now >= lastAt + DAY) return 131047;
  return whatsAppRefuses(s.account, s.now);
}

/** A notification that arrives stands in the customer's conversation, too. */
function store(
  s: Simulator,
  ticket: Ticket,
  order: SendOrder,
  conversation: Conversation | undefined,
  reaches: boolean,
) {
  const { sendId, purpose } = order;
  const message: Stored = {
    id: `${conversation ? 'v' : 'n'} ${sendId}`,
    by: 'ventana',
    at: s.now,
    arrivedAt: s.now,
    ticketId: ticket.id,
    sendId,
    purpose,
  };
  if (!conversation && !reaches) return message;
  const place = conversation ?? latestConversation(ticket.customer) ?? addConversation(s.account, ticket.customer);
  place.messages.push(message);
  return message;
}

interface Sent {
  message: Stored;
  order: SendOrder;
  conversation?: Conversation;
  /** Whatever is reported before. */
  arrivesAfterAll: boolean;
}

/** The report on its delivery, some seconds later. */
function report(s: Simulator, ticket: Ticket, sent: Sent, code: number | undefined): void {
  const { message, order, conversation, arrivesAfterAll } = sent;
  if (conversation && code === undefined) return;
  const about = conversation
    ? { reference: message.id, conversationId: conversation.id }
    : { reference: referenceOf(order), sendId: order.sendId };
  const event: TicketEvent =
    code === undefined
      ? { type: 'delivered', id: `delivered ${message.id}`, ...about }
      : { type: 'deliveryFailed', id: `failed ${message.id}`, ...about, failure: { reason: 'refused', code } };
  const arrival: TicketEvent = { type: 'delivered', id: `arrived ${message.id}`, ...about, arrived: true };
  const named = conversation ? [conversation.metadata.ticketId, conversation.metadata.askedBy, ticket.id] : [ticket.id];
  s.plan(s.now + 2 * SECOND, () => {
    const fate = chanceFate(s);
    const to = { named, ...(conversation && { conversationId: conversation.id }), andOthers: true };
    const knownAt = tell(s, event, to, fate, CHANCE_DELAY_MS);
    if (code !== undefined && !arrivesAfterAll) message.failedKnownAt = knownAt;
    if (!arrivesAfterAll) return;
    s.plan(s.now + 10 * SECOND, () => {
      // Without its arrival, the failure is all that anybody can know.
      if (tell(s, arrival, to, 'comes', 0) === Infinity) message.failedKnownAt = knownAt;
    });
  });
}

function findOurs(conversation: Conversation | undefined, order: SendOrder): SendOutcome | undefined {
  const { sendId, failedMessageIds, failedSendIds = [], repeats } = order;
  const intentOf = (id: string): string => id.replace(/:[^:]*:\d+$/, '');
  const ours = conversation?.messages.find(
    (it) =>
      it.by === 'ventana' &&
      (intentOf(it.sendId!) === intentOf(sendId) ||
        (repeats && intentOf(it.sendId!).endsWith(`-rescued-${repeats.messageId}`))) &&
      !failedMessageIds.includes(it.id) &&
      !failedSendIds.includes(it.sendId!),
  );
  return ours && { type: 'sent', at: ours.at, messageId: ours.id, sendId: ours.sendId! };
}

/** Whether an agent's macro asked for it: its request for a turn says so. */
export const isRequested = ({ account }: Simulator, { sendId }: SendOrder): boolean =>
  account.turns.asked.findLast(({ request }) => sendId.startsWith(`${request.intentId}:`))?.request.requested ?? true;

export function storeOptOut(s: Simulator, ticket: Ticket, order: OptOutOrder): OwnEvent {
  const { account, now } = s;
  const { of, stop, keepOnly } = order;
  const place = account.conversations.find(({ id }) => id === stop?.conversationId);
  const keep = (as: 'stopStored' | 'stopSaid'): void => {
    if (place && stop) place.metadata[as] = Math.max(place.metadata[as] ?? -Infinity, stop.at);
  };
  account.optOutOrders.push({ at: now, order });
  if (keepOnly) {
    keep('stopStored');
    return { type: 'optOutStored', of: 'conversation' };
  }
  if (outageOf(account, now, 'users')) return { type: 'writeFailed', retryAt: now + MINUTE, final: true };
  if (outageOf(account, now, 'zendesk')) return { type: 'writeFailed', retryAt: afterOutage(s, MINUTE), final: false };
  const { customer } = ticket;
  if (of === 'everything' && !account.week.optOutField) {
    keep('stopSaid');
    return { type: 'optOutStored', of, noField: true };
  }
  set(of === 'marketing' ? customer.marketingOptOut : customer.optOut, true, 'ventana', now);
  keep('stopStored');
  return { type: 'optOutStored', of };
}

export function update(s: Simulator, own: Ticket, change: TicketUpdate): OwnEvent {
  const { account, now } = s;
  const isDown = outageOf(account, now, 'zendesk');
  const isWrittenAllTheSame = isDown && account.random() < 0.1;
  const lost: OwnEvent = { type: 'writeFailed', retryAt: afterOutage(s, MINUTE), final: false };
  if (isDown && !isWrittenAllTheSame) return lost;
  const ticket = account.tickets.get(change.ticketId)!;
  if (statusOf(ticket) === 'closed') return { type: 'writeFailed', retryAt: now + MINUTE, final: true };
  const isGuarded = (change.stamp ?? change.known) === `v${ticket.version}`;
  if (change.stamp !== undefined && !isGuarded) return { type: 'conflict', readAtOnce: true };
  write(ticket, change, now);
  const written: OwnEvent = {
    type: 'written',
    ticketId: ticket.id,
    ...(isGuarded && ticket === own && { stamp: `v${ticket.version}` }),
  };
  return isWrittenAllTheSame ? lost : written;
}

function write(ticket: Ticket, change: TicketUpdate, now: Instant): void {
  const { status, window, answer, outcome, clearAction, lookFirst, macro } = change;
  const notes = change.notes.filter(({ key }) => !lookFirst || !ticket.notes.some((it) => it.key === key));
  const before = JSON.stringify([statusOf(ticket), shownOn(ticket), ticket.action]);
  if (status) setStatus(ticket, status, 'ventana', now);
  if (window) show(ticket, window);
  for (const note of notes)
    ticket.notes.push({ at: now, ...note, ...(ticket.shown.window && { shown: ticket.shown.window }) });
  if (answer) ticket.answer = answer;
  if (outcome) ticket.outcome = outcome;
  if (clearAction && ticket.action) {
    delete ticket.action;
    Object.assign(ticket.requests.at(-1)!, { clearedAt: now, clearedBy: 'ventana' });
  }
  const empty = notes.length === 0 && JSON.stringify([statusOf(ticket), shownOn(ticket), ticket.action]) === before;
  if (!empty) ticket.version += 1;
  ticket.updates.push({
    at: now,
    notes: notes.length,
    displayOnly:
      (window ?? answer ?? outcome) !== undefined &&
      notes.length === 0 &&
      !status &&
      !clearAction &&
      macro === undefined,
    ...(status && { status }),
    ...(macro !== undefined && { macro }),
    empty,
  });
}
