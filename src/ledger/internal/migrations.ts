/** The changes of the ledger's tables, in order of their names. One that was released is never changed. */
import { type CreateTableBuilder, type Kysely, type Migration, type MigrationProvider, sql } from 'kysely';

/** Migrations must stand by themselves: the tables' types are today's. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyDatabase = Kysely<any>;

type Table<Columns extends string> = CreateTableBuilder<string, Columns>;

function columns(
  table: Table<string>,
  type: 'text' | 'bigint' | 'integer',
  names: readonly string[],
  isRequired = false,
): Table<string> {
  return names.reduce(
    (made, name) => made.addColumn(name, type, (column) => (isRequired ? column.notNull() : column)),
    table,
  );
}

const first: Migration = {
  async up(db: AnyDatabase) {
    const table = (name: string): Table<string> => db.schema.createTable(name).ifNotExists();
    let outreach = columns(table('outreach'), 'text', TEXTS_OF_OUTREACH, true);
    outreach = columns(outreach, 'text', ['policy', 'message', 'category', 'market', 'arm', 'failure']);
    outreach = columns(outreach, 'integer', ['attempt', 'rebuilt'], true);
    outreach = columns(outreach, 'integer', ['requested', 'failure_code']);
    outreach = columns(outreach, 'bigint', TIMES_OF_OUTREACH);
    await outreach.addPrimaryKeyConstraint('outreach_key', ['account', 'intent']).execute();

    let windows = columns(table('windows'), 'text', ['account', 'ticket', 'owed_by', 'result'], true);
    windows = columns(windows, 'bigint', ['closes_at', 'read_at'], true);
    windows = columns(columns(windows, 'bigint', ['office_ms']), 'integer', ['rebuilt'], true);
    await windows.addPrimaryKeyConstraint('windows_key', ['account', 'ticket', 'closes_at']).execute();

    let replies = columns(table('replies'), 'text', ['account', 'reply', 'ticket'], true);
    replies = columns(columns(replies, 'text', ['why']), 'integer', ['failure_code']);
    replies = columns(columns(replies, 'bigint', ['sent_at', 'rescued_at']), 'integer', ['rebuilt'], true);
    await replies.addPrimaryKeyConstraint('replies_key', ['account', 'reply']).execute();

    let messages = columns(table('messages'), 'text', ['account', 'message'], true);
    messages = columns(columns(messages, 'text', ['intent', 'failure']), 'integer', ['failure_code']);
    messages = columns(messages, 'bigint', ['delivered_at', 'failed_at']);
    await messages.addPrimaryKeyConstraint('messages_key', ['account', 'message']).execute();

    for (const [table, column] of INDEXES) {
      const index = db.schema.createIndex(`${table}_by_${column}`).ifNotExists();
      await index.on(table).columns(['account', column]).execute();
    }
  },
};

const TEXTS_OF_OUTREACH = ['account', 'intent', 'ticket', 'purpose', 'name', 'rendition'];
const TIMES_OF_OUTREACH = ['due_at', 'sent_at', 'delivered_at', 'failed_at', 'answered_at', 'opted_out_at'];
const INDEXES = [
  ['outreach', 'ticket'],
  ['outreach', 'sent_at'],
  ['windows', 'closes_at'],
  ['replies', 'sent_at'],
] as const;

/** Adds what is not there: a run of it may have been cut short, and SQLite keeps what it had done by then. */
async function addColumns(db: AnyDatabase, table: string, type: 'text' | 'bigint', names: readonly string[]) {
  const tables = await db.introspection.getTables();
  const known = new Set(tables.find(({ name }) => name === table)?.columns.map(({ name }) => name));
  for (const name of names) if (!known.has(name)) await db.schema.alterTable(table).addColumn(name, type).execute();
}

const languageAndSolved: Migration = {
  async up(db: AnyDatabase) {
    await addColumns(db, 'outreach', 'text', ['language']);
    await addColumns(db, 'outreach', 'bigint', ['solved_at', 'reopened_at']);
  },
};

const templateStates: Migration = {
  async up(db: AnyDatabase) {
    let table: Table<string> = db.schema.createTable('template_states').ifNotExists();
    table = columns(table, 'text', ['account', 'name', 'language', 'status'], true);
    table = columns(columns(table, 'bigint', ['seen_at'], true), 'text', ['category', 'quality']);
    await table.addPrimaryKeyConstraint('template_states_key', ['account', 'name', 'language', 'seen_at']).execute();
  },
};

/** The report asks for the time at which an outreach counts, a week at a time. */
const byTime: Migration = {
  async up(db: AnyDatabase) {
    const index = db.schema.createIndex('outreach_by_time').ifNotExists().on('outreach').column('account');
    await index.expression(sql`coalesce(due_at, sent_at, failed_at)`).execute();
  },
};

const template: Migration = {
  up: (db: AnyDatabase) => addColumns(db, 'outreach', 'text', ['template']),
};

/** The report asks what became of an agent's words. */
const messagesByIntent: Migration = {
  async up(db: AnyDatabase) {
    await db.schema
      .createIndex('messages_by_intent')
      .ifNotExists()
      .on('messages')
      .columns(['account', 'intent'])
      .execute();
  },
};

export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '2026-11-28-first': first,
      '2026-11-29-language-and-solved': languageAndSolved,
      '2026-11-29-template-states': templateStates,
      '2026-11-30-by-time': byTime,
      '2026-11-30-template': template,
      '2026-11-30-words-by-message': messagesByIntent,
    }),
};
