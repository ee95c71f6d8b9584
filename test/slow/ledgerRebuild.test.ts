/** The ledger, rebuilt from an account whose past is known. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../sandbox/index';
import { loadSetupConfig } from '../../src/config/config';
import { entryOf } from '../../src/ledger/internal/rows';
import { rebuildLedger, type RebuildOrder } from '../../src/ledger/rebuild/rebuild';
import { openStore } from '../../src/ledger/store';
import { openPast } from '../../src/service/account/past';
import { createMetrics } from '../../src/telemetry/metrics';
import { type Known, MONDAY_10, playPast } from '../support/auditedAccount';
import { rowsOf } from '../support/ledgerRig';
import { memoryFolder } from '../support/memoryFolder';

const HOUR = 3_600_000;
const clock = { now: MONDAY_10 - HOUR };
const passed = { ms: 0 };
const folder = memoryFolder('rebuild-');
let sandbox: Sandbox;
let known: Known;

beforeAll(async () => {
  const now = (): number => clock.now;
  sandbox = await startSandbox({ seed: 'none', signIn: 'client', now, failuresInAudits: true, exportPageSize: 50 });
  sandbox.plant({ kind: 'oauthClient', scopes: ['read'] });
  known = playPast(sandbox, clock, 3);
});
afterEach(() => sandbox.clearFaults());
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** Pauses pass at once, on both clocks. */
const pauseMs = (ms: number): Promise<void> => {
  clock.now += ms;
  passed.ms += ms;
  return Promise.resolve();
};

function order(name: string): RebuildOrder {
  const config = loadSetupConfig({ ...sandbox.env(), VENTANA_POLICY: 'ventana.example.yaml' });
  const now = (): number => clock.now;
  const elapsed = (): number => passed.ms + performance.now();
  const rates = { ...config.rates, zendeskReadsPerMinute: 1_000_000 };
  const past = openPast(
    { ...config, rates },
    { metrics: createMetrics(), log: { warn: () => undefined }, now, elapsed },
  );
  const place = { type: 'file', folder: join(folder, name) } as const;
  const since = MONDAY_10 - 24 * HOUR;
  return { config, place, folder: place.folder, since, past, now, elapsed, pauseMs, onProgress: () => undefined };
}

interface At {
  ticket: string;
  at: number | null;
}
const inOrder = (rows: At[]): At[] =>
  [...rows].sort((a, b) => Number(a.ticket) - Number(b.ticket) || (a.at ?? 0) - (b.at ?? 0));
const found = (...kinds: string[]): At[] =>
  inOrder(known.findings.filter(({ kind }) => kinds.includes(kind)).map(({ ticket, at }) => ({ ticket, at })));

async function expectTruth({ place }: RebuildOrder): Promise<void> {
  const windows = await rowsOf(place, 'windows');
  const lost = windows.filter(({ result }) => result === 'lost');
  expect(inOrder(lost.map(({ ticket, closes_at: at }) => ({ ticket, at })))).toEqual(
    found('closedOnWaiting', 'outOfHours'),
  );
  const replies = await rowsOf(place, 'replies');
  const of = (why: string): At[] =>
    inOrder(replies.filter((it) => it.why === why).map(({ ticket, sent_at: at }) => ({ ticket, at })));
  expect(of('late')).toEqual(found('replyTooLate'));
  expect(of('failed')).toEqual(found('replyFailed'));
  expect([...windows, ...replies].filter(({ rebuilt }) => rebuilt !== 1)).toEqual([]);
}

describe('ventana ledger rebuild', () => {
  it('Y26 finds each window and reply that was lost, with GET alone, and again the same', async () => {
    const whole = order('whole');
    const done = await rebuildLedger(whole);
    expect(done.unknown).toBe(known.unknown.length);
    await expectTruth(whole);
    const others = sandbox.requests().filter(({ method }) => method !== 'GET');
    expect([...new Set(others.map(({ method, path }) => `${method} ${path}`))]).toEqual(['POST /oauth/tokens']);
    expect(await rebuildLedger(whole)).toEqual(done);
    await expectTruth(whole);
    expect(readdirSync(whole.folder).filter((it) => it.startsWith('rebuild'))).toEqual([]);
  });

  it('Y26 goes on where it was killed', async () => {
    const killed = order('killed');
    let read = 0;
    const onProgress = (): void => {
      read += 1;
      if (read === 12) throw new Error('killed');
    };
    await expect(rebuildLedger({ ...killed, onProgress })).rejects.toThrow('killed');
    expect(existsSync(join(killed.folder, 'rebuild-acme.jsonl'))).toBe(true);
    const before = sandbox.requests().length;
    await rebuildLedger(killed);
    const audits = sandbox
      .requests()
      .slice(before)
      .filter(({ path }) => path.endsWith('/audits'));
    expect(audits.length).toBeLessThan(known.tickets.length);
    await expectTruth(killed);
  });

  it('Y26 a row that was there is not a rebuilt one', async () => {
    const kept = order('kept');
    const [{ ticket = '', at = 0 } = {}] = found('closedOnWaiting').map((it) => ({ ...it, at: it.at ?? 0 }));
    const store = await openStore(kept.place);
    const window = {
      of: 'window',
      ticketId: ticket,
      owedBy: 'agent',
      result: 'lost',
      closesAt: at,
      readAt: 1,
    } as const;
    await store.write([entryOf('acme', window)!]);
    await store.close();
    await rebuildLedger(kept);
    const rows = await rowsOf(kept.place, 'windows');
    expect(rows.find((it) => it.ticket === ticket && it.closes_at === at)).toMatchObject({
      rebuilt: 0,
      result: 'lost',
      office_ms: expect.any(Number) as number,
    });
    expect(rows.filter((it) => it.rebuilt === 1).length).toBeGreaterThan(0);
  });
});
