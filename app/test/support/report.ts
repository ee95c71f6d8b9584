/** An account with twelve weeks in its ledger, and a Zendesk around its page for leads. */
import type { ReportCounts, ReportFigures, ReportView } from '../../../src/service/app/report';
import { boardZendesk, manyTickets } from './board';
import type { FakeZendesk } from './zendesk';

const DAY = 24 * 3_600_000;
const NOW = Date.parse('2026-11-26T09:00:00.000Z');
const FIRST = Date.parse('2026-09-07T00:00:00.000Z');
const WEEKS = 12;

const counts = (changes: Partial<ReportCounts> = {}): ReportCounts => ({
  ...{ sent: 0, delivered: 0, answered: 0, optedOut: 0, solved: 0, failed: [], costMicros: 0, unpriced: 0 },
  ...changes,
});

/** More each week; in the third one nothing. */
function weekOf(n: number): ReportFigures['weeks'][number] {
  const week = new Date(FIRST + n * 7 * DAY).toISOString().slice(0, 10);
  const nothing = { windows: { kept: 0, lost: 0 }, replies: { lost: 0, rescued: 0 } };
  if (n === 2) return { week, counts: counts(), ...nothing };
  const sent = 1_000 + 150 * n;
  const failed = [
    { code: 'refused', error: 131026, count: 12 + n },
    { code: 'optedOut', count: n },
  ].filter(({ count }) => count > 0);
  return {
    week,
    counts: counts({
      ...{ sent, delivered: sent - 12 - n, answered: Math.floor(sent * 0.42), optedOut: n % 3, failed },
      ...{ costMicros: 20_000 * (sent - 12 - n), unpriced: n === 5 ? 7 : 0 },
    }),
    windows: { kept: 4_100 + 20 * n, lost: 260 - 18 * n },
    replies: { lost: 14 - n, rescued: Math.max(0, 9 - n) },
  };
}

export function exampleReport(changes: Partial<ReportFigures> = {}): ReportFigures {
  const weeks = Array.from({ length: WEEKS }, (_, n) => weekOf(n));
  const sum = (of: (week: ReportFigures['weeks'][number]) => number): number =>
    weeks.reduce((all, week) => all + of(week), 0);
  const total = counts({
    ...{ sent: sum((it) => it.counts.sent), delivered: sum((it) => it.counts.delivered) },
    ...{ answered: sum((it) => it.counts.answered), optedOut: sum((it) => it.counts.optedOut) },
    failed: [
      { code: 'refused', error: 131026, count: 192 },
      { code: 'optedOut', count: 64 },
    ],
    ...{ costMicros: sum((it) => it.counts.costMicros), unpriced: 7 },
  });
  const part = (share: number): ReportCounts =>
    counts({
      ...{ sent: Math.floor(total.sent * share), delivered: Math.floor(total.delivered * share) },
      ...{ answered: Math.floor(total.answered * share), optedOut: Math.floor(total.optedOut * share) },
      costMicros: Math.floor(total.costMicros * share),
    });
  return {
    ...{ since: new Date(FIRST).toISOString(), until: new Date(NOW).toISOString(), total, weeks },
    messages: [
      { purpose: 'followUp', name: 'followUp', counts: part(0.6) },
      { purpose: 'proactive', name: 'delayed_delivery', counts: part(0.1) },
      { purpose: 'reopening', name: 'reopening', counts: part(0.25) },
      { purpose: 'rescue', name: 'rescue', counts: part(0.05) },
    ],
    languages: [
      { language: 'es', counts: part(0.7) },
      { language: 'pt_BR', counts: part(0.3) },
    ],
    policies: [
      { policy: '9f3c1ab24d77', counts: part(0.4) },
      { policy: '1be0a9c2200e', counts: part(0.5) },
      { policy: '', counts: part(0.1) },
    ],
    windows: { kept: sum((it) => it.windows.kept), lost: sum((it) => it.windows.lost) },
    replies: { lost: sum((it) => it.replies.lost), rescued: sum((it) => it.replies.rescued) },
    parts: [
      { category: 'utility', country: 'ES', delivered: 17_000, costMicros: 340_000_000, unpriced: 0 },
      { category: 'marketing', country: 'MX', delivered: 800, costMicros: 31_760_000, unpriced: 0 },
      { category: 'service', country: 'ES', delivered: 700, costMicros: 14_000_000, unpriced: 0 },
      { category: null, country: null, delivered: 7, costMicros: 0, unpriced: 7 },
    ],
    card: { effective: '2026-10-01', currency: 'USD', example: true },
    experiment: {
      ...{ treated: { count: 1_204, of: 2_610 }, holdout: { count: 231, of: 655 }, pending: 48, isShown: true },
      difference: { value: 0.109, low: 0.067, high: 0.149 },
      extra: { value: 283.5, low: 175.2, high: 388.4 },
      extraMicros: { value: 184_127, low: 134_397, high: 297_945 },
    },
    templates: [
      {
        ...{ at: '2026-11-20T10:00:00.000Z', name: 'consulta_pendiente', language: 'es', what: 'category' as const },
        ...{ from: 'UTILITY', to: 'MARKETING', isWorse: true, costs: { times: 3.535, country: 'ES' } },
      },
      {
        ...{ at: '2026-11-24T10:00:00.000Z', name: 'consulta_pendiente', language: 'es', what: 'quality' as const },
        ...{ from: 'GREEN', to: 'RED', isWorse: true },
      },
    ],
    categories: { seen: 17_800, policy: 900, neither: 7 },
    csv: 'week,purpose\r\n2026-09-07,followUp\r\n',
    ...changes,
  };
}

export const exampleReportView = (changes: Partial<ReportView> = {}): ReportView => ({
  ...{ now: new Date(NOW).toISOString(), version: '0.1.0', ledger: 'read', report: exampleReport() },
  ...changes,
});

/** Answers each of its two pages. @param view a number is a status without a view */
export function leadZendesk(view: ReportView | number, values: Record<string, unknown> = {}): FakeZendesk<unknown> {
  const zendesk = boardZendesk(manyTickets(20), values) as FakeZendesk<unknown>;
  const board = zendesk.answer;
  const answered = zendesk.request.bind(zendesk);
  zendesk.request = (options) => {
    zendesk.answer = options.url.includes('/app/report') ? view : board;
    return answered(options);
  };
  return zendesk;
}
