import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types } from 'pg';
import type { LedgerTables } from '../schema';
import type { Opened } from './opened';

/** Few: rows are written one batch after the other. */
const CONNECTIONS = 2;
const CONNECT_MS = 5_000;
const QUERY_MS = 20_000;
/** `int8`, which the driver gives as text: none of ours is greater than a time. */
const INT8 = 20;

/** A PostgreSQL database. Nothing is asked of it yet. @param url `postgres://user:password@host/database?sslmode=...` */
export function openPostgres(url: string): Opened {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    statement_timeout: QUERY_MS,
    application_name: 'ventana',
    types: {
      getTypeParser: (id: number, format?: 'text' | 'binary') =>
        (id === INT8 ? Number : types.getTypeParser(id, format)) as never,
    },
  });
  // Of a connection that nobody uses just then: the next query opens another.
  pool.on('error', () => undefined);
  // Of one that is used: its query says so too. Without anybody who listens, Node ends the process.
  pool.on('connect', (connection) => connection.on('error', () => undefined));
  return { db: new Kysely<LedgerTables>({ dialect: new PostgresDialect({ pool }) }), isInPlace: () => true };
}
