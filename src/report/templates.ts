/** What Meta has changed of the policy's templates, and what that costs. Row Y51 of docs/behaviour.md. */
import type { Kysely } from 'kysely';
import type { LedgerTables } from '../ledger/schema';
import { changesIn, type TemplateChange, type TemplateState } from '../ledger/templateChanges';
import { estimate, IN_FULL } from '../rates/estimate';
import { type RateFile, usedCards } from '../rates/rateFile';
import { ZONE } from './cost';
import type { Span } from './rows';

export interface PricedChange extends TemplateChange {
  /**
   * Of another category: so many times the cost of before, in the country (ISO 3166 alpha-2) of the policy's phone
   * numbers. Absent: no such change, or a rate is not known.
   */
  costs?: { times: number; country: string };
}

export interface TemplateNow {
  name: string;
  language: string;
  /** Meta's words in capitals; `MISSING`: not in Meta's list, with the last category and quality that were known. */
  status: string;
  category: string | null;
  quality: string | null;
  /** Since it was seen so (epoch ms). */
  since: number;
}

export interface Templates {
  /** Within the report's time, the oldest first. */
  changes: PricedChange[];
  /** As Meta said last, by name and language. */
  now: TemplateNow[];
}

/** @throws what the database throws */
export async function readTemplates(db: Kysely<LedgerTables>, account: string): Promise<TemplateState[]> {
  return db
    .selectFrom('template_states')
    .select(['name', 'language', 'seen_at', 'status', 'category', 'quality'])
    .where('account', '=', account)
    .orderBy('seen_at')
    .execute();
}

/** @param states by the time of the look. @param country of the policy's phone numbers, ISO 3166 alpha-2 */
export function templatesIn(
  states: readonly TemplateState[],
  { since, until }: Span,
  rates: RateFile,
  country?: string,
): Templates {
  const changes = changesIn(states).filter(({ at }) => at >= since && at < until);
  const last = new Map(states.filter((it) => it.seen_at < until).map((it) => [`${it.name} ${it.language}`, it]));
  return {
    changes: changes.map((it) => ({ ...it, ...costsOf(it, rates, country) })),
    now: [...last.keys()].sort().map((key) => asNow(last.get(key)!)),
  };
}

const asNow = ({ seen_at: since, ...it }: TemplateState): TemplateNow => ({ ...it, since });

function costsOf(change: TemplateChange, rates: RateFile, country?: string): Pick<PricedChange, 'costs'> {
  if (change.what !== 'category' || country === undefined) return {};
  const [before, after] = [change.from, change.to].map((it) => microsOf(it, change.at, rates, country));
  if (before === undefined || after === undefined || before === 0) return {};
  return { costs: { times: after / before, country } };
}

/** Of a template outside the window. */
function microsOf(category: string, at: number, rates: RateFile, country: string): number | undefined {
  if (category !== 'UTILITY' && category !== 'MARKETING' && category !== 'AUTHENTICATION') return undefined;
  const message = { ...IN_FULL, at, country, inWindow: false, category: LOWER[category] };
  const it = estimate(message, usedCards(rates), ZONE);
  return it.type === 'charged' ? it.micros : undefined;
}

const LOWER = { UTILITY: 'utility', MARKETING: 'marketing', AUTHENTICATION: 'authentication' } as const;
