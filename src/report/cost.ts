/** What delivered messages cost by Meta's rate cards: an estimate. Row Y43 of docs/behaviour.md. */
import type { Card } from '../rates/card';
import { cardAt } from '../rates/cardAt';
import { countryOfCode } from '../rates/country';
import { estimate, IN_FULL } from '../rates/estimate';
import { type RateFile, usedCards } from '../rates/rateFile';
import type { MessageGroup } from './rows';

/** The ledger has no zone: rates change at this midnight, at most a day off. */
export const ZONE = 'UTC';

/** Of one message. `micros`: millionths of the currency's unit. `unpriced`: 1 where its rate is not known. */
export interface Cost {
  micros: number;
  unpriced: number;
}

/** What a message is priced by. */
export type Priced = Pick<MessageGroup, 'category' | 'market' | 'rendition' | 'priced_day'>;

/** Of one that was delivered. */
export type Price = (of: Priced) => Cost;

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
  return (of) => {
    const key = [of.priced_day, of.category, of.market, of.rendition].join(' ');
    const cost = known.get(key) ?? costOf(of, cards);
    known.set(key, cost);
    return cost;
  };
}

/** What the delivered ones of a group cost together. */
export function costOfGroup(group: MessageGroup, price: Price): Cost {
  if (group.delivered === 0) return { micros: 0, unpriced: 0 };
  const { micros, unpriced } = price(group);
  return { micros: micros * group.delivered, unpriced: unpriced * group.delivered };
}

function costOf({ priced_day: at, category, market, rendition }: Priced, cards: readonly Card[]): Cost {
  const it = estimate(
    {
      ...{ ...IN_FULL, at, category: categoryOf(category), inWindow: rendition === 'text' },
      country: market === null ? undefined : countryOfCode(market),
    },
    cards,
    ZONE,
  );
  return { micros: it.type === 'charged' ? it.micros : 0, unpriced: Number(it.type === 'unknown') };
}

/** A template whose category neither WhatsApp nor the policy says counts as utility, as in the audit. */
function categoryOf(category: string | null): 'service' | 'utility' | 'marketing' | 'authentication' {
  return category === 'service' || category === 'marketing' || category === 'authentication' ? category : 'utility';
}

export function usedRates(rates: RateFile, until: number): UsedRates {
  const card = cardAt(usedCards(rates), until, ZONE);
  return { currency: rates.currency, ...(card && { card: { effective: card.effective, example: card.example } }) };
}
