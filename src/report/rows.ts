import { setImmediate as givingWay } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { LedgerTables } from '../ledger/schema';
import { bound, GROUPED_MESSAGES, GROUPED_REPLIES, GROUPED_WINDOWS, weeksIn } from './sql';

export interface Span {
  /** Epoch ms: from `since` on, before `until`. */
  since: number;
  until: number;
}

/** So many messages that are alike in what the report tells apart. */
export interface MessageGroup {
  /** The Monday that begins the week, and the day by whose rates they were sent (epoch ms, UTC). */
  week: number;
  priced_day: number;
  purpose: string;
  name: string;
  /** Empty: not known. */
  policy: string;
  /** Of its words; empty: not known. */
  language: string;
  category: string | null;
  /** 1: it is what WhatsApp had the template as. 0: it is the policy's. */
  category_seen: number;
  /** The calling code. */
  market: string | null;
  rendition: string;
  arm: string | null;
  /** Why they failed; null: they did not. */
  cause: string | null;
  /** 1: their 72 hours are over. */
  is_over: number;
  messages: number;
  sent: number;
  delivered: number;
  /** A customer's word came in time: of all, those that were held back too; and of those that were sent. */
  in_time: number;
  answered: number;
  opted_out: number;
  /** Sent, and the ticket's first solving after it has held for seven days; and those with an answer before. */
  solved: number;
  solved_answered: number;
}

/** What the ledger has of an account and a span. */
export interface Rows {
  outreach: MessageGroup[];
  windows: { week: number; kept: number; lost: number }[];
  replies: { week: number; lost: number; rescued: number }[];
}

/**
 * Reads the ledger. An outreach belongs to the time at which it was due, else sent, else failed; a window to that at
 * which it closed; a reply to that at which the agent wrote it. Week by week: a file is read without giving way to
 * anything else, and the service has other things to do.
 * @param now epoch ms
 * @throws what the database throws
 */
export async function readRows(db: Kysely<LedgerTables>, account: string, span: Span, now: number): Promise<Rows> {
  const rows: Rows = { outreach: [], windows: [], replies: [] };
  const weeks = weeksIn(span.since, span.until);
  for (const [place, from] of weeks.entries()) {
    const values = {
      ...{ account, now, end: span.until },
      since: Math.max(from, span.since),
      until: weeks[place + 1] ?? span.until,
    };
    const { rows: outreach } = await bound<MessageGroup>(GROUPED_MESSAGES, values).execute(db);
    const { rows: windows } = await bound<Rows['windows'][number]>(GROUPED_WINDOWS, values).execute(db);
    const { rows: replies } = await bound<Rows['replies'][number]>(GROUPED_REPLIES, values).execute(db);
    rows.outreach.push(...outreach);
    rows.windows.push(...windows);
    rows.replies.push(...replies);
    await givingWay();
  }
  return rows;
}
