/** Arithmetic of absolute intervals: office hours and quiet hours arrive here already resolved. */
import type { Instant, Interval } from '../../activities/types';

export const containing = (intervals: readonly Interval[], at: Instant): Interval | undefined =>
  intervals.find(({ start, end }) => start <= at && at < end);

/** `at`, or the end of the quiet hours that it falls into. */
export const afterQuiet = (quiet: readonly Interval[], at: Instant): Instant => containing(quiet, at)?.end ?? at;

/** Milliseconds of `intervals` within `from`..`to`. */
export const overlapMs = (intervals: readonly Interval[], from: Instant, to: Instant): number =>
  intervals.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

/** The first interval that opens after `at`. */
export const nextOpening = (intervals: readonly Interval[], at: Instant): Interval | undefined =>
  intervals.find(({ start }) => start > at);

/** The last interval that has begun before `at`. */
export const lastBefore = (intervals: readonly Interval[], at: Instant): Interval | undefined =>
  intervals.findLast(({ start }) => start < at);
