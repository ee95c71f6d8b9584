/**
 * What an activity is asked for, and what came of it. Plain JSON under the same rule as `types.ts`: no phone number,
 * name or text.
 */
import type { FailureKind } from '../workflows/core/errorCodes';
import type { UsedBudget, UsedLimit } from './limits';
import type { Urgent } from './urgency';
import type { AnswerState, Instant, Interval, Message, OutcomeState, Purpose, Rendition, WindowState } from './types';

export interface SendOrder {
  ticketId: string;
  sendId: string;
  purpose: Purpose;
  /** A reminder of this message, if not of an agent's reply: what it needs (consent), the reminder needs too. */
  follows?: Purpose;
  /** Check everything, and send nothing. */
  observes?: true;
  /** An agent asked for it. Absent in runs of earlier versions, and for automatic messages. */
  requested?: true;
  /** An automatic reminder: the policy's experiment may hold it back. Absent in runs of earlier versions. */
  mayBeHeldBack?: true;
  /** The key under `messages` in the policy. */
  message: string;
  rendition: Rendition;
  /** Absent: send through the Notification API to the requester's phone number. */
  conversationId?: string;
  /** The number to send from; absent: the account's. */
  integrationId?: string;
  /** The time of the newest customer message that the decision knew of; a newer one stops the send. */
  customerLastAt?: Instant;
  /** When the last one to arrive did, if that was later: one that arrives after it stops the send too. */
  customerHeardAt?: Instant;
  /**
   * Nothing was read since an earlier attempt: the ticket's stamp, and the time of the newest agent's message, that the
   * decision knew of. If they have changed, nothing is sent.
   */
  known?: { stamp: string; agentLastAt?: Instant };
  /** The customer has stopped marketing messages (131050), which Zendesk does not know yet. */
  marketingStopped?: true;
  /**
   * An agent's message whose words are sent again, as the conversation has them then; and the time of the newest
   * agent's message that the decision knew of: a newer one stops the send. Absent: `message` is sent.
   */
  repeats?: { messageId: string; at: Instant; agentLastAt: Instant };
  /** When it was due, or when an agent asked for it. Used only for metrics. Absent in runs of earlier versions. */
  dueAt?: Instant;
  /** Messages of this intent that are known not to have arrived: finding one of them does not count as sent. */
  failedMessageIds: string[];
  /** The same by attempt, for messages whose id differs from that in their failure (notifications). */
  failedSendIds?: string[];
}

/** Why WhatsApp, Sunshine or we ourselves refused for good. */
export interface SendFailure {
  reason:
    | 'refused'
    | 'missingValue'
    | 'noPhone'
    | 'invalidPhone'
    /** The phone number can be read as two numbers. */
    | 'ambiguousPhone'
    /** Sunshine found nobody for the phone number of a notification. */
    | 'nobodyFound'
    /** The customer has blocked our number. */
    | 'blocked'
    /** The requester is suspended in Zendesk. */
    | 'suspended'
    /** Sunshine or Zendesk did not take it for a day. */
    | 'notTaken'
    /** Zendesk does not show the ticket's requester, or something else that the message needs. */
    | 'zendesk'
    /** The ticket's requester is not the person whose conversation it is. */
    | 'otherRequester'
    | 'optedOut'
    | 'marketingOptedOut'
    | 'noConsent'
    /** An agent's words cannot be sent again: `detail` is their kind, or `gone`. */
    | 'unrepeatable'
    | 'configuration';
  /** Meta's error code, if one was found. */
  code?: number;
  /** What the error asks for, where its words say more than the table of codes. */
  kind?: FailureKind;
  /** The placeholder that has no value, the setting that is wrong, or the error's title. */
  detail?: string;
}

/** An opt-out to store on the requester's Zendesk user, where it applies to all their tickets. */
export interface OptOutOrder {
  ticketId: string;
  of: 'everything' | 'marketing';
  /** The user's box is ticked: only record it in the conversation. */
  keepOnly?: true;
  /** A webhook says that they blocked the number: stored only if Sunshine's client says so too. */
  block?: true;
  /** Where and when STOP was said. Recorded there, so that it does not tick a checkbox that a person has cleared. */
  stop?: { conversationId: string; at: Instant };
}

/** An outreach's request for a turn. */
export interface TurnRequest {
  ticketId: string;
  intentId: string;
  /** Decides the order: the oldest customer message goes first. */
  customerLastAt: Instant;
  /** The request is made ahead of time, so that the order is right when the time comes. */
  notBefore: Instant;
  /** The next quiet hours: an automatic message gets no turn during them. */
  quiet: Interval[];
  /** Requested by an agent's macro: not paced, and refused at once in cases where an automatic message would wait. */
  requested: boolean;
  /** The limit that it counts towards; a free-form text counts towards none. */
  uses?: 'template' | 'notification';
  /** The message's name in the policy. */
  message: string;
  /**
   * The template that it will use, as `name:language`: a paused template holds its own messages. Absent for a free-form
   * text, and if the truth was read by an earlier version.
   */
  template?: string;
  /** What it adds to the month's costs: an estimate, in millionths of the currency's unit. Absent: not known, or of no use. */
  cost?: number;
  /** The ticket renews the request before then; otherwise nobody needs it. Absent in requests of earlier versions. */
  expiresAt?: Instant;
}

/** A turn, or a request for one, that an intent does not need any more. */
export interface TurnReturn {
  ticketId: string;
  intentId: string;
  /** When the turn was given; absent: none was. */
  given?: Instant;
  /** The message was handed over then, long after its turn was given: the turn counts from then. */
  used?: Instant;
  /** It is the probe of a hold and keeps its turn, which was given then, but no vendor has taken it yet. */
  late?: Instant;
}

