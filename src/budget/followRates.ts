import { statSync } from 'node:fs';
import { type RateFile, ratesPath, readRates } from '../rates/rateFile';

/** `rates import` writes a new file: a process sees it after this time (ms) at most. */
const LOOK_MS = 60_000;

interface Options {
  log: { warn(details: object, message: string): void };
  /** ms by a clock that nobody sets. */
  elapsed: () => number;
}

/**
 * The team's rate cards as they are now. A file that cannot be read leaves the last cards in force.
 * @returns undefined while there have never been any
 */
export function followRates(policyPath: string, { log, elapsed }: Options): () => RateFile | undefined {
  const path = ratesPath(policyPath);
  let known: RateFile | undefined;
  let lookedAt = -Infinity;
  let stamp: string | undefined;

  function look(): void {
    const seen = stampOf(path);
    if (seen === stamp) return;
    stamp = seen;
    if (seen === undefined) return;
    try {
      known = readRates(path);
    } catch (error) {
      log.warn({ file: path, error }, 'the rate cards cannot be read; using the last ones');
    }
  }

  return () => {
    if (elapsed() - lookedAt >= LOOK_MS) {
      lookedAt = elapsed();
      look();
    }
    return known;
  };
}

function stampOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.mtimeMs} ${found.size} ${found.ino}`;
}
