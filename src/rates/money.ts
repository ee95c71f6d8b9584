import { microsIn } from './card';

/** An amount as people write it; below one unit with all that a rate has: four places. @param micros millionths */
export const money = (micros: number, currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, {
    ...{ style: 'currency', currency, useGrouping: 'always' },
    ...{ minimumFractionDigits: 2, maximumFractionDigits: microsIn(micros) < 1 ? 4 : 2 },
  }).format(microsIn(micros));