/** WhatsApp has stopped a template or, where none is named, the account. */
export interface TurnStop {
  /** `name:language` */
  template?: string;
  /** The policy's message that showed it. */
  message?: string;
  /** Meta's. */
  code?: number;
}

/** Pause all sending of the account, or let it go on. */
export interface PauseOrder {
  ticketId: string;
  paused: boolean;
  /** The administrator's user id in Zendesk. */
  by: string;
  /** When the field was set: a later pause is not ended by it. */
  askedAt: Instant;
}

export type SendOutcome =
  /** `sendId`: of the attempt that was found in the conversation, if it is an earlier one. */
  | { type: 'sent'; at: Instant; messageId?: string; notificationId?: string; sendId?: string }
  | { type: 'superseded'; messages: Message[] }
  /** We looked for it and it is not there. */
  | { type: 'absent' }
  | { type: 'failed'; failure: SendFailure }
  /** Nothing was sent: sending is paused, the policy only observes, or its experiment holds the message back. */
  | { type: 'paused' | 'observed' | 'heldBack' }
  | { type: 'unknown' };

/** An internal note by kind. The activities write the text, since they know the account's language. */
export type Note =
  | { kind: 'sent'; purpose: Purpose; message: string; rendition: Rendition }
  | { kind: 'alreadySent'; purpose: Purpose; at: Instant }
  | { kind: 'sendFailed'; purpose: Purpose; message: string; failure: SendFailure }
  | { kind: 'sendUnknown'; purpose: Purpose }
  | { kind: 'sendHeld'; purpose: Purpose; code: number }
  /** It has not been accepted for a while, by WhatsApp or (`notTaken`) by Sunshine or Zendesk; it is tried again. */
  | { kind: 'sendDelayed'; purpose: Purpose; code?: number; notTaken?: true }
  /** The ticket was told that it was sent. It did not arrive, and is sent again at that time. */
  | { kind: 'sendRetried'; purpose: Purpose; at: Instant; code?: number }
  /** The ticket was told that it is still to come. It is not needed any more. */
  | { kind: 'sendDropped'; purpose: Purpose }
  | { kind: 'customerWroteFirst'; purpose: Purpose }
  /** No turn has come for a day. */
  | { kind: 'turnTooLate'; purpose: Purpose }
  /** Its turn waits because sending is paused. */
  | { kind: 'sendPaused'; purpose: Purpose }
  /** The policy only observes, or its experiment holds the message back. */
  | { kind: 'wouldSend'; purpose: Purpose; message: string; rendition: Rendition }
  | { kind: 'heldBack'; purpose: Purpose }
  /** What came of an administrator's switch. */
  | { kind: 'sendingPaused' }
  | { kind: 'sendingResumed' }
  /** Somebody else used it. */
  | { kind: 'switchRefused' }
  /** What came of an agent's silencing the ticket. */
  | { kind: 'silenced' }
  | { kind: 'silenceLifted' }
  | ({ kind: 'limitNear' } & UsedLimit)
  | ({ kind: 'limitReached'; purpose: Purpose } & UsedLimit)
  | ({ kind: 'budgetSoft' | 'budgetHard' } & UsedBudget)
  | ({ kind: 'budgetRefused'; purpose: Purpose } & UsedBudget)
  | { kind: 'unknownAction'; action: string }
  /** `rescue`: how the customer can still get it. */
  | { kind: 'notDelivered'; late: boolean; code?: number; macro?: string; rescue?: 'agent' | 'automatic' }
  /** The customer has got the agents' lost words. */
  | { kind: 'rescued'; count: number }
  /** The customer wrote more than a tap: an agent decides. */
  | { kind: 'rescueAsks' }
  | { kind: 'rescueExpired' }
  | { kind: 'rescueHeld' }
  | { kind: 'rescueWithdrawn' }
  /** No reply of this ticket waits to be rescued. */
  | { kind: 'nothingToRescue' }
  | { kind: 'windowClosing'; closesAt: Instant }
  /** `unshown`: a webhook says so, and the conversation (`block`: WhatsApp's client) does not. `refused`: by Zendesk. */
  | { kind: 'optedOut'; fieldMissing?: true; refused?: true; unshown?: true; block?: true; of?: 'marketing' }
  /** `withoutReminder`: the policy has none after the message that was not answered. */
  | { kind: 'solvedUnanswered'; withoutReminder?: true }
  | { kind: 'answeredElsewhere'; otherTicketId: string }
  | { kind: 'answersOther'; otherTicketId: string };

/** A note and its unique key, which goes into the audit's metadata: so the note is never written twice. */
export interface KeyedNote {
  key: string;
  note: Note;
}

/** One update of one ticket: everything that a decision changes on it. */
export interface TicketUpdate extends Urgent {
  ticketId: string;
  /** Guards the update: it fails with 409 if the ticket has changed since then. */
  stamp?: string;
  /** Where no guard is needed: the ticket's stamp as just read. If it holds, the next one is known too. */
  known?: string;
  status?: 'open' | 'solved';
  window?: { state: WindowState; closesAt: Instant };
  answer?: AnswerState;
  outcome?: OutcomeState;
  silence?: 'on' | 'off';
  /** Empty the field "WhatsApp action". */
  clearAction?: true;
  /** An earlier update of uncertain outcome may have written some of the notes: look for them and skip those. */
  lookFirst?: true;
  /** Where the notes' messages are, if not sent as notifications. */
  conversationId?: string;
  /** Title of the macro to apply: without its "WhatsApp action", and with its comment internal. */
  macro?: string;
  notes: KeyedNote[];
}
