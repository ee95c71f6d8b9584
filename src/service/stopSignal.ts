import { elapsed } from '../system/elapsed';

/**
 * A second signal within this time counts as the same one: a terminal sends Ctrl-C to every process, and npm forwards
 * it as well.
 */
const SAME_SIGNAL_MS = 2_000;
const INTERRUPTED = 130;

export interface StopSignal {
  /** Aborted at the first SIGTERM or SIGINT. */
  signal: AbortSignal;
  /** Resolves at the first SIGTERM or SIGINT. */
  stopped: Promise<void>;
}

/**
 * Listens for the first SIGTERM or SIGINT. A later one means that somebody does not want to wait: it ends the process
 * at once.
 */
export function listenForStop(): StopSignal {
  const controller = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    let firstAt: number | undefined;
    const onSignal = (): void => {
      if (firstAt !== undefined && elapsed() > firstAt + SAME_SIGNAL_MS) process.exit(INTERRUPTED);
      firstAt ??= elapsed();
      resolve();
      controller.abort();
    };
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  });
  return { signal: controller.signal, stopped };
}
