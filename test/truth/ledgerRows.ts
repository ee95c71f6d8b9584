/** What the ledger must have of an account, and what it has. */
import type { LedgerTables } from '../../src/ledger/schema';
import type { KnownTicket } from './play';
import { type Difference, differencesOf, type Row } from './rows';

export interface LedgerRows {
  outreach: LedgerTables['outreach'][];
  windows: LedgerTables['windows'][];
  replies: LedgerTables['replies'][];
}

/**
 * What can be known: by a service that saw it, or by the vendors' records alone, which say neither WhatsApp's codes nor
 * what became of our own messages.
 */
export type Knows = 'all' | 'records';

export interface LedgerOrder {
  knows: Knows;
  /** By which times may differ (ms). */
  toleranceMs: number;
  /** Outreach, by ticket, of whose failure no report came: nobody knows of it. */
  unreported?: ReadonlySet<string>;
}

/** @returns none: the ledger has the truth, row by row */
export function ledgerDifferences(
  known: readonly KnownTicket[],
  rows: LedgerRows,
  order: LedgerOrder,
): { expected: number; differences: Difference[] } {
  const expected = known.flatMap((it) => rowsOfTruth(it, order));
  return { expected: expected.length, differences: differencesOf(expected, rowsOf(rows, order), order.toleranceMs) };
}

const HOUR_MS = 3_600_000;
/** Office hours to a quarter of an hour: in a live account, messages are some seconds late. */
const quarters = (ms: number | null): string => (ms === null ? '-' : String(Math.round((4 * ms) / HOUR_MS)));

function rowsOfTruth({ id, truth }: KnownTicket, { knows, unreported }: LedgerOrder): Row[] {
  if (truth.unknown) return [];
  const codeOf = (code: number | undefined): string => (knows === 'all' && code !== undefined ? String(code) : '-');
  return [
    ...truth.windows.map(({ closesAt, owedBy, result, officeMs }) => ({
      what: `${id} window owed by ${owedBy}, ${result}, ${quarters(officeMs)}`,
      times: [closesAt],
    })),
    ...truth.replies.map(({ at, why, code, rescuedAt }) => ({
      what: `${id} reply ${why} ${codeOf(code)}`,
      times: [at, rescuedAt],
    })),
    ...truth.outreach.map(({ purpose, at, requested, category, code, answeredAt, optedOutAt }) => ({
      what: [
        `${id} ${purpose} by ${category === 'service' ? 'text' : 'template'}`,
        ...(knows === 'all' ? [category, requested ? 'requested' : 'automatic'] : []),
        codeOf(unreported?.has(id) ? undefined : code),
      ].join(' '),
      times: [at, answeredAt, optedOutAt],
    })),
  ];
}

function rowsOf({ outreach, windows, replies }: LedgerRows, { knows }: LedgerOrder): Row[] {
  const codeOf = (code: number | null): string => (code === null ? '-' : String(code));
  return [
    ...windows
      .filter(({ result }) => result !== 'extended')
      .map((it) => ({
        what: `${it.ticket} window owed by ${it.owed_by}, ${it.result}, ${quarters(it.office_ms)}`,
        times: [it.closes_at],
      })),
    ...replies.map((it) => ({
      what: `${it.ticket} reply ${it.why} ${codeOf(it.failure_code)}`,
      times: [it.sent_at, it.rescued_at],
    })),
    ...outreach.map((it) => ({
      what: [
        `${it.ticket} ${it.purpose} by ${it.rendition}`,
        ...(knows === 'all' ? [it.category ?? '-', it.requested === 1 ? 'requested' : 'automatic'] : []),
        codeOf(it.failure_code),
      ].join(' '),
      times: [it.sent_at, it.answered_at, it.opted_out_at],
    })),
  ];
}
