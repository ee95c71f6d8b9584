/** The report: what the ledger says of an account and a span. */
import type { Kysely } from 'kysely';
import type { LedgerTables } from '../ledger/schema';
import type { RateFile } from '../rates/rateFile';
import { priceBy, type UsedRates, usedRates } from './cost';
import { type Experiment, experimentOf } from './experiment';
import { type Span, readRows } from './rows';
import { type Summary, summaryOf } from './summary';

export interface Report extends Summary {
  /** The Zendesk subdomain. */
  account: string;
  rates: UsedRates;
  /** Absent: there was none. */
  experiment?: Experiment;
}

/** @param now epoch ms. @throws what the database throws */
export async function reportOf(
  db: Kysely<LedgerTables>,
  { account, span, now, rates }: { account: string; span: Span; now: number; rates: RateFile },
): Promise<Report> {
  const rows = await readRows(db, account, span);
  const price = priceBy(rates);
  const experiment = experimentOf(rows.outreach, now, price);
  const summary = summaryOf(rows, span, price);
  return { account, ...summary, rates: usedRates(rates, span.until), ...(experiment && { experiment }) };
}
