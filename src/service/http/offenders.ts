import { LRUCache } from 'lru-cache';

/** Addresses from which many requests are refused. */
export interface Offenders {
  /** Whether its connections are closed unread. */
  has(address: string): boolean;
  /** A request was refused (4xx), unreadable, or given up. */
  refused(address: string): void;
  /** A webhook was taken: the address is a vendor's, or a proxy's behind which a vendor is. */
  taken(address: string): void;
}

/** So many refusals in this time (ms): five a second are no vendor's, whatever is misconfigured. */
const MOST = 50;
const WITHIN_MS = 10_000;
const TRUSTED_MS = 24 * 3_600_000;
const MOST_ADDRESSES = 20_000;

/** @param elapsed ms by a clock that nobody sets */
export function createOffenders(elapsed: () => number): Offenders {
  const perf = { now: elapsed };
  const refusals = new LRUCache<string, { count: number }>({
    max: MOST_ADDRESSES,
    ttl: WITHIN_MS,
    perf,
    ttlResolution: 0,
  });
  const trusted = new LRUCache<string, true>({ max: MOST_ADDRESSES, ttl: TRUSTED_MS, perf, ttlResolution: 0 });
  return {
    has: (address) => (refusals.get(address)?.count ?? 0) >= MOST && !trusted.has(address),
    refused(address) {
      const known = refusals.get(address);
      if (known) known.count += 1;
      else refusals.set(address, { count: 1 });
    },
    taken: (address) => void trusted.set(address, true),
  };
}
