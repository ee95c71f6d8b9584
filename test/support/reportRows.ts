/** Rows of a ledger, and the report of them. */
import type { OutreachTable, RepliesTable, WindowsTable } from '../../src/ledger/schema';
import type { TemplateState } from '../../src/ledger/templateChanges';
import type { Report } from '../../src/report/report';
import { reported } from './reported';

export const HOUR = 3_600_000;
export const at = (text: string): number => Date.parse(`${text}Z`);
export const span = { since: at('2026-11-01T00:00'), until: at('2026-11-29T00:00') };
export const plain = { bold: (it: string) => it, dim: (it: string) => it };

export const row = (changes: Partial<OutreachTable>): OutreachTable => ({
  ...{ account: 'acme', intent: '1-followUp-1', ticket: '1', policy: 'p1', purpose: 'followUp', name: 'followUp' },
  ...{ message: 'followUp', rendition: 'template', attempt: 1, category: 'utility', market: '34', requested: 0 },
  ...{ arm: null, due_at: at('2026-11-24T10:00'), sent_at: null, delivered_at: null, failed_at: null, failure: null },
  ...{ failure_code: null, answered_at: null, opted_out_at: null, rebuilt: 0, language: 'es' },
  ...{ solved_at: null, reopened_at: null, template: null },
  ...changes,
});
export const sent = (changes: Partial<OutreachTable> = {}): OutreachTable => {
  const { due_at: due } = row(changes);
  return row({ sent_at: due, delivered_at: (due ?? 0) + 2_000, ...changes });
};
export const closed = (result: 'kept' | 'lost'): WindowsTable => ({
  ...{ account: 'acme', ticket: '1', closes_at: at('2026-11-25T10:00'), owed_by: 'agent', office_ms: 0 },
  ...{ result, read_at: 0, rebuilt: 0 },
});
const lost: RepliesTable = {
  ...{ account: 'acme', reply: 'r', ticket: '1', sent_at: at('2026-11-25T10:00'), why: 'late', failure_code: null },
  ...{ rescued_at: 2, rebuilt: 0 },
};
export const report = (
  outreach: OutreachTable[],
  windows: WindowsTable[] = [],
  states: TemplateState[] = [],
): Promise<Report> => reported({ outreach, windows, states, replies: outreach.length === 0 ? [] : [lost] }, span);

export const due = at('2026-11-24T10:00');
export const DAY = 24 * HOUR;
/** So that its seven days are over in the report. */
export const solvedAt = (when: number, more: Partial<OutreachTable> = {}) => ({ solved_at: when, ...more });
