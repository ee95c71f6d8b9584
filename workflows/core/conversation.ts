/** The state of a ticket's workflow: plain JSON, instants in epoch ms. Everything else is derived from it. */
import type {
  Instant,
  KeyedNote,
  LimitWarning,
  Message,
  Note,
  OptOutOrder,
  Purpose,
  Rendition,
  SendFailure,
  SendOrder,
  TicketUpdate,
  TurnRequest,
  Truth,
} from '../../activities/types';

/** What events have told of the conversation, in whatever order they came. Field names stand in histories, so they stay. */
interface Facts {
  ticketId: string;
  /** The newest time that the workflow has seen: the core's only clock. */
  asOf: Instant;
  /** Identities of the events already taken, newest last. */
  seenEvents: string[];
  /** By time, then id. */
  messages: Message[];
  /** Deliveries that failed, by message id or notification id. */
  failures: Record<string, SendFailure>;
  /** The customer blocked the business. */
  blocked: boolean;
  /** A hint came then that the truth has not been read since; absent: none. */
  staleSince?: Instant;
  /** Not before, after a failed read. */
  readNotBefore?: Instant;
  /** The conversation that an event named, for a ticket that has none of its own. */
  heardConversationId?: string;
  /** Display fields are written for their own sake only when that is worth it; absent in runs that began before there was this. */
  frugal?: true;
}

/** A run that has not read the truth yet. */
export interface Unread extends Facts {
  stage: 'reading';
}

/** A ticket that is watched. */
export interface Live extends Facts {
  stage: 'watching';
  /** The last truth read; its messages are merged into `messages`. */
  truth: Omit<Truth, 'messages' | 'notesWritten'>;
  outreach: Outreach[];
  /** Keys of the notes written on this ticket, and of the acts done once. */
  done: string[];
  lastDisplayWriteAt?: Instant;
  writeNotBefore?: Instant;
  /** Keys, as in `done`, of the notes of an update that failed and may have been carried out all the same. */
  unsure?: string[];
  /** Zendesk refused an update because the ticket had changed (409): nothing is done on what we know before it is read again. */
  outdated?: true;
  /** The update on its way: what `written` will have made true. */
  writing?: TicketUpdate;
}

export interface Ended extends Facts {
  stage: 'ended';
  reason: 'closed' | 'deleted' | 'solved for a week' | 'not a WhatsApp ticket';
}

export type Conversation = Unread | Live | Ended;

/** A message that Ventana means to send, or sent: an intent, made once. */
export interface Outreach {
  /** Unique over all runs of the ticket. */
  id: string;
  purpose: Purpose;
  /** The key under `messages` in the policy. */
  message: string;
  /** By an agent's macro. Otherwise automatic. */
  requested: boolean;
  /** When it was requested or decided: a customer message after it overrules it. */
  since: Instant;
  /** The rendition last chosen, and how many sends were tried. */
  rendition: Rendition;
  attempts: number;
  /** Its turn brought the account near to a limit, or past it. */
  warning?: LimitWarning;
  /** WhatsApp put it off: since when, how often, and with which error. */
  putOff?: { since: Instant; times: number; code: number };
  /** Its turn waits for others' sake: the error that stopped another ticket's message. */
  heldBehind?: number;
  /** The day's pause that error 131049 asks for was made. */
  capped?: true;
  progress: Progress;
}

export type Progress =
  /** To ask for a turn, not before `notBefore`. */
  | { state: 'wanted'; notBefore: Instant }
  /** Asked for a turn. */
  | { state: 'waiting'; since: Instant }
  /** `doubt`: the last attempt, put off by an answer that does not tell whether it was carried out. */
  | { state: 'ready'; notBefore: Instant; doubt?: SendOrder }
  /** The connection was lost after the request was written: `order` may have been carried out. */
  | { state: 'looking'; order: SendOrder; looks: number; notBefore: Instant }
  | { state: 'sent'; at: Instant; reference: string }
  | { state: 'failed'; failure: SendFailure }
  | { state: 'refused'; note: Note }
  /** `mayTurnUp`: it counts as sent once its message is seen; absent in runs of earlier versions. */
  | { state: 'unknown'; mayTurnUp?: true }
  | { state: 'dropped' };

/** What the core asks of the world. */
export type Effect =
  | { type: 'readTruth'; ticketId: string; conversationId?: string; asks: boolean }
  | { type: 'askTurn'; request: TurnRequest }
  | { type: 'reportStop'; message?: string; code: number }
  | { type: 'send'; intentId: string; order: SendOrder }
  | { type: 'look'; intentId: string; order: SendOrder }
  | { type: 'updateTicket'; update: TicketUpdate }
  /** `again`: Zendesk has an older one already. */
  | { type: 'storeOptOut'; order: OptOutOrder; again?: true };

export interface Decision {
  next: Conversation;
  /** Its result comes back as the next event. */
  effect?: Effect;
}

export const newConversation = (ticketId: string, now: Instant): Unread => ({
  stage: 'reading',
  ticketId,
  asOf: now,
  seenEvents: [],
  messages: [],
  failures: {},
  blocked: false,
  staleSince: now,
});

/** What events have told outlives the run; all else is read again. */
export function factsOf(c: Conversation): Omit<Unread, 'stage'> {
  const { ticketId, asOf, seenEvents, messages, failures, blocked, frugal } = c;
  return { ...newConversation(ticketId, asOf), seenEvents, messages, failures, blocked, ...(frugal && { frugal }) };
}

export const ended = (c: Conversation, reason: Ended['reason']): Ended => ({ ...factsOf(c), stage: 'ended', reason });

/** Progress after which nothing more is sent for this intent. */
export const isOver = ({ progress: { state } }: Outreach): boolean =>
  state !== 'wanted' && state !== 'waiting' && state !== 'ready' && state !== 'looking';

export const keyed = (key: string, note: Note): KeyedNote => ({ key, note });

/** The answer to a request may overtake the end of the activity that asked. */
export const waitsForTurn = ({ progress }: Outreach): boolean =>
  progress.state === 'wanted' || progress.state === 'waiting';
