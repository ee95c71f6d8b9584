import type { Finding, FindingKind, FirstReply } from './findings';
import type { Report } from './report';
import type { Would } from './would';
import { costRows } from './costWords';
import { filled } from '../language/filled';
import type { Limit, Words } from './words/words';

/** The order in which findings are told: what cannot be undone first. */
const KINDS: readonly FindingKind[] = ['replyTooLate', 'replyFailed', 'closedOnWaiting', 'outOfHours', 'notReminded'];

/** Where no ticket tells of failures, to say that there were none would be too much. */
export const kindsOf = ({ tellsFailures }: Report): FindingKind[] =>
  KINDS.filter((it) => it !== 'replyFailed' || tellsFailures);

export const ofKind = ({ findings }: Report, kind: FindingKind): Finding[] => findings.filter((it) => it.kind === kind);

/** The tickets of some findings, each once. */
export const ticketsOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map((it) => it.ticket))];

export const number = (value: number, { locale }: Words): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: 'always' }).format(value);

export const day = (at: number, { hours: { zone } }: Report, { locale }: Words): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' }).format(at);

export const aboutOf = (report: Report, words: Words): string =>
  filled(words.about, {
    account: report.account,
    tickets: number(report.tickets, words),
    messages: number(report.messages, words),
    from: day(report.span.since, report, words),
    to: day(report.span.until, report, words),
    zone: report.hours.zone,
  });

export function findingLine(report: Report, kind: FindingKind, words: Words): { count: string; text: string } {
  const { length } = ofKind(report, kind);
  const { one, many } = words.finding[kind];
  return { count: number(length, words), text: length === 1 ? one : many };
}

/** Lines about the first replies. */
export function replyLines({ firstReplies, medianHours, ninthHours }: Report, words: Words): string[] {
  const { median, ninth, never, none } = words.replies;
  if (firstReplies.length === 0) return [none];
  const lacking = firstReplies.filter(({ hours }) => hours === undefined).length;
  return [
    ...(medianHours === undefined ? [] : [filled(median, { hours: number(medianHours, words) })]),
    ...(ninthHours === undefined ? [] : [filled(ninth, { hours: number(ninthHours, words) })]),
    filled(never, { count: number(lacking, words), of: number(firstReplies.length, words) }),
  ];
}

const BUCKETS = [1, 4, 8, 24, Infinity];

/** How many tickets in each of `words.replies.buckets`. */
export function bucketsOf(firstReplies: readonly FirstReply[]): number[] {
  const counts = new Array<number>(BUCKETS.length + 1).fill(0);
  for (const { hours } of firstReplies) {
    const place = hours === undefined ? BUCKETS.length : BUCKETS.findIndex((most) => hours < most);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

/** A line, with a value for each policy. */
export interface Row {
  what: string;
  values: string[];
}

/** What Ventana would have done, a row for each line and a column for each policy; rows without anything are left out. */
export function wouldRows(report: Report, words: Words): Row[] {
  const { policies, findings } = report;
  const row = (what: string, of: (would: Would) => number): { what: string; counts: number[] } => ({
    what,
    counts: policies.map(of),
  });
  const closed = findings.filter(({ kind }) => kind === 'closedOnWaiting' || kind === 'outOfHours').length;
  const counted = [
    ...(['reminder', 'reopening', 'rescue', 'words'] as const).map((it) =>
      row(words.deeds[it], ({ deeds }) => deeds[it]),
    ),
    row(words.warnings, ({ warnings }) => warnings),
    ...(closed > 0 ? [row(words.warnedInTime, ({ warnedInTime }) => warnedInTime)] : []),
    row(words.told, ({ told }) => told),
    row(words.solved, ({ solved }) => solved),
    ...(['budget', 'limit'] as const).map((by) =>
      row(words.heldBack[by], ({ held }) => held.filter((it) => it.by === by).length),
    ),
    row(words.heldBack.later, ({ held }) => held.filter((it) => it.sentAt !== undefined).length),
    ...(['utility', 'marketing', 'unstated', 'free'] as const).map((it) =>
      row(words.categories[it], ({ categories }) => categories[it]),
    ),
  ].filter(({ counts }) => counts.some((it) => it > 0));
  return [
    ...counted.map(({ what, counts }) => ({ what, values: counts.map((it) => number(it, words)) })),
    ...costRows(report, words),
    {
      what: words.busiest,
      values: policies.map(({ busiest, limit }) =>
        filled(words.ofLimit, { count: number(busiest, words), limit: number(limit, words) }),
      ),
    },
  ];
}

/** At most so many ids in a sentence. */
const NAMED = 20;

export function limitLines(report: Report, words: Words): string[] {
  const { partlyRead, alreadyVentana, hours, tellsFailures } = report;
  const all: [Limit, boolean][] = [
    [tellsFailures ? 'failuresShown' : 'failures', true],
    ['taps', true],
    ['deleted', true],
    ['sending', true],
    ['partlyRead', partlyRead.length > 0],
    ['alreadyVentana', alreadyVentana > 0],
    ['hoursAssumed', hours.known === 'assumed'],
    ['hoursUnknown', hours.known === 'unknown'],
  ];
  const values = (limit: Limit): Record<string, string | number> =>
    limit === 'partlyRead'
      ? { count: partlyRead.length, tickets: named(partlyRead) }
      : { count: alreadyVentana, name: hours.name };
  return all.filter(([, holds]) => holds).map(([limit]) => filled(words.limits[limit], values(limit)));
}

const named = (ids: readonly string[]): string =>
  ids
    .slice(0, NAMED)
    .map((it) => `#${it}`)
    .join(', ') + (ids.length > NAMED ? ' ...' : '');

/** The tickets that could not be read, by reason. */
export function unknownLines({ unknown }: Report, words: Words): string[] {
  const reasons = [...new Set(unknown.map(({ why }) => why))];
  return reasons.map(
    (why) => `${words.why[why]}: ${named(unknown.filter((it) => it.why === why).map(({ id }) => id))}`,
  );
}
