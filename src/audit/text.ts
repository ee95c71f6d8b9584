import { costLines } from './costWords';
import type { Report } from './report';
import {
  aboutOf,
  findingLine,
  kindsOf,
  limitLines,
  ofKind,
  replyLines,
  ticketsOf,
  unknownLines,
  wouldRows,
} from './summary';
import { filled } from '../language/filled';
import type { Words } from './words/words';

const SHOWN = 12;

export interface Paint {
  bold: (text: string) => string;
  dim: (text: string) => string;
}

/** The report for a terminal. */
export function textOf(report: Report, words: Words, { bold, dim }: Paint): string {
  const names = report.policies.map(({ policy }) => policy);
  const rows = [...(names.length > 1 ? [{ what: '', values: names }] : []), ...wouldRows(report, words)];
  const width = Math.max(...rows.flatMap(({ values }) => values.map((it) => it.length)));
  return [
    bold(words.title),
    aboutOf(report, words),
    words.intro,
    '',
    bold(words.lost),
    ...kindsOf(report).flatMap((kind) => {
      const { count, text } = findingLine(report, kind, words);
      const tickets = ticketsOf(ofKind(report, kind));
      return [
        `${count.padStart(7)}  ${text}`,
        ...(tickets.length > 0 ? [dim(`         ${shortened(tickets, words)}`)] : []),
      ];
    }),
    '',
    bold(words.replies.title),
    ...replyLines(report, words).map((it) => `         ${it}`),
    '',
    bold(`${words.would} (${names.join(', ')})`),
    ...rows.map(({ what, values }) => `${values.map((it) => it.padStart(Math.max(7, width))).join('  ')}  ${what}`),
    `         ${words.byMacro} ${words.answersUnknown}`,
    ...costLines(report, words).map((it) => `         ${it}`),
    '',
    bold(words.cannotKnow),
    ...limitLines(report, words).map((it) => `       - ${it}`),
    ...(report.unknown.length > 0
      ? [`       - ${filled(words.unknownTickets, { count: report.unknown.length })}`]
      : []),
    ...unknownLines(report, words).map((it) => `           ${it}`),
  ].join('\n');
}

function shortened(tickets: readonly string[], words: Words): string {
  const shown = tickets
    .slice(0, SHOWN)
    .map((it) => `#${it}`)
    .join(' ');
  const left = tickets.length - SHOWN;
  return left > 0 ? `${shown} ${filled(words.more, { count: left })}` : shown;
}
