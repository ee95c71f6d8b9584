import { createHash } from 'node:crypto';
import { costLines } from '../costWords';
import type { Finding, FindingKind } from '../findings';
import type { Report } from '../report';
import {
  aboutOf,
  bucketsOf,
  findingLine,
  kindsOf,
  limitLines,
  number,
  ofKind,
  replyLines,
  ticketsOf,
  unknownLines,
  wouldRows,
} from '../summary';
import { filled } from '../../language/filled';
import type { Words } from '../words/words';
import { barsOf, keyOf, type Series } from './charts';
import { escaped } from './markup';
import { STYLE } from './style';

/** More ids of one kind make the page too long to forward; the CSV has all. */
const LISTED = 500;
const DAY_MS = 24 * 3_600_000;

/**
 * The report as one page: no script, no request, and a policy of its own that forbids both.
 * @param ticketUrl the address of a ticket, without its id
 */
export async function pageOf(report: Report, words: Words, ticketUrl: string): Promise<string> {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const sections = [
    `<h1>${escaped(words.title)}</h1><p class="soft">${escaped(aboutOf(report, words))}</p><p>${escaped(words.intro)}</p>`,
    `<h2>${escaped(words.lost)}</h2><div class="cards">${kindsOf(report)
      .map((kind) => card(report, kind, words, ticketUrl))
      .join('')}</div>`,
    `<h3>${escaped(words.days)}</h3>${await dayBars(report, words)}`,
    `<h2>${escaped(words.replies.title)}</h2>${await replyBars(report, words)}`,
    `<h2>${escaped(words.would)}</h2>${wouldTable(report, words)}`,
    `<h2>${escaped(words.cannotKnow)}</h2>${limits(report, words)}`,
  ];
  return `<!doctype html>
<html lang="${words.locale.slice(0, 2)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<meta name="referrer" content="no-referrer">
<title>${escaped(words.title)}: ${escaped(report.account)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

function card(report: Report, kind: FindingKind, words: Words, ticketUrl: string): string {
  const { count, text } = findingLine(report, kind, words);
  const tickets = ticketsOf(ofKind(report, kind));
  const links = tickets.slice(0, LISTED).map((id) => `<a href="${escaped(ticketUrl + id)}">#${escaped(id)}</a>`);
  const left = tickets.length - LISTED;
  const more = left > 0 ? filled(words.more, { count: number(left, words) }) : '';
  const list =
    tickets.length === 0
      ? ''
      : `<details><summary>${escaped(words.ticketsOf)} (${number(tickets.length, words)})</summary><p class="ids">${links.join(' ')} ${escaped(more)}</p></details>`;
  return `<div class="card"><p><b>${escaped(count)}</b>${escaped(text)}</p><p class="soft">${escaped(words.finding[kind].why)}</p>${list}</div>`;
}

async function dayBars(report: Report, words: Words): Promise<string> {
  const { span, hours } = report;
  const dayIn = new Intl.DateTimeFormat('en-CA', { timeZone: hours.zone });
  const shown = new Intl.DateTimeFormat(words.locale, { timeZone: hours.zone, day: 'numeric', month: 'short' });
  const days = new Map<string, string>();
  // Half days: none is passed over where the clocks change.
  for (let at = span.since; at <= span.until; at += DAY_MS / 2) days.set(dayIn.format(at), shown.format(at));
  const perDay = (findings: readonly Finding[]): number[] => {
    const counts = new Map<string, number>();
    for (const { at } of findings) counts.set(dayIn.format(at), (counts.get(dayIn.format(at)) ?? 0) + 1);
    return [...days.keys()].map((it) => counts.get(it) ?? 0);
  };
  const series: Series[] = [
    {
      label: words.finding.replyTooLate.many.split(':')[0] ?? '',
      colour: 'a',
      values: perDay([...ofKind(report, 'replyTooLate'), ...ofKind(report, 'replyFailed')]),
    },
    {
      label: words.finding.closedOnWaiting.many,
      colour: 'b',
      values: perDay([...ofKind(report, 'closedOnWaiting'), ...ofKind(report, 'outOfHours')]),
    },
    { label: words.finding.notReminded.many, colour: 'c', values: perDay(ofKind(report, 'notReminded')) },
  ];
  const bars = { title: words.days, labels: [...days.values()], series, format: (it: number) => number(it, words) };
  return keyOf(series) + (await barsOf(bars, false));
}

async function replyBars(report: Report, words: Words): Promise<string> {
  const lines = `<p>${replyLines(report, words).map(escaped).join('; ')}.</p>`.replace('..', '.');
  if (report.firstReplies.length === 0) return lines;
  const series: Series[] = [{ label: words.replies.axis, colour: 'b', values: bucketsOf(report.firstReplies) }];
  const bars = {
    title: words.replies.title,
    labels: words.replies.buckets,
    series,
    format: (it: number) => number(it, words),
  };
  return lines + (await barsOf(bars, true));
}

function wouldTable(report: Report, words: Words): string {
  const heads = report.policies.map(({ policy }) => `<th class="n">${escaped(policy)}</th>`).join('');
  const rows = wouldRows(report, words).map(
    ({ what, values }) =>
      `<tr><td>${escaped(what)}</td>${values.map((it) => `<td class="n">${escaped(it)}</td>`).join('')}</tr>`,
  );
  const costs = costLines(report, words)
    .map((it) => `<p class="soft">${escaped(it)}</p>`)
    .join('');
  return `<table><thead><tr><th></th>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table><p class="soft">${escaped(words.byMacro)} ${escaped(words.answersUnknown)}</p>${costs}`;
}

function limits(report: Report, words: Words): string {
  const { length: count } = report.unknown;
  const unknown =
    count === 0
      ? ''
      : `<li>${escaped(filled(words.unknownTickets, { count }))}<ul>${unknownLines(report, words)
          .map((it) => `<li>${escaped(it)}</li>`)
          .join('')}</ul></li>`;
  return `<ul>${limitLines(report, words)
    .map((it) => `<li>${escaped(it)}</li>`)
    .join('')}${unknown}</ul>`;
}
