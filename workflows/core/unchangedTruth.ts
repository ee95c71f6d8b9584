import type { Known } from '../../activities/known';
import type { Interval, Truth, UnchangedTruth } from '../../activities/types';
import type { Conversation, Live } from './conversation';

const MINUTE = 60_000;

/**
 * The truth with what the run has already: hours, policy, messages and more.
 * @returns undefined where it has none, though only a run that has some says so: all must be read again
 */
export function wholeTruth(c: Conversation, answer: Truth | UnchangedTruth): Truth | undefined {
  const told = withHours(answer);
  if (!('unchanged' in told) && !told.leftOut) return told;
  if (c.stage !== 'watching') return undefined;
  const read = withKnown(told, knownOf(c));
  if (!read || !('unchanged' in read)) return read;
  const { unchanged: _unchanged, ...known } = read;
  const { office, quiet, policy } = c.truth;
  return { ...known, office, quiet, policy };
}

function withHours(told: Truth | UnchangedTruth): Truth | UnchangedTruth {
  const { packed, ...read } = told;
  if (!packed || 'unchanged' in read) return read;
  return { ...read, office: unpacked(packed.office), quiet: unpacked(packed.quiet) };
}

function unpacked(numbers: readonly number[]): Interval[] {
  const intervals: Interval[] = [];
  for (let place = 0; place < numbers.length; place += 2) {
    const start = (intervals.at(-1)?.end ?? 0) + (numbers[place] ?? 0) * MINUTE;
    intervals.push({ start, end: start + (numbers[place + 1] ?? 0) * MINUTE });
  }
  return intervals;
}

function withKnown(told: Truth | UnchangedTruth, known: Known): Truth | UnchangedTruth | undefined {
  const { leftOut, ...read } = told;
  if (!leftOut) return told;
  const messages = leftOut.kept.map((place) => known.messages[place]);
  if (!messages.every((it) => it !== undefined)) return undefined;
  const same = Object.fromEntries(leftOut.same.map((name) => [name, known[name]]));
  return { ...read, ...same, messages: [...messages, ...read.messages] };
}

/** How short the answer to the next reading may be. */
export const briefFor = (c: Conversation): { packs: true; known?: Known } => ({
  packs: true,
  ...(c.stage === 'watching' && { known: knownOf(c) }),
});

function knownOf({ messages, truth: { conversation, reach, optedOut, optedIn } }: Live): Known {
  return {
    ...{ messages, reach },
    ...(conversation && { conversation }),
    ...(optedOut !== undefined && { optedOut }),
    ...(optedIn !== undefined && { optedIn }),
  };
}
