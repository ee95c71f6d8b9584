/** The account's rates in a run, and what was made of them, counted at the vendors over all workers. */
import type { RequestRecord } from '../../sandbox';
import { most, worstMinute } from '../chaos/worstMinute';

export const RATES = { sendsPerSecond: 3, zendeskUpdatesPerMinute: 300, zendeskReadsPerMinute: 3_000 };

/** Turns go out in batches of five seconds (docs/performance.md). */
const BATCH_S = 5;
/** Requests come later than they were made, so that a minute of the vendor may hold a few of the one before. */
const JITTER = 1.1;

export interface Used {
  what: string;
  most: number;
  allowed: number;
}

/** The most in any minute, of each rate. */
export function usedRates(requests: readonly RequestRecord[]): Used[] {
  const { reads, updates } = worstMinute(requests);
  return [
    { what: 'messages', most: most(sendsAmong(requests)), allowed: RATES.sendsPerSecond * (60 + BATCH_S) },
    { what: 'updates of tickets', most: updates, allowed: RATES.zendeskUpdatesPerMinute },
    { what: 'other requests to Zendesk', most: reads, allowed: RATES.zendeskReadsPerMinute },
  ];
}

export const isAbove = ({ most: made, allowed }: Used): boolean => made > allowed * JITTER;

const sendsAmong = (requests: readonly RequestRecord[]): RequestRecord[] =>
  requests.filter(
    ({ vendor, method, path }) =>
      vendor === 'sunshine' && method === 'POST' && /\/(messages|notifications)$/.test(path),
  );
