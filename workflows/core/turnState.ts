/** The account's turns: their state, what is reported to them and what they answer. Instants in epoch ms. */
import type { LimitWarning } from '../../activities/limits';
import type { TurnRequest } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { afterQuiet } from './intervals';
import type { Budget, Budgeted } from './turnBudget';

export interface Limits {
  templatesPerDay: number;
  notificationsPerMonth: number;
  whenReached: 'stop' | 'warn';
}

export interface TurnRules {
  /**
   * Automatic outreach per second: the lower of the rate of sends and the rate that Zendesk updates allow, at one
   * update for each send.
   */
  perSecond: number;
  /** All outreach per second, requested or not. Absent in requests of earlier versions: only automatic is paced. */
  sendsPerSecond?: number;
  limits: Limits;
  /** Absent: the policy has none. */
  budget?: Budget;
}

/** What tickets report. A turn that was given is named by its intent and by when it was given. */
export type TurnEvent =
  /**
   * `pausedSince`: as far as the worker knew, sending was paused then. `once`: it may be made again because its answer
   * was lost, and then gets the same one.
   */
  | ({ type: 'asked'; rules: TurnRules; pausedSince?: Instant; once?: true } & TurnRequest)
  /**
   * WhatsApp stopped this template or, without one, the account. `code` is Meta's. Earlier versions name the policy's
   * `message`, but no template.
   */
  | { type: 'stopped'; template?: string; message?: string; code?: number }
  /** The intent needs no turn. `given`: it had got one, and nothing was handed over to WhatsApp. */
  | { type: 'withdrawn'; ticketId: string; intentId: string; given?: Instant }
  /** The message was handed over only at `at`, long after its turn was given: the turn counts from then. */
  | { type: 'used'; ticketId: string; intentId: string; given: Instant; at: Instant }
  /** The probe of a hold has not been handed over yet, so that no refusal can come. */
  | { type: 'late'; ticketId: string; intentId: string; given: Instant }
  /** Sending is paused; the pause that began then is over `at`. */
  | { type: 'paused'; since: Instant }
  | { type: 'resumed'; since: Instant; at: Instant }
  | Recalled;

/**
 * The answer to a ticket. `warning`: this message is the first past 80 % of a limit, or past 100 %. `probe`: it finds out
 * whether a hold is over. `turnHeld`: the ticket waits behind a hold, with the error code. `turnPaused`: sending is paused.
 */
export type TurnAnswer = { ticketId: string; intentId: string } & (
  | { type: 'turn'; given: Instant; warning?: LimitWarning; probe?: true }
  | { type: 'turnRefused'; warning: LimitWarning }
  | { type: 'turnHeld'; code: number }
  | { type: 'turnPaused'; since: Instant }
);

export interface Hold {
  /** `name:language`, for every message that uses it. Absent, as is `message`: the whole account is on hold. */
  template?: string;
  /** The policy's message, in a stop that an earlier version reported. */
  message?: string;
  code?: number;
  /** When the next probe is let through. */
  probeAt: Instant;
  /** A probe is under way: if no other refusal comes before this time, the hold is over. */
  verdictAt?: Instant;
  /** The intent of that probe. */
  probe?: string;
  /** It has not been handed over: at `verdictAt`, another may go. */
  late?: true;
}

/**
 * `toldHeld`: its agent has been told that it waits behind a hold; `toldPaused`: in the pause that began then. `kind`: of
 * `kindOf`.
 */
export type Waiting = TurnRequest & { expiresAt: Instant; kind: string; toldHeld?: true; toldPaused?: Instant };

/** How many turns were given at one instant. */
export type Counted = [at: Instant, count: number];

/** A turn that can still be taken back. */
export interface GivenTurn {
  intentId: string;
  at: Instant;
  /** Absent: no limit. */
  uses?: 'template' | 'notification';
  /** What was counted towards the budget of the month that ends then. */
  cost?: number;
  month?: Instant;
  /** Of its request, which that tells from the intent's others. Absent in turns of earlier versions. */
  expiresAt?: Instant;
}

