/** The report as the app gets it. */
import { csvOf } from '../../report/documents';
import type { Report } from '../../report/report';
import { type Counts, type Line, sumOf } from '../../report/summary';
import type { ReportCounts, ReportFigures } from '../app/report';

export function figuresOf(report: Report): ReportFigures {
  const { span, lines, weeks, windows, replies, parts, rates, experiment, categories, templates } = report;
  const iso = (at: number): string => new Date(at).toISOString();
  // By its first week.
  const policies = groupsOf(lines, ({ policy }) => policy).reverse();
  return {
    ...{ since: iso(span.since), until: iso(span.until), total: countsOf(lines) },
    weeks: weeks.map((it) => ({ ...it, counts: countsOf(lines.filter(({ week }) => week === it.week)) })),
    messages: groupsOf(lines, ({ purpose, name }) => `${purpose} ${name}`).map((of) => {
      const { purpose, name } = of[0]!;
      return { purpose, name, counts: countsOf(of) };
    }),
    policies: policies.map((of) => ({ policy: of[0]!.policy, counts: countsOf(of) })),
    languages: groupsOf(lines, ({ language }) => language)
      .map((of) => ({ language: of[0]!.language, counts: countsOf(of) }))
      .sort((a, b) => b.counts.sent - a.counts.sent),
    ...{ windows, replies },
    parts: partsOf(parts),
    card: rates.card ? { ...rates.card, currency: rates.currency } : null,
    experiment: experiment ?? null,
    templates: templates.changes.map((it) => ({ ...it, at: iso(it.at) })),
    categories,
    csv: csvOf(report),
  };
}

function groupsOf(lines: readonly Line[], keyOf: (line: Line) => string): Line[][] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line]);
  return [...groups.values()];
}

function countsOf(all: readonly Counts[]): ReportCounts {
  const { sent, delivered, answered, optedOut, solved, failed, costMicros, unpriced } = sumOf(all);
  const causes = Object.entries(failed).sort(([, a], [, b]) => b - a);
  return {
    ...{ sent, delivered, answered, optedOut, solved, costMicros, unpriced },
    failed: causes.map(([cause, count]) => ({ ...codesOf(cause), count })),
  };
}

/** `refused:131026`: our word for it, and Meta's code. */
function codesOf(cause: string): { code: string; error?: number } {
  const [code = cause, error] = cause.split(':');
  return { code, ...(error !== undefined && { error: Number(error) }) };
}

/** Two calling codes may be of one country. */
function partsOf(parts: Report['parts']): ReportFigures['parts'] {
  const merged = new Map<string, ReportFigures['parts'][number]>();
  for (const { category, country, delivered, costMicros, unpriced } of parts) {
    const key = JSON.stringify([category, country]);
    const before = merged.get(key) ?? { delivered: 0, costMicros: 0, unpriced: 0 };
    merged.set(key, {
      ...{ category, country, delivered: before.delivered + delivered },
      ...{ costMicros: before.costMicros + costMicros, unpriced: before.unpriced + unpriced },
    });
  }
  return [...merged.values()];
}
