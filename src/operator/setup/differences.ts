import { isDeepStrictEqual } from 'node:util';
import type { Made } from '../../vendors/admin/ports';
import { type Found, NOT_YET, type Properties, type Value } from '../../vendors/admin/resources';

/** One property that is not as it should be. */
export interface Difference {
  property: string;
  /** Absent: it is not there at all. */
  is?: Value;
  /** Absent: it shall go. */
  shall?: Value;
}

export interface Differences {
  /** What setup may put right: the policy, the address or this version asks for something else than the last time. */
  ours: Difference[];
  /** What somebody has changed since. */
  byHand: Difference[];
}

/**
 * How a thing of ours differs from what it shall be, and who made it so.
 * What we wrote the last time tells that; without a record only what is missing may be added.
 */
export function compare(
  found: Found,
  shall: Properties,
  made: Made | undefined,
  asked: readonly string[] = [],
): Differences {
  const result: Differences = { ours: [], byHand: [] };
  for (const difference of differencesBetween(found.properties, shall)) {
    const { property } = difference;
    const free = asked.includes(property) || pointsToNothing(difference.shall);
    const list =
      free || isAsWeLeftIt(found.properties[property], made?.properties[property]) ? result.ours : result.byHand;
    list.push(difference);
  }
  return result;
}

/** What of `shall` is otherwise or missing; whatever else is there is nobody's business. */
export const differencesBetween = (is: Properties, shall: Properties): Difference[] =>
  Object.entries(shall)
    .filter(([property, value]) => !isDeepStrictEqual(is[property], value))
    .map(([property, value]) => ({ property, ...valueOf(is, property), shall: value }));

const valueOf = (is: Properties, property: string): { is?: Value } => {
  const value = is[property];
  return value === undefined ? {} : { is: value };
};

const isAsWeLeftIt = (is: Value | undefined, made: Value | undefined): boolean => isDeepStrictEqual(is, made);

/** It names something that is not there any more: nobody can want it to stay so. */
const pointsToNothing = (shall: Value | undefined): boolean => JSON.stringify(shall ?? '').includes(NOT_YET);
