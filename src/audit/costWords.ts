import { money } from '../rates/money';
import type { Assumption } from './cost';
import type { Report } from './report';
import { filled } from '../language/filled';
import type { Words } from './words/words';

const DEEDS = ['reminder', 'reopening', 'rescue', 'words'] as const;
const ASSUMPTIONS: readonly Assumption[] = ['category', 'country', 'early', 'allowance'];

/** What it would have cost: a row for each deed, and in all. */
export function costRows({ policies, rates }: Report, words: Words): { what: string; values: string[] }[] {
  const amounts = (of: (place: number) => number): string[] =>
    policies.map((_, place) => money(of(place), rates.currency, words.locale));
  const counts = (what: string, key: 'free' | 'unknown'): { what: string; values: string[] }[] =>
    policies.some(({ cost }) => cost[key] > 0)
      ? [{ what, values: policies.map(({ cost }) => new Intl.NumberFormat(words.locale).format(cost[key])) }]
      : [];
  const deeds = DEEDS.filter((it) => policies.some(({ deeds: done }) => done[it] > 0));
  return [
    ...deeds.map((it) => ({
      what: filled(words.cost.of, { what: words.deeds[it] }),
      values: amounts((place) => policies[place]?.cost.byDeed[it] ?? 0),
    })),
    { what: words.cost.total, values: amounts((place) => policies[place]?.cost.micros ?? 0) },
    ...counts(words.cost.free, 'free'),
    ...counts(words.cost.unknown, 'unknown'),
  ];
}

/** By which card it was estimated, and what was assumed. With two policies: how many messages of each. */
export function costLines({ policies, rates }: Report, words: Words): string[] {
  const { by, example, assumed, always } = words.cost;
  const dates = rates.cards.map(({ effective }) => dateOf(effective, words));
  const country = policies[0]?.defaultCountry ?? '';
  const assumptions = ASSUMPTIONS.filter((it) => policies.some(({ cost }) => cost.assumed[it] > 0));
  return [
    filled(by, { currency: rates.currency, dates: dates.join(', ') }),
    ...(rates.cards.some((it) => it.example) ? [example] : []),
    ...assumptions.map((it) =>
      filled(assumed[it], { country, count: policies.map(({ cost }) => cost.assumed[it]).join(' / ') }),
    ),
    filled(always, { zone: rates.zone }),
  ];
}

/** A card's day is the same everywhere. */
const dateOf = (day: string, { locale }: Words): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
