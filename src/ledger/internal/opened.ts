import type { Kysely } from 'kysely';
import type { LedgerTables } from '../schema';

/** A database that is open. */
export interface Opened {
  db: Kysely<LedgerTables>;
  /** Whether it still is what is found at its place: a file may have been deleted. */
  isInPlace: () => boolean;
}
