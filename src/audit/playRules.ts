/** By what a policy's what-if is played: its rules, its prices, its limits and its budget. */
import { DateTime } from 'luxon';
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

const MONTH_MS = 28 * 24 * 3_600_000;

export function playRulesOf({ policy }: PolicyConfig, calendar: Calendar, { rates, zone }: Money): PlayRules {
  const { ticket, budget, messages, defaultCountry } = policy;
  if (!budget && !ticket.prefersCheapest) return { policy: ticket, calendar };
  const cards = usedCards(rates);
  // Between them prices stay as they are.
  const changes = cards.map(({ effective }) => DateTime.fromISO(effective, { zone }).toMillis());
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
      const key = `${changes.filter((it) => it <= at).length} ${country}`;
      const found = known.get(key) ?? priced(country, at);
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
