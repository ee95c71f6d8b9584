/** By what a policy's what-if is played: its rules, its prices, its limits and its budget. */
import { pricesOf } from '../../activities/prices';
import type { Instant, TicketPolicy } from '../../activities/types';
import { budgetFor, priceAt } from '../budget/costs';
import type { PolicyConfig } from '../policy/policyConfig';
import { type RateFile, usedCards } from '../rates/rateFile';
import type { Calendar } from './calendar';
import type { Span } from './findings';
import type { PlayRules } from './play';
import type { QueueRules } from './queue';

/** With which amounts are estimated. */
export interface Money {
  rates: RateFile;
  /** IANA name: at its midnight rates change, and months begin. */
  zone: string;
}

/** Every offset of a zone is a multiple of it: within it the day is one. */
const QUARTER_MS = 15 * 60_000;
const MONTH_MS = 28 * 24 * 3_600_000;

export function playRulesOf({ policy }: PolicyConfig, calendar: Calendar, { rates, zone }: Money): PlayRules {
  const { ticket, budget, messages, defaultCountry } = policy;
  if (!budget && !ticket.prefersCheapest) return { policy: ticket, calendar };
  const cards = usedCards(rates);
  const known = new Map<string, TicketPolicy['messages']>();
  const priced = (country: string, at: Instant): TicketPolicy['messages'] => {
    const price = priceAt(cards, { at, zone, country });
    const entries = Object.entries(ticket.messages).map(([key, it]) => {
      const definition = messages[key];
      return [key, definition ? { ...it, prices: pricesOf(definition, price) } : it] as const;
    });
    return Object.fromEntries(entries);
  };
  return {
    ...{ policy: ticket, calendar },
    priced: (country = defaultCountry, at) => {
      const quarter = Math.floor(at / QUARTER_MS);
      const key = `${quarter} ${country}`;
      const found = known.get(key) ?? priced(country, quarter * QUARTER_MS);
      known.set(key, found);
      return found;
    },
  };
}

/** @param span of which the months are needed */
export function queueRulesOf({ policy, limits }: PolicyConfig, span: Span, { rates, zone }: Money): QueueRules {
  const months = Math.ceil((span.until - span.since) / MONTH_MS) + 2;
  return {
    limits,
    ...(policy.budget && { budget: budgetFor(policy.budget, rates, { at: span.since, zone, months }) }),
  };
}
