import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import type { LedgerFact } from '../../activities/ledger';
import { entryOf } from '../../src/ledger/internal/rows';
import { openStore } from '../../src/ledger/store';
import { bound, GROUPED_REPLIES } from '../../src/report/sql';
import { ledgerCases } from '../support/ledgerCases';
import { memoryFolder } from '../support/memoryFolder';

const folder = memoryFolder('ledger-');
afterAll(() => rmSync(folder, { recursive: true }));

describe('the ledger in a file', () => {
  ledgerCases(() => Promise.resolve({ type: 'file', folder: join(folder, 'cases') }), 8);

  it('Y20 only its owner may read it, and others read while it is written', async () => {
    const place = join(folder, 'read');
    const store = await openStore({ type: 'file', folder: place });
    const path = join(place, 'ledger.sqlite');
    const reader = new Database(path, { readonly: true });
    const count = (): unknown => (reader.prepare('SELECT count(*) AS n FROM windows').get() as { n: unknown }).n;
    expect(count()).toBe(0);
    const closesAt = 1_800_000_000_000;
    const window = { of: 'window', ticketId: '1', closesAt, owedBy: 'agent', result: 'lost', readAt: 1 } as const;
    await store.write([entryOf('acme', window)!]);
    expect(count()).toBe(1);
    for (const name of ['', '-wal', '-shm']) expect(statSync(path + name).mode & 0o077).toBe(0);
    expect(statSync(place).mode & 0o077).toBe(0);
    reader.close();
    await store.close();
  });

  it('Y26 what only we knew stays when a row is rebuilt, and what is only rebuilt says so', async () => {
    const store = await openStore({ type: 'file', folder: join(folder, 'rebuilt') });
    const of = 'outreach';
    const purpose = { kind: 'followUp', name: 'followUp' } as const;
    const read = {
      of,
      ticketId: '7',
      sendId: '7-followUp-1-1:template:1',
      purpose,
      sentAt: 20,
      answeredAt: 30,
    } as const;
    await store.write([entryOf('acme', { ...read, market: '34', dueAt: 10 })!]);
    const other = { ...read, sendId: '7-followUp-1-2:text:1' };
    await store.write([read, other].map((it) => entryOf('acme', it, true)!));
    expect(await store.db.selectFrom('outreach').selectAll().orderBy('intent').execute()).toMatchObject([
      { intent: '7-followUp-1-1', rebuilt: 0, market: '34', due_at: 10, answered_at: 30 },
      { intent: '7-followUp-1-2', rebuilt: 1, market: null, due_at: null, answered_at: 30 },
    ]);
    await store.close();
  });

  it.each([
    ['failed', ['failed'], 0],
    ['failed, and another attempt of them did not', ['failed', 'sent'], 1],
    ['were shown on the phone although a failure was reported', ['shown'], 1],
    ['went out, and nothing was reported', ['sent'], 1],
  ])('Y25 a reply counts as rescued unless its words %s', async (_words, attempts, rescued) => {
    const store = await openStore({ type: 'file', folder: join(folder, `words ${attempts.join()} ${rescued}`) });
    const failed = { at: 30, reason: 'refused', code: 131026 } as const;
    const facts = attempts.flatMap((fate, n): LedgerFact[] => {
      const reference = `words ${n}`;
      return [
        { of: 'reply', ticketId: '7', messageId: 'm', at: 10, rescuedAt: 20 + n, reference },
        ...(fate === 'sent' ? [] : [{ of: 'report', reference, failed } as const]),
        ...(fate === 'shown' ? [{ of: 'report', reference, deliveredAt: 40 } as const] : []),
      ];
    });
    await store.write([...facts].reverse().map((it) => entryOf('acme', it)!));
    const { rows } = await bound(GROUPED_REPLIES, { account: 'acme', since: 0, until: 99 }).execute(store.db);
    expect(rows).toMatchObject([{ rescued }]);
    await store.close();
  });

  it('Y20 several processes that begin at once make its tables, and upgrade those of an earlier release', async () => {
    const place = { type: 'file', folder: join(folder, 'at once') } as const;
    const together = async (): Promise<void> => {
      const stores = await Promise.all([1, 2, 3, 4].map(() => openStore(place)));
      await Promise.all(stores.map((it) => it.close()));
    };
    await together();
    const database = new Database(join(place.folder, 'ledger.sqlite'));
    database.exec("DELETE FROM kysely_migration WHERE name > '2026-11-28-first'; DROP TABLE template_states");
    const added = ['language', 'solved_at', 'reopened_at', 'template'] as const;
    for (const it of added) database.exec(`ALTER TABLE outreach DROP COLUMN ${it}`);
    database.close();
    await together();
    const store = await openStore(place);
    expect(await store.db.selectFrom('outreach').select(added).execute()).toEqual([]);
    expect(await store.db.selectFrom('template_states').selectAll().execute()).toEqual([]);
    await store.close();
  });

  it('Y20 two processes may open it, and one that is opened again keeps its rows', async () => {
    const place = { type: 'file', folder: join(folder, 'again') } as const;
    const [one, other] = [await openStore(place), await openStore(place)];
    const of = (ticketId: string) =>
      entryOf('acme', { of: 'window', ticketId, closesAt: 1, owedBy: 'agent', result: 'lost', readAt: 1 })!;
    await one.write([of('1')]);
    await other.write([of('2')]);
    await one.close();
    await other.close();
    const again = await openStore(place);
    expect(await again.db.selectFrom('windows').select('ticket').orderBy('ticket').execute()).toEqual([
      { ticket: '1' },
      { ticket: '2' },
    ]);
    await again.close();
  });
});
