/** How an event changes the state. Facts only: `decide.ts` decides what follows from them. */
import type { CustomerMessage, Instant, Message, Truth } from '../../activities/types';
import { hasArrived, withArrival } from './arrivals';
import { type Conversation, type Live, type Unread, ended, factsOf } from './conversation';
import { matchDeliveryReport } from './uncertainDelivery';
import type { OwnEvent, TimedEvent } from './events';
import { arrivalOf, lastArrival, lastCustomer } from './history';
import { type Heard, forRules, withHeard, withList } from './listed';
import { applyMerge } from './merges';
import { evolveOptOut, optOutFailed, rememberStop, withUnshown } from './optOut';
import { failedAgain, nextTry } from './pauses';
import { BLOCKS_COUNT, LAST_NOTE_IS_TRUE, MARKS_COUNT, OWN_PAUSES, decidesBy } from './rules';
import { evolveSending } from './sending';
import { evolveSwitch } from './pauseSwitch';
import { evolveReturns, withUnused } from './turnReturns';
import { isKnownType, keep } from './unknownEvents';
import { evolveUpdate } from './updateResults';
import { wholeTruth } from './unchangedTruth';

const KEPT_EVENT_IDS = 200;

/** Evolves the state by one event. A repeated event, recognised by its id, changes only the time. */
export function evolve(conversation: Conversation, event: TimedEvent): Conversation {
  const now = Math.max(conversation.asOf, event.now);
  const c = { ...conversation, asOf: now };
  return decidesBy(c, MARKS_COUNT) ? hear(c, event, now) : hear(c, withoutMarks(event), now);
}

/** What newer receivers and activities add to events, and code of 0.1.0, which got it too, does not heed. */
const MARKS = ['agentWaits', 'line', 'grows'] as const;

const withoutMarks = (event: TimedEvent): TimedEvent =>
  Object.fromEntries(
    Object.entries(event).filter(([name]) => !(MARKS as readonly string[]).includes(name)),
  ) as unknown as TimedEvent;

function hear(c: Conversation, event: TimedEvent, now: Instant): Conversation {
  if (!('id' in event)) return rememberStop(applyEvent(c, event, now), [...c.messages, ...messagesIn(event)]);
  if (c.seenEvents.includes(event.id)) return c;
  const seen = { ...c, seenEvents: [...c.seenEvents, event.id].slice(-KEPT_EVENT_IDS) };
  const next = applyEvent(event.type === 'refresh' ? seen : withoutSwept(seen), event, now);
  return rememberStop(next, [...c.messages, ...messagesIn(event)]);
}

function messagesIn(event: TimedEvent): Message[] {
  if (event.type === 'truth') return event.truth.messages;
  return event.type === 'messageSeen' ? [event.message] : [];
}

function applyEvent(c: Conversation, event: TimedEvent, now: Instant): Conversation {
  if (!isKnownType(c, event)) return keep(markStale(c, now), event);
  switch (event.type) {
    case 'ticketCreated':
    case 'statusChanged':
    case 'messageAdded':
    case 'ticketMerged':
    case 'ticketDeleted':
    case 'ticketFound':
      return markStale(c, now);
    case 'actionRequested':
      return { ...markStale(c, now), ...(event.agentWaits && { agentWaits: true }) };
    case 'several':
      return event.events.reduce<Conversation>((it, one) => evolve(it, { ...one, now }), c);
    case 'refresh':
      return isKnown(c, event.stamp) ? c : swept(c, now);
    case 'messageSeen':
      return applyMessage(c, event, now);
    case 'delivered':
      return applyDelivered(c, event, now);
    case 'deliveryFailed':
      if (hasArrived(c, event)) return c;
      return applyDeliveryReport(
        { ...revive(c), failures: { ...c.failures, [event.reference]: event.failure } },
        event,
      );
    case 'conversationMerged':
      return applyMerge({ ...revive(c), staleSince: c.staleSince ?? now }, event);
    case 'customerBlocked':
      return { ...revive(c), blocked: true, ...(countsBlocks(c) && { blockedAt: now }) };
    case 'truth': {
      const truth = wholeTruth(c, event.truth);
      return truth ? applyTruth(c, truth, now) : markStale(c, now);
    }
    case 'gone':
      return ended(c, 'deleted');
    case 'readFailed':
      if (event.line) return { ...c, readLine: { until: event.retryAt, urgency: event.line } };
      return event.grows ? readFailedAgain(c, event.retryAt) : { ...c, readNotBefore: event.retryAt };
    case 'timeReached':
      return c;
    case 'written':
    case 'conflict':
    case 'writeFailed':
      return c.stage === 'watching' ? applyUpdate(c, event) : c;
    case 'optOutStored':
      return c.stage === 'watching' ? evolveOptOut(c, event) : c;
    case 'stopReported':
      return c;
    case 'pauseSet':
    case 'pauseNotSet':
      return c.stage === 'watching' ? evolveSwitch(c, event) : c;
    case 'turnsReturned':
    case 'turnsNotReturned':
      return evolveReturns(c, event);
    case 'turn':
      return c.stage === 'watching' ? evolveSending(c, event) : withUnused(c, event);
    case 'turnRefused':
    case 'turnHeld':
    case 'turnPaused':
    case 'turnAsked':
    case 'turnNotAsked':
    case 'sendEnded':
    case 'sendPostponed':
    case 'lookFailed':
      return c.stage === 'watching' ? evolveSending(c, event) : c;
  }
}

