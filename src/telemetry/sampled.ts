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

export function sampled(log: Pick<Log, Level>): SampledLog {
  /** Lines by kind, of the minute that began with the first of them. */
  const counts = new Map<string, number>();
  return {
    write(level, kind, details, message) {
      const lines = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, lines);
      if (lines <= MOST) log[level](details, message);
      if (lines > 1) return;
      setTimeout(() => {
        const leftOut = (counts.get(kind) ?? 0) - MOST;
        counts.delete(kind);
        if (leftOut > 0) log[level]({ kind, lines: leftOut, seconds: SPAN_MS / 1000 }, `${message}: more of the same`);
      }, SPAN_MS).unref();
    },
  };
}
