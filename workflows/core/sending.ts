/** An outreach on its way: its turn, the send, the outcome, and what a failure leads to. */
import type { LimitWarning } from '../../activities/limits';
import type { Note, SendFailure, SendOrder, SendOutcome } from '../../activities/orders';
import { type Live, type Outreach, type Progress, waitsForTurn } from './conversation';
import type { OwnEvent, TicketEvent } from './events';
import { mergeMessages } from './history';
import { afterFailure, isOurs } from './deliveryErrors';
import { isOfBudget } from './turnBudget';
import { withUnused, withUsedTurn } from './turnReturns';
import { FOUND_AS_IT_WENT, decidesBy } from './rules';
import { attemptOf, sendIdOf } from './sendId';
import { settling } from './settling';
import { halted, heldBack, observed } from './halted';
import { lookFailed, postpone, taken, unseen } from './postponing';

type SendingEvent = Extract<
  OwnEvent | TicketEvent,
  {
    type:
      | 'turn'
      | 'turnRefused'
      | 'turnHeld'
      | 'turnPaused'
      | 'turnAsked'
      | 'turnNotAsked'
      | 'sendEnded'
      | 'sendPostponed'
      | 'lookFailed';
  }
>;

const changeIntent = (c: Live, id: string, change: (it: Outreach) => Outreach): Live => ({
  ...c,
  outreach: c.outreach.map((it) => (it.id === id ? change(it) : it)),
});

export const setProgress = (c: Live, id: string, progress: Progress): Live =>
  changeIntent(c, id, (it) => ({ ...it, progress }));

export function evolveSending(c: Live, event: SendingEvent): Live {
  switch (event.type) {
    case 'turn':
      return takeTurn(c, event);
    case 'turnRefused':
      return changeIntent(c, event.intentId, (it) => (waitsForTurn(it) ? refuseTurn(it, event.warning) : it));
    case 'turnHeld':
      return changeIntent(c, event.intentId, (it) =>
        waitsForTurn(it) ? { ...it, heldBehind: event.code, heldSince: it.heldSince ?? c.asOf } : it,
      );
    case 'turnPaused':
      return changeIntent(c, event.intentId, (it) => (waitsForTurn(it) ? { ...it, pausedSince: event.since } : it));
    case 'turnAsked':
      return changeIntent(c, event.intentId, (it) =>
        it.progress.state === 'wanted' ? { ...it, progress: { state: 'waiting', since: c.asOf } } : it,
      );
    case 'turnNotAsked':
      return changeIntent(c, event.intentId, (it) =>
        it.progress.state === 'wanted' ? { ...it, progress: { state: 'wanted', notBefore: event.retryAt } } : it,
      );
    case 'sendPostponed':
      return postpone(c, event);
    case 'lookFailed':
      return changeIntent(c, event.intentId, (it) => lookFailed(c, event, it));
    case 'sendEnded':
      return ended(c, event);
  }
}

function takeTurn(c: Live, event: Extract<SendingEvent, { type: 'turn' }>): Live {
  const { intentId, given, warning, probe } = event;
  const intent = c.outreach.find(({ id }) => id === intentId);
  if (!intent || !waitsForTurn(intent)) return withUnused(c, event);
  return changeIntent(c, intentId, ({ turn, asks: _asks, heldSince: _since, pausedSince: _paused, ...it }) => ({
    ...it,
    ...(given !== undefined && { turn: { given, ...costOf(turn), ...(probe && { probe }) } }),
    ...(warning && { warning }),
    progress: { state: 'ready', notBefore: c.asOf },
  }));
}

const costOf = (turn: Outreach['turn']): { cost?: number } => (turn?.cost === undefined ? {} : { cost: turn.cost });

/** Rule 10, Q78: at 100 %, or over the budget, a requested message goes out only with `whenReached: warn`. */
const refuseTurn = ({ turn: _turn, ...intent }: Outreach, warning: LimitWarning): Outreach => ({
  ...intent,
  progress: { state: 'refused', note: refusalNote(intent, warning) },
});

function refusalNote({ purpose }: Outreach, warning: LimitWarning): Note {
  if (!isOfBudget(warning)) return { kind: 'limitReached', purpose, ...warning };
  const { limit: _limit, ...used } = warning;
  return { kind: 'budgetRefused', purpose, ...used };
}

