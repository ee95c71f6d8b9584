/** The state of a ticket's workflow: plain JSON, instants in epoch ms. Everything else is derived from it. */
import type { LimitWarning } from '../../activities/limits';
import type {
  KeyedNote,
  Note,
  OptOutOrder,
  PauseOrder,
  SendFailure,
  SendOrder,
  TicketUpdate,
  TurnRequest,
  TurnReturn,
} from '../../activities/orders';
import type { CustomerMessage, Instant, Message, Purpose, Rendition, Truth } from '../../activities/types';
import type { Urgency } from '../../activities/urgency';
import type { TicketEvent } from './events';
import type { Failing } from './pauses';

/** An opt-out in words: the message's id and times. */
export type Stop = Pick<CustomerMessage, 'id' | 'at' | 'arrivedAt' | 'heardIn'>;

/** When something comes again for which our own budget had no room: see `line.ts`. */
export interface PlaceInLine {
  until: Instant;
  urgency: Urgency;
  /** When the truth was read that the update follows from; absent: it was not fresh. */
  readAt?: Instant;
}

/**
 * What events have said about the conversation, in whatever order they came. Recorded histories contain these field
 * names, so they must stay.
 */
interface Facts {
  ticketId: string;
  /** The newest time that the workflow has seen: the core has no other clock. */
  asOf: Instant;
  /** Ids of the events already handled, newest last. */
  seenEvents: string[];
  /** Sorted by time, then id. */
  messages: Message[];
  /** Failed deliveries, by message id or notification id. */
  failures: Record<string, SendFailure>;
  /** Messages that have reached the phone, newest last: message, notification and send ids. Absent if none is known. */
  arrived?: string[];
  /** Since when, as far as reports say so. Nothing is decided by it. Absent in runs of earlier versions. */
  arrivedAt?: Record<string, Instant>;
  /** The customer blocked the business. */
  blocked: boolean;
  /** When they last did so. Absent in runs that heard of it by earlier versions. */
  blockedAt?: Instant;
  /** The newest STOP that is no longer among `messages`. */
  stop?: Stop;
  /** When the first hint came since the truth was last read; absent: none has. */
  staleSince?: Instant;
  /** One of these hints is of an agent who waits for what comes of it. */
  agentWaits?: true;
  /** Do not read the truth before this time, after a failed read. */
  readNotBefore?: Instant;
  /** Reads that failed, in a row. Absent while none has, and in runs that have met no failure since this was counted. */
  readsFailing?: Failing;
  /** A read has its place in the line of our own budget. */
  readLine?: PlaceInLine;
  /** `staleSince` when only the sweep has said so: nobody waits for that read. */
  sweptAt?: Instant;
  /** The conversation that an event named, for a ticket that has none of its own. */
  heardConversationId?: string;
  /**
   * Conversations that were merged into others: the id of the surviving one by the id of the discarded one, which the
   * ticket's audits keep naming. Absent if none was.
   */
  merged?: Record<string, string>;
  /**
   * An update that would change only the display fields is made only if it is worth it. Absent in runs that began
   * before this rule.
   */
  frugal?: true;
  /** Events of a kind that only a newer release knows, oldest first: handled once its code runs here. */
  kept?: TicketEvent[];
  /** Turns that came when nothing waited for them, or when the ticket's run ended. Absent if there are none. */
  unusedTurns?: TurnReturn[];
  /** The rules that this run decides by (`rules.ts`). Absent in runs up to release 0.1.0, and in the core's own tests. */
  rules?: number;
}

/**
 * Besides the ticket, what a run writes to: the user's two boxes, the conversation's metadata, another ticket that
 * gets a note.
 */
export type Elsewhere = 'everything' | 'marketing' | 'conversation' | 'otherTicket';

/** A run that has not read the truth yet. */
export interface Unread extends Facts {
  stage: 'reading';
}

