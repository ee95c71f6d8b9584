/**
 * The account's turns: who may send next. Pure functions; instants in epoch ms. Rule 10 and rows H9 and L1-L9 of
 * docs/behaviour.md.
 */
import type { LimitWarning } from '../../activities/limits';
import type { TurnRequest } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { afterQuiet } from './intervals';
import { heldUntil, holdOf, isProbe, lasting, probeIsLate, probeIsOut, probing, stop, unprobed } from './turnHolds';
import { budgetRefusal, budgetRoomAt, isOfBudget } from './turnBudget';
import {
  answeredBefore,
  count,
  countLater,
  forgetOld,
  monthOf,
  roomAt,
  roomFor,
  takeBack,
  toldKey,
  warningFor,
} from './turnLimits';
import { arrangeLanes, bestInLanes, inLanes, lanesSilentAt, removeFromLane } from './turnLanes';
import { tellHeld, tellPaused } from './turnNotices';
import { burst, paceAt, passTokens, sendsBurst } from './turnPace';
import { isPaused, pausedSince, pausedUntil, resumed } from './turnPause';
import {
  type Kind,
  type LaneMessage,
  type Recalled,
  type TurnAnswer,
  type TurnEvent,
  type TurnRules,
  type Turns,
  type Waiting,
  byCustomer,
  earliest,
  kindOf,
  merged,
} from './turnState';

export type * from './turnState';

/** A request that does not say when it expires, as those of earlier versions, is renewed every hour. */
const EXPIRES_MS = 3 * 3_600_000;

export const newTurns = (rules: TurnRules, now: Instant): Turns => ({
  version: 2,
  rules,
  waiting: [],
  tokens: burst(rules),
  sends: sendsBurst(rules),
  asOf: now,
  templates: { used: 0, at: [] },
  notifications: { month: monthOf(now), count: 0 },
  given: [],
  holds: [],
  told: [],
  lanes: {},
});

export interface Given {
  next: Turns;
  answers: TurnAnswer[];
  messages: LaneMessage[];
}

/** Applies the events, then gives the turns that can be given now. @param most automatic ones wait beyond so many */
export function giveTurns(turns: Turns, events: readonly TurnEvent[], now: Instant, most = Infinity): Given {
  const repeated: TurnAnswer[] = [];
  const fresh = events.filter((it) => {
    const answer = answeredBefore(turns, it);
    if (answer) repeated.push(answer);
    return !answer;
  });
  const current = passTime(hear(turns, fresh, now), now);
  const given = isPaused(current) ? { next: current, answers: [] } : give(current, most);
  const noticed = isPaused(current) ? tellPaused(current) : tellHeld(given.next);
  return { ...arrangeLanes(noticed.next), answers: [...repeated, ...given.answers, ...noticed.answers] };
}

/**
 * All at once: thousands come in one task when an office opens, and each must not look through all the others. Few come
 * in most tasks, and a replay repeats each of them: so the others are passed over, neither sorted nor indexed again.
 */
function hear(turns: Turns, events: readonly TurnEvent[], now: Instant): Turns {
  if (events.length === 0) return turns;
  const lanes = Object.fromEntries(
    Object.entries(turns.lanes).map(([n, it]) => [n, { ...it, removed: [...it.removed] }]),
  );
  const named = new Set(events.flatMap(intentsOf));
  const others: Waiting[] = [];
  const waiting = new Map<string, Waiting>();
  for (const it of turns.waiting) {
    if (named.has(it.intentId)) waiting.set(it.intentId, it);
    else others.push(it);
  }
  let next: Turns = { ...turns, asOf: Math.max(turns.asOf, now) };
  next = passTokens(turns, next);
  for (const event of events) {
    switch (event.type) {
      case 'asked': {
        const { type: _type, rules, pausedSince: since, once: _once, ...rest } = event;
        const request = turns.budgets ? rest : withoutCost(rest);
        const known = waiting.get(request.intentId);
        if (!known) removeFromLane(lanes, request);
        waiting.set(request.intentId, { ...withExpiry(request, now), ...told(known) });
        next = { ...(since === undefined ? next : pausedSince(next, since)), rules };
        break;
      }
      case 'stopped':
        next = { ...next, holds: stop(next.holds, event, now) };
        break;
      case 'withdrawn': {
        if (!waiting.delete(event.intentId)) removeFromLane(lanes, event);
        const { given } = event;
        if (given !== undefined)
          next = { ...takeBack(next, event.intentId, given), holds: unprobed(next.holds, event.intentId) };
        break;
      }
      case 'paused':
        next = pausedSince(next, event.since);
        break;
      case 'resumed':
        next = resumed(next, event);
        break;
      case 'used':
        next = countLater(next, event.intentId, event.given, event.at);
        next = { ...next, holds: probeIsOut(next.holds, event.intentId, event.at) };
        break;
      case 'late':
        next = { ...next, holds: probeIsLate(next.holds, event.intentId, next.asOf) };
        break;
      case 'recalled':
        takeRecalled(event, waiting, lanes);
        break;
    }
  }
  return { ...next, waiting: merged(others, [...waiting.values()].sort(byCustomer)), lanes };
}

