/**
 * A long queue. The account's own workflow, the *front*, keeps the requests that go next; the others wait in lanes,
 * which are workflows too, and are recalled when they come near. A ticket's requests are always in the same lane.
 *
 * The order stays exact: no request goes before a better one in a lane that could go too.
 */
import type { TurnRequest } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { holdOf } from './turnHolds';
import { roomFor } from './turnLimits';
import { isPaused } from './turnPause';
import {
  type InLane,
  type Kind,
  type LaneMessage,
  type Lanes,
  type Place,
  type Turns,
  type Waiting,
  byCustomer,
  earliest,
} from './turnState';

/** 100,000 requests are some 3,000 in each. */
export const LANES = 32;

/** When the front holds more than this, it keeps only the best of each kind, together this many. */
const MOST_IN_FRONT = 3_000;
const KEPT_IN_FRONT = 1_500;
/** So many of a kind should be ready to go without asking the lanes. */
const READY = 200;
/** A lane gives at least this many of a kind at a time. */
const LEAST_RECALLED = 8;
/** Names of requests to leave out are collected up to this number before a lane is told. */
const MOST_REMOVED = 100;
/** A lane that has not answered for this long (ms) is asked again: somebody may have ended it with what it held. */
const SILENT_MS = 2 * 60_000;

