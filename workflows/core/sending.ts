/** An outreach on its way: the turn, the send, its outcome, and what a failure opens. */
import type { Instant, Message, Rendition, SendFailure, SendOrder } from '../../activities/types';
import { type Live, type Outreach, type Progress, isOver } from './conversation';
import type { OwnEvent } from './events';
import { closesAt, lastCustomer, mergeMessages } from './history';
import { optedOut } from './optOut';
import { afterFailure } from './refusals';

type SendingEvent = Extract<OwnEvent, { type: 'turn' | 'sendEnded' | 'sendPostponed' | 'lookFailed' }>;

const changeIntent = (c: Live, id: string, change: (it: Outreach) => Outreach): Live => ({
  ...c,
  outreach: c.outreach.map((it) => (it.id === id ? change(it) : it)),
});

export const setProgress = (c: Live, id: string, progress: Progress): Live =>
  changeIntent(c, id, (it) => ({ ...it, progress }));

export function heardOfSending(c: Live, event: SendingEvent): Live {
  switch (event.type) {
    case 'turn':
      return changeIntent(c, event.intentId, (it) =>
        it.progress.state === 'wanted' ? { ...it, progress: { state: 'ready', notBefore: c.asOf } } : it,
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
  const closes = closesAt(c);
  const open = closes !== undefined && c.asOf < closes - truth.policy.windowMarginMs;
  const hasText = truth.policy.messages[intent.message]?.hasText === true;
  const textFailed = intent.attempts > 0 && intent.rendition === 'template';
  const rendition: Rendition = open && hasText && truth.conversation && !textFailed ? 'text' : 'template';
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
  const isPutOff = progress.state === 'ready' && progress.notBefore > c.asOf;
  if (at <= c.asOf || isPutOff) return progress;
  return attempts > 0 ? { state: 'ready', notBefore: at } : { state: 'dropped' };
}