/** Whose places an event may change. */
function intentsOf(event: TurnEvent): string[] {
  if (event.type === 'recalled') return event.requests.map(({ intentId }) => intentId);
  return event.type === 'asked' || event.type === 'withdrawn' ? [event.intentId] : [];
}

/** A run of an earlier version decides without budgets to its end. */
function withoutCost({ cost: _cost, ...request }: TurnRequest): TurnRequest {
  return request;
}

/** What an agent was told stays told when the ticket asks again. */
const told = ({ toldHeld, toldPaused }: Partial<Waiting> = {}): Partial<Waiting> => ({
  ...(toldHeld && { toldHeld }),
  ...(toldPaused !== undefined && { toldPaused }),
});

const withExpiry = ({ expiresAt, ...request }: TurnRequest, now: Instant): Waiting => ({
  ...request,
  expiresAt: expiresAt ?? now + EXPIRES_MS,
  kind: kindOf(request),
});

function takeRecalled({ lane, requests, kinds }: Recalled, waiting: Map<string, Waiting>, lanes: Turns['lanes']): void {
  const gone = new Set(lanes[lane]?.removed);
  for (const it of requests) if (!gone.has(it.intentId) && !waiting.has(it.intentId)) waiting.set(it.intentId, it);
  if (Object.keys(kinds).length === 0) delete lanes[lane];
  else lanes[lane] = { kinds, removed: [...gone] };
}

/** Adds the tokens earned, forgets what has expired, and ends the holds whose probe was not refused. */
function passTime(turns: Turns, time: Instant): Turns {
  const now = Math.max(turns.asOf, time);
  const isLive = ({ expiresAt }: Waiting): boolean => expiresAt > now;
  return passTokens(turns, {
    ...forgetOld(turns, now),
    asOf: now,
    waiting: turns.waiting.every(isLive) ? turns.waiting : turns.waiting.filter(isLive),
    holds: lasting(turns.holds, now),
  });
}

/** In their order, up to the first one that would go before a better one in a lane. */
function give(turns: Turns, most: number): Pick<Given, 'next' | 'answers'> {
  const better = bestInLanes(turns);
  const answers: TurnAnswer[] = [];
  const waiting: Waiting[] = [];
  /** Kinds of which nothing can go any more: a turn fills a limit and shuts a hold, and opens neither. */
  const shut = new Set<string>();
  let next = turns;
  for (const [place, request] of turns.waiting.entries()) {
    const isBehind = better !== undefined && byCustomer(better, request) < 0;
    if (isBehind || (!request.requested && (answers.length >= most || paceAt(next, request) > next.asOf))) {
      // Nor can those after it: requested ones come first.
      waiting.push(...turns.waiting.slice(place));
      break;
    }
    const wasShut = shut.has(request.kind);
    const answer = wasShut ? undefined : judge(next, request);
    if (!answer) {
      if (!wasShut && isShut(next, request)) shut.add(request.kind);
      waiting.push(request);
      continue;
    }
    const { next: counted, ...warned } = answer.type === 'turn' ? spend(next, request) : { next };
    const probes = answer.type === 'turn' && isProbe(counted.holds, request.intentId);
    const told = { ...answer, ...warned, ...(probes && { probe: true as const }) };
    answers.push(told);
    next = remembered(counted, told.warning);
  }
  return { next: { ...next, waiting }, answers };
}

