import type { Instant } from '../../activities/types';
import type { Card } from '../rates/card';
import { cardAt, monthIn } from '../rates/cardAt';
import { type Estimate, estimate } from '../rates/estimate';
import { type RateFile, usedCards } from '../rates/rateFile';
import { closesAt, isDelivered, type Timeline } from './timeline';
import type { Category, CategoryFrom } from './category';
import type { Deed, Would, WouldSend } from './would';

export interface PricedSend extends WouldSend {
  estimate: Estimate;
}

/** What the messages of one policy would have cost: an estimate. */
export interface Cost {
  /** Millionths of the currency's unit. */
  micros: number;
  byDeed: Record<Deed, number>;
  /** Messages that cost nothing, and those whose rate is not known: they are not in the sum. */
  free: number;
  unknown: number;
  /** Messages of which something was assumed. */
  assumed: Record<Assumption, number>;
  /** Templates by whose word of their category they were priced. */
  categoriesFrom: Record<CategoryFrom, number>;
}

export type Assumption =
  /** Neither WhatsApp nor the policy says the template's category: utility. */
  | 'category'
  /** The customer's country is not known: the policy's `phone.defaultCountry`. */
  | 'country'
  /** Older than the first card: at its rates. */
  | 'early'
  /** Free-form: which of the month's messages are the free ones. */
  | 'allowance';

export interface PricedWould extends Would {
  sends: PricedSend[];
  cost: Cost;
  /** ISO 3166 alpha-2; see `Assumption`. */
  defaultCountry: string;
}

/** With what it was estimated. */
export interface UsedRates {
  currency: string;
  /** IANA name: at its midnight rates change, and months begin. */
  zone: string;
  /** The cards that were used, or would be now. */
  cards: Pick<Card, 'effective' | 'currency' | 'example' | 'source'>[];
}

export interface PriceOrder {
  timelines: readonly Timeline[];
  rates: RateFile;
  zone: string;
  defaultCountry: string;
}

/** Adds to what Ventana would have done what it would have cost. */
export function priced(would: Would, { timelines, rates, zone, defaultCountry }: PriceOrder): PricedWould {
  const cards = usedCards(rates);
  const byTicket = new Map(timelines.map((it) => [it.id, it]));
  const counted = counterOf(timelines, zone);
  const cost: Cost = {
    ...{ micros: 0, free: 0, unknown: 0 },
    byDeed: { reminder: 0, reopening: 0, rescue: 0, words: 0 },
    assumed: { category: 0, country: 0, early: 0, allowance: 0 },
    categoriesFrom: { whatsapp: 0, policy: 0 },
  };
  const sends = would.sends.map((sent): PricedSend => {
    const timeline = byTicket.get(sent.ticket);
    const { country = defaultCountry } = timeline ?? {};
    const { at, category } = sent;
    const message = {
      ...{ at, category: BILLED_AS[category], country },
      inWindow: timeline !== undefined && at < (closesAt(timeline, at) ?? -Infinity),
      // No list of messages tells of it.
      freeEntryPoint: false,
      serviceBefore: category === 'free' ? counted(at) : 0,
    };
    const it = estimate(message, cards, zone);
    const micros = it.type === 'charged' ? it.micros : 0;
    cost.micros += micros;
    cost.byDeed[sent.what] += micros;
    if (it.type !== 'charged') cost[it.type] += 1;
    if (sent.categoryFrom) cost.categoriesFrom[sent.categoryFrom] += 1;
    if (category === 'unstated') cost.assumed.category += 1;
    if (category === 'free') cost.assumed.allowance += 1;
    if (timeline?.country === undefined) cost.assumed.country += 1;
    if (it.type !== 'unknown' && it.early) cost.assumed.early += 1;
    return { ...sent, estimate: it };
  });
  return { ...would, sends, cost, defaultCountry };
}

const BILLED_AS = {
  utility: 'utility',
  marketing: 'marketing',
  unstated: 'utility',
  free: 'service',
} as const satisfies {
  [Key in Category]: string;
};

/**
 * How many free-form messages of the month came before one of ours: those of agents and bots that were delivered, and
 * our own. To be asked in the order of time.
 */
function counterOf(timelines: readonly Timeline[], zone: string): (at: Instant) => number {
  const theirs = timelines
    .flatMap((it) => it.messages.filter((said) => isFreeForm(said.by) && isDelivered(it, said)))
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  let [place, month, count] = [0, '', 0];
  const begin = (at: Instant): void => {
    const its = monthIn(zone, at);
    if (its !== month) [month, count] = [its, 0];
  };
  return (at) => {
    for (let it = theirs[place]; it !== undefined && it < at; it = theirs[++place]) {
      begin(it);
      count += 1;
    }
    begin(at);
    count += 1;
    return count - 1;
  };
}

const isFreeForm = (by: string): boolean => by === 'agent' || by === 'automatic';

/** The cards that were used; without messages, the one in force at the end. */
export function usedRates(policies: readonly PricedWould[], rates: RateFile, zone: string, until: Instant): UsedRates {
  const all = policies.flatMap(({ sends }) => sends.map((it) => it.estimate));
  const used = new Set(all.flatMap((it) => (it.type === 'unknown' ? [] : it.card)));
  const cards = usedCards(rates);
  const now = cardAt(cards, until, zone);
  if (used.size === 0 && now) used.add(now);
  const told = cards.filter((it) => used.has(it));
  return {
    ...{ currency: rates.currency, zone },
    cards: told.map(({ effective, currency, example, source }) => ({
      ...{ effective, currency, example },
      ...(source !== undefined && { source }),
    })),
  };
}