function readFailedAgain<C extends Conversation>(c: C, retryAt: Instant): C {
  const readsFailing = failedAgain(c.readsFailing, c.asOf);
  return { ...c, readsFailing, readNotBefore: nextTry(readsFailing, c.asOf, retryAt) };
}

/** What became of an update: of the ticket, or of the customer's opt-out, which is stored elsewhere. */
function applyUpdate(c: Live, event: Extract<OwnEvent, { type: 'written' | 'conflict' | 'writeFailed' }>): Live {
  const of = event.type === 'written' || !decidesBy(c, OWN_PAUSES) ? undefined : event.of;
  return event.type === 'written' || of === undefined ? evolveUpdate(c, event) : optOutFailed(c, of, event);
}

/** A run that has not read the truth yet has decided nothing by older rules. */
const countsBlocks = (c: Conversation): boolean => c.stage === 'reading' || decidesBy(c, BLOCKS_COUNT);

function applyDelivered(
  c: Conversation,
  event: Extract<TimedEvent, { type: 'delivered' }>,
  now: Instant,
): Conversation {
  const { conversationId, arrived } = event;
  const known = conversationId === undefined ? c : nameConversation(c, conversationId, now);
  return applyDeliveryReport(arrived ? withArrival(known, event) : known, event);
}

const applyDeliveryReport = (
  c: Conversation,
  { sendId, reference }: { sendId?: string; reference: string },
): Conversation => (sendId !== undefined && c.stage === 'watching' ? matchDeliveryReport(c, sendId, reference) : c);

/** A hint: the ticket must be read. A run that had ended starts over. */
const markStale = (c: Conversation, now: Instant): Conversation => ({ ...revive(c), staleSince: c.staleSince ?? now });

/** Nobody waits for what the sweep has found, unless a hint tells of the ticket as well. */
const swept = (c: Conversation, now: Instant): Conversation =>
  c.staleSince === undefined && c.stage === 'watching' ? { ...markStale(c, now), sweptAt: now } : markStale(c, now);

function withoutSwept<C extends Conversation>({ sweptAt: _swept, ...c }: C): C {
  return c as unknown as C;
}

/**
 * Two changes within one second have the same stamp. The sweep's round over all runs finds a change hidden in this way.
 */
const isKnown = (c: Conversation, stamp: string | undefined): boolean =>
  c.stage === 'watching' && c.truth.ticket.stamp === stamp;

const revive = (c: Conversation): Unread | Live => (c.stage === 'ended' ? { ...factsOf(c), stage: 'reading' } : c);

interface Seen extends Heard {
  ownerTicketId?: string;
  askedByTicketId?: string;
}

function applyMessage(c: Conversation, seen: Seen, now: Instant): Conversation {
  const { message, askedByTicketId } = seen;
  const known = nameConversation(revive(c), seen.conversationId, now);
  const next = { ...known, messages: withHeard(known, seen) };
  if (next.stage !== 'watching') return next;
  if (next.messages !== known.messages && onlyAListTells(seen)) return { ...next, staleSince: next.staleSince ?? now };
  if (message.by !== 'customer' || !isNewest(next, message)) return next;
  const { status } = next.truth.ticket;
  const askedByAnother = askedByTicketId !== undefined && askedByTicketId !== c.ticketId;
  const mayNeedReopening = status !== 'new' && status !== 'open';
  return mayNeedReopening || askedByAnother ? { ...next, staleSince: next.staleSince ?? now } : next;
}

