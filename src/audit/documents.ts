import type { Instant } from '../../activities/types';
import type { Report } from './report';

const iso = (at: Instant | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();

/** The report for programs: everything, with ISO times in UTC. */
export function documentOf(report: Report): Record<string, unknown> {
  const { span, findings, firstReplies, policies, unknown, ...rest } = report;
  return {
    ...rest,
    since: iso(span.since),
    until: iso(span.until),
    findings: findings.map((it) => ({ ...it, at: iso(it.at), answeredAt: iso(it.answeredAt) })),
    firstReplies: firstReplies.map((it) => ({ ...it, openedAt: iso(it.openedAt) })),
    policies: policies.map((it) => ({ ...it, sends: it.sends.map((sent) => ({ ...sent, at: iso(sent.at) })) })),
    unknown: unknown.map(({ id, why }) => ({ ticket: id, why })),
  };
}

/**
 * A row for each finding, each first reply, each message that Ventana would have sent, and each ticket that could not
 * be read. RFC 4180; no value needs quotes but a policy's name.
 */
export function csvOf({ findings, firstReplies, policies, unknown }: Report): string {
  const rows = [
    ['row', 'ticket', 'kind', 'at', 'answered_at', 'hours', 'policy', 'category'],
    ...findings.map((it) => ['finding', it.ticket, it.kind, iso(it.at), iso(it.answeredAt)]),
    ...firstReplies.map((it) => ['first_reply', it.ticket, '', iso(it.openedAt), '', it.hours?.toFixed(2)]),
    ...policies.flatMap(({ policy, sends }) =>
      sends.map((it) => ['would_send', it.ticket, it.what, iso(it.at), '', '', policy, it.category]),
    ),
    ...unknown.map((it) => ['unknown', it.id, it.why]),
  ];
  return (
    rows.map((row) => Array.from({ length: 8 }, (_, place) => quoted(row[place] ?? '')).join(',')).join('\r\n') + '\r\n'
  );
}

/** A text that a spreadsheet would take for a formula is made one that it does not. */
function quoted(value: string): string {
  const inert = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
