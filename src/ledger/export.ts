/** The ledger's rows for other programs: all tables of one account, some rows at a time. Row Y29 of docs/behaviour.md. */
import type { Kysely } from 'kysely';
import { csvLine } from '../system/csv';
import type { LedgerTables } from './schema';

export type TableName = keyof LedgerTables;
type Row = Record<string, string | number | null>;

/** Some rows of one table, as they are in the database. */
export interface Part {
  table: TableName;
  rows: Row[];
}

export type ExportFormat = 'csv' | 'jsonl';

type Columns = { [Name in TableName]: readonly (keyof LedgerTables[Name])[] };

/** All columns, in the order of the export. New ones are added at the end. */
export const COLUMNS: Columns = {
  outreach: [
    ...(['account', 'intent', 'ticket', 'policy', 'purpose', 'name', 'message', 'rendition', 'attempt'] as const),
    ...(['category', 'market', 'requested', 'arm', 'due_at', 'sent_at', 'delivered_at', 'failed_at'] as const),
    ...(['failure', 'failure_code', 'answered_at', 'opted_out_at', 'rebuilt'] as const),
    ...(['language', 'solved_at', 'reopened_at', 'template'] as const),
  ],
  windows: ['account', 'ticket', 'closes_at', 'owed_by', 'office_ms', 'result', 'read_at', 'rebuilt'],
  replies: ['account', 'reply', 'ticket', 'sent_at', 'why', 'failure_code', 'rescued_at', 'rebuilt'],
  messages: ['account', 'message', 'intent', 'delivered_at', 'failed_at', 'failure', 'failure_code'],
  template_states: ['account', 'name', 'language', 'seen_at', 'status', 'category', 'quality'],
};

export const TABLES = Object.keys(COLUMNS) as TableName[];

/** What a table's rows are in order of, within an account. */
const KEYS: Readonly<Record<TableName, readonly [string, ...string[]]>> = {
  outreach: ['intent'],
  windows: ['ticket', 'closes_at'],
  replies: ['reply'],
  messages: ['message'],
  template_states: ['name', 'language', 'seen_at'],
};

/** Rows in memory at a time. */
const AT_ONCE = 1_000;

/**
 * Reads the tables one after the other. Rows that are written meanwhile may be in it or not; none comes twice.
 * @throws what the database throws
 */
export async function* rowsIn(
  db: Kysely<LedgerTables>,
  account: string,
  tables: readonly TableName[],
  atOnce = AT_ONCE,
): AsyncGenerator<Part> {
  for (const table of tables) {
    for (let last: Row | undefined; ;) {
      const rows = await page(db, account, table, last, atOnce);
      if (rows.length > 0) yield { table, rows };
      if (rows.length < atOnce) break;
      last = rows.at(-1);
    }
  }
}

/** The tables differ in columns only; of those, types are not looked at here. */
type AnyTable = Kysely<Record<string, Row>>;

async function page(
  db: Kysely<LedgerTables>,
  account: string,
  table: TableName,
  after: Row | undefined,
  limit: number,
): Promise<Row[]> {
  const keys = KEYS[table];
  const any = db as unknown as AnyTable;
  let query = any
    .selectFrom(table)
    .select([...COLUMNS[table]] as string[])
    .where('account', '=', account);
  for (const key of keys) query = query.orderBy(key);
  if (after)
    query = query.where((it) =>
      it.or(
        keys.map((key, place) =>
          it.and([...keys.slice(0, place).map((same) => it(same, '=', after[same]!)), it(key, '>', after[key]!)]),
        ),
      ),
    );
  return query.limit(limit).execute();
}

/**
 * The text of an export, piece by piece. CSV as in RFC 4180: of one table its columns; of several the name of the table
 * and the columns of all, empty where a table has none. JSON lines: an object for each row, with its table.
 */
export async function* exportTexts(
  parts: AsyncIterable<Part>,
  tables: readonly TableName[],
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'jsonl') {
    for await (const { table, rows } of parts)
      yield rows.map((row) => `${JSON.stringify({ table, ...row })}\n`).join('');
    return;
  }
  const isOne = tables.length === 1;
  const columns = [...new Set<string>(tables.flatMap((it) => [...COLUMNS[it]]))];
  yield csvLine(isOne ? columns : ['table', ...columns]);
  for await (const { table, rows } of parts)
    yield rows
      .map((row) => columns.map((column) => String(row[column] ?? '')))
      .map((cells) => csvLine(isOne ? cells : [table, ...cells]))
      .join('');
}
