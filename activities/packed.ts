import type { Interval, Truth, UnchangedTruth } from './types';

const MINUTE = 60_000;

/** Three weeks of hours, in a sixth of the bytes; as they are, if they are not of whole minutes. */
export function withPackedHours<Told extends Truth | UnchangedTruth>(truth: Told): Told {
  if ('unchanged' in truth) return truth;
  const { office, quiet } = truth;
  const isWhole = [...office, ...quiet].every(({ start, end }) => start % MINUTE === 0 && end % MINUTE === 0);
  if (!isWhole) return truth;
  return { ...truth, office: [], quiet: [], packed: { office: packed(office), quiet: packed(quiet) } };
}

const packed = (intervals: readonly Interval[]): number[] =>
  intervals.flatMap(({ start, end }, place) => [
    (start - (intervals[place - 1]?.end ?? 0)) / MINUTE,
    (end - start) / MINUTE,
  ]);
