/** The report for the app: what it answers, and when the ledger is asked. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutreachTable } from '../../src/ledger/schema';
import { openStore } from '../../src/ledger/store';
import { reportView, type ReportRead } from '../../src/service/app/report';
import { createReportSource, type ReportParts } from '../../src/service/reports/reportSource';
import { createLog } from '../../src/telemetry/log';
import { memoryFolder } from '../support/memoryFolder';
import { fill, type LedgerRows } from '../support/reported';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-26T10:00:00Z');
const at = (text: string): number => Date.parse(`${text}Z`);
const sent = (due: number, changes: Partial<OutreachTable> = {}): OutreachTable => ({
  ...{ account: 'acme', intent: '1-followUp-1', ticket: '1', policy: 'p1', purpose: 'followUp', name: 'followUp' },
  ...{ message: 'followUp', rendition: 'template', attempt: 1, category: 'utility', market: '34', requested: 0 },
  ...{ arm: null, due_at: due, sent_at: due, delivered_at: due + 9, failed_at: null, failure: null },
  ...{ failure_code: null, answered_at: null, opted_out_at: null, rebuilt: 0 },
  ...{ language: 'es', solved_at: null, reopened_at: null, template: null },
  ...changes,
});

let folder: string;
let lines: string[];
beforeEach(() => {
  folder = memoryFolder('report-source-');
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const ledger = (): ReportParts['place'] => ({ type: 'file', folder: join(folder, 'ledger') });
async function write(rows: LedgerRows): Promise<void> {
  const store = await openStore(ledger());
  await fill(store, rows);
  await store.close();
}
const source = (changes: Partial<ReportParts> = {}) =>
  createReportSource({
    ...{ place: ledger(), account: 'acme', policyFile: join(folder, 'ventana.yaml'), now: () => NOW, elapsed: () => 0 },
    log: createLog('info', { write: (line) => void lines.push(line) }),
    ...changes,
  });
const checked = (read: ReportRead): ReportRead => {
  reportView.strict().parse({ ...read, version: '1.2.3' });
  return read;
};

describe('Y44 the report of the last weeks', () => {
  it('Y44 has each week, this one among them, and what they add up to', async () => {
    await write({
      outreach: [
        sent(at('2026-11-01T23:59')),
        sent(at('2026-11-02T00:00'), { answered_at: at('2026-11-02T01:00') }),
        sent(at('2026-11-24T10:00'), { delivered_at: null, failed_at: NOW, failure: 'refused', failure_code: 131026 }),
        sent(at('2026-11-25T10:00'), { purpose: 'proactive', name: 'incident', policy: 'p2', category: 'marketing' }),
        sent(at('2026-11-25T11:00'), { account: 'globex' }),
      ],
    });
    const { ledger: state, report } = checked(await source().read(4));
    expect(state).toBe('read');
    expect(report?.weeks.map(({ week, counts }) => [week, counts.sent])).toEqual([
      ['2026-11-02', 1],
      ['2026-11-09', 0],
      ['2026-11-16', 0],
      ['2026-11-23', 2],
    ]);
    expect(report?.total).toMatchObject({ sent: 3, delivered: 2, answered: 1, costMicros: 20_000 + 70_700 });
    expect(report?.total.failed).toEqual([{ code: 'refused', error: 131026, count: 1 }]);
    expect(report?.messages.map(({ name, counts }) => [name, counts.sent])).toEqual([
      ['followUp', 2],
      ['incident', 1],
    ]);
    expect(report?.languages.map(({ language, counts }) => [language, counts.sent])).toEqual([['es', 3]]);
    expect(report?.policies.map(({ policy }) => policy)).toEqual(['p2', 'p1']);
    expect(report?.parts).toMatchObject([
      { category: 'marketing', country: 'ES', delivered: 1, costMicros: 70_700 },
      { category: 'utility', country: 'ES', delivered: 1, costMicros: 20_000 },
    ]);
    expect(report?.card).toEqual({ effective: '2026-10-01', currency: 'USD', example: true });
    expect(report?.csv.split('\r\n')[1]).toBe('2026-11-02,followUp,followUp,p1,1,1,1,0,0,0,0.02,USD,0,es,0,0');
    expect((await source().read(12)).report?.weeks).toHaveLength(12);
  });

  it('Y44 many who look cost one reading in five minutes for each number of weeks', async () => {
    let now = 1;
    const reports = source({ elapsed: () => now });
    expect((await reports.read(4)).report?.total.sent).toBe(0);
    await write({ outreach: [sent(NOW - HOUR)] });
    now = 300_000;
    expect((await reports.read(4)).report?.total.sent).toBe(0);
    expect((await reports.read(12)).report?.total.sent).toBe(1);
    now = 300_002;
    expect((await reports.read(4)).report?.total.sent).toBe(1);
  });
});

describe('Y46 without figures', () => {
  it('Y46 an empty ledger says so', async () => {
    expect(checked(await source().read(4))).toMatchObject({ ledger: 'empty', report: { total: { sent: 0 } } });
  });

  it('Y46 a ledger that is away says so, in the log without its address; a report that was read before stays', async () => {
    const away = { type: 'postgres', url: 'postgres://user:secret@127.0.0.1:1/none' } as const;
    expect(checked(await source({ place: away }).read(4))).toMatchObject({ ledger: 'away', report: null });
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toMatch(/secret|postgres:/);

    let now = 1;
    const reports = source({ elapsed: () => now });
    const first = await reports.read(4);
    rmSync(join(folder, 'ledger'), { recursive: true });
    writeFileSync(join(folder, 'ledger'), 'no folder');
    now = 300_002;
    expect(await reports.read(4)).toEqual(first);
  });

  it('Y46 without a rate card that can be read, nothing is estimated', async () => {
    writeFileSync(join(folder, 'rates.yaml'), 'cards: damaged');
    await write({ outreach: [sent(NOW - HOUR)] });
    const { report } = checked(await source().read(4));
    expect([report?.card, report?.total.costMicros, report?.total.delivered]).toEqual([null, 0, 1]);
    expect(lines.join()).toContain('estimates no costs');
  });
});
