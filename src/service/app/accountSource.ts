import type { Client } from '@temporalio/client';
import { LRUCache } from 'lru-cache';
import { readPause, type Pause } from '../../temporal/pause';
import { readTurns } from '../../temporal/readRun';
import type { Turns } from '../../../workflows/core/turnState';

/** What concerns all tickets of an account. */
export interface AccountRead {
  /** Undefined: nothing has asked for a turn yet, or no worker answers. */
  turns: Turns | undefined;
  pause: Pause | undefined;
}

/** Many agents cost one query in so many ms. */
const ACCOUNT_MS = 10_000;

/** @param elapsed ms by a clock that nobody sets */
export function createAccountSource(
  client: Client,
  account: string,
  elapsed: () => number,
): () => Promise<AccountRead> {
  const known = new LRUCache<'all', AccountRead>({
    ...{ max: 1, ttl: ACCOUNT_MS, ttlResolution: 0, perf: { now: elapsed } },
    fetchMethod: async () => {
      const [turns, pause] = await Promise.all([readTurns(client, account), readPause(client, account)]);
      return { turns, pause };
    },
  });
  return () => known.forceFetch('all');
}
