import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerFact } from '../../../activities/ledger';
import { readCalendar } from '../../audit/calendar';
import type { Facts } from '../../audit/facts';
import { walk, type Walked } from '../../audit/walk';
import type { Config } from '../../config/config';
import type { Past } from '../../service/account/past';
import { entryOf } from '../internal/rows';
import type { LedgerPlace } from '../place';
import { openStore, type Store } from '../store';
import { rebuiltFacts } from './rebuiltFacts';

export interface RebuildOrder {
  config: Config;
  place: LedgerPlace;
  /** Where it keeps what it has read until it is done: a run that is killed goes on there. */
  folder: string;
  /** Tickets that have changed since (epoch ms). */
  since: number;
  past: Past;
  /** Epoch ms. */
  now: () => number;
  /** ms by a clock that nobody sets. */
  elapsed: () => number;
  onProgress: (walked: Walked) => void;
  /** For tests. */
  pauseMs?: (ms: number) => Promise<void>;
}

export interface Rebuilt {
  tickets: number;
  /** Tickets of which nothing is known. */
  unknown: number;
  facts: number;
}

const AT_ONCE = 100;
/** A service that writes in the same file is waited for so long (ms). */
const BUSY_MS = 10_000;

/**
 * Writes into the ledger what Zendesk and Sunshine can prove of the past. It reads with GET alone, within the account's
 * rates, and may be run beside the service, and again.
 * @throws VendorError when a vendor is down or refuses our credentials; what the database throws
 */
export async function rebuildLedger(order: RebuildOrder): Promise<Rebuilt> {
  const { config, folder, since, past, now, elapsed, onProgress, pauseMs = (ms) => pause(ms) } = order;
  const path = join(folder, `rebuild-${config.account}.jsonl`);
  const store = await openStore(order.place, BUSY_MS);
  try {
    const facts = await walk({
      ...past,
      ...{ path, account: config.account, policy: config.policy, named: true, fresh: false },
      ...{ since, now, elapsed, onProgress, pause: pauseMs },
    });
    const found = await factsOf(config, facts, now());
    await write(store, config.account, found);
    rmSync(path, { force: true });
    return { tickets: facts.tickets.length, unknown: facts.unknown.length, facts: found.length };
  } finally {
    await store.close();
  }
}

/** Nothing older than what the policy keeps. */
async function factsOf(config: Config, { tickets, schedules, since }: Facts, until: number): Promise<LedgerFact[]> {
  const calendar = await readCalendar(config, schedules, { since, until });
  return rebuiltFacts(tickets, (at) => calendar.around(at).office);
}

async function write(store: Store, account: string, facts: readonly LedgerFact[]): Promise<void> {
  for (let from = 0; from < facts.length; from += AT_ONCE) {
    const some = facts.slice(from, from + AT_ONCE);
    await store.write(some.flatMap((it) => entryOf(account, it, true) ?? []));
  }
}