function ended(c: Live, event: Extract<SendingEvent, { type: 'sendEnded' }>): Live {
  const { intentId, order, outcome, mayTurnUp } = event;
  switch (outcome.type) {
    case 'unknown':
    case 'absent':
      if (order.conversationId !== undefined)
        return changeIntent(c, intentId, (it) => unseen(c, it, order, outcome.type === 'unknown'));
      return changeIntent(c, intentId, (it) => ({
        ...withUsedTurn(it, c.asOf),
        progress: { state: 'unknown', ...(mayTurnUp && { mayTurnUp }) },
      }));
    case 'failed':
      return changeIntent(c, intentId, (it) => failedOnce(c, it, sendIdOf(it), outcome.failure));
    case 'superseded': {
      const next = { ...c, messages: mergeMessages(c.messages, outcome.messages), staleSince: c.staleSince ?? c.asOf };
      return changeIntent(next, intentId, (it) => ({
        ...it,
        progress: { ...doubtOf(it), state: 'ready', notBefore: c.asOf },
      }));
    }
    case 'paused':
      return changeIntent(c, intentId, (it) => halted(c, it));
    case 'observed':
      return changeIntent(c, intentId, (it) => observed(c, it));
    case 'heldBack':
      return changeIntent(c, intentId, (it) => heldBack(c, it));
    case 'sent':
      return sent(c, intentId, outcome);
    default:
      // Of an activity worker of a newer release: what it means is not known here, so the message may have been sent.
      return ended(c, { ...event, outcome: { type: 'unknown' } });
  }
}

/** The message not being in the list, seconds after the attempt, does not yet prove that it was not sent. */
const doubtOf = ({ progress }: Outreach): { doubt?: SendOrder } =>
  progress.state === 'ready' && progress.doubt ? { doubt: progress.doubt } : {};

function sent(c: Live, intentId: string, { at, messageId, notificationId, sendId }: SentOutcome): Live {
  const intent = c.outreach.find(({ id }) => id === intentId);
  if (!intent) return c;
  const reference = messageId ?? notificationId ?? intentId;
  const message = {
    by: 'ventana' as const,
    id: reference,
    at,
    ticketId: c.ticketId,
    sendId: sendId ?? sendIdOf(intent),
    purpose: intent.purpose,
  };
  const next = { ...c, messages: mergeMessages(c.messages, [message]) };
  return changeIntent(next, intentId, (it) => ({
    ...taken(withUsedTurn(it, c.asOf)),
    ...settling(c, it),
    ...(decidesBy(c, FOUND_AS_IT_WENT) && { rendition: attemptOf(message.sendId).rendition }),
    progress: { state: 'sent', at, reference },
  }));
}

type SentOutcome = Extract<SendOutcome, { type: 'sent' }>;

/** A delivery failure after a message was sent is handled like an immediate refusal. */
export function applyDeliveryFailures(c: Live): Live {
  return {
    ...c,
    outreach: c.outreach.map((it) => {
      const failure = deliveryFailureOf(c, it);
      if (!failure || it.progress.state !== 'sent') return it;
      const sendId = lastSendIdOf(c, it);
      return { ...failedOnce(c, it, sendId, failure), failedAs: { ...it.failedAs, [it.progress.reference]: sendId } };
    }),
  };
}

const failedOnce = (c: Live, intent: Outreach, sendId: string, failure: SendFailure): Outreach => ({
  ...afterFailure(taken(isOurs(failure) ? intent : withUsedTurn(intent, c.asOf)), failure, c.asOf, c.rules),
  failedSendIds: [...(intent.failedSendIds ?? []), sendId],
});

/** The attempt that counted as sent: if an earlier one was found in the conversation, it is that one. */
function lastSendIdOf(c: Live, intent: Outreach): string {
  const { progress } = intent;
  const sent = c.messages.find(
    (it) => it.by === 'ventana' && progress.state === 'sent' && it.id === progress.reference,
  );
  return sent?.by === 'ventana' ? sent.sendId : sendIdOf(intent);
}

/** Found by the id that the send returned, or by the message that a notification became. */
function deliveryFailureOf(c: Live, intent: Outreach): SendFailure | undefined {
  if (intent.progress.state !== 'sent') return undefined;
  const message = c.messages.find((it) => it.by === 'ventana' && it.sendId === sendIdOf(intent));
  return c.failures[intent.progress.reference] ?? (message && c.failures[message.id]);
}
