import { setImmediate as givingWay } from 'node:timers/promises';
import { type Kysely, Migrator } from 'kysely';
import type { LedgerPlace } from './place';
import type { LedgerTables } from './schema';
import { openFile } from './internal/file';
import type { Opened } from './internal/opened';
import { migrations } from './internal/migrations';
import { openPostgres } from './internal/postgres';
import type { Entry } from './internal/rows';
import { type Changed, deleteBefore, writeEntries } from './internal/write';

/** The ledger's database, open. Every method throws what the database throws. */
export interface Store extends Opened {
  /** All or none. @returns what has changed of templates that were known */
  write(entries: readonly Entry[]): Promise<Changed[]>;
  /** @param before epoch ms */
  deleteBefore(account: string, before: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database, makes it if there is none, and brings its tables up to date.
 * @param busyMs how long a file that another process locks is waited for; everything else in this process waits too
 * @throws what the database throws
 */
export async function openStore(place: LedgerPlace, busyMs = 20): Promise<Store> {
  const { db, isInPlace } = place.type === 'file' ? await openFile(place.folder, busyMs) : openPostgres(place.url);
  const close = (): Promise<void> => db.destroy();
  try {
    await (place.type === 'file' ? migrateBesideOthers(db) : migrate(db));
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
  return {
    db,
    isInPlace,
    close,
    write: (entries) => writeEntries(db, entries),
    deleteBefore: (account, before) => deleteBefore(db, account, before),
  };
}

/** As many as there are changes that another process may make at the same moment, and more. */
const TRIES = 8;

/** Nothing in SQLite keeps two processes from this at a time: what the other one has done is there at the next try. */
async function migrateBesideOthers(db: Kysely<LedgerTables>): Promise<void> {
  for (let left = TRIES - 1; left > 0; left -= 1) {
    try {
      return await migrate(db);
    } catch {
      await givingWay();
    }
  }
  await migrate(db);
}

async function migrate(db: Kysely<LedgerTables>): Promise<void> {
  // A newer release may have made more: what it has added does not hinder this one.
  const migrator = new Migrator({ db, provider: migrations, allowUnorderedMigrations: true });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('the tables could not be made');
}
