/** The ledger, rebuilt from an account whose past is known. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entryOf } from '../../src/ledger/internal/rows';
import { rebuildLedger, type RebuildOrder } from '../../src/ledger/rebuild/rebuild';
import { openStore } from '../../src/ledger/store';
import { ledgerDifferences } from '../truth/ledgerRows';
import { orderOf } from '../truth/order';
import { type PastAccount, pastAccount } from '../truth/pastAccount';

const LIVES = 60;
const SEED = 26;
let account: PastAccount;

beforeAll(async () => {
  account = await pastAccount(orderOf(LIVES, SEED, true), { exportPageSize: 50 });
});
afterEach(() => account.sandbox.clearFaults());
afterAll(() => account?.close());

const order = (name: string): RebuildOrder => account.rebuildOrder(name);
const deleted = (): number => account.known.filter(({ truth }) => truth.unknown).length;

async function expectTruth(made: RebuildOrder): Promise<void> {
  const rows = await account.rowsIn(made);
  expect(ledgerDifferences(account.known, rows, { knows: 'records', toleranceMs: 0 }).differences).toEqual([]);
  expect(Object.values(rows).flatMap((it: { rebuilt: number }[]) => it.filter(({ rebuilt }) => rebuilt !== 1))).toEqual(
    [],
  );
}

describe('ventana ledger rebuild', () => {
  it('Y26 finds each window and reply that was lost, with GET alone, and again the same', async () => {
    const whole = order('whole');
    const played = account.sandbox.requests().length;
    const done = await rebuildLedger(whole);
    expect(done.unknown).toBe(deleted());
    await expectTruth(whole);
    const others = account.sandbox
      .requests()
      .slice(played)
      .filter(({ method }) => method !== 'GET');
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
    const before = account.sandbox.requests().length;
    await rebuildLedger(killed);
    const audits = account.sandbox
      .requests()
      .slice(before)
      .filter(({ path }) => path.endsWith('/audits'));
    expect(audits.length).toBeLessThan(account.known.length);
    await expectTruth(killed);
  });

  it('Y26 a row that was there is not a rebuilt one', async () => {
    const kept = order('kept');
    const [{ ticket = '', at = 0 } = {}] = account.known.flatMap(({ id, truth }) =>
      truth.windows.filter(({ result }) => result === 'lost').map(({ closesAt }) => ({ ticket: id, at: closesAt })),
    );
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
    const { windows: rows } = await account.rowsIn(kept);
    expect(rows.find((it) => it.ticket === ticket && it.closes_at === at)).toMatchObject({
      rebuilt: 0,
      result: 'lost',
      office_ms: expect.any(Number) as number,
    });
    expect(rows.filter((it) => it.rebuilt === 1).length).toBeGreaterThan(0);
  });
});
