/** Plays many weeks and finds those that break a row. */
import fc from 'fast-check';
import { type Breach } from './breach';
import { judge } from './judges';
import { playWeek } from './play';
import { storyOf } from './story';
import { type Week, weeks } from './week';

export interface Weeks {
  seed: number;
  runs: number;
  /** What they are drawn from; absent: all kinds of weeks. */
  of?: fc.Arbitrary<Week>;
}

/** `ORACLE_SEED` and `ORACLE_RUNS` ask for other weeks, or for more. */
export const weeksFromEnv = (fallback: Weeks): Weeks => ({
  ...fallback,
  seed: Number(process.env['ORACLE_SEED'] ?? fallback.seed),
  runs: Number(process.env['ORACLE_RUNS'] ?? fallback.runs),
});

/** @returns the breaches by their row, each with the number of its week */
export function playAll({ seed, runs, of = weeks }: Weeks): Map<string, { week: number; words: string }[]> {
  const found = new Map<string, { week: number; words: string }[]>();
  fc.sample(of, { seed, numRuns: runs }).forEach((week, index) => {
    for (const { row, words } of judge(playWeek(week)))
      found.set(row, [...(found.get(row) ?? []), { week: index, words }]);
  });
  return found;
}

/** The smallest week like that one that breaks the row, as a story. */
export function smallest(given: Weeks, index: number, row: string): string {
  const { of = weeks } = given;
  const breaches = (week: Week): Breach[] => judge(playWeek(week)).filter((it) => it.row === row);
  let last: Week | undefined;
  try {
    const property = fc.property(of, (week) => {
      if (breaches(week).length === 0) return;
      last = week;
      throw new Error(row);
    });
    fc.assert(property, { seed: given.seed, numRuns: index + 1, interruptAfterTimeLimit: MOST_SHRINKING_MS });
  } catch {
    // Its counterexample is the week last kept.
  }
  const found = last ?? fc.sample(of, { seed: given.seed, numRuns: index + 1 })[index]!;
  return `${storyOf(playWeek(found))}\n${breaches(found)
    .map(({ words }) => words)
    .join('\n')}`;
}

const MOST_SHRINKING_MS = 20_000;
