import { say } from '../../language/say';
import type { Level, Result } from './check';

/** The number of results per level. */
export type Counts = Record<Level, number>;

export interface Report {
  /** True if there is no problem and, with `strict`, no warning. */
  healthy: boolean;
  counts: Counts;
  results: Result[];
}

/** @param strict treat warnings as problems */
export function reportOf(results: Result[], strict: boolean): Report {
  const counts: Counts = { ok: 0, warning: 0, problem: 0, skipped: 0 };
  for (const { level } of results) counts[level] += 1;
  return { healthy: counts.problem === 0 && !(strict && counts.warning > 0), counts, results };
}

/** The report's last line. */
export function summaryOf({ counts }: Pick<Report, 'counts'>): string {
  const parts = [
    counts.problem > 0 && problems(counts.problem),
    counts.warning > 0 && warnings(counts.warning),
    counts.skipped > 0 && say('{skipped} skipped', { skipped: counts.skipped }),
    say('{ok} ok', { ok: counts.ok }),
  ];
  return parts.filter(Boolean).join(', ');
}

const problems = (count: number): string =>
  count === 1 ? say('{count} problem', { count }) : say('{count} problems', { count });
const warnings = (count: number): string =>
  count === 1 ? say('{count} warning', { count }) : say('{count} warnings', { count });
