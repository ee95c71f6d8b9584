/** An outreach on its way: the turn, the send, its outcome, and what a failure opens. */
import type {
  Instant,
  LimitWarning,
  Message,
  Rendition,
  SendFailure,
  SendOrder,
  TurnRequest,
} from '../../activities/types';
import { type Live, type Outreach, type Progress, isOver } from './conversation';
import type { OwnEvent, TicketEvent } from './events';
import { closesAt, lastCustomer, mergeMessages } from './history';
import { optedOut } from './optOut';
import { afterFailure } from './refusals';

type SendingEvent = Extract<
  OwnEvent | TicketEvent,
  { type: 'turn' | 'turnRefused' | 'turnAsked' | 'turnNotAsked' | 'sendEnded' | 'sendPostponed' | 'lookFailed' }
>;

/** Turns are asked for ahead, so that all who are due at one moment are in the queue when it comes, the oldest first. */
export const ASKED_AHEAD_MS = 60_000;

const changeIntent = (c: Live, id: string, change: (it: Outreach) => Outreach): Live => ({
  ...c,
  outreach: c.outreach.map((it) => (it.id === id ? change(it) : it)),
});

export const setProgress = (c: Live, id: string, progress: Progress): Live =>
  changeIntent(c, id, (it) => ({ ...it, progress }));

export function heardOfSending(c: Live, event: SendingEvent): Live {
  switch (event.type) {
    case 'turn':
      return changeIntent(c, event.intentId, (it) => (waitsForTurn(it) ? takeTurn(it, c.asOf, event.warning) : it));
    case 'turnRefused':
      return changeIntent(c, event.intentId, (it) => (waitsForTurn(it) ? refuseTurn(it, event.warning) : it));
    case 'turnAsked':
      return changeIntent(c, event.intentId, (it) =>
        it.progress.state === 'wanted' ? { ...it, progress: { state: 'waiting', since: c.asOf } } : it,
      );
    case 'turnNotAsked':
      return changeIntent(c, event.intentId, (it) =>
        it.progress.state === 'wanted' ? { ...it, progress: { state: 'wanted', notBefore: event.retryAt } } : it,
      );
    case 'sendPostponed':
      return setProgress(c, event.intentId, { state: 'ready', notBefore: event.retryAt });
    case 'lookFailed':
      return changeIntent(c, event.intentId, (it) =>
        it.progress.state === 'looking' ? { ...it, progress: { ...it.progress, notBefore: event.retryAt } } : it,
      );
    case 'sendEnded':
      return ended(c, event);
  }
}

/** The answer to a request may overtake the end of the activity that asked. */
const waitsForTurn = ({ progress }: Outreach): boolean => progress.state === 'wanted' || progress.state === 'waiting';

const takeTurn = (intent: Outreach, now: Instant, warning: LimitWarning | undefined): Outreach => ({
  ...intent,
  ...(warning && { warning }),
  progress: { state: 'ready', notBefore: now },
});

/** Rule 10: at 100 % a requested message goes out only with `limits.whenReached: warn`. */
const refuseTurn = (intent: Outreach, warning: LimitWarning): Outreach => ({
  ...intent,
  progress: { state: 'refused', note: { kind: 'limitReached', purpose: intent.purpose, ...warning } },
});

function ended(c: Live, { intentId, order, outcome }: Extract<SendingEvent, { type: 'sendEnded' }>): Live {
  switch (outcome.type) {
    case 'unknown':
    case 'absent':
      return setProgress(c, intentId, lookAgain(c, intentId, order));
    case 'failed':
      return changeIntent(c, intentId, (it) => afterFailure(it, outcome.failure, c.asOf));
    case 'superseded': {
      const next = { ...c, messages: mergeMessages(c.messages, outcome.messages), staleSince: c.staleSince ?? c.asOf };
      return setProgress(next, intentId, { state: 'ready', notBefore: c.asOf });
    }
    case 'sent':
      return sent(c, intentId, outcome);
  }
}

/** Where it can be looked up, an unknown outcome is looked up after these pauses before anything is sent again (rule 3). */
const LOOKS_MS = [5_000, 30_000, 120_000];

function lookAgain(c: Live, intentId: string, order: SendOrder): Progress {
  const before = c.outreach.find(({ id }) => id === intentId)?.progress;
  const looks = before?.state === 'looking' ? before.looks + 1 : 0;
  const pause = LOOKS_MS[looks];
  if (order.conversationId === undefined) return { state: 'unknown' };
  if (pause === undefined) return { state: 'ready', notBefore: c.asOf };
  return { state: 'looking', order, looks, notBefore: c.asOf + pause };
}

