import { isDeepStrictEqual } from 'node:util';
import type { Made } from '../../vendors/admin/ports';
import { type Desired, type Found, NOT_YET, type Properties, type Value } from '../../vendors/admin/resources';

/** A property that differs from what it should be. */
export interface Difference {
  property: string;
  /** Absent: it does not exist. */
  actual?: Value;
  /** Absent: it must be removed. */
  desired?: Value;
}

export interface Differences {
  /** Differences that setup may fix: the policy, the address or this version wants something else than last time. */
  ours: Difference[];
  /** Changes that somebody has made by hand since then. */
  byHand: Difference[];
}

/**
 * How a thing of ours differs from what it should be, and who changed it. The record of what we wrote last time tells
 * that. Without a record, a difference counts as made by hand unless something is missing.
 */
export function compare(
  found: Found,
  desired: Properties,
  made: Made | undefined,
  { asked = [], otherTitles = [] }: Pick<Desired, 'asked' | 'otherTitles'> = {},
): Differences {
  const result: Differences = { ours: [], byHand: [] };
  for (const difference of differencesBetween(found.properties, desired)) {
    const { property, actual } = difference;
    const isFormer = property === 'title' && typeof actual === 'string' && otherTitles.includes(actual);
    const free = asked.includes(property) || isFormer || pointsToNothing(difference.desired);
    const list =
      free || isAsWeLeftIt(found.properties[property], made?.properties[property]) ? result.ours : result.byHand;
    list.push(difference);
  }
  return result;
}

/** The properties of `desired` that are different or missing. Other properties are ignored. */
export const differencesBetween = (actual: Properties, desired: Properties): Difference[] =>
  Object.entries(desired)
    .filter(([property, value]) => !isDeepStrictEqual(actual[property], value))
    .map(([property, value]) => ({ property, ...valueOf(actual, property), desired: value }));

const valueOf = (actual: Properties, property: string): { actual?: Value } => {
  const value = actual[property];
  return value === undefined ? {} : { actual: value };
};

const isAsWeLeftIt = (actual: Value | undefined, made: Value | undefined): boolean => isDeepStrictEqual(actual, made);

/**
 * The desired value refers to something that no longer exists and will be created again. Nobody can have wanted the
 * broken reference, so setup may fix it.
 */
export const pointsToNothing = (desired: Value | undefined): boolean => JSON.stringify(desired ?? '').includes(NOT_YET);
