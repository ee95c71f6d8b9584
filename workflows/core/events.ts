/** What a ticket's workflow can hear of. Everything from outside carries `id`, the event's own identity, by which repeats are dropped. */
import type {
  Instant,
  LimitWarning,
  Message,
  OptOutOrder,
  SendFailure,
  SendOrder,
  SendOutcome,
  Truth,
} from '../../activities/types';

/** From the receiver, as the payload of the signal `ticketEvent`. */
export type TicketEvent =
  /** Hints: something happened, look. */
  | { type: 'ticketCreated'; id: string }
  | { type: 'statusChanged'; id: string; status?: string }
  | { type: 'actionRequested'; id: string; action?: string }
  | { type: 'messageAdded'; id: string; byCustomer: boolean }
  | { type: 'ticketMerged'; id: string; intoTicketId?: string }
  | { type: 'ticketDeleted'; id: string }
  /** Look again, unless we know the ticket as it was last changed (`stamp`: its `updated_at`). */
  | { type: 'refresh'; id: string; stamp?: string }
  /** The sweep found the ticket without a run: every webhook was lost. */
  | { type: 'ticketFound'; id: string }
  /** A message of the conversation, with its own id and time. */
  | {
      type: 'messageSeen';
      id: string;
      message: Message;
      conversationId: string;
      ownerTicketId?: string;
      askedByTicketId?: string;
    }
  /** Delivery reports: `reference` is the message's id (v2) or the notification's (v1.1); `sendId` where our metadata came back. */
  | { type: 'delivered'; id: string; reference: string; sendId?: string; conversationId?: string }
  | {
      type: 'deliveryFailed';
      id: string;
      reference: string;
      sendId?: string;
      conversationId?: string;
      failure: SendFailure;
    }
  /** The customer blocked the business (`client:update`, reason `blocked`). */
  | { type: 'customerBlocked'; id: string }
  /** From the account's turns. */
  | { type: 'turn'; id: string; intentId: string; warning?: LimitWarning }
  | { type: 'turnRefused'; id: string; intentId: string; warning: LimitWarning }
  /** It waits: WhatsApp takes nothing of this template, or of the account, as another ticket's message has shown. */
  | { type: 'turnHeld'; id: string; intentId: string; code: number };

/** What the workflow tells itself: the results of its own effects, and the passing of a deadline. */
export type OwnEvent =
  | { type: 'timeReached' }
  | { type: 'truth'; truth: Truth }
  /** The ticket is no longer there (404). */
  | { type: 'gone' }
  /** An activity gave up; `retryAt`: not before. */
  | { type: 'readFailed'; retryAt: Instant }
  /** `stamp`: nobody else has changed the ticket between the stamp that guarded the update and this one. */
  | { type: 'written'; ticketId: string; stamp?: string }
  | { type: 'conflict' }
  | { type: 'writeFailed'; retryAt: Instant; final: boolean }
  | { type: 'turnAsked'; intentId: string }
  | { type: 'turnNotAsked'; intentId: string; retryAt: Instant }
  | { type: 'stopReported' }
  /** `mayTurnUp`: nobody can look for it, but it may be seen later. */
  | { type: 'sendEnded'; intentId: string; order: SendOrder; outcome: SendOutcome; mayTurnUp?: true }
  /** `doubt`: what may have been carried out all the same. */
  | { type: 'sendPostponed'; intentId: string; retryAt: Instant; doubt?: SendOrder }
  | { type: 'lookFailed'; intentId: string; retryAt: Instant }
  /** `passedOver`: not stored, in a run that began when earlier versions did not. */
  | { type: 'optOutStored'; of: OptOutOrder['of']; noField?: true; passedOver?: true };

/** An event at the moment when the workflow takes it up: the core has no clock. */
export type TimedEvent = (TicketEvent | OwnEvent) & { now: Instant };