function sent(c: Live, intentId: string, { at, messageId, notificationId }: SentOutcome): Live {
  const intent = c.outreach.find(({ id }) => id === intentId);
  if (!intent) return c;
  const reference = messageId ?? notificationId ?? intentId;
  const message = {
    by: 'ventana' as const,
    id: reference,
    at,
    ticketId: c.ticketId,
    sendId: sendIdOf(intent),
    purpose: intent.purpose,
  };
  return setProgress({ ...c, messages: mergeMessages(c.messages, [message]) }, intentId, {
    state: 'sent',
    at,
    reference,
  });
}

interface SentOutcome {
  at: Instant;
  messageId?: string;
  notificationId?: string;
}

/** A delivery failure of a message that was sent counts like a refusal at once. */
export function applyDeliveryFailures(c: Live): Live {
  return {
    ...c,
    outreach: c.outreach.map((it) => {
      const failure = deliveryFailureOf(c, it);
      return failure ? afterFailure(it, failure, c.asOf) : it;
    }),
  };
}

/** By what the send gave back, or by the message that a notification became. */
function deliveryFailureOf(c: Live, intent: Outreach): SendFailure | undefined {
  if (intent.progress.state !== 'sent') return undefined;
  const message = c.messages.find((it) => it.by === 'ventana' && it.sendId === sendIdOf(intent));
  return c.failures[intent.progress.reference] ?? (message && c.failures[message.id]);
}

/** `intent:rendition:attempt`, unique per try that WhatsApp may have seen. */
const sendIdOf = ({ id, rendition, attempts }: Outreach): string => `${id}:${rendition}:${attempts}`;

/**
 * The next try of an intent: the free-form text while the window is open with time to spare, else the template (rule 4).
 */
export function nextTry(c: Live, intent: Outreach): { intent: Outreach; order: SendOrder } {
  const { truth } = c;
  const rendition = renditionAt(c, intent, c.asOf);
  const tried: Outreach = { ...intent, rendition, attempts: intent.attempts + 1 };
  const customer = lastCustomer(c);
  const order: SendOrder = {
    ticketId: c.ticketId,
    sendId: sendIdOf(tried),
    purpose: intent.purpose,
    message: intent.message,
    rendition,
    ...(truth.conversation && { conversationId: truth.conversation.id }),
    ...(customer?.integrationId !== undefined && { integrationId: customer.integrationId }),
    ...(customer && { customerLastAt: customer.at }),
    failedMessageIds: c.messages.filter((it) => isFailedTry(c, intent, it)).map(({ id }) => id),
  };
  return { intent: tried, order };
}

function renditionAt(c: Live, intent: Outreach, at: Instant): Rendition {
  const { policy, conversation } = c.truth;
  const closes = closesAt(c);
  const open = closes !== undefined && at < closes - policy.windowMarginMs;
  const hasText = policy.messages[intent.message]?.hasText === true;
  const textFailed = intent.attempts > 0 && intent.rendition === 'template';
  return open && hasText && conversation && !textFailed ? 'text' : 'template';
}

/** What the intent asks of the account's turns, for a send at `at`. */
export function turnRequest(c: Live, intent: Outreach, at: Instant): TurnRequest {
  const uses = c.truth.conversation ? 'template' : 'notification';
  return {
    ticketId: c.ticketId,
    intentId: intent.id,
    customerLastAt: lastCustomer(c)?.at ?? c.asOf,
    notBefore: at,
    requested: intent.requested,
    message: intent.message,
    ...(renditionAt(c, intent, at) === 'template' && { uses }),
  };
}

const isFailedTry = (c: Live, intent: Outreach, message: Message): boolean =>
  message.by === 'ventana' && message.sendId.startsWith(`${intent.id}:`) && message.id in c.failures;

/** When the reason for an outreach lets it go: now at the latest, or not before `at`; undefined: there is no reason any more. */
type Judge = (intent: Outreach) => Instant | undefined;

/** The customer's word ends it (rule 5), and so does a reason that no longer holds. */
export function dropOverruled(c: Live, timeFor: Judge): Live {
  return { ...c, outreach: c.outreach.map((it) => ({ ...it, progress: reconsidered(c, it, timeFor) })) };
}

function reconsidered(c: Live, intent: Outreach, timeFor: Judge): Progress {
  const { progress, purpose, requested, since, attempts } = intent;
  if (isOver(intent) || progress.state === 'looking') return progress;
  if (requested && optedOut(c)) return { state: 'failed', failure: { reason: 'optedOut' } };
  if ((lastCustomer(c)?.at ?? -Infinity) > since) {
    return requested ? { state: 'refused', note: { kind: 'customerWroteFirst', purpose } } : { state: 'dropped' };
  }
  const at = timeFor(intent);
  if (at === undefined) return { state: 'dropped' };
  if (waitsForTurn(intent)) return progress;
  const isPutOff = progress.state === 'ready' && progress.notBefore > c.asOf;
  if (at <= c.asOf || isPutOff) return progress;
  const isNear = at - c.asOf <= ASKED_AHEAD_MS;
  return attempts > 0 || isNear ? { state: 'ready', notBefore: at } : { state: 'dropped' };
}
