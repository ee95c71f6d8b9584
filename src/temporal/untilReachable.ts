import { setTimeout as sleep } from 'node:timers/promises';
import { isUnreachable } from './unreachable';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export interface Patience {
  /** Told before each pause. */
  onPause: (pauseMs: number, error: unknown) => void;
  /** Gives up: the promise rejects with its reason. */
  signal: AbortSignal;
}

/**
 * Tries until Temporal answers, with pauses that grow from 1 s to 30 s.
 * @throws {Error} what Temporal refuses in so many words (credentials, namespace) at once; `AbortError` when it is given up
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
