import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LedgerFact } from '../../activities/ledger';
import { KEEP_MS, ledgerRig, rowsOf } from '../support/ledgerRig';
import { memoryFolder } from '../support/memoryFolder';

const folder = memoryFolder('ledger-');
afterAll(() => rmSync(folder, { recursive: true }));

const window = (ticketId: string, more = {}): LedgerFact => ({
  ...{ of: 'window', ticketId, closesAt: 1_800_000_000_000, owedBy: 'agent', result: 'lost', readAt: 1 },
  ...more,
});
const of = (rig: ReturnType<typeof ledgerRig>) => rig.ledger.of('acme', () => KEEP_MS);
const tickets = async (rig: ReturnType<typeof ledgerRig>): Promise<string[]> =>
  (await rowsOf(rig.place, 'windows')).map(({ ticket }) => ticket).sort();

/** In the way of the ledger's folder, as a disk that is not there. */
const blocked = (name: string): { rig: ReturnType<typeof ledgerRig>; away: string } => {
  const away = join(folder, name, 'database');
  const rig = ledgerRig(join(folder, name), { place: { type: 'file', folder: away } });
  writeFileSync(away, '');
  return { rig, away };
};

describe('the ledger', () => {
  it('Y22 writes what it is told, later, and the same only once', async () => {
    const rig = ledgerRig(join(folder, 'written'));
    const port = of(rig);
    port.note(() => [window('1'), window('2')]);
    expect(existsSync(join(rig.folder, 'ledger.sqlite'))).toBe(false);
    expect(await rig.ledger.flush()).toBe(true);
    port.note(() => [window('1', { readAt: 2 }), window('3')]);
    await rig.ledger.flush();
    expect(await rig.counted('written')).toBe(3);
    expect(await tickets(rig)).toEqual(['1', '2', '3']);
    await rig.ledger.close();
  });

  it('Y22 a fact that cannot be worked out is none, and nobody else hears of it', async () => {
    const rig = ledgerRig(join(folder, 'throwing'));
    of(rig).note(() => {
      throw new Error('broken');
    });
    expect(rig.lines).toEqual(['a row of the ledger could not be made']);
    await rig.ledger.close();
  });

  it('Y23 a process that is killed before it wrote its rows loses none: the next one writes them', async () => {
    const at = join(folder, 'killed');
    const program = ['--require', require.resolve('tsx/cjs'), join(__dirname, '../support/ledgerThatDies.ts'), at];
    const child = spawn(process.execPath, program, { stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    const next = ledgerRig(at);
    expect(await next.ledger.flush()).toBe(true);
    expect(await tickets(next)).toEqual(['7']);
    await next.ledger.close();
  });

  it('Y23 rows wait on disk while the database is away, a restart does not lose them, and they follow', async () => {
    const { rig, away } = blocked('away');
    of(rig).note(() => [window('1')]);
    expect(await rig.ledger.flush()).toBe(false);
    of(rig).note(() => [window('2')]);
    await rig.ledger.close();
    expect(rig.lines).toEqual(['the ledger cannot be written: its rows wait, and nothing else does']);
    rmSync(away);
    const next = ledgerRig(join(folder, 'away'), { place: rig.place });
    of(next).note(() => [window('3')]);
    expect(await next.ledger.flush()).toBe(true);
    expect(await tickets(next)).toEqual(['1', '2', '3']);
    expect(readdirSync(rig.folder)).toEqual([]);
    await next.ledger.close();
  });

  it('Y23 a line that a full disk has cut short costs that row alone', async () => {
    const { rig, away } = blocked('cut');
    of(rig).note(() => [window('1'), window('2')]);
    await rig.ledger.flush();
    const path = join(rig.folder, 'waiting.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -20));
    of(rig).note(() => [window('3')]);
    await rig.ledger.flush();
    rmSync(away);
    await rig.ledger.flush();
    expect(await tickets(rig)).toEqual(['1', '3']);
    expect(rig.lines.at(-1)).toBe('the ledger is written again');
    await rig.ledger.close();
  });

  it('Y23 where nothing can be written at all, the newest rows stay in memory and the others are counted', async () => {
    const place = { type: 'file', folder: join(folder, 'nowhere', 'database') } as const;
    const rig = ledgerRig(join(folder, 'nowhere'), { place, mostInMemory: 3, folder: place.folder });
    writeFileSync(place.folder, '');
    of(rig).note(() => ['1', '2', '3', '4', '5'].map((id) => window(id)));
    await rig.ledger.flush();
    expect(await rig.counted('dropped')).toBe(2);
    rmSync(place.folder);
    expect(await rig.ledger.flush()).toBe(true);
    expect(await tickets(rig)).toEqual(['3', '4', '5']);
    await rig.ledger.close();
  });

  it('Y23 a file that is deleted while it is open is made again, with what is told from then on', async () => {
    const rig = ledgerRig(join(folder, 'deleted'));
    const port = of(rig);
    port.note(() => [window('1')]);
    await rig.ledger.flush();
    rmSync(rig.folder, { recursive: true });
    port.note(() => [window('2')]);
    expect(await rig.ledger.flush()).toBe(true);
    port.note(() => [window('1')]);
    await rig.ledger.flush();
    expect(await tickets(rig)).toEqual(['1', '2']);
    await rig.ledger.close();
  });

  it('Y23 a row that the database refuses is dropped and counted, and the others are written', async () => {
    const rig = ledgerRig(join(folder, 'refused'));
    of(rig).note(() => [window('1'), window('2', { owedBy: null }), window('3')]);
    expect(await rig.ledger.flush()).toBe(true);
    expect([await rig.counted('dropped'), await rig.counted('written')]).toEqual([1, 2]);
    expect(await tickets(rig)).toEqual(['1', '3']);
    await rig.ledger.close();
  });

  it('Y27 once a day, what is older than the policy keeps is deleted', async () => {
    const time = { now: 1_800_000_000_000, elapsed: 0 };
    const rig = ledgerRig(join(folder, 'kept'), { now: () => time.now, elapsed: () => time.elapsed });
    const port = of(rig);
    port.note(() => [window('1'), window('2', { closesAt: time.now + 1 })]);
    await rig.ledger.flush();
    time.now += KEEP_MS + 1;
    await rig.ledger.flush();
    expect(await tickets(rig)).toEqual(['1', '2']);
    time.elapsed += 25 * 3_600_000;
    await rig.ledger.flush();
    expect(await tickets(rig)).toEqual(['2']);
    await rig.ledger.close();
  });
});
