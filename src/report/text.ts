/** The report for a terminal. */
import { filled } from '../language/filled';
import { money } from '../rates/money';
import type { Experiment } from './experiment';
import type { Difference, Share } from './interval';
import type { Report } from './report';
import { type Counts, type Line, sumOf } from './summary';
import type { PricedChange } from './templates';
import type { Words } from './words/words';

export interface Paint {
  bold: (text: string) => string;
  dim: (text: string) => string;
}

type Values = Readonly<Record<string, string | number>>;

export function textOf(report: Report, words: Words, { bold, dim }: Paint): string {
  const { account, span, lines, windows, replies, experiment } = report;
  const date = (at: number): string =>
    new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  const about = filled(words.about, { account, from: date(span.since), to: date(span.until) });
  const closed = windows.kept + windows.lost;
  if (lines.length + closed + replies.lost + replies.rescued === 0 && !experiment)
    return [
      ...[bold(words.title), about, '', words.nothing, ...templateLines(report, words, bold)],
      ...(report.templates.changes.some((it) => it.costs) && report.rates.card?.example ? [dim(words.example)] : []),
    ].join('\n');
  const share = shareIn(words);
  return [
    bold(words.title),
    about,
    '',
    bold(words.messages),
    ...tableOf(report, words, nameOf, titleOf),
    ...[solvedLine(sumOf(lines), words), ...causesOf(sumOf(lines), words), ...costLines(report, words)].map(dim),
    ...languageLines(report, words, bold),
    '',
    bold(words.windows),
    closed === 0
      ? words.noWindows
      : filled(words.windowsKept, { ...windows, of: closed, share: share({ count: windows.kept, of: closed }) }),
    '',
    bold(words.replies),
    filled(words.repliesLost, replies),
    ...(experiment ? ['', bold(words.experiment), ...experimentLines(experiment, report.rates.currency, words)] : []),
    ...templateLines(report, words, bold),
    '',
    bold(words.limitsTitle),
    ...words.limits.map((it) => `- ${it}`),
  ].join('\n');
}

