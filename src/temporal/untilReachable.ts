import { setTimeout as sleep } from 'node:timers/promises';
import { isUnreachable } from './unreachable';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export interface Patience {
  /** Called before each pause. */
  onPause: (pauseMs: number, error: unknown) => void;
  /** Aborting it gives up: the promise rejects with the signal's reason. */
  signal: AbortSignal;
}

/**
 * Repeats the call until Temporal answers, with pauses that grow from 1 s to 30 s.
 * @throws {Error} at once, when Temporal explicitly refuses (credentials, namespace); `AbortError` when `signal` is
 * aborted
 */
export async function untilReachable<T>(attempt: () => Promise<T>, { onPause, signal }: Patience): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      signal.throwIfAborted();
      onPause(pause, error);
      await sleep(pause, undefined, { signal });
    }
  }
}
