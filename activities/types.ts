/**
 * The words that cross the border between the workflow and the activities. Plain JSON only: instants are epoch milliseconds,
 * ids are strings. Nothing here holds a phone number, a name or the text of a message: it would end in Temporal's history.
 */

/** Epoch milliseconds. */
export type Instant = number;

/** An absolute stretch of time, `start` included, `end` not. */
export interface Interval {
  start: Instant;
  end: Instant;
}

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

/** What the field "WhatsApp window" shows. */
export type WindowState = 'open' | 'closing' | 'closed';

export type Rendition = 'text' | 'template';

/** Why Ventana writes to a customer: `followUp`, `reopening`, or the name of a proactive message. */
export interface Purpose {
  kind: 'followUp' | 'reopening' | 'proactive';
  /** The name under `proactive` in the policy; for the other kinds the kind itself. */
  name: string;
}

export interface CustomerMessage {
  by: 'customer';
  id: string;
  /** When the customer sent it: WhatsApp's own timestamp. */
  at: Instant;
  /** The WhatsApp number (integration) that the customer wrote to. */
  integrationId?: string;
  /** The message is nothing but an opt-out keyword. */
  stop?: true;
}

export interface AgentMessage {
  by: 'agent';
  id: string;
  at: Instant;
}

/** A message of ours, recognised by its metadata. */
export interface OutreachMessage {
  by: 'ventana';
  id: string;
  at: Instant;
  ticketId: string;
  /** `intent:rendition:attempt` */
  sendId: string;
  purpose: Purpose;
}

/** A message of the conversation that counts. Bots, activities and agents' own templates do not. */
export type Message = CustomerMessage | AgentMessage | OutreachMessage;

/** Durations in ms. What of the policy a ticket's workflow needs; texts and templates stay in the activities. */
export interface TicketPolicy {
  /** Fingerprint of these rules and of the hours; absent in runs that have not read since there is one. Nothing is decided by it. */
  version?: string;
  windowMarginMs: number;
  followUp?: {
    anchor: 'agentReply' | 'windowClose';
    afterMs: number;
    beforeMs: number;
    graceMs: number;
    max: number;
    message: string;
    /** After the last reminder: solve the ticket; absent: it stays pending. */
    solveAfterMs?: number;
  };
  agentWarning?: { beforeMs: number };
  reopening?: { mode: 'agent' | 'automatic'; minOfficeMs: number; message: string; macro: string };
  proactive: Record<string, { message: string }>;
  /** A proactive message needs the customer's consent on record. */
  consentRequired?: true;
  /** The renditions that each message has besides its template. */
  messages: Record<string, { hasText: boolean }>;
}

/** How a message can reach the requester. */
export type Reach = 'conversation' | 'phone' | 'noPhone' | 'invalidPhone';

/** What Zendesk and Sunshine answer when asked: a webhook is only a hint, this is the truth. */
export interface Truth {
  readAt: Instant;
  ticket: {
    createdAt: Instant;
    status: TicketStatus;
    /** When the ticket got this status, by its audits; absent where they do not say. */
    statusSince?: Instant;
    /** The ticket's `updated_at`, for `safe_update`. */
    stamp: string;
    /** The last change by a person or another integration; absent: none that the audits tell apart from ours. */
    changedByOthersAt?: Instant;
    /** The value of the field "WhatsApp action" without its prefix, and when it was set. */
    action?: { name: string; since?: Instant };
    /** What the display fields show now. */
    shown: { window?: WindowState; closesAt?: Instant };
  };
  /** Keys of the notes that we already wrote on this ticket (from the audits' metadata). */
  notesWritten: string[];
  /**
   * The WhatsApp conversation, when there is one. `own`: the ticket's ChatStartedEvent names it.
   * `stopStored`: when the newest STOP was said that some run has stored in Zendesk.
   */
  conversation?: {
    id: string;
    own: boolean;
    ownerTicketId?: string;
    askedByTicketId?: string;
    stopStored?: Instant;
  };
  reach: Reach;
  /** The user field `whatsapp_opt_out`; absent: Zendesk does not show one. */
  optedOut?: boolean;
  /** The user field `whatsapp_opt_in`. */
  optedIn?: boolean;
  messages: Message[];
  /** Open office intervals, from eight days back to fifteen days ahead. */
  office: Interval[];
  /** Quiet hours over the same stretch. */
  quiet: Interval[];
  policy: TicketPolicy;
}