/** A row for each group of lines, and one for all. */
function tableOf(
  { lines, rates: { currency } }: Report,
  words: Words,
  groupOf: (line: Line) => string,
  title: (line: Line, words: Words) => string,
): string[] {
  const groups = [...new Set(lines.map(groupOf))].sort();
  const rows = groups.map((group) => {
    const of = lines.filter((it) => groupOf(it) === group);
    return cells(title(of[0]!, words), sumOf(of), words, currency);
  });
  const all = rows.length > 1 ? [cells(words.all, sumOf(lines), words, currency)] : [];
  const table = [Object.values(words.columns), ...rows, ...all];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  return table.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

function templateLines({ templates }: Report, words: Words, bold: Paint['bold']): string[] {
  const lines = changeLines(templates.changes, words);
  return lines.length === 0 ? [] : ['', bold(words.templates), ...lines.map((it) => `- ${it}`)];
}

/** A sentence for each change, without a full stop. Meta's words stay in capitals, but for the categories. */
export function changeLines(changes: readonly PricedChange[], words: Words): string[] {
  const dates = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(words.locale, { maximumSignificantDigits: 2 });
  const countries = new Intl.DisplayNames(words.locale, { type: 'region' });
  return changes.map(({ at, name, language, what, costs, ...it }) => {
    const [from, to] = [it.from, it.to].map((word) => (what === 'category' ? word.toLowerCase() : word));
    const values: Values = { date: dates.format(at), name, language, what: words.whats[what], from: from!, to: to! };
    if (!costs) return filled(words.templateChanged, values);
    const country = countries.of(costs.country) ?? costs.country;
    return filled(words.templateCosts, { ...values, times: numbers.format(costs.times), country });
  });
}

/** Nothing where no language is known: rows of an earlier release, or rebuilt ones of texts. */
function languageLines(report: Report, words: Words, bold: Paint['bold']): string[] {
  if (report.lines.every(({ language }) => language === '')) return [];
  const table = tableOf(
    report,
    words,
    ({ language }) => language,
    ({ language }) => language || words.languageNotKnown,
  );
  return ['', bold(words.byLanguage), ...table];
}

const nameOf = ({ purpose, name }: Line): string => `${purpose} ${name}`;

const titleOf = ({ purpose, name }: Line, words: Words): string =>
  Object.hasOwn(words.purposes, purpose) ? words.purposes[purpose as keyof Words['purposes']] : name;

function cells(title: string, counts: Counts, words: Words, currency: string): string[] {
  const { sent, delivered, answered, optedOut, failed, solved } = counts;
  const number = new Intl.NumberFormat(words.locale);
  const share = sent === 0 ? '' : ` (${shareIn(words)({ count: answered, of: sent })})`;
  const failures = Object.values(failed).reduce((sum, it) => sum + it, 0);
  return [title, ...[sent, delivered].map((it) => number.format(it)), `${number.format(answered)}${share}`].concat(
    [optedOut, failures].map((it) => number.format(it)),
    money(counts.costMicros, currency, words.locale),
    number.format(solved),
  );
}

function costLines({ lines, rates: { currency, card }, categories }: Report, words: Words): string[] {
  const { costMicros, answered, unpriced } = sumOf(lines);
  if (!card) return [words.noCard];
  const cost = answered === 0 ? undefined : money(costMicros / answered, currency, words.locale);
  const date = new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' });
  return [
    ...(cost === undefined ? [] : [filled(words.perAnswer, { cost })]),
    filled(words.estimated, { date: date.format(Date.parse(`${card.effective}T00:00:00Z`)) }),
    ...(card.example ? [words.example] : []),
    ...categoryLines(categories, words),
    ...(unpriced > 0 ? [filled(words.unpriced, { count: unpriced })] : []),
    words.serviceInFull,
  ];
}

/** Where no template was delivered, nothing is to be said. */
const categoryLines = (categories: Report['categories'], words: Words): string[] =>
  (['seen', 'policy', 'neither'] as const)
    .filter((it) => categories[it] > 0)
    .map((it) => filled(words.categories[it], { count: new Intl.NumberFormat(words.locale).format(categories[it]) }));

const solvedLine = ({ solved, solvedAnswered }: Counts, words: Words): string =>
  filled(words.solvedMeans, { solved, solvedAnswered });

/** The commonest first. */
function causesOf({ failed }: Counts, words: Words): string[] {
  const causes = Object.entries(failed).sort(([, a], [, b]) => b - a);
  if (causes.length === 0) return [];
  return [`${words.causes}: ${causes.map(([cause, count]) => `${cause} (${count})`).join(', ')}`];
}

const shareIn =
  ({ locale }: Words) =>
  ({ count, of }: Share): string =>
    new Intl.NumberFormat(locale, { style: 'percent' }).format(of === 0 ? 0 : count / of);

function experimentLines(experiment: Experiment, currency: string, words: Words): string[] {
  const { treated, holdout, pending, difference, extra, extraMicros, isShown, needed } = experiment;
  const share = shareIn(words);
  const inPoints = ({ value, low, high }: Difference): Values =>
    Object.fromEntries(Object.entries({ value, low, high }).map(([name, it]) => [name, signed(it * 100, words)]));
  const rounded = ({ value, low, high }: Difference): Values =>
    Object.fromEntries(Object.entries({ value, low, high }).map(([name, it]) => [name, Math.round(it)]));
  return [
    ...(pending > 0 ? [filled(words.interim, { pending })] : []),
    filled(words.treated, { ...treated, share: share(treated) }),
    filled(words.holdout, { ...holdout, share: share(holdout) }),
    ...(difference ? [filled(words.difference, inPoints(difference))] : []),
    ...(isShown && extra ? [filled(words.extra, { ...rounded(extra), of: treated.of })] : []),
    ...(extraMicros ? [filled(words.perExtra, inMoney(extraMicros, currency, words))] : []),
    ...(isShown ? [] : [words.notShown]),
    ...(needed === undefined ? [] : [filled(words.needed, { needed })]),
    ...(!isShown && needed === undefined && difference ? [words.noDifference] : []),
  ];
}

const inMoney = (of: Difference, currency: string, { locale }: Words): Values =>
  Object.fromEntries(Object.entries(of).map(([name, micros]) => [name, money(micros as number, currency, locale)]));

const signed = (points: number, { locale }: Words): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'negative' }).format(points);
