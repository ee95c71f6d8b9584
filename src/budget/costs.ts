/** What messages cost by the team's rate cards, as the activities and the account's turns need it. */
import { DateTime } from 'luxon';
import type { OfficeHours } from '../../activities/officeHours';
import type { Policy } from '../../activities/policy';
import type { PricedMessage, PricesPort } from '../../activities/pricesPort';
import type { Budget } from '../../workflows/core/turnBudget';
import { type Card, microsOf } from '../rates/card';
import { cardAt } from '../rates/cardAt';
import { countryOf } from '../rates/country';
import { estimate, IN_FULL } from '../rates/estimate';
import { type RateFile, usedCards } from '../rates/rateFile';

/** A request for a turn is renewed within a day: more is not needed. */
const MONTHS_AHEAD = 3;

interface Parts {
  hours: Pick<OfficeHours, 'zone'>;
  /** Epoch ms. */
  now: () => number;
  rates: () => RateFile | undefined;
}

export interface Costs {
  prices: PricesPort;
  /** The policy's budget for the account's turns; nothing without one. @throws what the office hours throw */
  turnRules(): Promise<{ budget?: Budget }>;
}

/** Undefined: nothing in the policy asks what a message costs. */
export function costsOf({ policy }: { policy: Policy }, { hours, now, rates }: Parts): Costs | undefined {
  const { budget, defaultCountry } = policy;
  if (!budget && !policy.ticket.prefersCheapest) return undefined;
  return {
    prices: {
      async for(digits) {
        const zone = await hours.zone();
        const country = (digits === undefined ? undefined : countryOf(digits)) ?? defaultCountry;
        return priceAt(cardsIn(rates()), { at: now(), zone, country });
      },
    },
    async turnRules() {
      const cards = rates();
      if (!budget || !cards) return {};
      const zone = await hours.zone();
      return { budget: budgetFor(budget, cards, { at: now(), zone }) };
    },
  };
}

/** @param months so many ends of months are known, from `at` on. @param zone IANA name of the office's */
export function budgetFor(
  { soft, hard, whenReached }: NonNullable<Policy['budget']>,
  rates: RateFile,
  { at, zone, months = MONTHS_AHEAD }: { at: number; zone: string; months?: number },
): Budget {
  const card = cardAt(usedCards(rates), at, zone);
  return {
    ...{ currency: rates.currency, whenReached, ends: monthEnds(at, zone, months) },
    ...(soft !== undefined && { soft: microsOf(soft) }),
    ...(hard !== undefined && { hard: microsOf(hard) }),
    ...(card && { card: card.effective }),
  };
}

const cardsIn = (rates: RateFile | undefined): Card[] => (rates ? usedCards(rates) : []);

/** What a message costs then, in millionths of the cards' currency. @param country ISO 3166 alpha-2 */
export const priceAt =
  (cards: readonly Card[], { at, zone, country }: { at: number; zone: string; country: string }) =>
  ({ category, inWindow }: PricedMessage): number | undefined => {
    const found = estimate({ ...IN_FULL, at, category, country, inWindow }, cards, zone);
    if (found.type === 'unknown') return undefined;
    return found.type === 'free' ? 0 : found.micros;
  };

/** When this month ends in the zone, and the next ones do (epoch ms). */
export function monthEnds(at: number, zone: string, months = MONTHS_AHEAD): number[] {
  const start = DateTime.fromMillis(at, { zone }).startOf('month');
  return Array.from({ length: months }, (_, n) => start.plus({ months: n + 1 }).toMillis());
}
