import { SendingPaused, VendorError } from '../../../../activities/vendorError';
import { type Pause, pauseWords } from '../../../temporal/pause';

/** What was seen holds for all sends of the process for this long (ms): with the look itself, less than ten seconds. */
const SEEN_MS = 3_000;
/** After this time (ms) a send comes again if Temporal has never said whether sending is paused. */
const UNKNOWN_PAUSE_MS = 10_000;
/** How often (ms) an idle process looks, and how often it says that sending is paused. */
const WATCH_MS = 60_000;
const SAY_MS = 3_600_000;

/** Whether an account's sending is paused, as one process sees it. */
export interface Brake {
  /** @throws SendingPaused @throws VendorError if nobody knows: nothing is sent then either */
  check(): Promise<void>;
  /** The pause in force, if there is one. @throws what the look throws, if none has ever succeeded */
  pause(): Promise<Pause | undefined>;
  /** Says in the log that sending is paused, once an hour, and that it goes on. */
  watch(): void;
  stop(): void;
}

export interface BrakeOptions {
  account: string;
  read: () => Promise<Pause | undefined>;
  /** ms by a clock that nobody sets: `elapsed`, or simulated time. */
  now: () => number;
  log: { warn(details: object, message: string): void };
  onLook?: (isPaused: boolean) => void;
}

/** Looks when somebody wants to send, and once a minute. If Temporal does not answer, what was seen last stands. */
export function createBrake({ account, read, now, log, onLook }: BrakeOptions): Brake {
  let seen: { pause: Pause | undefined; at: number } | undefined;
  let looking: Promise<void> | undefined;
  let said: { at: number; since: number } | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const at = now();
    const pause = await read();
    seen = { pause, at };
    onLook?.(pause !== undefined);
    say(pause);
  }

  const isFresh = (): boolean => seen !== undefined && now() - seen.at < SEEN_MS;

  async function current(): Promise<Pause | undefined> {
    if (!isFresh()) {
      looking ??= look().finally(() => (looking = undefined));
      await looking.catch((error: unknown) => {
        if (!seen) throw error;
      });
    }
    return seen?.pause;
  }

  function say(pause: Pause | undefined): void {
    const at = now();
    if (pause && (said?.since !== pause.since || at - said.at >= SAY_MS)) {
      said = { at, since: pause.since };
      log.warn(
        { account, since: new Date(pause.since).toISOString(), by: pause.by },
        `sending is paused ${pauseWords(pause)}`,
      );
    } else if (!pause && said) {
      said = undefined;
      log.warn({ account }, 'sending goes on');
    }
  }

  return {
    pause: current,
    async check() {
      const pause = await current().catch((cause: unknown) => {
        const details = { vendor: 'sunshine', reached: 'notSent', own: true, retryAfterMs: UNKNOWN_PAUSE_MS } as const;
        throw new VendorError('Temporal does not say whether sending is paused', { ...details, cause });
      });
      if (pause) throw new SendingPaused();
    },
    watch() {
      const again = (): void => void current().catch(() => undefined);
      again();
      timer ??= setInterval(again, WATCH_MS).unref();
    },
    stop: () => clearInterval(timer),
  };
}