/** That people are told of a limit. What they were told of the budget is kept with it. */
const remembered = (turns: Turns, warning: LimitWarning | undefined): Turns =>
  !warning || isOfBudget(warning)
    ? turns
    : { ...turns, told: [...turns.told, toldKey(warning, turns.asOf)].slice(-20) };

/** Whether a hold, a limit, the budget or quiet hours keep all of its kind. */
const isShut = (turns: Turns, request: Waiting): boolean =>
  earliest(turns.asOf, { quiet: request.quiet, notBefore: turns.asOf }) > turns.asOf ||
  holdOf(turns, request) !== undefined ||
  (!request.requested && roomFor(turns, request) > turns.asOf);

function judge(turns: Turns, request: Waiting): Exclude<TurnAnswer, { type: 'turnHeld' | 'turnPaused' }> | undefined {
  const { ticketId, intentId, requested, uses } = request;
  const { asOf, told: warned, rules } = turns;
  if (earliest(asOf, request) > asOf || holdOf(turns, request)) return undefined;
  const warning = warningFor(turns, uses);
  const full = warning !== undefined && warning.used >= warning.max;
  if (full && requested && rules.limits.whenReached === 'stop')
    return { type: 'turnRefused', ticketId, intentId, warning };
  const refusal = requested ? budgetRefusal(turns, request) : undefined;
  if (refusal) return { type: 'turnRefused', ticketId, intentId, warning: refusal };
  if (!requested && (full || budgetRoomAt(turns, request) > asOf)) return undefined;
  if (paceAt(turns, request) > asOf) return undefined;
  const untold = warning && !warned.includes(toldKey(warning, asOf)) ? { warning } : {};
  return { type: 'turn', ticketId, intentId, given: asOf, ...untold };
}

function spend(turns: Turns, request: Waiting): ReturnType<typeof count> {
  const { next, ...warned } = count(turns, request);
  return {
    next: {
      ...next,
      tokens: request.requested ? turns.tokens : turns.tokens - 1,
      sends: turns.rules.sendsPerSecond === undefined ? turns.sends : turns.sends - 1,
      holds: probing(turns.holds, request, turns.asOf),
    },
    ...warned,
  };
}

/**
 * When to act next; undefined: not until something is reported. At that time something changes: a turn is given, or a
 * hold ends.
 */
export function turnsWakeAt(turns: Turns): Instant | undefined {
  const { asOf, waiting, lanes } = turns;
  const first = new Map<string, Waiting>();
  let last: Waiting | undefined;
  for (const it of waiting) {
    // Most are of the same kind as the one before, and thousands are looked at with each event.
    if (last && it.kind === last.kind && it.notBefore >= last.notBefore) continue;
    const known = first.get(it.kind);
    last = known && known.notBefore <= it.notBefore ? known : it;
    first.set(it.kind, last);
  }
  // What is in a lane and could go waits for the lane's answer.
  const far = inLanes(lanes).map(([, it]) => ({ ...it, notBefore: asOf }));
  const waits = [...first.values(), ...far].map((it) => waitsUntil(turns, it));
  const times = [...waits, ...lanesSilentAt(turns)].filter((at) => at > asOf && at < Infinity);
  return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
}

/** When all that it waits for has passed. */
function waitsUntil(turns: Turns, request: Kind & { notBefore: Instant }): Instant {
  const { requested, uses } = request;
  const { whenReached } = turns.rules.limits;
  const isFull = requested && whenReached === 'stop' && roomAt(turns, uses) > turns.asOf;
  const isRefused = isFull || (requested && budgetRefusal(turns, request) !== undefined);
  const at = Math.max(
    earliest(turns.asOf, request),
    heldUntil(turns, request),
    pausedUntil(turns),
    requested ? -Infinity : roomFor(turns, request),
    isRefused ? -Infinity : paceAt(turns, request),
  );
  return afterQuiet(request.quiet, at);
}
