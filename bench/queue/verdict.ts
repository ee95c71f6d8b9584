/** What became of the requests. Pure functions. */
import { countUpTo } from '../numbers';
import type { Answer } from './recorders';
import type { Asked } from './requests';

/**
 * Turns are given in batches, and a request takes a while from the server to the turns: two turns within this time (ms)
 * may change places.
 */
const WITHIN_MS = 15_000;

export interface Fate {
  given: number;
  /** Intents that got more than one turn. */
  twice: number;
  /** Asked, but neither given nor waiting. */
  lost: number;
  /** Answers to an intent that never asked, or that were no turn. */
  strange: number;
  /** Automatic turns given while an older customer message, asked for in time, still waited. */
  overtaking: number;
}

/** @param stillWaiting intents that wait at the end */
export function fateOf(asked: readonly Asked[], answers: readonly Answer[], stillWaiting: ReadonlySet<string>): Fate {
  const byIntent = new Map(asked.map((it) => [it.intentId, it]));
  const turns = answers.filter(({ type, intentId }) => type === 'turn' && byIntent.has(intentId));
  const givenAt = new Map<string, number>();
  let twice = 0;
  for (const { intentId, at, given } of turns) {
    if (givenAt.has(intentId)) twice += 1;
    // Not when the ticket was told: how long an answer is on its way depends on the machine, and order is decided here.
    else givenAt.set(intentId, given ?? at);
  }
  const bothWays = [...stillWaiting].filter((it) => givenAt.has(it)).length;
  return {
    given: givenAt.size,
    twice: twice + bothWays,
    lost: asked.filter(({ intentId }) => !givenAt.has(intentId) && !stillWaiting.has(intentId)).length,
    strange: answers.length - turns.length,
    overtaking: overtaking(asked, givenAt),
  };
}

/**
 * Goes through the requests from the oldest customer message to the newest. A turn has overtaken one of those before it
 * that had asked well before the turn, and got its own well after it: `latest` answers that for all of them at once.
 */
function overtaking(asked: readonly Asked[], givenAt: ReadonlyMap<string, number>): number {
  const automatic = asked.filter(({ requested }) => !requested);
  const times = automatic.map(({ askedAt }) => askedAt).sort((a, b) => a - b);
  const latest = new LatestBefore(times);
  let count = 0;
  for (const { intentId, askedAt } of automatic.toSorted((a, b) => a.customerLastAt - b.customerLastAt)) {
    const at = givenAt.get(intentId);
    if (at !== undefined && latest.until(at - WITHIN_MS) > at + WITHIN_MS) count += 1;
    latest.add(askedAt, at ?? Infinity);
  }
  return count;
}

/** A Fenwick tree: the latest value among the keys up to a given one. */
class LatestBefore {
  private readonly tree: number[];

  /** @param keys sorted */
  constructor(private readonly keys: readonly number[]) {
    this.tree = Array.from({ length: keys.length + 1 }, () => -Infinity);
  }

  add(key: number, value: number): void {
    for (let n = countUpTo(this.keys, key); n < this.tree.length; n += n & -n)
      this.tree[n] = Math.max(this.tree[n] ?? value, value);
  }

  until(key: number): number {
    let latest = -Infinity;
    for (let n = countUpTo(this.keys, key); n > 0; n -= n & -n) latest = Math.max(latest, this.tree[n] ?? latest);
    return latest;
  }
}

/** A time in which the worker could not act (epoch ms). */
export interface Outage {
  from: number;
  until: number;
}

const isIn = (outages: readonly Outage[], at: number): boolean => outages.some((it) => at >= it.from && at < it.until);

/**
 * How long each macro waited (ms), apart from the time in which the worker was down: of one that was waiting when the
 * worker was killed, `working` has how long it had waited by then, and `down` all of it.
 */
export function waitsOfRequested(
  asked: readonly Asked[],
  answers: readonly Answer[],
  outages: readonly Outage[],
): { working: number[]; down: number[] } {
  const first = new Map<string, number>();
  for (const { intentId, at } of answers) first.set(intentId, Math.min(at, first.get(intentId) ?? at));
  const waits: { working: number[]; down: number[] } = { working: [], down: [] };
  for (const { intentId, requested, askedAt } of asked) {
    if (!requested) continue;
    const answeredAt = first.get(intentId) ?? Infinity;
    const wait = Math.max(0, answeredAt - askedAt);
    const wasDown = isIn(outages, askedAt);
    const kill = outages.find(({ from }) => askedAt < from && from <= answeredAt);
    if (wasDown || kill) waits.down.push(wait);
    if (!wasDown) waits.working.push(kill && wait < Infinity ? kill.from - askedAt : wait);
  }
  return waits;
}

/** The automatic turns from then until then, divided by as many as the rate allows while the worker works. */
export function paceKept(
  asked: readonly Asked[],
  answers: readonly Answer[],
  { from, until }: Outage,
  perSecond: number,
  outages: readonly Outage[],
): number {
  const automatic = new Set(asked.filter(({ requested }) => !requested).map(({ intentId }) => intentId));
  const turns = answers.filter(
    ({ intentId, at }) => automatic.has(intentId) && at >= from && at < until && !isIn(outages, at),
  );
  const down = outages.reduce((sum, it) => sum + Math.max(0, Math.min(until, it.until) - Math.max(from, it.from)), 0);
  return turns.length / (((until - from - down) / 1000) * perSecond);
}
