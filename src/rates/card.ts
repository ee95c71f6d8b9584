/** What Meta's rate cards say. Names of markets and categories are Meta's own. */

export const RATE_CATEGORIES = [
  'marketing',
  'utility',
  'authentication',
  'authenticationInternational',
  'service',
] as const;
export type RateCategory = (typeof RATE_CATEGORIES)[number];

/** Per delivered message, in the card's currency. Absent: the card has no such rate (`n/a`). */
export type Rates = Partial<Record<RateCategory, number>>;

export interface Card {
  /** The first day on which it counts, as YYYY-MM-DD. */
  effective: string;
  /** ISO 4217. */
  currency: string;
  /** An example, not what anybody pays: everything that uses it says so. */
  example: boolean;
  /** Where it comes from, for people. */
  source?: string;
  markets: Readonly<Record<string, Rates>>;
}

/** Amounts are whole millionths of a currency's unit: sums are exact, in any order. */
export const microsOf = (rate: number): number => Math.round(rate * 1_000_000);

/** Millionths as an amount in the currency's unit. */
export const microsIn = (micros: number): number => micros / 1_000_000;
