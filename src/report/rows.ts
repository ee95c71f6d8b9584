import type { Kysely } from 'kysely';
import type { LedgerTables, OutreachTable, RepliesTable, WindowsTable } from '../ledger/schema';

export interface Span {
  /** Epoch ms: from `since` on, before `until`. */
  since: number;
  until: number;
}

/** What the ledger has of an account and a span. */
export interface Rows {
  outreach: OutreachTable[];
  windows: WindowsTable[];
  replies: RepliesTable[];
}

/**
 * Reads the ledger. An outreach belongs to the time at which it was due, else sent, else failed; a window to that at
 * which it closed; a reply to that at which the agent wrote it.
 * @throws what the database throws
 */
export async function readRows(db: Kysely<LedgerTables>, account: string, { since, until }: Span): Promise<Rows> {
  const outreach = await db
    .selectFrom('outreach')
    .selectAll()
    .where('account', '=', account)
    .where((it) => it(it.fn.coalesce('due_at', 'sent_at', 'failed_at'), '>=', since))
    .where((it) => it(it.fn.coalesce('due_at', 'sent_at', 'failed_at'), '<', until))
    .execute();
  const windows = await db
    .selectFrom('windows')
    .selectAll()
    .where('account', '=', account)
    .where('closes_at', '>=', since)
    .where('closes_at', '<', until)
    .execute();
  const replies = await db
    .selectFrom('replies')
    .selectAll()
    .where('account', '=', account)
    .where('sent_at', '>=', since)
    .where('sent_at', '<', until)
    .execute();
  return { outreach, windows, replies };
}

/** When an outreach counts. */
export const timeOf = ({ due_at, sent_at, failed_at }: OutreachTable): number => due_at ?? sent_at ?? failed_at ?? 0;
