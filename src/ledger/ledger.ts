import { setImmediate as givingWay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { LedgerPort } from '../../activities/ledger';
import type { Log } from '../telemetry/log';
import type { LedgerMetrics } from '../telemetry/metrics/ledgerMetrics';
import { createQueue } from './internal/queue';
import { createRetention } from './internal/retention';
import { type Entry, entryOf } from './internal/rows';
import { createSpool } from './internal/spool';
import { countFromZero, tellerOf } from './internal/tellChanges';
import { createWriter } from './internal/writer';
import type { LedgerPlace } from './place';

/** What has become of each outreach, window and lost reply. It is no state: nothing is decided by it. */
export interface Ledger {
  /** @param keepMs how long its rows stay (ms) */
  of(account: string, keepMs: () => number): LedgerPort;
  /** Writes what waits. @returns whether nothing waits any more. Never throws */
  flush(): Promise<boolean>;
  /** Writes what waits, on disk at least, and closes the database. Never throws. */
  close(): Promise<void>;
}

export interface LedgerParts {
  place: LedgerPlace;
  /** Where rows wait for a database that is away: the ledger's folder in VENTANA_DATA. */
  folder: string;
  log: Pick<Log, 'warn' | 'info'>;
  metrics: LedgerMetrics;
  /** Epoch ms. */
  now: () => number;
  /** ms by a clock that nobody sets. */
  elapsed: () => number;
  /** Rows in memory while they can be written nowhere; the oldest are dropped. */
  mostInMemory?: number;
}

const IN_MEMORY = 10_000;
/** Facts that were told last: a ticket is read again and again, and says the same. */
const REMEMBERED = 20_000;

/** Opens the ledger. The database itself is opened when the first row is written. */
export function openLedger(parts: LedgerParts): Ledger {
  const { place, folder, log, metrics, mostInMemory = IN_MEMORY } = parts;
  const told = new LRUCache<string, string>({ max: REMEMBERED });
  const dropped = (count: number): void => {
    metrics.ledgerRows.inc({ outcome: 'dropped' }, count);
    // They may be told again.
    told.clear();
  };
  const writer = createWriter(place, {
    onNewFile: () => told.clear(),
    onDropped: dropped,
    onChanged: tellerOf(log, metrics),
  });
  const write = async (entries: readonly Entry[]): Promise<void> => {
    metrics.ledgerRows.inc({ outcome: 'written' }, await writer.write(entries));
    // A file is written without giving way to anything else: many rows must not hold up a process.
    await givingWay();
  };
  const spool = createSpool(folder);
  const retention = createRetention(parts, (account, before) => writer.deleteBefore(account, before));
  const queue = createQueue({
    ...{ write, mostInMemory, onDropped: dropped },
    async begin() {
      await writer.ready();
      await spool.drain(write);
    },
    end: () => retention.whereDue(),
    keep: (entries) => spool.keep(entries),
    onFailed: (error) => log.warn({ error }, 'the ledger cannot be written: its rows wait, and nothing else does'),
    onRecovered: () => log.info('the ledger is written again'),
    onWaiting: (count) => metrics.ledgerWaiting.set(count),
  });
  return {
    of(account, keepMs) {
      retention.follow(account, keepMs);
      countFromZero(account, metrics);
      return {
        note(facts) {
          try {
            const entries = facts().flatMap((fact) => entryOf(account, fact) ?? []);
            const news = entries.filter((it) => isNews(told, it));
            if (news.length > 0) queue.add(news);
          } catch (error) {
            log.warn({ error }, 'a row of the ledger could not be made');
          }
        },
      };
    },
    flush: () => queue.flush(),
    async close() {
      await queue.close();
      await writer.close();
    },
  };
}

/** Not what was told last of the same thing; when it was read does not matter. */
function isNews(told: LRUCache<string, string>, entry: Entry): boolean {
  // Few, and another process may have written another state meanwhile.
  if (entry.into === 'templates') return true;
  const key = `${entry.into} ${entry.row.account} ${keyIn(entry)}`;
  const said = JSON.stringify({ ...entry, row: { ...entry.row, read_at: 0 } });
  if (told.get(key) === said) return false;
  told.set(key, said);
  return true;
}

function keyIn(entry: Entry): string {
  switch (entry.into) {
    case 'outreach':
      return entry.row.intent;
    case 'replies':
      return entry.row.reply;
    case 'messages':
      return entry.row.message;
    case 'windows':
      return `${entry.row.ticket} ${entry.row.closes_at}`;
    case 'templates':
      return `${entry.row.name} ${entry.row.language}`;
    case 'optOuts':
    case 'solved':
      return entry.row.ticket;
  }
}
