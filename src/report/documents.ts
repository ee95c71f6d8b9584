/** The report for programs. */
import type { Report } from './report';
import type { Line } from './summary';

/** Everything, with ISO times in UTC. */
export function documentOf({ span, templates, ...rest }: Report): Record<string, unknown> {
  const iso = (at: number): string => new Date(at).toISOString();
  const changes = templates.changes.map(({ at, ...it }) => ({ at: iso(at), ...it }));
  const now = templates.now.map(({ since, ...it }) => ({ ...it, since: iso(since) }));
  return { since: iso(span.since), until: iso(span.until), ...rest, templates: { changes, now } };
}

const COLUMNS = ['week', 'purpose', 'name', 'policy', 'sent', 'delivered', 'answered', 'optedOut', 'heldBack'] as const;
const MICROS = 1_000_000;
const HEAD = [
  ...['week', 'purpose', 'name', 'policy', 'sent', 'delivered', 'answered_72h', 'opted_out', 'held_back', 'failed'],
  ...['estimated_cost', 'currency', 'unpriced', 'language', 'solved_7d', 'solved_answered_7d'],
];

/**
 * A row for each week, message, policy version and language. RFC 4180: no value needs quotes, as names and languages are
 * identifiers.
 */
export function csvOf({ lines, rates }: Report): string {
  const rows = lines.map((it: Line) => [
    ...COLUMNS.map((column) => String(it[column])),
    String(Object.values(it.failed).reduce((sum, count) => sum + count, 0)),
    ...[String(it.costMicros / MICROS), rates.currency, String(it.unpriced)],
    ...[it.language, String(it.solved), String(it.solvedAnswered)],
  ]);
  return `${[HEAD, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}
