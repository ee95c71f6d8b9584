/** Arithmetic on absolute intervals. Office hours and quiet hours are already resolved to absolute times. */
import type { Instant, Interval } from '../../activities/types';

/** A reminder due at the start of quiet hours may still be sent this long (ms) after it (F11). */
export const STILL_THE_START_MS = 15 * 60_000;

export const containing = (intervals: readonly Interval[], at: Instant): Interval | undefined =>
  intervals.find(({ start, end }) => start <= at && at < end);

/** `at`, or the end of the quiet hours that contain it. */
export const afterQuiet = (quiet: readonly Interval[], at: Instant): Instant => containing(quiet, at)?.end ?? at;

/** How many milliseconds of `intervals` lie within `from`..`to`. */
export const overlapMs = (intervals: readonly Interval[], from: Instant, to: Instant): number =>
  intervals.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);

/** The first interval that opens after `at`. */
export const nextOpening = (intervals: readonly Interval[], at: Instant): Interval | undefined =>
  intervals.find(({ start }) => start > at);

/** The last interval that began before `at`. */
export const lastBefore = (intervals: readonly Interval[], at: Instant): Interval | undefined =>
  intervals.findLast(({ start }) => start < at);
