import { setTimeout as sleep } from 'node:timers/promises';
import { elapsed } from '../system/elapsed';

/** Before each attempt to start it again (ms): some three minutes in all. */
const PAUSES_MS = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000, 30_000];
/** One that ran this long (ms) has recovered: its next end is counted as the first. */
const RECOVERED_AFTER_MS = 30_000;

/** A started server. */
export interface Running {
  /** Resolves when its process has ended, to how. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

export interface KeepAliveOptions {
  /** Starts it again on the same file and port. Rejects when it does not start. */
  startAgain: () => Promise<Running>;
  /** Called with one line when it has ended, and when an attempt to start it has failed. */
  onProblem: (line: string) => void;
  onRecovered: () => void;
  /** What a person should do when it does not start again: whole sentences. */
  remedy: string;
  pausesMs?: readonly number[];
  recoveredAfterMs?: number;
}

export interface KeptAlive {
  isRunning(): boolean;
  /** Rejects with `TemporalLost` when it does not start again; never resolves. */
  lost: Promise<never>;
  /** Stops the server, and starts it no more. */
  stop(): Promise<void>;
}

/** The embedded server ended, and does not start again. The message says what to do. */
export class TemporalLost extends Error {
  override readonly name = 'TemporalLost';
}

/** Starts a server again whenever it ends by itself, with growing pauses, until ten attempts in a row have failed. */
export function keepAlive(first: Running, options: KeepAliveOptions): KeptAlive {
  const { startAgain, onProblem, onRecovered, remedy, pausesMs = PAUSES_MS } = options;
  const stopping = new AbortController();
  let server: Running | undefined = first;
  let failures = 0;

  async function restart(why: string): Promise<Running | undefined> {
    let reason = why;
    for (;;) {
      const pause = pausesMs[failures];
      if (pause === undefined)
        throw new TemporalLost(`The embedded Temporal ended and does not start again: ${oneLine(reason)} ${remedy}`);
      failures += 1;
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return undefined;
      try {
        const again = await startAgain();
        if (!stopping.signal.aborted) return again;
        await again.stop();
        return undefined;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
        onProblem(`The embedded Temporal does not start: ${oneLine(reason)}`);
      }
    }
  }

  async function watch(): Promise<void> {
    while (server) {
      const startedAt = elapsed();
      const how = await server.ended;
      server = undefined;
      if (stopping.signal.aborted) return;
      if (elapsed() - startedAt >= (options.recoveredAfterMs ?? RECOVERED_AFTER_MS)) failures = 0;
      onProblem(`The embedded Temporal has ended (${how}): starting it again on its file`);
      server = await restart(how);
      if (server) onRecovered();
    }
  }

  const watching = watch();
  const lost = new Promise<never>((_, reject) => void watching.catch(reject));
  lost.catch(() => undefined); // Nobody has to listen.
  return {
    isRunning: () => server !== undefined,
    lost,
    async stop() {
      stopping.abort();
      await server?.stop();
      // An attempt in progress is waited for: its server must not stay.
      await watching.catch(() => undefined);
    },
  };
}

/** An error in one line that ends with a full stop. */
function oneLine(text: string): string {
  const line = text
    .trim()
    .split(/\s*\n\s*/)
    .join('; ');
  return line.endsWith('.') ? line : `${line}.`;
}