/** What a lane holds of one kind. */
export interface InLane extends Kind {
  count: number;
  best: Pick<Place, 'customerLastAt' | 'intentId'>;
}

export interface Lane {
  /** By `kindOf`. What the front last knew: a best one that has gone since does no harm. */
  kinds: Record<string, InLane>;
  /** It was asked for its best, and has not answered yet. */
  recalling?: true;
  /** Since when; absent in runs that began before lanes were asked again. */
  recallingSince?: Instant;
  /** Intents that must not come back from it. */
  removed: string[];
}

/** By the lane's number. Empty in an account with a short queue. */
export type Lanes = Record<string, Lane>;

/** What the front tells a lane, to be done in this order. */
export interface LaneMessage {
  lane: number;
  removed: string[];
  put: Waiting[];
  recall: { kind: string; take: number }[];
}

/** A lane's answer: its best, which it no longer holds, and what it holds now. */
export interface Recalled {
  type: 'recalled';
  lane: number;
  requests: Waiting[];
  kinds: Record<string, InLane>;
}

/** The newest pause that the turns have heard of. `until`: when turns are given again; absent: it lasts. */
export interface TurnPause {
  since: Instant;
  until?: Instant;
}

export interface Turns extends Budgeted {
  version: 2;
  rules: TurnRules;
  /** By `byCustomer`: requested first, then the oldest customer message. */
  waiting: Waiting[];
  /** How many automatic turns may be given at once, as of `asOf`. */
  tokens: number;
  /** The same for all turns. */
  sends: number;
  asOf: Instant;
  /** The turns for templates that count now: WhatsApp counts over any 24 hours. `used` is their sum. */
  templates: { used: number; at: Counted[] };
  /** Notifications sent in `month` (`2026-11`, UTC). */
  notifications: { month: string; count: number };
  /** The newest of those that use up a limit, oldest first. */
  given: GivenTurn[];
  holds: Hold[];
  /** Warnings already given: `templatesPerDay:80:<day>`. */
  told: string[];
  lanes: Lanes;
  /** A lane that does not answer is asked again. Not in runs that began before that. */
  recallsAgain?: boolean;
  /** Absent: sending was never paused. */
  pause?: TurnPause;
}

/** What decides when a request may go. */
export type Kind = Pick<TurnRequest, 'requested' | 'uses' | 'message' | 'template' | 'cost' | 'quiet'>;

/** The requests of a kind wait for the same things. */
export const kindOf = ({ requested, uses, message, template, cost, quiet }: Kind): string => {
  const hours = quiet.map(({ start, end }) => [start, end]);
  return JSON.stringify([requested, uses, template ?? message, hours, ...(cost === undefined ? [] : [cost])]);
};

/** What decides which of two requests goes first. */
export type Place = Pick<TurnRequest, 'requested' | 'customerLastAt' | 'intentId'>;

/** Requested before automatic, then the oldest customer message. */
export const byCustomer = (a: Place, b: Place): number =>
  Number(b.requested) - Number(a.requested) ||
  a.customerLastAt - b.customerLastAt ||
  (a.intentId < b.intentId ? -1 : Number(a.intentId > b.intentId));

/** @param some, others both sorted by `byCustomer` */
export function merged(others: readonly Waiting[], some: readonly Waiting[]): Waiting[] {
  if (some.length === 0) return [...others];
  const all: Waiting[] = [];
  let n = 0;
  for (const it of others) {
    for (let one = some[n]; one && byCustomer(one, it) < 0; one = some[n]) {
      all.push(one);
      n += 1;
    }
    all.push(it);
  }
  return [...all, ...some.slice(n)];
}

/** When the request's own time has come, quiet hours included. */
export const earliest = (asOf: Instant, { quiet, notBefore }: Pick<TurnRequest, 'quiet' | 'notBefore'>): Instant =>
  afterQuiet(quiet, Math.max(notBefore, asOf));