/** A ticket that Ventana is watching. */
export interface Live extends Facts {
  stage: 'watching';
  /** The last truth read. Its messages are merged into `messages`. */
  truth: Omit<Truth, 'messages' | 'notesWritten' | 'rules'>;
  outreach: Outreach[];
  /** Keys of the notes written on this ticket and of things done once. */
  done: string[];
  lastDisplayWriteAt?: Instant;
  /** Do not update the ticket before this time. */
  writeNotBefore?: Instant;
  /** Updates of the ticket that failed, in a row. */
  writesFailing?: Failing;
  /** The same for what is written elsewhere. Absent in runs by earlier rules, where all share `writeNotBefore`. */
  pauses?: Partial<Record<Elsewhere, Failing & { until: Instant }>>;
  /** The time of the newest STOP that this run has stored in Zendesk. Absent in runs by earlier rules. */
  stopStored?: Instant;
  /** When to read whether the conversation still says so. */
  stopCheckAt?: Instant;
  /** An update has its place in the line of our own budget. */
  writeLine?: PlaceInLine;
  /** Do not try to give turns back before this time, after a failure. */
  returnNotBefore?: Instant;
  /** Keys (as in `done`) of the notes in an update that failed but may have been carried out. */
  unsure?: string[];
  /**
   * Zendesk refused an update because the ticket had changed (409). The truth must be read again before anything that
   * depends on it.
   */
  outdated?: true;
  /** Such refusals in a row, and when the last one came. Absent in runs of earlier versions. */
  conflicts?: { count: number; at: Instant };
  /** What an administrator asked of the switch on this ticket and is done; and when to try again what is not. */
  switched?: string;
  switchNotBefore?: Instant;
  /** The update in progress: what becomes true with the event `written`. */
  writing?: TicketUpdate;
}

export interface Ended extends Facts {
  stage: 'ended';
  reason: 'closed' | 'deleted' | 'solved for a week' | 'not a WhatsApp ticket';
}

export type Conversation = Unread | Live | Ended;

/** A message that Ventana means to send, or has sent: an intent, made once. */
export interface Outreach {
  /** Unique across all runs of the ticket. */
  id: string;
  purpose: Purpose;
  /** The key under `messages` in the policy; `rescued` for an agent's own words. */
  message: string;
  /** The id of the agent's message whose words it sends again. */
  repeats?: string;
  /** Requested by an agent's macro; otherwise automatic. */
  requested: boolean;
  /** When it was requested or decided. A later customer message overrides it. */
  since: Instant;
  /** The rendition last chosen, and how many sends have been attempted. */
  rendition: Rendition;
  attempts: number;
  /** Its turn brought the account close to a limit, or past it. */
  warning?: LimitWarning;
  /** WhatsApp put it off: since when, how many times, and with which error. */
  putOff?: { since: Instant; times: number; code?: number };
  /** Sunshine or Zendesk did not take it, the last times in a row. Absent in runs by earlier rules. */
  postponed?: Failing;
  /** How often it was tried again after an error that nobody knows. */
  unknownErrors?: number;
  /** The last attempt was a template only because it was cheaper. */
  byPrice?: true;
  /** The attempts that are known to have failed. */
  failedSendIds?: string[];
  /** Of those that a report said so of: the send id by the id of the message or notification. Absent in earlier runs. */
  failedAs?: Record<string, string>;
  /** Until then nothing is said of the message that was sent. Absent in runs by earlier rules. */
  settlesAt?: Instant;
  /** When the last attempt was made. Absent before the first, and in runs up to release 0.1.0. */
  triedAt?: Instant;
  /** Its turn waits behind another ticket's hold: the error that stopped that ticket's message. */
  heldBehind?: number;
  /** Since when it does. Absent in runs up to release 0.1.0. */
  heldSince?: Instant;
  /** Its turn waits because sending is paused since then. Absent in runs by earlier rules. */
  pausedSince?: Instant;
  /**
   * Its turn: asked for; `given` at that time, and not used yet; or `used` long after that, which is to be reported.
   * `cost`: at which it is counted in the month's budget.
   * `probe`: it finds out whether a hold is over; `late` once the turns know that no vendor has taken it yet.
   * Absent: none, or used. Absent in runs up to release 0.1.0.
   */
  turn?: { given?: Instant; used?: Instant; cost?: number; probe?: true; late?: true };
  /**
   * What the turns that it has used were counted at in the month's budget: another attempt costs only what it costs more.
   * Absent: nothing, or there is no budget.
   */
  counted?: number;
  /** How often it has asked for this turn. */
  asks?: number;
  /** The one-day pause that error 131049 requires has been made. */
  capped?: true;
  progress: Progress;
}

