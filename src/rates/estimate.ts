import type { Instant } from '../../activities/types';
import { type Card, microsOf, type RateCategory } from './card';
import { cardAt, dayIn } from './cardAt';
import { marketOf } from './markets';

/**
 * From this card on Meta bills free-form ("service") messages, and utility templates in an open window too. Of each
 * number's service messages the first 1,000 of a month are free. (Meta's announcement for 1 October 2026, as several
 * providers tell it.)
 */
const BILLS_SERVICE_FROM = '2026-10-01';
export const FREE_SERVICE_MESSAGES = 1_000;

/** A message that was delivered, or would have been. */
export interface BilledMessage {
  at: Instant;
  category: Exclude<RateCategory, 'authenticationInternational'>;
  /** ISO 3166 alpha-2, by the customer's calling code. Absent: not known. */
  country?: string | undefined;
  /** The customer had written within the last 24 hours. */
  inWindow: boolean;
  /** Within 72 hours of a free entry point: an advertisement or a page's button. */
  freeEntryPoint: boolean;
  /** How many service messages the same number had sent in the same month before it. */
  serviceBefore: number;
}

/**
 * Of a message that counts in full: agents' answers, which only Zendesk counts, use up the month's free ones, and nothing
 * says whether a customer came by a free entry point.
 */
export const IN_FULL = { freeEntryPoint: false, serviceBefore: Infinity } as const;

/** Why a message costs nothing. */
export type FreeBecause =
  | 'entryPoint'
  /** Of the month's 1,000. */
  | 'allowance'
  /** A utility template in an open window, by a card from before 1 October 2026. */
  | 'window'
  /** A service message, by such a card. */
  | 'service'
  /** Marketing templates do not reach numbers of the United States (Meta, since 1 April 2025). */
  | 'notDelivered';

export type UnknownBecause = 'noCard' | 'noCountry' | 'noMarket' | 'noRate';

export type Estimate =
  /** `micros`: millionths of the currency's unit; `early`: the message is older than the card. */
  | { type: 'charged'; micros: number; market: string; card: Card; early?: true }
  | { type: 'free'; why: FreeBecause; card: Card; early?: true }
  | { type: 'unknown'; why: UnknownBecause };

/**
 * What Meta charges for a message. An estimate: volume tiers of older cards, taxes and a provider's own prices are not
 * in it.
 * @param cards of one currency
 * @param zone IANA name of the account's zone, at whose midnight rates change
 */
export function estimate(message: BilledMessage, cards: readonly Card[], zone: string): Estimate {
  const card = cardAt(cards, message.at, zone);
  if (!card) return { type: 'unknown', why: 'noCard' };
  const dated = { card, ...(isEarly(card, message.at, zone) && { early: true as const }) };
  const why = freeBecause(message, card);
  if (why) return { type: 'free', why, ...dated };
  if (message.country === undefined) return { type: 'unknown', why: 'noCountry' };
  const market = marketOf(message.country, Object.keys(card.markets));
  if (market === undefined) return { type: 'unknown', why: 'noMarket' };
  const rate = rateOf(card, market, message.category);
  if (rate === undefined) return { type: 'unknown', why: 'noRate' };
  return { type: 'charged', micros: microsOf(rate), market, ...dated };
}

const isEarly = ({ effective }: Card, at: Instant, zone: string): boolean => dayIn(zone, at) < effective;

const billsService = ({ effective }: Card): boolean => effective >= BILLS_SERVICE_FROM;

function freeBecause(message: BilledMessage, card: Card): FreeBecause | undefined {
  const { category, country, freeEntryPoint, inWindow, serviceBefore } = message;
  if (category === 'marketing' && country === 'US') return 'notDelivered';
  if (freeEntryPoint) return 'entryPoint';
  if (category === 'service') {
    if (!billsService(card)) return 'service';
    return serviceBefore < FREE_SERVICE_MESSAGES ? 'allowance' : undefined;
  }
  return category === 'utility' && inWindow && !billsService(card) ? 'window' : undefined;
}

/** A service message costs what a utility template costs: a card may leave it out. */
function rateOf({ markets }: Card, market: string, category: RateCategory): number | undefined {
  const rates = markets[market];
  return rates?.[category] ?? (category === 'service' ? rates?.utility : undefined);
}
