import { type Kysely, sql, type Transaction } from 'kysely';
import {
  type LedgerTables,
  type MessagesTable,
  type OutreachTable,
  type RepliesTable,
  type TemplateStatesTable,
  type WindowsTable,
  WORDS_OF,
} from '../schema';
import { greatest, least, together } from './merge';
import { changesBetween, type TemplateChange } from '../templateChanges';
import type { Entry } from './rows';

type Writing = Transaction<LedgerTables>;

/** Of an account's templates. */
export interface Changed {
  account: string;
  changes: TemplateChange[];
}

/**
 * Writes facts, all or none. The same fact written again changes nothing.
 * @returns what has changed of templates that were known
 * @throws what the database throws
 */
export async function writeEntries(db: Kysely<LedgerTables>, entries: readonly Entry[]): Promise<Changed[]> {
  // In one order in all processes, so that two of them never wait for each other.
  const inOrder = [...entries].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return db.transaction().execute(async (writing) => {
    const changed: Changed[] = [];
    for (const entry of inOrder) {
      if (entry.into !== 'templates') await write(writing, entry);
      else changed.push({ account: entry.row.account, changes: await writeTemplate(writing, entry.row) });
    }
    return changed.filter(({ changes }) => changes.length > 0);
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
    case 'templates':
      return `7 ${entry.row.account} ${entry.row.name} ${entry.row.language} ${entry.row.seen_at}`;
  }
};

function write(writing: Writing, entry: Exclude<Entry, { into: 'templates' }>): Promise<void> {
  switch (entry.into) {
    case 'outreach':
      return writeOutreach(writing, entry.row, entry.messages);
    case 'windows':
      return writeWindow(writing, entry.row);
    case 'replies':
      return writeReply(writing, entry.row, entry.messages);
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
    ...together('outreach', 'attempt', ['rendition', 'category', 'policy', 'language', 'template']),
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
  await writeMessages(writing, row, messages);
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

async function writeReply(writing: Writing, row: RepliesTable, messages: readonly string[]): Promise<void> {
  const merged = {
    ...greatest('replies', ['why', 'failure_code']),
    ...least('replies', ['ticket', 'sent_at', 'rescued_at', 'rebuilt']),
  };
  await writing
    .insertInto('replies')
    .values(row)
    .onConflict((it) => it.columns(['account', 'reply']).doUpdateSet(merged))
    .execute();
  await writeMessages(writing, { account: row.account, intent: `${WORDS_OF}${row.reply}` }, messages);
}

type Of = Pick<MessagesTable, 'account' | 'intent'>;

/** As reports may name them. */
async function writeMessages(writing: Writing, { account, intent }: Of, messages: readonly string[]): Promise<void> {
  const unknown = { delivered_at: null, failed_at: null, failure: null, failure_code: null };
  for (const message of messages) await writeMessage(writing, { account, intent, message, ...unknown });
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

/** Only where it differs from what was seen last. @returns the differences; none for a template that is new here */
async function writeTemplate(writing: Writing, seen: TemplateStatesTable): Promise<TemplateChange[]> {
  const { account, name, language, seen_at } = seen;
  const last = await writing
    .selectFrom('template_states')
    .selectAll()
    .where((it) => it.and({ account, name, language }))
    .where('seen_at', '<=', seen_at)
    .orderBy('seen_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  // What the list does not say, or says no more of a missing template, stays as it was.
  const [category, quality] = [seen.category ?? last?.category ?? null, seen.quality ?? last?.quality ?? null];
  const row = { ...seen, category, quality };
  const isSame = (['status', 'category', 'quality'] as const).every((it) => last?.[it] === row[it]);
  if (isSame) return [];
  await writing
    .insertInto('template_states')
    .values(row)
    .onConflict((it) => it.columns(['account', 'name', 'language', 'seen_at']).doNothing())
    .execute();
  return last ? changesBetween(last, row) : [];
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
  await deleteStates(db, account, before);
}

/** A template's state at that time, however old, is still needed: the next one is compared with it. */
async function deleteStates(db: Kysely<LedgerTables>, account: string, before: number): Promise<void> {
  await db
    .deleteFrom('template_states')
    .where('account', '=', account)
    .where('seen_at', '<', before)
    .where((it) =>
      it.exists(
        it
          .selectFrom('template_states as later')
          .select('later.seen_at')
          .whereRef('later.account', '=', 'template_states.account')
          .whereRef('later.name', '=', 'template_states.name')
          .whereRef('later.language', '=', 'template_states.language')
          .whereRef('later.seen_at', '>', 'template_states.seen_at')
          .where('later.seen_at', '<=', before),
      ),
    )
    .execute();
}
