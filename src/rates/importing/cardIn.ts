import { type Card, RATE_CATEGORIES, type RateCategory, type Rates } from '../card';
import { countries } from '../country';
import { keyOf, knownMarkets } from '../markets';
import { amountIn, type DecimalSign, decimalSignOf } from './amounts';
import { effectiveIn } from './effectiveDate';
import { type Table, UnreadableTable } from './table';

/** What a person says of a file that does not say it itself. */
export interface Said {
  effective?: string | undefined;
  currency?: string | undefined;
  /** The file's name, kept with the card. */
  source: string;
}

export interface FoundCard {
  card: Card;
  /** Markets of which we do not know the countries: nothing is counted at their rates. */
  unknownMarkets: string[];
}

const isMarketHead = (cell: string): boolean => /^(market|country|region|country \/ region)$/i.test(cell);

/** Where each category stands; heads are compared by their letters alone. */
function columnsOf(heads: readonly string[]): Map<RateCategory, number> {
  const places = heads.map((it) => it.toLowerCase().replace(/[^a-z]/g, ''));
  return new Map(
    RATE_CATEGORIES.map((it) => [it, places.indexOf(it.toLowerCase())] as const).filter(([, place]) => place >= 0),
  );
}

/**
 * The rate card in a file of Meta's, on the first sheet that has one: a few lines of text, then the heads Market, Currency, Marketing, Utility,
 * Authentication, Authentication-International and Service, then a row for each market.
 * @throws {UnreadableTable} if it is none, or it does not say what `said` lacks
 */
export function cardIn(tables: readonly Table[], said: Said): FoundCard {
  const isHeads = (row: readonly string[]): boolean => row.some(isMarketHead) && columnsOf(row).has('marketing');
  const table = tables.find((it) => it.some(isHeads)) ?? [];
  const top = table.findIndex(isHeads);
  const heads = table[top];
  if (!heads) throw new UnreadableTable('has no row with the heads Market, Marketing and Utility: is it a rate card?');
  const columns = columnsOf(heads);
  if (!columns.has('utility')) throw new UnreadableTable('has no column Utility');
  const market = heads.findIndex(isMarketHead);
  const rows = table.slice(top + 1).filter((row) => row[market] && !isFootnote(row));
  if (rows.length === 0) throw new UnreadableTable('has no markets');
  const sign = decimalSignOf(rows.flatMap((row) => [...columns.values()].map((place) => row[place] ?? '')));
  if (!sign) throw new UnreadableTable('has amounts as 2,280, which can be read in two ways: write decimals as 2.28');
  const markets = marketsIn(rows, { market, columns, sign });
  const before = table.slice(0, top).flat().join(' ');
  const card: Card = {
    effective: effectiveOf(before, said.effective),
    currency: currencyOf(heads, rows, said.currency),
    example: false,
    ...{ source: said.source, markets },
  };
  const known = knownMarkets(countries());
  return { card, unknownMarkets: Object.keys(markets).filter((it) => !known.has(keyOf(it))) };
}

/** A remark below the table stands alone in its row. */
const isFootnote = (row: readonly string[]): boolean => row.filter(Boolean).length === 1;

interface Places {
  market: number;
  columns: ReadonlyMap<RateCategory, number>;
  sign: DecimalSign;
}

function marketsIn(rows: Table, { market, columns, sign }: Places): Record<string, Rates> {
  const markets = new Map<string, Rates>();
  const seen = new Set<string>();
  for (const row of rows) {
    const name = row[market] ?? '';
    if (seen.has(keyOf(name))) throw new UnreadableTable(`names the market ${name} twice`);
    seen.add(keyOf(name));
    const rates: Rates = {};
    for (const [category, place] of columns) {
      const amount = amountIn(row[place] ?? '', sign);
      if (amount === undefined) throw new UnreadableTable(`says "${row[place]}" for ${name}, ${category}: no amount`);
      if (amount !== 'none') rates[category] = amount;
    }
    markets.set(name, rates);
  }
  return Object.fromEntries(markets);
}

function effectiveOf(before: string, said: string | undefined): string {
  const written = effectiveIn(before);
  if (written !== undefined && said !== undefined && written !== said) {
    throw new UnreadableTable(`says itself that it is effective ${written}: leave --effective out`);
  }
  const day = written ?? said;
  if (day === undefined) throw new UnreadableTable('does not say from when on it counts: add --effective 2026-10-01');
  return day;
}

/** Meta's file in US dollars says `$US`. */
const isoOf = (written: string): string => (/^\$?US\$?$/i.test(written) ? 'USD' : written.toUpperCase());

function currencyOf(heads: readonly string[], rows: Table, said: string | undefined): string {
  const place = heads.findIndex((it) => /^currency$/i.test(it));
  const all = [...new Set(rows.map((row) => isoOf(row[place] ?? '')).filter(Boolean))];
  if (all.length > 1) throw new UnreadableTable(`has several currencies: ${all.join(', ')}. One file for each`);
  const [written] = all;
  if (written !== undefined && !/^[A-Z]{3}$/.test(written)) throw new UnreadableTable(`has the currency "${written}"`);
  if (written !== undefined && said !== undefined && written !== said) {
    throw new UnreadableTable(`says itself that it is in ${written}: leave --currency out`);
  }
  const currency = written ?? said;
  if (currency === undefined) throw new UnreadableTable('does not say its currency: add --currency EUR');
  return currency;
}
