import { isDay } from '../rateFile';

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const NAMED = MONTHS.join('|');
/** "Cost per message in USD, effective October 1, 2026". */
const FORMS: readonly RegExp[] = [
  /(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})/,
  new RegExp(`(?<month>${NAMED})\\s+(?<day>\\d{1,2})(?:st)?,?\\s+(?<year>\\d{4})`, 'i'),
  new RegExp(`(?<day>\\d{1,2})(?:st)?\\s+(?<month>${NAMED}),?\\s+(?<year>\\d{4})`, 'i'),
];

/** The day that a text says with "effective", as YYYY-MM-DD; days in figures alone (1/10/2026) can be read in two ways. */
export function effectiveIn(text: string): string | undefined {
  const [, after] = /effective(.*)/is.exec(text) ?? [];
  if (after === undefined) return undefined;
  for (const form of FORMS) {
    const { year = '', month = '', day = '' } = form.exec(after)?.groups ?? {};
    const place = MONTHS.indexOf(month.toLowerCase());
    const written = `${year}-${place < 0 ? month : String(place + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isDay(written)) return written;
  }
  return undefined;
}
