/** Shares, money, days and countries in the reader's language. Pure. */
export interface Figures {
  number: (value: number) => string;
  /** `67 %`; of nothing, 0. */
  share: (count: number, of: number) => string;
  /** Below one unit with all that a rate has: four places. @param micros millionths */
  money: (micros: number, currency: string) => string;
  /** `24 Nov`. @param day YYYY-MM-DD, or a time in ISO 8601: its day in UTC */
  day: (day: string) => string;
  /** `24 November 2026` */
  date: (day: string) => string;
  /** @param code ISO 3166 alpha-2 */
  country: (code: string) => string;
  /** @param code as Meta writes it: `es`, `pt_BR` */
  language: (code: string) => string;
}

const MICROS = 1_000_000;

export function figuresIn(locale: string): Figures {
  const numbers = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, { style: 'percent' });
  const near = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const countries = new Intl.DisplayNames(locale, { type: 'region' });
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const amountIn = (currency: string, places: number): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, {
      ...{ style: 'currency', currency, useGrouping: 'always', minimumFractionDigits: 2 },
      maximumFractionDigits: places,
    });
  return {
    number: (value) => numbers.format(value),
    share: (count, of) => shares.format(of === 0 ? 0 : count / of),
    money: (micros, currency) => amountIn(currency, micros < MICROS ? 4 : 2).format(micros / MICROS),
    day: (day) => near.format(Date.parse(day)),
    date: (day) => full.format(Date.parse(day)),
    country: (code) => countries.of(code) ?? code,
    language: (code) => languages.of(code.replace('_', '-')) ?? code,
  };
}
