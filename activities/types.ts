/**
 * The types that the workflow and the activities exchange. Plain JSON only: instants are epoch milliseconds, ids are
 * strings. Nothing here may hold a phone number, a name or a message's text: Temporal's history would keep it.
 */
import type { Brief } from './brief';
import type { Prices } from './pricesPort';

/** Epoch milliseconds. */
export type Instant = number;

/** An absolute interval: includes `start`, excludes `end`. */
export interface Interval {
  start: Instant;
  end: Instant;
}

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

/** What the field "WhatsApp window" shows. */
export type WindowState = 'open' | 'closing' | 'closed';

/** What the field "WhatsApp answer" shows. `awaited`: to a reopening or proactive message. `none`: it is empty. */
export type AnswerState = 'awaited' | 'none';

/**
 * What the field "WhatsApp outcome" shows of our last message: a reminder, or another one, and whether the customer
 * wrote after it.
 */
export type OutcomeState = 'none' | 'reminded' | 'reminded_answered' | 'contacted' | 'contacted_answered';

export type Rendition = 'text' | 'template';

/**
 * Why Ventana writes to a customer: `followUp`, `reopening`, `rescue`, or the name of a proactive message. `rescued`:
 * an agent's own words, which count as their reply and not as outreach.
 */
export interface Purpose {
  kind: 'followUp' | 'reopening' | 'rescue' | 'rescued' | 'proactive';
  /** The name under `proactive` in the policy; for the other kinds it equals `kind`. */
  name: string;
}

export interface CustomerMessage {
  by: 'customer';
  id: string;
  /** When the customer sent it: WhatsApp's own timestamp. */
  at: Instant;
  /** When Sunshine received it: nobody can have seen it before. Absent: at `at`. */
  arrivedAt?: Instant;
  /** The WhatsApp number (integration) that the customer wrote to. */
  integrationId?: string;
  /** The message is an opt-out keyword and nothing else. */
  stop?: true;
  /** The same, with a keyword that counts only in reply to an outreach. */
  stopIfReply?: true;
  /** Message lists do not have it, as they have no taps on buttons. */
  unlisted?: true;
  /** A tap on a button and nothing else. Absent in messages that an earlier version read. */
  tap?: true;
  heardIn?: HeardIn;
}

export interface AgentMessage {
  by: 'agent';
  id: string;
  at: Instant;
  heardIn?: HeardIn;
  /**
   * Set by the core: a webhook told of it that does not say whether a person wrote it, and no list has shown it yet.
   */
  unsure?: true;
}

/** Set by the core: the id of the conversation in which a webhook told of it. Absent: a list has it. */
type HeardIn = string;

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

/** A message of the conversation that counts. Messages from bots, activities and templates sent by agents do not. */
export type Message = CustomerMessage | AgentMessage | OutreachMessage;

/** What a ticket's workflow needs of the policy. Durations in ms. Texts and templates stay in the activities. */
export interface TicketPolicy {
  /**
   * Identifies these rules and hours; nothing depends on it. Absent if the truth was read before this field existed.
   */
  version?: string;
  windowMarginMs: number;
  followUp?: {
    anchor: 'agentReply' | 'windowClose';
    afterMs: number;
    beforeMs: number;
    graceMs: number;
    max: number;
    message: string;
    /** How long after the last reminder to solve the ticket; absent: it stays pending. */
    solveAfterMs?: number;
    /** Also remind where the messaging session has ended. */
    remindsEndedSession?: true;
  };
  agentWarning?: { beforeMs: number };
  /** How long nothing is said of a message that was just sent. Absent in truths of earlier versions: it is at once. */
  settleMs?: number;
  reopening?: {
    mode: 'agent' | 'automatic';
    minOfficeMs: number;
    message: string;
    macro: string;
    /** How many reminders after it. Absent in truths of earlier versions: none. */
    followUps?: number;
  };
  /** Absent: off, or an earlier version read the truth. */
  rescue?: {
    mode: 'agent' | 'automatic';
    /** `ask`: an agent decides once the customer has written more than a tap on a button. */
    deliver: 'always' | 'ask';
    expiresMs: number;
    message: string;
  };
  proactive: Record<string, { message: string; followUps?: number }>;
  /** Everything is decided and noted, and nothing is sent. */
  observes?: true;
  /** A proactive message needs the customer's recorded consent. */
  consentRequired?: true;
  /**
   * Whether each message has a free-form text besides its template. `template`: the one for this customer, as
   * `name:language`; absent where the customer is not known, and in truths of earlier versions. `prices`: only where the
   * policy has a budget or prefers the cheapest, and the workflow's code asked for them.
   */
  messages: Record<string, { hasText: boolean; template?: string; prices?: Prices }>;
  /** Where both arrive, the cheaper of free-form text and utility template (rule 4). */
  prefersCheapest?: true;
}

