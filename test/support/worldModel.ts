/** The state of the pretend world of one ticket, and its policy. */
import type {
  Note,
  PauseOrder,
  SendFailure,
  SendOrder,
  TicketUpdate,
  TurnRequest,
  TurnReturn,
} from '../../activities/orders';
import type {
  Instant,
  Message,
  Purpose,
  Reach,
  Rendition,
  TicketPolicy,
  TicketStatus,
  Truth,
} from '../../activities/types';
import type { OwnEvent, TicketEvent } from '../../workflows/core/events';
import { DAY, MINUTE } from './madrid';
import type { ShownFields } from './shownFields';

/** How a send goes: by default it is taken and delivered. */
export type SendFate =
  | 'sent'
  /** The connection broke after the request was written; the message went out, or did not. */
  | 'lostButArrived'
  | 'lost'
  /** 429 or 503: not now. */
  | 'busy'
  /** 502: a gateway lost patience; the message went out, or did not. */
  | 'inDoubt'
  | 'inDoubtButArrived'
  /** A definite no to the request. */
  | { refused: SendFailure }
  /** Taken, and a delivery failure two seconds later. */
  | { undelivered: number };

/** `full`: our own budget has no room for two minutes. */
export type ReadFate = 'answered' | 'failed' | 'full' | 'deleted';
/** `busyButWritten`: done, but the answer was lost until the activity's time was over. */
export type WriteFate = 'written' | 'conflict' | 'busy' | 'busyButWritten' | 'refused' | 'full';

export interface World extends ShownFields {
  now: Instant;
  ticketId: string;
  createdAt: Instant;
  status: TicketStatus;
  statusSince: Instant;
  version: number;
  action?: { name: string; since: Instant; admin?: string };
  /** All sending is paused since then. */
  pausedSince?: Instant | undefined;
  /** The customer is in the control group of an experiment. */
  heldBack?: boolean;
  /** Requests for a turn that wait for its end, by intent. */
  pausedTurns: Map<string, TurnRequest>;
  conversation?: Truth['conversation'] | undefined;
  reach: Reach;
  /** The boxes on the customer's user; without its field in Zendesk the first one is never there. */
  optedOut: boolean;
  optOutField: boolean;
  marketingOptedOut: boolean;
  optedIn: boolean;
  /** The last change by a person. */
  changedByOthersAt?: Instant;
  messages: Message[];
  /** Ids of agents' messages that cannot be sent again. */
  unrepeatable: string[];
  /** A bot answers every customer message after two seconds. Webhooks tell of it as of an agent; the list knows better. */
  botAnswers: boolean;
  /** What the bot has said. */
  botSaid: { id: string; at: Instant }[];
  /** When the messaging session ended. */
  sessionEndedAt?: Instant;
  holidays: string[];
  policy: TicketPolicy;
  /** Zendesk reopens the ticket itself when the customer writes. */
  zendeskReopens: boolean;
  /** Our own updates come back as webhooks. */
  ownWebhooks: boolean;
  /** The rules that the run begins with, and those of the code that asks for the truth; without them all of today's hold. */
  conversationRules?: number;
  truthRules?: number;
  /** How long each activity takes, and a turn to send. */
  latencyMs: Instant;
  /** How long after a send a delivery failure is reported; absent: two seconds. */
  reportMs?: Instant;
  turnMs: Instant;
  requestedTurnMs: Instant;
  /** How long the activity's failure asks to wait before the next attempt. */
  sendPauseMs: Instant;
  /** The fates of the next reads, sends and writes, in order; afterwards all goes well. */
  reads: ReadFate[];
  sends: SendFate[];
  writes: WriteFate[];
  /** The fates of the next attempts to store an opt-out. */
  optOuts: ('stored' | 'conflict' | 'busy' | 'forbidden' | 'refused' | 'unshown')[];
  /** What came of it. */
  received: { id: string; at: Instant; purpose: Purpose; rendition: Rendition; repeats?: string }[];
  notes: { at: Instant; ticketId: string; key: string; note: Note }[];
  log: {
    reads: Instant[];
    sends: { at: Instant; order: SendOrder }[];
    looks: Instant[];
    writes: { at: Instant; update: TicketUpdate }[];
    /** The writes among them that changed nothing. */
    idle: Instant[];
    optOuts: number;
    optOutTries: { at: Instant; of: 'everything' | 'marketing' | 'conversation' }[];
    turns: { at: Instant; request: TurnRequest }[];
    returns: ({ at: Instant } & TurnReturn)[];
    stops: { at: Instant; message?: string; template?: string }[];
    pauses: ({ at: Instant } & PauseOrder)[];
  };
  /** Each intent's last request: when it is answered, and the id of the answer. */
  asked: Map<string, { id: string; given: Instant }>;
  /** Answers that never come. */
  unanswered: Set<string>;
  /** Holds of the account's turns: by message, or '' for all. */
  heldUntil: Map<string, Instant>;
  /** How long (ms) a hold keeps the ticket's message waiting. */
  stopLasts: number;
  /** Webhooks on their way. */
  post: (at: Instant, event: TicketEvent | OwnEvent) => void;
}

export const defaultPolicy: TicketPolicy = {
  windowMarginMs: 5 * MINUTE,
  followUp: {
    anchor: 'agentReply',
    afterMs: DAY,
    beforeMs: 60 * MINUTE,
    graceMs: 60 * MINUTE,
    max: 1,
    message: 'followUp',
  },
  agentWarning: { beforeMs: 120 * MINUTE },
  reopening: {
    mode: 'agent',
    minOfficeMs: 60 * MINUTE,
    message: 'reopening',
    macro: 'WhatsApp::Reabrir conversación',
  },
  proactive: { incident: { message: 'incident' } },
  messages: { followUp: { hasText: true }, reopening: { hasText: true }, incident: { hasText: false } },
};
