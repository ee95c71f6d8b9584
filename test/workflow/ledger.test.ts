import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadSetupConfig } from '../../src/config/config';
import type { Ledger } from '../../src/ledger/ledger';
import { rebuildLedger } from '../../src/ledger/rebuild/rebuild';
import type { LedgerTables } from '../../src/ledger/schema';
import { openPast } from '../../src/service/account/past';
import { createMetrics } from '../../src/telemetry/metrics';
import { sweepByHand } from '../../simulation/sweeping';
import { ledgerRig, type LedgerRig, rowsOf } from '../support/ledgerRig';
import { liveWorld, type Story } from '../support/liveWorld';
import { memoryFolder } from '../support/memoryFolder';

const folder = memoryFolder('ledger-');
let rig: LedgerRig;
const { world, play } = liveWorld({
  policy: [['solveAfter: off', 'solveAfter: 48h']],
  ledger: (now): Ledger => (rig = ledgerRig(folder, { now, elapsed: now })).ledger,
});
afterAll(() => rmSync(folder, { recursive: true }));

async function rows<Name extends 'outreach' | 'windows' | 'replies'>(s: Story, table: Name) {
  await rig.ledger.flush();
  const all: LedgerTables[Name][] = await rowsOf(rig.place, table);
  return all.filter(({ ticket }) => ticket === s.ticketId);
}
/** Y26: the rows of a ledger that knows only what the vendors do. */
async function rebuilt(s: Story) {
  const config = loadSetupConfig({ ...s.sandbox.env(), VENTANA_POLICY: 'ventana.example.yaml' });
  const now = (): number => world().time.now();
  const parts = { metrics: createMetrics(), log: { warn: () => undefined }, now, elapsed: now };
  const past = openPast({ ...config, rates: { ...config.rates, zendeskReadsPerMinute: 1_000_000 } }, parts);
  const place = { type: 'file', folder: join(folder, 'rebuilt') } as const;
  const order = { config, place, folder, since: s.instant('Mon 08:00'), past, now, elapsed: now };
  const pauseMs = (): Promise<void> => Promise.resolve();
  const done = await rebuildLedger({ ...order, pauseMs, onProgress: () => undefined });
  expect(done).toMatchObject({ tickets: 1, unknown: 0 });
  return { outreach: await rowsOf(place, 'outreach'), windows: await rowsOf(place, 'windows') };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const closed = (at: number) => ({ closes_at: expect.toSatisfy(near(at)) as number });
const near = (at: number) => (found: number | null) => found !== null && Math.abs(found - at) < 2 * MINUTE;

describe('the ledger of a live account', () => {
  it(
    'Y21 F1 has one row for the reminder: when it was due, sent, delivered and answered, by which policy and to which market; Y26 the vendors alone tell of the same message',
    play(async (s) => {
      await s.pending();
      await s.at('Tue 11:30');
      expect(s.received()).toEqual(['Tue 11:00 template consulta_pendiente']);
      await s.at('Wed 08:30');
      s.writes('Ya lo he visto');
      await s.settled();
      const [row, ...others] = await rows(s, 'outreach');
      expect(others).toEqual([]);
      expect(row).toMatchObject({
        ...{ account: world().sandbox.account, purpose: 'followUp', name: 'followUp', message: 'followUp', arm: null },
        ...{ language: 'es', solved_at: null, reopened_at: null, template: 'consulta_pendiente' },
        ...{ rendition: 'template', category: 'utility', market: '34', requested: 0, attempt: 1, rebuilt: 0 },
        ...{ failed_at: null, failure_code: null, opted_out_at: null },
      });
      expect(row?.policy).toMatch(/^[0-9a-f]{12}$/);
      expect(row).toMatchObject({
        due_at: expect.toSatisfy(near(s.instant('Tue 11:00'))) as number,
        sent_at: expect.toSatisfy(near(s.instant('Tue 11:00'))) as number,
        delivered_at: expect.toSatisfy(near(s.instant('Tue 11:00'))) as number,
        answered_at: expect.toSatisfy(near(s.instant('Wed 08:30'))) as number,
      });
      expect(await rows(s, 'windows')).toMatchObject([
        { ...closed(s.instant('Tue 09:00')), owed_by: 'customer', result: 'kept', office_ms: 9 * HOUR },
      ]);
      expect(await rows(s, 'replies')).toEqual([]);

      // Zendesk's export leaves out the last minute.
      await s.at('Wed 08:40');
      const again = await rebuilt(s);
      expect(again.outreach).toMatchObject([
        {
          ...{
            intent: row?.intent,
            purpose: 'followUp',
            rendition: 'template',
            attempt: 1,
            rebuilt: 1,
            market: '34',
            due_at: null,
            language: 'es',
          },
          ...{ sent_at: expect.toSatisfy(near(row?.sent_at ?? 0)) as number, answered_at: row?.answered_at },
        },
      ]);
      expect(again.windows).toMatchObject([{ owed_by: 'customer', result: 'kept', office_ms: 9 * HOUR, rebuilt: 1 }]);
    }),
  );

  it(
    'Y28 U1 a ticket that Ventana solves, and an agent reopens: its reminder was solved after, and reopened',
    play(async (s) => {
      await s.pending();
      await s.at('Thu 12:00');
      expect(s.ticket().status).toBe('solved');
      const solved = { solved_at: expect.toSatisfy(near(s.instant('Thu 11:00'))) as number };
      expect(await rows(s, 'outreach')).toMatchObject([{ ...solved, reopened_at: null, answered_at: null }]);
      s.sets('open');
      await s.settled();
      const reopened_at = expect.toSatisfy(near(s.instant('Thu 12:00'))) as number;
      expect(await rows(s, 'outreach')).toMatchObject([{ ...solved, reopened_at }]);
    }),
  );

  it(
    'Y50 the sweep looks at the templates, and the next one of another day finds what Meta has changed',
    play(async (s) => {
      await s.at('Mon 10:00');
      await sweepByHand(world());
      s.sandbox.reviewTemplate('consulta_pendiente', 'es', { category: 'MARKETING' });
      await s.at('Tue 10:30');
      await sweepByHand(world());
      await rig.ledger.flush();
      const states = (await rowsOf(rig.place, 'template_states')).filter((it) => it.name === 'consulta_pendiente');
      expect(states.map(({ language, category }) => `${language} ${category}`).sort()).toEqual([
        'en UTILITY',
        'es MARKETING',
        'es UTILITY',
      ]);
    }),
  );

  it(
    'Y25 R1 a reply that came too late is a lost one, its window too; once its words went out, it is rescued',
    play(async (s) => {
      await s.at('Mon 09:00');
      s.writes();
      await s.at('Tue 11:00');
      s.replies('Es el jueves');
      await s.at('Tue 11:05');
      const late = { why: 'late', sent_at: expect.toSatisfy(near(s.instant('Tue 11:00'))) as number, rebuilt: 0 };
      expect(await rows(s, 'replies')).toMatchObject([{ ...late, rescued_at: null }]);
      s.applies('WhatsApp::Rescatar respuesta');
      await s.at('Wed 10:00');
      s.sandbox.customerTaps(s.customer, { payload: 'RESCUE', text: 'Ver la respuesta', as: 'message' });
      await s.at('Wed 10:02');
      const rescued_at = expect.toSatisfy(near(s.instant('Wed 10:00'))) as number;
      expect(await rows(s, 'replies')).toMatchObject([{ ...late, rescued_at }]);
      const outreach = await rows(s, 'outreach');
      expect(outreach.map(({ purpose, requested }) => [purpose, requested])).toEqual([['rescue', 1]]);
      expect(outreach).toMatchObject([{ answered_at: rescued_at }]);
      expect(await rows(s, 'windows')).toMatchObject([
        { ...closed(s.instant('Tue 09:00')), owed_by: 'agent', result: 'lost', office_ms: 9 * HOUR },
      ]);
    }),
  );
});
