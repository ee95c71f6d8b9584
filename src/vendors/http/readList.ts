import { z } from 'zod';
import type { VendorError } from '../../../activities/vendorError';
import { readAnswer } from './readAnswer';

/** Items of one list that were left out. */
export interface Skipped {
  vendor: VendorError['vendor'];
  /** What the list holds: `messages`, `audits`, ... */
  list: string;
  /** How many. */
  count: number;
  /** The path of the first wrong value, with the item's place in the list: `3.author.type`. Never the value. */
  field: string;
}

export type OnSkipped = (skipped: Skipped) => void;

/** Reads a list. @throws VendorError when it is no list at all */
export type ReadList = <T>(list: string, item: z.ZodType<T>, answer: unknown) => T[];

/**
 * Reads lists item by item. An item that cannot be read (of a kind that the vendor has added, or damaged) is left out
 * and reported: it must not hide the others.
 */
export const createReadList =
  (vendor: VendorError['vendor'], onSkipped: OnSkipped = () => undefined): ReadList =>
  (list, item, answer) => {
    const read = readAnswer(vendor, list, z.array(z.unknown()), answer).map((it) => item.safeParse(it));
    const failures = read.flatMap(({ error }, place) => (error ? [[place, ...(error.issues[0]?.path ?? [])]] : []));
    if (failures[0]) onSkipped({ vendor, list, count: failures.length, field: failures[0].join('.') });
    return read.flatMap(({ data, success }) => (success ? [data] : []));
  };
