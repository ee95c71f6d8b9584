/** The events of a ticket's workflow. Every event from outside has an `id` of its own, by which repeats are dropped. */
import type { LimitWarning } from '../../activities/limits';
import type { OptOutOrder, SendFailure, SendOrder, SendOutcome, TurnReturn } from '../../activities/orders';
import type { Instant, Message, Truth, UnchangedTruth } from '../../activities/types';
import type { Urgency } from '../../activities/urgency';

/**
 * Events from the receiver: the payload of the signal `ticketEvent`. `several`: of about the same moment, in one signal,
 * oldest first; its `id` is made of theirs.
 */
export type TicketEvent = SingleEvent | { type: 'several'; id: string; events: SingleEvent[] };

export type SingleEvent =
  /** Hints: something happened, so read the truth. */
  | { type: 'ticketCreated'; id: string }
  | { type: 'statusChanged'; id: string; status?: string }
  /** `agentWaits`: for what comes of it. Absent in events of earlier versions. */
  | { type: 'actionRequested'; id: string; action?: string; agentWaits?: true }
  | { type: 'messageAdded'; id: string; byCustomer: boolean }
  | { type: 'ticketMerged'; id: string; intoTicketId?: string }
  | { type: 'ticketDeleted'; id: string }
  /** Read the truth again, unless we already know the ticket as it was last changed (`stamp`: its `updated_at`). */
  | { type: 'refresh'; id: string; stamp?: string }
  /** The sweep found a ticket without a run: all its webhooks were lost. */
  | { type: 'ticketFound'; id: string }
  /** A message of the conversation, with its own id and time. */
  | {
      type: 'messageSeen';
      id: string;
      message: Message;
      conversationId: string;
      /** An agent's message that may be a bot's: only a message list can tell. */
      unsure?: true;
      ownerTicketId?: string;
      askedByTicketId?: string;
    }
  /**
   * Delivery reports. `reference` is the message's id (v2) or the notification's (v1.1); `sendId` is given if our
   * metadata came back; `arrived`: the message is on the phone, since `at` (absent in events of earlier versions).
   * Without it, as in those too, WhatsApp has only taken it.
   */
  | {
      type: 'delivered';
      id: string;
      reference: string;
      sendId?: string;
      conversationId?: string;
      arrived?: true;
      at?: Instant;
    }
  | {
      type: 'deliveryFailed';
      id: string;
      reference: string;
      sendId?: string;
      conversationId?: string;
      failure: SendFailure;
    }
  /** Two Sunshine users became one, and so did their conversations (`user:merge`). */
  | { type: 'conversationMerged'; id: string; discarded: string; surviving: string }
  /** The customer blocked the business (`client:update`, reason `blocked`). */
  | { type: 'customerBlocked'; id: string }
  /** The answers of the account's turns. */
  /** `given`: absent in answers of earlier versions. */
  | { type: 'turn'; id: string; intentId: string; given?: Instant; warning?: LimitWarning; probe?: true }
  | { type: 'turnRefused'; id: string; intentId: string; warning: LimitWarning }
  /** No turn yet: another ticket's message has shown that WhatsApp has stopped this template, or the account. */
  | { type: 'turnHeld'; id: string; intentId: string; code: number }
  /** No turn yet: sending is paused since then. */
  | { type: 'turnPaused'; id: string; intentId: string; since: Instant };

/** The user's boxes, and the conversation's metadata, which keeps which STOP Zendesk knows. */
export type OptOutTarget = OptOutOrder['of'] | 'conversation';

/** Events that the workflow creates itself: the results of its own effects, and a deadline reached. */
export type OwnEvent =
  | { type: 'timeReached' }
  | { type: 'truth'; truth: Truth | UnchangedTruth }
  /** The ticket no longer exists (404). */
  | { type: 'gone' }
  /**
   * An activity gave up. `retryAt`: do not try again before. `line`: there is room for it then in our own budget, for
   * what is as urgent as this; nothing was sent. `grows`: the pause grows while it goes on. Both are absent in runs of
   * earlier versions.
   */
  | { type: 'readFailed'; retryAt: Instant; line?: Urgency; grows?: true }
  /**
   * `stamp`: the ticket's new stamp, given if nobody else can have changed the ticket between the stamp that we knew
   * and this one.
   */
  | { type: 'written'; ticketId: string; stamp?: string }
  /** `readAtOnce`: absent in runs of earlier versions. */
  | { type: 'conflict'; readAtOnce?: true; of?: OptOutTarget }
  /**
   * `of`: what of the opt-out could not be stored. `refused`: it was refused for good. `line`: as in `readFailed`.
   * `gone`: the ticket no longer exists. All absent in runs of earlier versions, and for other updates.
   */
  | {
      type: 'writeFailed';
      retryAt: Instant;
      final: boolean;
      of?: OptOutTarget;
      refused?: true;
      line?: Urgency;
      gone?: true;
    }
  | { type: 'turnAsked'; intentId: string }
  | { type: 'turnNotAsked'; intentId: string; retryAt: Instant }
  | { type: 'turnsReturned'; turns: TurnReturn[] }
  | { type: 'turnsNotReturned'; retryAt: Instant }
  | { type: 'stopReported' }
  /** `mayTurnUp`: we cannot look for the message, but it may be seen later. */
  | { type: 'sendEnded'; intentId: string; order: SendOrder; outcome: SendOutcome; mayTurnUp?: true }
  /**
   * `doubt`: the order that may have been carried out anyway. `own`: our own budget is used up, no vendor was asked.
   * `gone`: the ticket no longer exists.
   */
  | { type: 'sendPostponed'; intentId: string; retryAt: Instant; doubt?: SendOrder; own?: true; gone?: true }
  | { type: 'lookFailed'; intentId: string; retryAt: Instant }
  /**
   * `passedOver`: not stored, in a run that began when earlier versions did not store it. `unkept`: it is on the user,
   * but the conversation does not say so yet.
   */
  | { type: 'optOutStored'; of: OptOutTarget; noField?: true; passedOver?: true; unkept?: true; unshown?: true }
  /** Sending was paused, or goes on, as an administrator asked on this ticket. */
  | { type: 'pauseSet'; key: string }
  | { type: 'pauseNotSet'; retryAt: Instant };

/** An event and the time at which the workflow handles it: the core has no clock. */
export type TimedEvent = (TicketEvent | OwnEvent) & { now: Instant };