/** It may be a bot's; or an answer to a question whose webhook was lost. */
const onlyAListTells = ({ message, unsure }: Seen): boolean =>
  unsure === true || (message.by === 'customer' && message.stopIfReply === true);

/** The newest by its own time, or by when it arrived. */
const isNewest = (c: Live, message: CustomerMessage): boolean =>
  lastCustomer(c)?.id === message.id || arrivalOf(message) === lastArrival(c);

/** Tells a ticket without a conversation of its own in which one its customer answers; the next read links them. */
function nameConversation<C extends Conversation>(c: C, conversationId: string, now: Instant): C {
  const known = c.heardConversationId ?? (c.stage === 'watching' ? c.truth.conversation?.id : undefined);
  if (known !== undefined) return c;
  return { ...c, heardConversationId: conversationId, ...(c.stage === 'watching' && { staleSince: now }) };
}

function applyTruth(c: Conversation, { messages, notesWritten, rules, ...read }: Truth, now: Instant): Conversation {
  const { staleSince: _stale, agentWaits: _waits, ...kept } = revive(c);
  const { readNotBefore: _notBefore, readsFailing: _failing, readLine: _line, sweptAt: _swept, ...known } = kept;
  const before = known.stage === 'watching' ? known : undefined;
  const decides = { ...known, ...(rules !== undefined && { rules }) };
  const truth = read.listed ? { ...read, listed: forRules(read.listed, decides) } : read;
  const next: Live = {
    outreach: [],
    done: [],
    ...(before ? withoutOutdated(before, now) : known),
    ...(rules !== undefined && { rules }),
    stage: 'watching',
    truth: { ...truth, readAt: now, ticket: withFirstSeen(truth.ticket, before?.truth.ticket, now) },
    messages: withList(known.messages, messages, truth),
  };
  next.done = decidesBy(next, LAST_NOTE_IS_TRUE)
    ? inTheirOrder(next.done, notesWritten)
    : [...new Set([...next.done, ...notesWritten])];
  if (truth.ticket.status === 'closed') return ended(next, 'closed');
  return concernsUs(next) ? takeKept(withUnshown(next, before, messages), now) : ended(next, 'not a WhatsApp ticket');
}

/** Of a note whose answer was lost, the ticket says before which others it was written. */
function inTheirOrder(done: readonly string[], written: readonly string[]): string[] {
  const all = [...done];
  for (const [place, key] of [...written.entries()].reverse()) {
    if (all.includes(key)) continue;
    const next = written.slice(place + 1).find((it) => all.includes(it));
    all.splice(next === undefined ? all.length : all.indexOf(next), 0, key);
  }
  return all;
}

/** Handles the kept events of a kind that the run knows by now. */
function takeKept({ kept, ...c }: Live, now: Instant): Conversation {
  if (!kept) return c;
  const [known, unknown] = [kept.filter((it) => isKnownType(c, it)), kept.filter((it) => !isKnownType(c, it))];
  const next: Conversation = unknown.length > 0 ? { ...c, kept: unknown } : c;
  return known.reduce<Conversation>((it, event) => applyEvent(it, { ...event, now }, now), next);
}

function withoutOutdated({ outdated: _outdated, stopCheckAt, ...c }: Live, now: Instant): Live {
  return stopCheckAt === undefined || stopCheckAt <= now ? c : { ...c, stopCheckAt };
}

/**
 * When the status and the action were set: the audit's time, or else when we first saw them. Reading them again never
 * moves it.
 */
function withFirstSeen(ticket: Truth['ticket'], before: Truth['ticket'] | undefined, now: Instant): Truth['ticket'] {
  const { action } = ticket;
  const statusSeen = before?.status === ticket.status ? before.statusSince : undefined;
  const actionSeen = action && before?.action?.name === action.name ? before.action.since : undefined;
  return {
    ...ticket,
    statusSince: ticket.statusSince ?? statusSeen ?? now,
    ...(action && { action: { ...action, since: action.since ?? actionSeen ?? now } }),
  };
}

/** WhatsApp is this ticket's channel, or an agent asked at some time for a message to its requester. */
const concernsUs = ({ ticketId, truth, outreach, messages }: Live): boolean =>
  truth.conversation?.own === true ||
  truth.conversationGone === true ||
  truth.ticket.action !== undefined ||
  outreach.length > 0 ||
  messages.some((it) => it.by === 'ventana' && it.ticketId === ticketId);
