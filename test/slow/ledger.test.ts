/** What the ledger never does: hold up a message, cost an Action. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporal } from '@temporalio/proto';
import { eventsOf } from '../support/historyEvents';
import { ledgerRig, type LedgerRig, rowsOf } from '../support/ledgerRig';
import { liveWorld, type Story } from '../support/liveWorld';
import { memoryFolder } from '../support/memoryFolder';
import { NO_POSTGRES, type Postgres, postgresPrograms, startPostgres } from '../support/postgres';
import { smallDisk } from '../support/smallDisk';

const REMINDER = ['Tue 11:00 template consulta_pendiente'];
const { EventType } = temporal.api.enums.v1;

/** F1 to its answer. @param meanwhile what happens to the ledger, Tuesday at 10:30 and at 11:30 */
async function reminded(s: Story, meanwhile: { before?: () => unknown; after?: () => unknown } = {}): Promise<void> {
  await s.pending();
  await s.at('Tue 10:30');
  await meanwhile.before?.();
  await s.at('Tue 11:30');
  expect(s.received()).toEqual(REMINDER);
  await meanwhile.after?.();
  await s.at('Wed 08:30');
  s.writes('Ya lo he visto');
  await s.settled();
  expect(s.received()).toEqual(REMINDER);
  expect(s.ticket()).toMatchObject({ status: 'open' });
}

/** Which Actions the ticket's run needs, and how often those that do not depend on how fast hints come one after the other. */
async function actionsOf(s: Story): Promise<Record<string, number | 'some'>> {
  const history = await s.run().fetchHistory();
  const counts: Record<string, number> = {};
  for (const it of history.events ?? []) {
    const kind = EventType[it.eventType ?? 0] ?? '';
    if (!/ACTIVITY_TASK_SCHEDULED|SIGNALED|TIMER_STARTED|UPSERT/.test(kind)) continue;
    const name = it.activityTaskScheduledEventAttributes?.activityType?.name ?? kind;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  for (const name of eventsOf(history).local) counts[name] = (counts[name] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, EXACT.has(name) ? count : 'some']));
}

const EXACT = new Set(['sendMessage', 'returnTurns', 'lookForMessage']);

const outreachOf = async (rig: LedgerRig, s: Story) =>
  (await rowsOf(rig.place, 'outreach')).filter(({ ticket }) => ticket === s.ticketId);

const without: Record<string, number | 'some'>[] = [];
describe('without a ledger', () => {
  const { play } = liveWorld();
  it(
    'Y24 a reminder that is answered needs so many Actions',
    play(async (s) => {
      await reminded(s);
      without.push(await actionsOf(s));
      expect(without[0]).toMatchObject({ sendMessage: 1, readTruth: 'some', updateTicket: 'some', askTurn: 'some' });
    }),
  );
});

const disk = memoryFolder('ledger-');
afterAll(() => rmSync(disk, { recursive: true }));

describe('with the ledger in a file', () => {
  let rig: LedgerRig;
  const { play } = liveWorld({
    ledger: (now) => (rig = ledgerRig(disk, { now, elapsed: now })).ledger,
  });

  it(
    'Y24 it needs the same ones',
    play(async (s) => {
      await reminded(s);
      expect(await actionsOf(s)).toEqual(without[0]);
      await rig.ledger.flush();
      expect(await outreachOf(rig, s)).toHaveLength(1);
    }),
  );

  it(
    'Y23 whose file is deleted before the reminder is due: it goes out on time, once, and the new file has its row',
    play(async (s) => {
      await reminded(s, { before: () => rmSync(rig.folder, { recursive: true, force: true }) });
      expect(await actionsOf(s)).toEqual(without[0]);
      await rig.ledger.flush();
      expect(await outreachOf(rig, s)).toMatchObject([{ market: '34', rebuilt: 0 }]);
    }),
  );
});

/** Of its own: what is deleted while it is open gives its room back later, at a moment that nobody chooses. */
const fullDisk = smallDisk(8_000_000);
afterAll(() => fullDisk.remove());

describe.skipIf(!fullDisk.fillUp)('with the ledger on a disk that is full', () => {
  let rig: LedgerRig;
  const { play } = liveWorld({
    ledger(now) {
      rig = ledgerRig(join(fullDisk.folder, 'a'), { now, elapsed: now });
      fullDisk.fillUp?.();
      return rig.ledger;
    },
  });

  it(
    'Y23 the reminder goes out on time, once, and its row follows',
    play(async (s) => {
      await reminded(s, {
        async after() {
          expect(await rig.ledger.flush()).toBe(false);
          await fullDisk.free();
        },
      });
      expect(await actionsOf(s)).toEqual(without[0]);
      expect(await rig.ledger.flush()).toBe(true);
      const row = { market: '34', policy: expect.any(String) as string, delivered_at: expect.any(Number) as number };
      expect(await outreachOf(rig, s)).toMatchObject([row]);
      expect(rig.lines).toContain('the ledger cannot be written: its rows wait, and nothing else does');
      expect(await rig.counted('dropped')).toBe(0);
    }),
  );
});

const programs = postgresPrograms();
if (programs === undefined) console.warn(NO_POSTGRES);

describe.skipIf(programs === undefined)('with the ledger in PostgreSQL', () => {
  const folder = memoryFolder('ledger-');
  let postgres: Postgres;
  let rig: LedgerRig;
  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '');
  });
  const { play } = liveWorld({
    ledger: (now) =>
      (rig = ledgerRig(folder, { place: { type: 'postgres', url: postgres.url }, now, elapsed: now })).ledger,
  });
  afterAll(async () => {
    await postgres?.remove();
    rmSync(folder, { recursive: true });
  });

  it(
    'Y23 which is down for the hour of the reminder: it goes out on time, once, and its row follows',
    play(async (s) => {
      await reminded(s, {
        before: () => postgres.stop(),
        async after() {
          expect(await rig.ledger.flush()).toBe(false);
          expect(readdirSync(rig.folder)).not.toEqual([]);
          await postgres.start();
        },
      });
      expect(await actionsOf(s)).toEqual(without[0]);
      expect(await rig.ledger.flush()).toBe(true);
      const row = { market: '34', policy: expect.any(String) as string, delivered_at: expect.any(Number) as number };
      expect(await outreachOf(rig, s)).toMatchObject([row]);
      expect(readdirSync(rig.folder)).toEqual([]);
    }),
  );
});
