import { type Kysely, sql, type Transaction } from 'kysely';
import type { LedgerTables, MessagesTable, OutreachTable, RepliesTable, WindowsTable } from '../schema';
import { greatest, least, together } from './merge';
import type { Entry } from './rows';

type Writing = Transaction<LedgerTables>;

/**
 * Writes facts, all or none. The same fact written again changes nothing.
 * @throws what the database throws
 */
export async function writeEntries(db: Kysely<LedgerTables>, entries: readonly Entry[]): Promise<void> {
  // In one order in all processes, so that two of them never wait for each other.
  const inOrder = [...entries].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  await db.transaction().execute(async (writing) => {
    for (const entry of inOrder) await write(writing, entry);
  });
}

const placeOf = (entry: Entry): string => {
  switch (entry.into) {
    case 'outreach':
      return `1 ${entry.row.account} ${entry.row.intent}`;
    case 'replies':
      return `2 ${entry.row.account} ${entry.row.reply}`;
    case 'messages':
      return `3 ${entry.row.account} ${entry.row.message}`;
    case 'windows':
      return `4 ${entry.row.account} ${entry.row.ticket} ${entry.row.closes_at}`;
    case 'optOuts':
      return `5 ${entry.row.account} ${entry.row.ticket}`;
    case 'solved':
      return `6 ${entry.row.account} ${entry.row.ticket}`;
  }
};

function write(writing: Writing, entry: Entry): Promise<void> {
  switch (entry.into) {
    case 'outreach':
      return writeOutreach(writing, entry.row, entry.messages);
    case 'windows':
      return writeWindow(writing, entry.row);
    case 'replies':
      return writeReply(writing, entry.row);
    case 'messages':
      return writeMessage(writing, entry.row);
    case 'optOuts':
      return writeOptOut(writing, entry.row);
    case 'solved':
      return writeSolved(writing, entry.row);
  }
}

async function writeOutreach(writing: Writing, row: OutreachTable, messages: readonly string[]): Promise<void> {
  const merged = {
    ...together('outreach', 'attempt', ['rendition', 'category', 'policy', 'language']),
    ...together('outreach', 'failed_at', ['failure', 'failure_code']),
    ...least('outreach', ['due_at', 'delivered_at', 'answered_at', 'opted_out_at', 'rebuilt']),
    ...least('outreach', ['solved_at', 'reopened_at']),
    ...greatest('outreach', ['attempt', 'message', 'market', 'requested', 'arm', 'sent_at', 'failed_at']),
  };
  await writing
    .insertInto('outreach')
    .values(row)
    .onConflict((it) => it.columns(['account', 'intent']).doUpdateSet(merged))
    .execute();
  const { account, intent } = row;
  const unknown = { delivered_at: null, failed_at: null, failure: null, failure_code: null };
  for (const message of messages) await writeMessage(writing, { account, message, intent, ...unknown });
}

async function writeWindow(writing: Writing, row: WindowsTable): Promise<void> {
  const merged = {
    ...together('windows', 'read_at', ['owed_by', 'result', 'office_ms']),
    ...greatest('windows', ['read_at']),
    ...least('windows', ['rebuilt']),
  };
  await writing
    .insertInto('windows')
    .values(row)
    .onConflict((it) => it.columns(['account', 'ticket', 'closes_at']).doUpdateSet(merged))
    .execute();
}

async function writeReply(writing: Writing, row: RepliesTable): Promise<void> {
  const merged = {
    ...greatest('replies', ['why', 'failure_code']),
    ...least('replies', ['ticket', 'sent_at', 'rescued_at', 'rebuilt']),
  };
  await writing
    .insertInto('replies')
    .values(row)
    .onConflict((it) => it.columns(['account', 'reply']).doUpdateSet(merged))
    .execute();
}

/** Also what reports say of it, in the row of its outreach, once both are known. */
async function writeMessage(writing: Writing, row: MessagesTable): Promise<void> {
  const merged = {
    ...together('messages', 'failed_at', ['failure', 'failure_code']),
    ...least('messages', ['intent', 'delivered_at']),
    ...greatest('messages', ['failed_at']),
  };
  const { intent, delivered_at, failed_at, failure, failure_code } = await writing
    .insertInto('messages')
    .values(row)
    .onConflict((it) => it.columns(['account', 'message']).doUpdateSet(merged))
    .returningAll()
    .executeTakeFirstOrThrow();
  if (intent === null || (delivered_at === null && failed_at === null)) return;
  const outreach = writing.updateTable('outreach').where('account', '=', row.account).where('intent', '=', intent);
  if (delivered_at !== null)
    await outreach
      .set({ delivered_at })
      .where((it) => it.or([it('delivered_at', 'is', null), it('delivered_at', '>', delivered_at)]))
      .execute();
  if (failed_at !== null)
    await outreach
      .set({ failed_at, failure, failure_code })
      .where((it) => it.or([it('failed_at', 'is', null), it('failed_at', '<', failed_at)]))
      .execute();
}

/** In the ticket's last outreach that went out before. */
async function writeOptOut(writing: Writing, { account, ticket, at }: { account: string; ticket: string; at: number }) {
  const last = await writing
    .selectFrom('outreach')
    .select('intent')
    .where('account', '=', account)
    .where('ticket', '=', ticket)
    .where('sent_at', '<=', at)
    .orderBy('sent_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return;
  await writing
    .updateTable('outreach')
    .set({ opted_out_at: sql<number>`case when opted_out_at <= ${at} then opted_out_at else ${at} end` })
    .where('account', '=', account)
    .where('intent', '=', last.intent)
    .execute();
}

/** In all of the ticket's outreach that went out before, where no earlier solving is known. */
async function writeSolved(writing: Writing, { account, ticket, at }: { account: string; ticket: string; at: number }) {
  await writing
    .updateTable('outreach')
    .set({ solved_at: at })
    .where('account', '=', account)
    .where('ticket', '=', ticket)
    .where('sent_at', '<=', at)
    .where((it) => it.or([it('solved_at', 'is', null), it('solved_at', '>', at)]))
    .execute();
}

/** Deletes what is older than `before` (epoch ms). @throws what the database throws */
export async function deleteBefore(db: Kysely<LedgerTables>, account: string, before: number): Promise<void> {
  const last = sql<number>`coalesce(sent_at, failed_at, due_at, 0)`;
  await db.deleteFrom('outreach').where('account', '=', account).where(last, '<', before).execute();
  await db.deleteFrom('windows').where('account', '=', account).where('closes_at', '<', before).execute();
  const reply = sql<number>`coalesce(sent_at, rescued_at, 0)`;
  await db.deleteFrom('replies').where('account', '=', account).where(reply, '<', before).execute();
  const kept = db.selectFrom('outreach').select('intent').where('account', '=', account);
  const report = sql<number>`coalesce(delivered_at, failed_at, 0)`;
  await db
    .deleteFrom('messages')
    .where('account', '=', account)
    .where(report, '<', before)
    .where((it) => it.or([it('intent', 'is', null), it('intent', 'not in', kept)]))
    .execute();
}
