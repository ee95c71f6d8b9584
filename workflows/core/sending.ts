/** An outreach on its way: the turn, the send, its outcome, and what a failure opens. */
import type { Instant, LimitWarning, SendFailure, SendOrder } from '../../activities/types';
import { type Live, type Outreach, type Progress, waitsForTurn } from './conversation';
import type { OwnEvent, TicketEvent } from './events';
import { mergeMessages } from './history';
import { afterFailure } from './refusals';
import { sendIdOf } from './tries';

type SendingEvent = Extract<
  OwnEvent | TicketEvent,
  { type: 'turn' | 'turnRefused' | 'turnAsked' | 'turnNotAsked' | 'sendEnded' | 'sendPostponed' | 'lookFailed' }
>;

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
