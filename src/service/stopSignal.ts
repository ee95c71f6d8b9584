/** Within this time a second signal is the same one: a terminal sends Ctrl-C to all, and npm passes it on besides. */
const SAME_SIGNAL_MS = 2_000;
const INTERRUPTED = 130;

export interface StopSignal {
  /** Aborted at the first SIGTERM or SIGINT. */
  signal: AbortSignal;
  /** Resolves then. */
  stopped: Promise<void>;
}

/** Hears the first SIGTERM or SIGINT; a later one, from somebody who cannot wait, ends the process at once. */
export function listenForStop(): StopSignal {
  const controller = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    let heardAt: number | undefined;
    const hear = (): void => {
      if (heardAt !== undefined && Date.now() > heardAt + SAME_SIGNAL_MS) process.exit(INTERRUPTED);
      heardAt ??= Date.now();
      resolve();
      controller.abort();
    };
    process.on('SIGTERM', hear).on('SIGINT', hear);
  });
  return { signal: controller.signal, stopped };
}
