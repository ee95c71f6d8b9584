import { isDeepStrictEqual } from 'node:util';
import type { Made } from '../../vendors/admin/ports';
import { type Found, NOT_YET, type Properties, type Value } from '../../vendors/admin/resources';

/** One property that is not as it should be. */
export interface Difference {
  property: string;
  /** Absent: it is not there at all. */
  actual?: Value;
  /** Absent: it has to go. */
  desired?: Value;
}

export interface Differences {
  /** What setup may put right: the policy, the address or this version asks for something else than the last time. */
  ours: Difference[];
  /** What somebody has changed since. */
  byHand: Difference[];
}

/**
 * How a thing of ours differs from what it should be, and who made it so.
 * What we wrote the last time tells that; without a record only what is missing may be added.
 */
export function compare(
  found: Found,
  desired: Properties,
  made: Made | undefined,
  asked: readonly string[] = [],
): Differences {
  const result: Differences = { ours: [], byHand: [] };
  for (const difference of differencesBetween(found.properties, desired)) {
    const { property } = difference;
    const free = asked.includes(property) || pointsToNothing(difference.desired);
    const list =
      free || isAsWeLeftIt(found.properties[property], made?.properties[property]) ? result.ours : result.byHand;
    list.push(difference);
  }
  return result;
}

/** What of `desired` is different or missing; whatever else is there is nobody's business. */
export const differencesBetween = (actual: Properties, desired: Properties): Difference[] =>
  Object.entries(desired)
    .filter(([property, value]) => !isDeepStrictEqual(actual[property], value))
    .map(([property, value]) => ({ property, ...valueOf(actual, property), desired: value }));

const valueOf = (actual: Properties, property: string): { actual?: Value } => {
  const value = actual[property];
  return value === undefined ? {} : { actual: value };
};

const isAsWeLeftIt = (actual: Value | undefined, made: Value | undefined): boolean => isDeepStrictEqual(actual, made);

/** It names something that is not there any more: nobody can want it to stay so. */
const pointsToNothing = (desired: Value | undefined): boolean => JSON.stringify(desired ?? '').includes(NOT_YET);
