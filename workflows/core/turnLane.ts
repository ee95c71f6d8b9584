/** A lane of the account's turns: it holds requests until the front recalls them. Pure functions. */
import type { Instant } from '../../activities/types';
import { byKind, summaryOf } from './turnLanes';
import { type LaneMessage, type Recalled, type Waiting, byCustomer, merged } from './turnState';

/** More would not fit into one payload. The last ones are left out: their tickets ask again. */
const MOST_IN_LANE = 12_000;
/** So many fit into one signal. */
const MOST_AT_ONCE = 1_000;

/** Does what the front says; an answer if it recalls some. @param waiting sorted */
export function tellLane(
  waiting: readonly Waiting[],
  { lane, removed, put, recall }: LaneMessage,
  now: Instant,
): { next: Waiting[]; answer?: Recalled } {
  const isLive = ({ expiresAt }: Waiting): boolean => expiresAt > now;
  const added = [...new Map(put.map((it) => [it.intentId, it])).values()].filter(isLive).sort(byCustomer);
  // A replay repeats this for each message: what is there already is neither sorted nor indexed again.
  const changed = new Set([...removed, ...put.map(({ intentId }) => intentId)]);
  const others = waiting.filter((it) => isLive(it) && !changed.has(it.intentId));
  const held = merged(others, added).slice(0, MOST_IN_LANE);
  if (recall.length === 0) return { next: held };
  const kinds = byKind(held);
  const requests = recall.flatMap(({ kind, take }) => kinds.get(kind)?.slice(0, take) ?? []).slice(0, MOST_AT_ONCE);
  const taken = new Set(requests);
  const next = held.filter((it) => !taken.has(it));
  return { next, answer: { type: 'recalled', lane, requests, kinds: summaryOf(next) } };
}
