import type { Log } from './log';

/** Lines of one kind in a minute; what comes after is counted. */
const MOST = 5;
const SPAN_MS = 60_000;

type Level = 'info' | 'warn' | 'error';

/** Logs the first few lines of a kind in each minute, and then one line with the number of those left out. */
export interface SampledLog {
  /** @param kind what is counted together, of a few kinds; @param message the same for each line of a kind */
  write(level: Level, kind: string, details: object, message: string): void;
}

/** @param now epoch ms */
export function sampled(log: Pick<Log, Level>, now: () => number): SampledLog {
  const kinds = new Map<string, { since: number; lines: number }>();
  return {
    write(level, kind, details, message) {
      const at = now();
      const known = kinds.get(kind);
      // A clock that was set back begins a new minute.
      const current = known && at >= known.since && at < known.since + SPAN_MS ? known : { since: at, lines: 0 };
      kinds.set(kind, current);
      current.lines += 1;
      if (current.lines <= MOST) log[level](details, message);
      if (current.lines !== MOST + 1) return;
      setTimeout(() => {
        log[level]({ kind, lines: current.lines - MOST, seconds: SPAN_MS / 1000 }, `${message}: more of the same`);
      }, SPAN_MS).unref();
    },
  };
}