export interface SendOrder {
  ticketId: string;
  sendId: string;
  purpose: Purpose;
  /** The key under `messages` in the policy. */
  message: string;
  rendition: Rendition;
  /** Absent: by the Notification API to the requester's phone number. */
  conversationId?: string;
  /** The number to send from; absent: the account's. */
  integrationId?: string;
  /** When the newest customer message that the decision knew was sent; a newer one stops the send. */
  customerLastAt?: Instant;
  /** When it was due, or asked for by an agent; absent in runs of earlier versions. Nothing is decided by it: it is measured. */
  dueAt?: Instant;
  /** Messages of this intent that are known not to have arrived: finding one of them does not count as sent. */
  failedMessageIds: string[];
}

/** Why WhatsApp, Sunshine or we ourselves said no for good. */
export interface SendFailure {
  reason:
    | 'refused'
    | 'missingValue'
    | 'noPhone'
    | 'invalidPhone'
    | 'optedOut'
    | 'marketingOptedOut'
    | 'noConsent'
    | 'configuration';
  /** Meta's error code, where one was found. */
  code?: number;
  /** The placeholder without a value, or the setting that is wrong. */
  detail?: string;
}

/** An opt-out to be stored on the requester's Zendesk user, where it holds for all their tickets. */
export interface OptOutOrder {
  ticketId: string;
  of: 'everything' | 'marketing';
  /** Where the STOP was said, and when: kept there, so that a box which a person clears is not ticked again for the same STOP. */
  stop?: { conversationId: string; at: Instant };
}

/** What an outreach asks of the account's turns. */
export interface TurnRequest {
  ticketId: string;
  intentId: string;
  /** The oldest customer message goes first. */
  customerLastAt: Instant;
  /** Asked ahead of time, so that the order is right when the time comes. */
  notBefore: Instant;
  /** The next quiet hours: an automatic message's turn does not come in them. */
  quiet: Interval[];
  /** By an agent's macro: not paced, and refused at once where an automatic one waits. */
  requested: boolean;
  /** What it will use up; a free-form text uses nothing. */
  uses?: 'template' | 'notification';
  /** The policy's message: a paused template holds back its own sends only. */
  message: string;
}

/** A limit of the seed that is nearly or wholly used up. */
export interface LimitWarning {
  limit: 'templatesPerDay' | 'notificationsPerMonth';
  used: number;
  max: number;
}

export type SendOutcome =
  /** `sendId`: of the try that was found in the conversation, where it is an earlier one. */
  | { type: 'sent'; at: Instant; messageId?: string; notificationId?: string; sendId?: string }
  | { type: 'superseded'; messages: Message[] }
  /** Looked for, and not there. */
  | { type: 'absent' }
  | { type: 'failed'; failure: SendFailure }
  | { type: 'unknown' };

/** An internal note, named; the words are the activities' business (they know the account's language). */
export type Note =
  | { kind: 'sent'; purpose: Purpose; message: string; rendition: Rendition }
  | { kind: 'alreadySent'; purpose: Purpose; at: Instant }
  | { kind: 'sendFailed'; purpose: Purpose; message: string; failure: SendFailure }
  | { kind: 'sendUnknown'; purpose: Purpose }
  | { kind: 'sendHeld'; purpose: Purpose; code: number }
  | { kind: 'customerWroteFirst'; purpose: Purpose }
  | ({ kind: 'limitNear' } & LimitWarning)
  | ({ kind: 'limitReached'; purpose: Purpose } & LimitWarning)
  | { kind: 'unknownAction'; action: string }
  | { kind: 'notDelivered'; late: boolean; code?: number; macro?: string }
  | { kind: 'windowClosing'; closesAt: Instant }
  /** `fieldMissing`: Zendesk has no user field to store it in. */
  | { kind: 'optedOut'; fieldMissing?: true }
  | { kind: 'solvedUnanswered' }
  | { kind: 'answeredElsewhere'; otherTicketId: string }
  | { kind: 'answersOther'; otherTicketId: string };

/** A note with the key that makes it unique on its ticket: stored in the audit's metadata, so that it is never written twice. */
export interface KeyedNote {
  key: string;
  note: Note;
}

/** One update of one ticket: all that a decision changes on it. */
export interface TicketUpdate {
  ticketId: string;
  /** Guard: the update fails with 409 when the ticket has changed since. */
  stamp?: string;
  status?: 'open' | 'solved';
  window?: { state: WindowState; closesAt: Instant };
  /** Empty the field "WhatsApp action". */
  clearAction?: true;
  /** An earlier update that failed may have written some of the notes: what stands on the ticket is not written again. */
  lookFirst?: true;
  /** Title of the macro to apply, without its "WhatsApp action" and with its comment internal. */
  macro?: string;
  notes: KeyedNote[];
}
