import type { Instant } from '../../activities/types';
import { microsIn } from '../rates/card';
import { csvLine } from '../system/csv';
import type { Cost, PricedSend } from './cost';
import type { Report } from './report';
import type { SpentBudget } from './would';

const iso = (at: Instant | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();

/** The report for programs: everything, with ISO times in UTC. Amounts are estimates, in the unit of `rates.currency`. */
export function documentOf(report: Report): Record<string, unknown> {
  const { span, findings, firstReplies, policies, unknown, ...rest } = report;
  return {
    ...rest,
    since: iso(span.since),
    until: iso(span.until),
    findings: findings.map((it) => ({ ...it, at: iso(it.at), answeredAt: iso(it.answeredAt) })),
    firstReplies: firstReplies.map((it) => ({ ...it, openedAt: iso(it.openedAt) })),
    policies: policies.map(({ cost, sends, held, budget, ...it }) => ({
      ...it,
      ...{ cost: costOf(cost), sends: sends.map(sendOf) },
      held: held.map((one) => ({ ...one, at: iso(one.at), sentAt: iso(one.sentAt) })),
      ...(budget && { budget: budgetOf(budget) }),
    })),
    unknown: unknown.map(({ id, why }) => ({ ticket: id, why })),
  };
}

function costOf({ micros, byDeed, ...cost }: Cost): object {
  const deeds = Object.entries(byDeed).map(([deed, it]) => [deed, microsIn(it)]);
  return { isEstimate: true, total: microsIn(micros), byDeed: Object.fromEntries(deeds) as object, ...cost };
}

/** `ends`: when the month ends, in the office's zone. */
function budgetOf({ soft, hard, months }: SpentBudget): object {
  return {
    ...(soft !== undefined && { soft: microsIn(soft) }),
    ...(hard !== undefined && { hard: microsIn(hard) }),
    months: months.map(({ ends, micros, softAt, hardAt }) => ({
      ...{ ends: iso(ends), spent: microsIn(micros), softReachedAt: iso(softAt), hardReachedAt: iso(hardAt) },
    })),
  };
}

function sendOf({ estimate, ...sent }: PricedSend): object {
  const at = iso(sent.at);
  if (estimate.type === 'unknown') return { ...sent, at, estimate };
  const { card, type, early } = estimate;
  const told = type === 'charged' ? { market: estimate.market } : { why: estimate.why };
  const amount = type === 'charged' ? microsIn(estimate.micros) : 0;
  return { ...sent, at, estimate: { type, amount, rateCard: card.effective, ...told, ...(early && { early }) } };
}

/** Amount, currency and card, empty where no rate is known. */
function priceCells({ estimate }: PricedSend): string[] {
  if (estimate.type === 'unknown') return ['', '', ''];
  const { card } = estimate;
  const amount = estimate.type === 'charged' ? microsIn(estimate.micros) : 0;
  return [String(amount), card.currency, card.example ? `${card.effective} (example)` : card.effective];
}

/**
 * A row for each finding, each first reply, each message that Ventana would have sent or held back, and each ticket that
 * could not be read.
 */
export function csvOf({ findings, firstReplies, policies, unknown }: Report): string {
  const rows = [
    ['row', 'ticket', 'kind', 'at', 'answered_at', 'hours', 'policy', 'category', ...PRICES],
    ...findings.map((it) => ['finding', it.ticket, it.kind, iso(it.at), iso(it.answeredAt)]),
    ...firstReplies.map((it) => ['first_reply', it.ticket, '', iso(it.openedAt), '', it.hours?.toFixed(2)]),
    ...policies.flatMap(({ policy, sends }) =>
      sends.map((it) => ['would_send', it.ticket, it.what, iso(it.at), '', '', policy, it.category, ...priceCells(it)]),
    ),
    ...policies.flatMap(({ policy, held }) =>
      held.map((it) => [`held_by_${it.by}`, it.ticket, it.what, iso(it.at), '', '', policy]),
    ),
    ...unknown.map((it) => ['unknown', it.id, it.why]),
  ];
  return rows.map((row) => csvLine(Array.from({ length: 11 }, (_, place) => inert(row[place] ?? '')))).join('');
}

const PRICES = ['estimated_cost', 'currency', 'rate_card'];

/** A text that a spreadsheet would take for a formula is made one that it does not. */
const inert = (value: string): string => (/^[=+\-@\t]/.test(value) ? `'${value}` : value);
