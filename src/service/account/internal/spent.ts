import type { Urgency } from '../../../../activities/urgency';
import type { Peers } from '../../../temporal/peers';

/** What was taken from a budget lately, and so when there is room for more. */
export interface Spent {
  take(): void;
  /** When one more request of this urgency may be made, by `now`; perhaps past. */
  freeAt(urgency: Urgency): number;
  /** Whether this process has joined others so lately that it has no budget of its own yet. */
  isNew(): boolean;
  /** How far apart (ms) requests of this urgency are, one after the other. */
  intervalMs(urgency: Urgency): number;
  quiet(ms: number): void;
}

/** This part of the budget is kept for what agents have asked for. */
const RESERVE = 0.2;
/**
 * Of the rest, at most a third may be used in a sixth of the time: if all of it went out in one second, an agent who
 * asks for something could have to wait until that second is a minute ago.
 */
const BURST = { part: 1 / 3, ofSpan: 1 / 6 };

/** Looked at again after this (ms), until the number of processes is known. */
const SOON_MS = 1_000;

/**
 * No span of `spanMs`, wherever it begins, has more than this process's share of `limit`. A process that joins others
 * cannot know what they have used of its share in the span before: at first it takes only from the reserve.
 */
export function createSpent(options: { limit: () => number; spanMs: number; peers: Peers; now: () => number }): Spent {
  const { limit, peers, now } = options;
  let times: number[] = [];
  let quietUntil = 0;

  /** Whole requests in a span; a share below one request has a longer span. */
  const current = (): { most: number; reserve: number; spanMs: number } => {
    const share = limit() / peers.count();
    const most = Math.max(1, Math.floor(share));
    const spanMs = share < 1 ? options.spanMs / share : options.spanMs;
    return { most, reserve: most > 1 ? Math.max(1, Math.floor(most * RESERVE)) : 0, spanMs };
  };
  /** When the `most`-th newest request will be `spanMs` ago. A clock that was set back has none in its future. */
  const roomAt = (most: number, spanMs: number): number => {
    if (most < 1) return Infinity;
    const oldest = times[times.length - most];
    return oldest === undefined || oldest > now() ? 0 : oldest + spanMs;
  };

  const budgetFrom = (): number => {
    const known = peers.knownAt();
    return known === undefined ? now() + SOON_MS : known === 0 ? 0 : known + options.spanMs;
  };

  return {
    isNew: () => now() < budgetFrom(),
    take() {
      const { spanMs } = current();
      times = [...times.filter((at) => at > now() - spanMs), now()];
    },
    freeAt(urgency) {
      const { most, reserve, spanMs } = current();
      const knownAt = budgetFrom();
      const isNew = now() < knownAt;
      if (urgency === 'requested') {
        const room = isNew ? Math.min(knownAt, roomAt(reserve, spanMs)) : roomAt(most, spanMs);
        return Math.max(quietUntil, room);
      }
      const rest = most - reserve;
      const burst = Math.max(1, Math.ceil(rest * BURST.part));
      const paced = roomAt(burst, spanMs * BURST.ofSpan);
      return Math.max(quietUntil, isNew ? knownAt : 0, roomAt(rest, spanMs), paced);
    },
    intervalMs(urgency) {
      const { most, reserve, spanMs } = current();
      return spanMs / (urgency === 'requested' ? most : Math.max(1, most - reserve));
    },
    quiet(ms) {
      quietUntil = Math.max(quietUntil, now() + ms);
    },
  };
}
