import { AsyncLocalStorage } from 'node:async_hooks';
import type { Urgency } from '../../../activities/urgency';
import { elapsed } from '../../system/elapsed';

/** For whom a request to a vendor is made. */
export interface Caller {
  urgency: Urgency;
  /** Until when it can wait in line, by `elapsed`. */
  until: number;
  /** It does not wait to begin: somebody else comes in its place, who can. */
  onlyIfFree?: boolean;
  /** Whether it has already made a request: the next goes before those of callers who have not begun. */
  progress: { begun: boolean };
  /** Aborted when nobody waits for it any more. */
  signal?: AbortSignal;
  /** How long (ms) the requests of the call that runs now have waited in line. */
  waitedMs: number;
}

/** A caller that says nothing waits this long (ms): the calls of `GET /health/ready`, for one. */
const PATIENCE_MS = 5_000;

const callers = new AsyncLocalStorage<Caller>();

/** The caller of the code that runs now. */
export const currentCaller = (): Caller =>
  callers.getStore() ?? { urgency: 'due', until: elapsed() + PATIENCE_MS, progress: { begun: false }, waitedMs: 0 };

/** Runs one call of a vendor's port, which makes one request or a few. `run` is told how long they have waited. */
export function asOneCall<Result>(run: (waitedMs: () => number) => Result): Result {
  const caller = { ...currentCaller(), waitedMs: 0 };
  return callers.run(caller, () => run(() => caller.waitedMs));
}

/**
 * Runs a function as somebody who can wait this long.
 * @param patienceMs for all its requests together
 */
export const asCaller = <Result>(
  { patienceMs, ...who }: Pick<Caller, 'urgency' | 'signal' | 'onlyIfFree'> & { patienceMs: number },
  run: () => Result,
): Result => callers.run({ ...who, until: elapsed() + patienceMs, progress: { begun: false }, waitedMs: 0 }, run);
