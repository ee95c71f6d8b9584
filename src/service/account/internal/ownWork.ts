import { LRUCache } from 'lru-cache';
import type { OwnWork } from '../../../../activities/ownWork';
import type { TicketStatus } from '../../../../activities/types';

/** A hint waits for less than a second: far fewer tickets are read, and messages sent, in that time. */
const KEPT = 1_000;
/**
 * Zendesk changes a ticket's status as the customer's message comes in, and tells of it seconds later: by then the
 * reading that the message has caused may have found it (ms).
 */
const JUST_MS = 10_000;

interface Reading {
  /** Counted, together with the calls of `watch`: what began after what. */
  begun: number;
  at: number;
  status: TicketStatus;
}

/** @param elapsed ms, of a clock that nobody sets */
export function createOwnWork(elapsed: () => number): OwnWork {
  const newest = new LRUCache<string, Reading>({ max: KEPT });
  const sent = new LRUCache<string, true>({ max: KEPT });
  let count = 0;
  return {
    reads(ticketId) {
      const [begun, at] = [(count += 1), elapsed()];
      return (status) => {
        if (begun > (newest.get(ticketId)?.begun ?? 0)) newest.set(ticketId, { begun, at, status });
      };
    },
    watch(ticketId, status) {
      const [asked, since] = [(count += 1), elapsed() - JUST_MS];
      return () => {
        const read = newest.get(ticketId);
        return read !== undefined && (read.begun > asked || (read.at >= since && read.status === status));
      };
    },
    sent: (sendId) => void sent.set(sendId, true),
    hasSent: (sendId) => sent.has(sendId),
  };
}
