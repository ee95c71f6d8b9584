/** The report of these rows of the ledger, by way of a ledger. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OutreachTable, RepliesTable, WindowsTable } from '../../src/ledger/schema';
import type { TemplateState } from '../../src/ledger/templateChanges';
import { openStore, type Store } from '../../src/ledger/store';
import { ratesFor } from '../../src/rates/rateFile';
import { type Report, reportOf } from '../../src/report/report';
import type { Span } from '../../src/report/rows';
import { memoryFolder } from './memoryFolder';

/** Where a team has none of its own: the example. */
export const EXAMPLE_RATES = ratesFor(join(tmpdir(), 'no-such-folder', 'ventana.yaml'));

export interface LedgerRows {
  outreach?: readonly OutreachTable[];
  windows?: readonly WindowsTable[];
  replies?: readonly RepliesTable[];
  /** Of the account `acme`. */
  states?: readonly TemplateState[];
}

/** Each row counts, although they may have one key here. */
export async function fill(
  { db }: Store,
  { outreach = [], windows = [], replies = [], states = [] }: LedgerRows,
): Promise<void> {
  const own = <Row extends object>(rows: readonly Row[], key: keyof Row): Row[] =>
    rows.map((row, n) => ({ ...row, [key]: `${n}-${String(row[key])}` }));
  // A statement has room for so many parameters.
  for (let from = 0; from < outreach.length; from += 100)
    await db
      .insertInto('outreach')
      .values(own(outreach, 'intent').slice(from, from + 100))
      .execute();
  if (windows.length > 0) await db.insertInto('windows').values(own(windows, 'ticket')).execute();
  if (replies.length > 0) await db.insertInto('replies').values(own(replies, 'reply')).execute();
  const looks = states.map((it) => ({ account: 'acme', ...it }));
  if (looks.length > 0) await db.insertInto('template_states').values(looks).execute();
}

/** @param span also until when the time has come (epoch ms) */
export async function reported(rows: LedgerRows, span: Span): Promise<Report> {
  const account = rows.outreach?.[0]?.account ?? 'acme';
  const folder = memoryFolder('reported-');
  const store = await openStore({ type: 'file', folder });
  try {
    await fill(store, rows);
    return await reportOf(store.db, { account, span, now: span.until, rates: EXAMPLE_RATES, country: 'ES' });
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
