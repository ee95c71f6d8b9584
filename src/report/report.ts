/** The report: what the ledger says of an account and a span. */
import type { Kysely } from 'kysely';
import type { LedgerTables } from '../ledger/schema';
import type { RateFile } from '../rates/rateFile';
import { priceBy, type UsedRates, usedRates } from './cost';
import { type Experiment, experimentOf } from './experiment';
import { type Span, readRows } from './rows';
import { type Summary, summaryOf } from './summary';
import { readTemplates, type Templates, templatesIn } from './templates';

export interface Report extends Summary {
  /** The Zendesk subdomain. */
  account: string;
  rates: UsedRates;
  /** Absent: there was none. */
  experiment?: Experiment;
  templates: Templates;
}

export interface ReportOrder {
  account: string;
  span: Span;
  now: number;
  rates: RateFile;
  /** Of the policy's phone numbers, ISO 3166 alpha-2. Absent: changes of templates are told without their price. */
  country?: string;
}

/** @param now epoch ms. @throws what the database throws */
export async function reportOf(
  db: Kysely<LedgerTables>,
  { account, span, now, rates, country }: ReportOrder,
): Promise<Report> {
  const rows = await readRows(db, account, span, now);
  const price = priceBy(rates);
  const experiment = experimentOf(rows.outreach, price);
  const summary = summaryOf(rows, span, price);
  const templates = templatesIn(await readTemplates(db, account), span, rates, country);
  return { account, ...summary, rates: usedRates(rates, span.until), ...(experiment && { experiment }), templates };
}
