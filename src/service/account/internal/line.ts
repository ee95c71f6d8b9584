import type { Urgency } from '../../../../activities/urgency';
import { VendorError } from '../../../../activities/vendorError';
import { type Caller, currentCaller } from '../caller';
import type { Peers } from '../../../temporal/peers';
import { createSpent, type Spent } from './spent';
import { elapsed } from '../../../system/elapsed';

/** A budget of requests to a vendor, and the line of those for whom there is none left now. */
export interface Line {
  /**
   * Takes one request from the budget, in line if need be.
   * @throws VendorError 429, `own`, saying when to come again, if that is later than the caller can wait
   */
  take(): Promise<void>;
  /** Lets nobody through for this long (ms): the vendor has said so. */
  quiet(ms: number): void;
}

export interface LineOptions {
  vendor: VendorError['vendor'];
  /** Requests of the whole account in `spanMs`; read each time because the policy may change. */
  limit: () => number;
  spanMs: number;
  /** About how many requests a ticket makes that comes back after it was sent away. */
  ofATicket: number;
  /** The worker processes that share the limit. */
  peers: Peers;
  /** ms by a clock that nobody sets: `elapsed`, or simulated time. */
  now: () => number;
  /** Told how long (ms) a request has waited in line, or that it was sent away. */
  onWait?: (urgency: Urgency, waitedMs: number) => void;
  onRefusal?: (urgency: Urgency) => void;
}

interface Waiting {
  caller: Caller;
  rank: number;
  since: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** More in line would wait for longer than any attempt may take. */
const LONGEST_LINE = 200;
/** What a process that has just joined others cannot do yet comes again this soon (ms): another process may have room. */
const ELSEWHERE_MS = 10_000;
/** How often (real ms) the line is looked at. Simulated time can pass at any moment. */
const LOOK_MS = 200;

const ORDER: Urgency[] = ['requested', 'due', 'low'];
/** A read that has begun goes before others of the same urgency, so that what was read so far is not lost. */
const rankOf = ({ urgency, progress }: Caller): number => ORDER.indexOf(urgency) * 2 + (progress.begun ? 0 : 1);

/**
 * Keeps this process within its share of an account's rate. A request that must wait does so here, in order of urgency,
 * for as long as its caller can; what would take longer is sent away with the time at which there is room for it, so
 * that no worker is blocked. p-queue and rate-limiter-flexible have queues, but none with priorities, a reserve and a
 * rate that changes while it runs.
 */
export function createLine(options: LineOptions): Line {
  const { vendor, spanMs, now, onWait, onRefusal } = options;
  const spent = createSpent(options);
  const promised: Record<Urgency, number> = { requested: 0, due: 0, low: 0 };
  let line: Waiting[] = [];
  let looking: NodeJS.Timeout | undefined;

  const noRoom = (at: number): VendorError =>
    new VendorError(`${vendor}: our own budget of ${options.limit()} in ${spanMs / 1000} s is used up`, {
      vendor,
      reached: 'notSent',
      status: 429,
      retryAfterMs: Math.max(1, Math.ceil(at - now())),
      own: true,
    });
  const sentAway = (urgency: Urgency, freeAt: number): VendorError => {
    const first = spent.isNew() ? Math.min(freeAt, now() + ELSEWHERE_MS) : freeAt;
    const at = Math.max(first, promised[urgency] + options.ofATicket * spent.intervalMs(urgency));
    promised[urgency] = at;
    onRefusal?.(urgency);
    return noRoom(at);
  };
  const leave = (it: Waiting): void => {
    line = line.filter((other) => other !== it);
    it.caller.waitedMs += elapsed() - it.since;
  };
  const look = (): void => {
    clearTimeout(looking);
    looking = undefined;
    for (const it of [...line]) {
      const { caller } = it;
      if (spent.freeAt(caller.urgency) <= now()) {
        leave(it);
        spent.take();
        onWait?.(caller.urgency, elapsed() - it.since);
        it.resolve();
      } else if (elapsed() >= caller.until || caller.signal?.aborted) {
        leave(it);
        it.reject(sentAway(caller.urgency, freeFor(caller, spent, line, now())));
      }
    }
    if (line.length > 0) looking = setTimeout(look, LOOK_MS);
  };

  return {
    async take() {
      const caller = currentCaller();
      const isFree = line.every(({ rank }) => rank > rankOf(caller)) && spent.freeAt(caller.urgency) <= now();
      if (isFree) {
        spent.take();
        onWait?.(caller.urgency, 0);
      } else {
        const freeAt = freeFor(caller, spent, line, now());
        if (caller.onlyIfFree && !caller.progress.begun) throw noRoom(freeAt);
        if (freeAt - now() > caller.until - elapsed() || line.length >= LONGEST_LINE)
          throw sentAway(caller.urgency, freeAt);
        await new Promise<void>((resolve, reject) => {
          line.push({ caller, rank: rankOf(caller), since: elapsed(), resolve, reject });
          line.sort((a, b) => a.rank - b.rank);
          looking ??= setTimeout(look, Math.min(LOOK_MS, Math.max(1, freeAt - now())));
        });
      }
      caller.progress.begun = true;
    },
    quiet: (ms) => spent.quiet(ms),
  };
}

/** When there is room for one more caller, behind those who go before it. */
function freeFor(caller: Caller, spent: Spent, line: readonly Waiting[], now: number): number {
  const ahead = line.filter(({ rank }) => rank <= rankOf(caller)).length;
  return Math.max(now, spent.freeAt(caller.urgency)) + ahead * spent.intervalMs(caller.urgency);
}
