import { money } from '../rates/money';
import type { CategoryFrom } from './category';
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
export function costLines(report: Report, words: Words): string[] {
  const { policies, rates } = report;
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
    ...categoryLines(report, words),
    filled(always, { zone: rates.zone }),
    ...budgetLines(report, words),
  ];
}

const FROM: readonly CategoryFrom[] = ['whatsapp', 'policy'];

/** By whose word of their category templates were priced. Nothing where none would have been sent. */
function categoryLines({ policies }: Report, { cost: { categoriesFrom, moved }, notSaid }: Words): string[] {
  const used = FROM.filter((it) => policies.some(({ cost }) => cost.categoriesFrom[it] > 0));
  return [
    ...used.map((it) =>
      filled(categoriesFrom[it], { count: policies.map(({ cost }) => cost.categoriesFrom[it]).join(' / ') }),
    ),
    ...policies.flatMap(({ policy: file, moved: all }) =>
      all.map((it) => filled(moved, { ...it, file, policy: it.policy === 'unstated' ? notSaid : it.policy })),
    ),
  ];
}

/** What each month's budget came to. */
function budgetLines({ policies, rates: { currency, zone } }: Report, words: Words): string[] {
  const month = new Intl.DateTimeFormat(words.locale, { timeZone: zone, month: 'long', year: 'numeric' });
  const day = new Intl.DateTimeFormat(words.locale, { timeZone: zone, day: 'numeric', month: 'short' });
  const amount = (micros: number): string => money(micros, currency, words.locale);
  const lines = policies.flatMap(({ policy, budget }) =>
    (budget?.months ?? []).map(({ ends, micros, softAt, hardAt }) => {
      const { soft = 0, hard = 0 } = budget ?? {};
      return [
        filled(words.budget.month, { policy, month: month.format(ends - 1), spent: amount(micros) }),
        ...(softAt === undefined
          ? []
          : [filled(words.budget.soft, { amount: amount(soft), date: day.format(softAt) })]),
        ...(hardAt === undefined
          ? []
          : [filled(words.budget.hard, { amount: amount(hard), date: day.format(hardAt) })]),
      ].join(' ');
    }),
  );
  return lines.length === 0 ? [] : [...lines, words.budget.how];
}

/** A card's day is the same everywhere. */
const dateOf = (day: string, { locale }: Words): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
