/** What delivered messages cost by Meta's rate cards: an estimate. Row Y43 of docs/behaviour.md. */
import type { OutreachTable } from '../ledger/schema';
import type { Card } from '../rates/card';
import { cardAt } from '../rates/cardAt';
import { countryOfCode } from '../rates/country';
import { estimate } from '../rates/estimate';
import { type RateFile, usedCards } from '../rates/rateFile';
import { timeOf } from './rows';

/** The ledger has no zone: rates change at this midnight, at most a day off. */
const ZONE = 'UTC';

/** Of one message. `micros`: millionths of the currency's unit. `unpriced`: 1 where its rate is not known. */
export interface Cost {
  micros: number;
  unpriced: number;
}

export type Price = (row: OutreachTable) => Cost;

/** With what it was estimated. */
export interface UsedRates {
  currency: string;
  /** The card in force at the end of the span. Absent: none was. */
  card?: Pick<Card, 'effective' | 'example'>;
}

/**
 * Only what was delivered is billed. A free-form message counts in full: how many of the month's free ones agents had
 * used is not in the ledger.
 */
export function priceBy(rates: RateFile): Price {
  const cards = usedCards(rates);
  // Many messages have one price: each is worked out once.
  const known = new Map<string, Cost>();
  return (row) => {
    if (row.delivered_at === null) return { micros: 0, unpriced: 0 };
    const at = row.sent_at ?? timeOf(row);
    const key = [Math.floor(at / DAY_MS), row.category, row.market, row.rendition].join(' ');
    const cost = known.get(key) ?? costAt(row, at, cards);
    known.set(key, cost);
    return cost;
  };
}

/** The same all day long. */
const DAY_MS = 24 * 3_600_000;

function costAt(row: OutreachTable, at: number, cards: readonly Card[]): Cost {
  const it = estimate(
    {
      ...{ at, category: categoryOf(row), inWindow: row.rendition === 'text' },
      country: row.market === null ? undefined : countryOfCode(row.market),
      ...{ freeEntryPoint: false, serviceBefore: Infinity },
    },
    cards,
    ZONE,
  );
  return { micros: it.type === 'charged' ? it.micros : 0, unpriced: Number(it.type === 'unknown') };
}

/** A template whose category the policy does not say counts as utility, as in the audit. */
function categoryOf({ category }: OutreachTable): 'service' | 'utility' | 'marketing' {
  return category === 'service' || category === 'marketing' ? category : 'utility';
}

export function usedRates(rates: RateFile, until: number): UsedRates {
  const card = cardAt(usedCards(rates), until, ZONE);
  return { currency: rates.currency, ...(card && { card: { effective: card.effective, example: card.example } }) };
}
