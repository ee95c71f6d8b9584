/** What became of Ventana's messages, of windows and of lost replies. */
import type { OutreachTable } from '../ledger/schema';
import type { Price } from './cost';
import { type Rows, type Span, timeOf } from './rows';

/** An answer counts for a message within this time after it was due (ms). */
export const ANSWERS_WITHIN_MS = 72 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** A ticket counts as solved when nobody has reopened it for this time (ms). */
export const STAYS_SOLVED_MS = 7 * DAY_MS;

/** What is counted of messages. */
export interface Counts {
  sent: number;
  delivered: number;
  /** The customer wrote within 72 h of the time at which it was due. */
  answered: number;
  /** The first word of the customer after it opted out. */
  optedOut: number;
  /** Tried, and not delivered in the end: by cause. */
  failed: Record<string, number>;
  /** Not sent, for the experiment. */
  heldBack: number;
  /** Estimated, in millionths of the currency's unit; and the messages whose rate is not known. */
  costMicros: number;
  unpriced: number;
  /** Sent, and the ticket's first solving after it has held for seven days; and those where the customer wrote between. */
  solved: number;
  solvedAnswered: number;
}

export interface Line extends Counts {
  /** The Monday that begins the week, as YYYY-MM-DD (UTC). */
  week: string;
  purpose: string;
  /** Of a proactive message; otherwise as `purpose`. */
  name: string;
  /** The policy's version. Empty: not known. */
  policy: string;
  /** Of its words, as Meta writes it. Empty: not known, as of what an earlier release sent. */
  language: string;
}

export interface Summary {
  span: Span;
  /** By week, purpose, name, policy version and language, in this order. */
  lines: Line[];
  windows: { kept: number; lost: number };
  replies: { lost: number; rescued: number };
}

/** @param span.until what has happened since is not known: seven days before it may not be over */
export function summaryOf(rows: Rows, span: Span, price: Price): Summary {
  const lines = new Map<string, Line>();
  for (const row of rows.outreach) {
    const { purpose, name, policy, language } = row;
    const of = { week: weekOf(timeOf(row)), purpose, name, policy: policy ?? '', language: language ?? '' };
    const key = JSON.stringify(Object.values(of));
    const line = lines.get(key) ?? { ...of, ...NOTHING, failed: {} };
    lines.set(key, { ...of, ...plus(line, countsOf(row, span.until, price)) });
  }
  const lost = rows.windows.filter(({ result }) => result === 'lost').length;
  return {
    span,
    lines: [...lines.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line),
    windows: { kept: rows.windows.length - lost, lost },
    replies: {
      lost: rows.replies.filter(({ why }) => why !== null).length,
      rescued: rows.replies.filter(({ rescued_at }) => rescued_at !== null).length,
    },
  };
}

const NOTHING: Counts = {
  sent: 0,
  delivered: 0,
  answered: 0,
  optedOut: 0,
  failed: {},
  heldBack: 0,
  costMicros: 0,
  unpriced: 0,
  solved: 0,
  solvedAnswered: 0,
};

function countsOf(row: OutreachTable, until: number, price: Price): Counts {
  const { micros, unpriced } = price(row);
  const isSent = row.sent_at !== null;
  // The last attempt failed, or was refused before it went out.
  const isFailed = row.failed_at !== null && row.delivered_at === null && row.failed_at >= (row.sent_at ?? 0);
  return {
    sent: Number(isSent),
    delivered: Number(row.delivered_at !== null),
    answered: Number(isSent && isAnswered(row)),
    optedOut: Number(row.opted_out_at !== null),
    failed: isFailed ? { [causeOf(row)]: 1 } : {},
    heldBack: Number(row.arm === 'holdout'),
    ...{ costMicros: micros, unpriced },
    solved: Number(isSent && staysSolved(row, until)),
    solvedAnswered: Number(isSent && staysSolved(row, until) && isAnsweredBefore(row.solved_at, row)),
  };
}

/** A ticket's run watches it for seven days after it was solved: what is reopened later is not known for certain. */
function staysSolved({ solved_at: solved, reopened_at: reopened }: OutreachTable, until: number): boolean {
  if (solved === null || solved + STAYS_SOLVED_MS > until) return false;
  return reopened === null || reopened >= solved + STAYS_SOLVED_MS;
}

const isAnsweredBefore = (at: number | null, { answered_at }: OutreachTable): boolean =>
  at !== null && answered_at !== null && answered_at <= at;

/** Also of a message that was held back: the experiment's outcome. */
export const isAnswered = (row: OutreachTable): boolean =>
  row.answered_at !== null && row.answered_at <= timeOf(row) + ANSWERS_WITHIN_MS;

const causeOf = ({ failure, failure_code }: OutreachTable): string =>
  failure_code === null ? (failure ?? 'unknown') : `${failure ?? 'refused'}:${failure_code}`;

/** Adds up the lines that belong together. */
export function plus(one: Counts, other: Counts): Counts {
  const failed = { ...one.failed };
  for (const [cause, count] of Object.entries(other.failed)) failed[cause] = (failed[cause] ?? 0) + count;
  return {
    sent: one.sent + other.sent,
    delivered: one.delivered + other.delivered,
    answered: one.answered + other.answered,
    optedOut: one.optedOut + other.optedOut,
    failed,
    heldBack: one.heldBack + other.heldBack,
    costMicros: one.costMicros + other.costMicros,
    unpriced: one.unpriced + other.unpriced,
    solved: one.solved + other.solved,
    solvedAnswered: one.solvedAnswered + other.solvedAnswered,
  };
}

export const sumOf = (counts: readonly Counts[]): Counts => counts.reduce<Counts>(plus, { ...NOTHING, failed: {} });

/** The first of January 1970 was a Thursday. */
const THURSDAY = 3;

function weekOf(at: number): string {
  const day = Math.floor(at / DAY_MS);
  const monday = day - ((day + THURSDAY) % 7);
  return new Date(monday * DAY_MS).toISOString().slice(0, 10);
}
