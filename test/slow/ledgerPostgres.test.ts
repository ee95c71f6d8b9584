import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { openPostgres } from '../../src/ledger/internal/postgres';
import { entryOf } from '../../src/ledger/internal/rows';
import type { LedgerPlace } from '../../src/ledger/place';
import { openStore } from '../../src/ledger/store';
import { ledgerCases } from '../support/ledgerCases';
import { KEEP_MS, ledgerRig, rowsOf } from '../support/ledgerRig';
import { memoryFolder } from '../support/memoryFolder';
import { NO_POSTGRES, type Postgres, postgresPrograms, startPostgres } from '../support/postgres';

const programs = postgresPrograms();
if (programs === undefined) console.warn(NO_POSTGRES);

describe.skipIf(programs === undefined)('the ledger in PostgreSQL', () => {
  const folder = memoryFolder('ledger-');
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '');
  });
  afterAll(async () => {
    await postgres?.remove();
    rmSync(folder, { recursive: true });
  });
  const place = (): LedgerPlace => ({ type: 'postgres', url: postgres.url });
  const window = (ticketId: string) =>
    ({ of: 'window', ticketId, closesAt: 1_800_000_000_000, owedBy: 'agent', result: 'lost', readAt: 1 }) as const;

  it('Y20 several processes that begin at once make its tables once', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(place())));
    await Promise.all(stores.map((it, n) => it.write([entryOf('acme', window(`begin ${n}`))!])));
    await Promise.all(stores.map((it) => it.close()));
    expect(await rowsOf(place(), 'windows')).toHaveLength(4);
  });

  it('Y23 rows wait on disk while it is down, also for a process that is started again meanwhile, and follow', async () => {
    const rig = ledgerRig(join(folder, 'down'), { place: place() });
    rig.ledger.of('acme', () => KEEP_MS).note(() => [window('before')]);
    expect(await rig.ledger.flush()).toBe(true);
    await postgres.stop();
    rig.ledger.of('acme', () => KEEP_MS).note(() => [window('meanwhile')]);
    expect(await rig.ledger.flush()).toBe(false);
    await rig.ledger.close();
    const next = ledgerRig(join(folder, 'down'), { place: place() });
    expect(await next.ledger.flush()).toBe(false);
    await postgres.start();
    expect(await next.ledger.flush()).toBe(true);
    await next.ledger.close();
    const found = (await rowsOf(place(), 'windows')).map(({ ticket }) => ticket);
    expect(found).toEqual(expect.arrayContaining(['before', 'meanwhile']));
    expect([...rig.lines, ...next.lines].join('\n')).not.toContain('postgres://');
  });

  it('Y23 a database that goes away in the middle of a query is an error for that query, and of nobody else', async () => {
    const { db } = openPostgres(postgres.url);
    const sleeping = sql`select pg_sleep(600)`.execute(db).then(
      () => 'done',
      (error: unknown) => (error as Error).message,
    );
    const waits = sql<{ n: number }>`select count(*) as n from pg_stat_activity where query like 'select pg_sleep%'`;
    await expect.poll(async () => (await waits.execute(db)).rows[0]?.n).toBe(1);
    await postgres.stop();
    expect(await sleeping).toMatch(/terminat|connection/i);
    await postgres.start();
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    await db.destroy();
  });

  ledgerCases(() => Promise.resolve(place()), 20);
});