export type Progress =
  /** Must ask for a turn, not before `notBefore`. */
  | { state: 'wanted'; notBefore: Instant }
  /** Has asked for a turn. */
  | { state: 'waiting'; since: Instant }
  /** `doubt`: the last attempt, if it was put off by an answer that does not say whether it was carried out. */
  | { state: 'ready'; notBefore: Instant; doubt?: SendOrder }
  /** The connection was lost after the request was written: `order` may have been carried out. */
  /** `failed`: looks that got no answer, in a row. */
  | { state: 'looking'; order: SendOrder; looks: number; notBefore: Instant; failed?: Failing }
  | { state: 'sent'; at: Instant; reference: string }
  | { state: 'failed'; failure: SendFailure }
  | { state: 'refused'; note: Note }
  /** `mayTurnUp`: it counts as sent if its message is seen later. Absent in runs of earlier versions. */
  | { state: 'unknown'; mayTurnUp?: true }
  /** `instead`: the customer has written, so the agents' lost words go out and not the template that asks them to. */
  | { state: 'dropped'; instead?: 'words' }
  /** The policy only observes: it would have been sent. */
  | { state: 'observed'; rendition: Rendition }
  /** An experiment measures what happens without it. */
  | { state: 'heldBack' };

/** What the core asks of the world. */
export type Effect =
  | {
      type: 'readTruth';
      ticketId: string;
      conversationId?: string;
      asks: boolean;
      customerLastAt?: Instant;
      merged?: Record<string, string>;
      urgency?: Urgency;
      fingerprint?: string;
    }
  /** `direct`: it is due now, and the answer may be the turn. */
  | { type: 'askTurn'; request: TurnRequest; direct?: true }
  | { type: 'returnTurns'; turns: TurnReturn[] }
  | { type: 'reportStop'; template?: string; message?: string; code: number }
  | { type: 'send'; intentId: string; order: SendOrder }
  | { type: 'look'; intentId: string; order: SendOrder }
  | { type: 'updateTicket'; update: TicketUpdate }
  | { type: 'setPause'; order: PauseOrder; key: string }
  /** `again`: Zendesk already has an earlier opt-out. */
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

/** What events have said is carried over to the next run; everything else is read again. */
export function factsOf(c: Conversation): Omit<Unread, 'stage'> {
  const { arrived, arrivedAt, blockedAt, stop, kept, unusedTurns, ...known } = c;
  const { ticketId, asOf, seenEvents, messages, failures, blocked, merged, frugal, rules } = known;
  return {
    ...newConversation(ticketId, asOf),
    seenEvents,
    messages,
    failures,
    blocked,
    ...(arrived && { arrived }),
    ...(arrivedAt && { arrivedAt }),
    ...(blockedAt !== undefined && { blockedAt }),
    ...(stop && { stop }),
    ...(merged && { merged }),
    ...(frugal && { frugal }),
    ...(kept && { kept }),
    ...(unusedTurns && { unusedTurns }),
    ...(rules !== undefined && { rules }),
  };
}

/** Nothing is sent any more, so no turn is needed either. */
export function ended(c: Conversation, reason: Ended['reason']): Ended {
  const open = c.stage === 'watching' ? c.outreach.flatMap((it) => (it.turn ? [returnOf(c, it, it.turn)] : [])) : [];
  const unusedTurns = [...(c.unusedTurns ?? []), ...open];
  return { ...factsOf(c), ...(unusedTurns.length > 0 && { unusedTurns }), stage: 'ended', reason };
}

export function returnOf({ ticketId }: Live, { id }: Outreach, turn: NonNullable<Outreach['turn']>): TurnReturn {
  const { cost: _cost, probe: _probe, late: _late, ...times } = turn;
  return { ticketId, intentId: id, ...times };
}

/** Nothing more will be sent for this intent. */
export const isOver = ({ progress: { state } }: Outreach): boolean =>
  state !== 'wanted' && state !== 'waiting' && state !== 'ready' && state !== 'looking';

export const keyed = (key: string, note: Note): KeyedNote => ({ key, note });

/** Also true in state `wanted`: the answer may arrive before the activity that asked has ended. */
export const waitsForTurn = ({ progress }: Outreach): boolean =>
  progress.state === 'wanted' || progress.state === 'waiting';