/** FNV-1a of the ticket's id: stable, and even. */
export function laneOf(ticketId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < ticketId.length; index += 1) {
    hash = Math.imul(hash ^ ticketId.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash % LANES;
}

export const asKind = ({ requested, uses, message, template, cost, quiet }: Kind): Kind => ({
  requested,
  ...(uses !== undefined && { uses }),
  message,
  ...(template !== undefined && { template }),
  ...(cost !== undefined && { cost }),
  quiet,
});

/** What is held, by kind. @param requests sorted by `byCustomer` */
export function byKind(requests: readonly Waiting[]): Map<string, Waiting[]> {
  const kinds = new Map<string, Waiting[]>();
  for (const it of requests) {
    const others = kinds.get(it.kind);
    if (others) others.push(it);
    else kinds.set(it.kind, [it]);
  }
  return kinds;
}

export function summaryOf(requests: readonly Waiting[]): Record<string, InLane> {
  const kinds = [...byKind(requests)].flatMap(([kind, [best, ...others]]): [string, InLane][] =>
    best ? [[kind, { ...asKind(best), count: others.length + 1, best: bestOf(best) }]] : [],
  );
  return Object.fromEntries(kinds);
}

const bestOf = ({ customerLastAt, intentId }: Place): InLane['best'] => ({ customerLastAt, intentId });

export const placeOf = ({ requested, best }: InLane): Place => ({ requested, ...best });

export const inLanes = (lanes: Lanes): [kind: string, InLane][] =>
  Object.values(lanes).flatMap(({ kinds }) => Object.entries(kinds));

/** How many wait in the lanes, as far as the front knows. */
export const countInLanes = (lanes: Lanes): number => inLanes(lanes).reduce((sum, [, { count }]) => sum + count, 0);

/** The request is in the front now, or nowhere: its lane must not bring back another version of it. */
export function removeFromLane(lanes: Lanes, { ticketId, intentId }: Pick<TurnRequest, 'ticketId' | 'intentId'>): void {
  lanes[laneOf(ticketId)]?.removed.push(intentId);
}

/** When anything of this kind could go, but for the rate: what it waits for, other than its place. */
const isOpen = (turns: Turns, kind: Kind, asOf: Instant): boolean =>
  !isPaused(turns) &&
  earliest(asOf, { quiet: kind.quiet, notBefore: asOf }) <= asOf &&
  !holdOf(turns, kind) &&
  (kind.requested || roomFor(turns, kind) <= asOf);

/** The best request in the lanes that could go now. */
export function bestInLanes(turns: Turns): Place | undefined {
  const open = inLanes(turns.lanes).filter(([, it]) => isOpen(turns, it, turns.asOf));
  return open
    .map(([, it]) => placeOf(it))
    .reduce<Place | undefined>((a, b) => (a && byCustomer(a, b) <= 0 ? a : b), undefined);
}

/** Puts what is too much into lanes, and recalls from them what may go next. */
export function arrangeLanes(turns: Turns): { next: Turns; messages: LaneMessage[] } {
  if (Object.keys(turns.lanes).length === 0 && turns.waiting.length <= MOST_IN_FRONT)
    return { next: turns, messages: [] };
  const messages = new Map<number, LaneMessage>();
  const messageTo = (lane: number): LaneMessage => {
    const known = messages.get(lane) ?? { lane, removed: [], put: [], recall: [] };
    messages.set(lane, known);
    return known;
  };
  const lanes: Lanes = withoutSilent(turns);
  const waiting = turns.waiting.length > MOST_IN_FRONT ? evict(turns.waiting, lanes, messageTo) : turns.waiting;
  recall({ ...turns, waiting, lanes }, messageTo);
  for (const [lane, { removed, recalling }] of Object.entries(lanes)) {
    if (removed.length >= MOST_REMOVED && !recalling) messageTo(Number(lane));
  }
  for (const message of messages.values()) {
    const lane = lanes[message.lane];
    if (!lane) continue;
    message.removed = lane.removed;
    lane.removed = [];
    if (message.recall.length === 0) continue;
    lane.recalling = true;
    if (turns.recallsAgain) lane.recallingSince = turns.asOf;
  }
  return { next: { ...turns, waiting, lanes }, messages: [...messages.values()] };
}

/** When to ask lanes again that have not answered by then. */
export const lanesSilentAt = ({ lanes, recallsAgain }: Turns): Instant[] =>
  recallsAgain ? Object.values(lanes).map(silentAt) : [];

const silentAt = ({ recallingSince = Infinity }: Lanes[string]): Instant => recallingSince + SILENT_MS;

/** A copy to change; lanes that have not answered for long can be asked again. */
const withoutSilent = ({ lanes, asOf, recallsAgain }: Turns): Lanes =>
  Object.fromEntries(
    Object.entries(lanes).map(([number, it]) => {
      const { recalling, recallingSince, ...lane } = it;
      const copy = { ...lane, kinds: { ...it.kinds }, removed: [...it.removed] };
      if (!recalling || (recallsAgain && silentAt(it) <= asOf)) return [number, copy];
      return [number, { ...copy, recalling, ...(recallingSince !== undefined && { recallingSince }) }];
    }),
  );

type MessageTo = (lane: number) => LaneMessage;

/** While a lane has not answered, what belongs there stays in the front. */
function evict(waiting: readonly Waiting[], lanes: Lanes, messageTo: MessageTo): Waiting[] {
  const kinds = byKind(waiting);
  const quota = quotaOf(kinds.size);
  const evicted = new Set<Waiting>();
  for (const [kind, all] of kinds) {
    for (const it of all.slice(quota)) {
      const number = laneOf(it.ticketId);
      const lane = (lanes[number] ??= { kinds: {}, removed: [] });
      if (lane.recalling) continue;
      const known = lane.kinds[kind];
      const isBest = !known || byCustomer(it, placeOf(known)) < 0;
      lane.kinds[kind] = {
        ...(known ?? asKind(it)),
        count: (known?.count ?? 0) + 1,
        best: isBest ? bestOf(it) : known.best,
      };
      messageTo(number).put.push(it);
      evicted.add(it);
    }
  }
  return waiting.filter((it) => !evicted.has(it));
}

const quotaOf = (kinds: number): number => Math.max(2 * LEAST_RECALLED, Math.floor(KEPT_IN_FRONT / kinds));

function recall(turns: Turns, messageTo: MessageTo): void {
  const front = byKind(turns.waiting);
  const held = new Map<string, { sample: InLane; lanes: { number: number; lane: Lanes[string]; place: Place }[] }>();
  for (const [number, lane] of Object.entries(turns.lanes)) {
    for (const [kind, it] of Object.entries(lane.kinds)) {
      const known = held.get(kind) ?? { sample: it, lanes: [] };
      known.lanes.push({ number: Number(number), lane, place: placeOf(it) });
      held.set(kind, known);
    }
  }
  const ready = Math.min(READY, Math.floor(quotaOf(new Set([...front.keys(), ...held.keys()]).size) / 2));
  for (const [kind, { sample, lanes }] of held) {
    if (!isOpen(turns, sample, turns.asOf)) continue;
    // The last of those that should be ready: better ones in a lane are missing here.
    const last = front.get(kind)?.[ready - 1];
    const missing = lanes.filter(({ place }) => !last || byCustomer(place, last) < 0);
    const take = Math.max(LEAST_RECALLED, Math.ceil((2 * ready) / Math.max(1, missing.length)));
    for (const { number, lane } of missing) if (!lane.recalling) messageTo(number).recall.push({ kind, take });
  }
}
