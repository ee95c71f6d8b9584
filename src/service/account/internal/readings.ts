import { LRUCache } from 'lru-cache';
import type { Readings } from '../../../../activities/readings';

/** A hint waits for less than a second: far fewer tickets are read in that time. */
const KEPT = 1_000;

/** Counts instead of taking times: what began after what is all that is asked. */
export function createReadings(): Readings {
  const newest = new LRUCache<string, number>({ max: KEPT });
  let count = 0;
  return {
    begin(ticketId) {
      const begun = (count += 1);
      return () => void newest.set(ticketId, Math.max(begun, newest.get(ticketId) ?? 0));
    },
    watch(ticketId) {
      const asked = (count += 1);
      return () => (newest.get(ticketId) ?? 0) > asked;
    },
  };
}
