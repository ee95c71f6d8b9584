import type { LeftOut } from './brief';
import type { Message, Truth, UnchangedTruth } from './types';

const NAMES = ['conversation', 'reach', 'optedOut', 'optedIn'] as const satisfies LeftOut['same'];

/** What a run knows: all its messages, and parts of the truth that it has read last. */
export interface Known extends Partial<Pick<Truth, LeftOut['same'][number]>> {
  messages: readonly Message[];
}

/**
 * What a run knows already is left out of the answer to its reading: the answer stays in the run's history. The question
 * of a local activity does not, so it may be long.
 */
export function withoutKnown<Told extends Truth | UnchangedTruth>(truth: Told, known: Known): Told {
  const places = new Map(known.messages.map((it, place) => [JSON.stringify(it), place]));
  const placeOf = (it: Message): number | undefined => places.get(JSON.stringify(it));
  const kept = truth.messages.map(placeOf).filter((it) => it !== undefined);
  const same = NAMES.filter((it) => truth[it] !== undefined && JSON.stringify(truth[it]) === JSON.stringify(known[it]));
  const others = { ...truth, messages: truth.messages.filter((it) => placeOf(it) === undefined) };
  for (const it of same) delete (others as Partial<Told>)[it];
  return { ...others, leftOut: { kept, same } };
}
