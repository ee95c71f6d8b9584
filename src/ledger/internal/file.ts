import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { LedgerTables } from '../schema';
import type { Opened } from './opened';

const NAME = 'ledger.sqlite';
const FOLDER = 0o700;
const MODE = 0o600;

/** The ledger's file: SQLite, so that any tool reads it. */
export const ledgerFile = (folder: string): string => join(folder, NAME);

/**
 * Opens the file, and makes it if there is none. Others may read it meanwhile (WAL). A crash of the machine may cost
 * the last seconds: nothing waits for the disk.
 * @param busyMs how long a lock of another process is waited for
 * @throws SqliteError, or what `openSync` throws
 */
export async function openFile(folder: string, busyMs: number): Promise<Opened> {
  const path = ledgerFile(folder);
  mkdirSync(folder, { recursive: true, mode: FOLDER });
  // SQLite gives its own files beside it the same mode.
  closeSync(openSync(path, 'a', MODE));
  chmodSync(path, MODE);
  const { ino } = statSync(path);
  const database = new Database(path, { timeout: busyMs });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4000000');
  } catch (error) {
    database.close();
    throw error;
  }
  const db = new Kysely<LedgerTables>({ dialect: new SqliteDialect({ database }) });
  return Promise.resolve({ db, isInPlace: () => inodeOf(path) === ino });
}

/** Undefined: it is not there, or cannot be reached. */
function inodeOf(path: string): number | undefined {
  try {
    return statSync(path).ino;
  } catch {
    return undefined;
  }
}