/** What a message list covered: there, it replaces what webhooks have said. Times as `arrivalOf` gives them. */
export interface Listed {
  from: Instant;
  /** Younger messages may be missing from the list. */
  to: Instant;
  /** Younger messages in the list that count as nobody's. */
  nobodys: string[];
  /** Messages in the list that cannot be read: it says nothing of them. Absent in truths of earlier versions. */
  unread?: string[];
}

/** How a message can reach the requester. */
export type Reach = 'conversation' | 'phone' | Unreachable;

/** Why no message can reach the requester. The first two are all that truths of earlier versions know. */
export type Unreachable = 'noPhone' | 'invalidPhone' | 'ambiguousPhone' | 'blocked' | 'suspended' | 'otherRequester';

/** What the display fields show now. */
export interface Shown {
  window?: WindowState;
  closesAt?: Instant;
  /** The other instant that the same text stands for: clocks that go back show an hour twice. */
  orAt?: Instant;
  /** Absent: the account has no such field, has deactivated it, or an earlier version read the ticket. */
  answer?: AnswerState;
  /** Whether an agent has silenced the ticket. Absent as above. */
  silence?: 'on' | 'off';
  /** The same of "WhatsApp outcome". */
  outcome?: OutcomeState;
  /** Other fields that the account does not have, or has deactivated: Zendesk ignores what is written to them. */
  lacking?: ('window' | 'closesAt')[];
}

/** The office hours of a customer's window that is older than `office` in the truth. */
export interface PastWindow {
  /** When the customer wrote. */
  from: Instant;
  /** How much of the window was office time. */
  officeMs: number;
  /** When the office first opened after `from`; absent: not within the coming fifteen days. */
  opensAt?: Instant;
}

/** What Zendesk and Sunshine answer when asked. A webhook is only a hint; this is the truth. */
export interface Truth extends Brief {
  readAt: Instant;
  /**
   * The rules of the workflow code that asked for it (`workflows/core/rules.ts`); absent: of release 0.1.0 or earlier.
   */
  rules?: number;
  ticket: {
    createdAt: Instant;
    status: TicketStatus;
    /** When the ticket got this status, according to its audits; absent if they do not say. */
    statusSince?: Instant;
    /** The ticket's `updated_at`, for `safe_update`. */
    stamp: string;
    /**
     * When the ticket's messaging session ended: the customer can no longer write into the ticket. Absent: it has not,
     * or nothing says so.
     */
    sessionEndedAt?: Instant;
    /** The last change by a person or another integration; absent if the audits show none besides our own. */
    changedByOthersAt?: Instant;
    /** The value of the field "WhatsApp action" without its prefix, and when it was set. */
    /** `admin`: of `pause` and `resume`, the user id of the administrator who set it; absent: somebody else did. */
    action?: { name: string; since?: Instant; admin?: string };
    shown: Shown;
  };
  /** Keys of the notes that we have already written on this ticket, from the audits' metadata. */
  notesWritten: string[];
  /**
   * The WhatsApp conversation, if there is one. `own`: the ticket's own ChatStartedEvent names it. `stopStored`: the
   * time of the newest STOP that any run has stored in Zendesk. `stopSaid`: of the newest that no run could store, for
   * want of a user field.
   */
  conversation?: {
    id: string;
    own: boolean;
    ownerTicketId?: string;
    askedByTicketId?: string;
    stopStored?: Instant;
    stopSaid?: Instant;
  };
  /** The ticket began on WhatsApp, but its conversation is not there any more, and no other is known. */
  conversationGone?: true;
  reach: Reach;
  /** The user field `whatsapp_opt_out`; absent if Zendesk does not show it. */
  optedOut?: boolean;
  /** The user field `whatsapp_opt_in`. */
  optedIn?: boolean;
  messages: Message[];
  /** What the message list covered. Absent: there was none, or an earlier version read it. */
  listed?: Listed;
  /** Open office intervals, from eight days before to fifteen days after. */
  office: Interval[];
  /** Of the customer's last message, if it is older than that. Absent in truths of earlier versions. */
  pastWindow?: PastWindow;
  /** Quiet hours over the same period. */
  quiet: Interval[];
  policy: TicketPolicy;
  /** Of `office`, `quiet` and `policy`. Absent in truths of earlier versions. */
  fingerprint?: string;
}

/** The truth for a run that has named this fingerprint: hours and policy are those that it has. */
export type UnchangedTruth = Omit<Truth, 'office' | 'quiet' | 'policy'> & { unchanged: true };
