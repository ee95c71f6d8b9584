/** V6 to V8: what `doctor` prints, and what it may claim. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Check, ok, problem, skipped } from '../../src/operator/doctor/check';
import { foldedSkips } from '../../src/operator/doctor/folded';
import { limits } from '../../src/operator/doctor/internal/checks/limits';
import { judge } from '../../src/operator/doctor/internal/checks/dataFolder';
import { examine } from '../../src/operator/doctor/internal/examine';

const check = (title: string, run: Check['run'], needs: string[] = []): Check => ({ id: title, title, run, needs });
const good = () => ok('fine');

describe('V6 what was skipped is one line for each cause', () => {
  it('names the check in the way, and the first of those that it hides', async () => {
    const hidden = ['Role', 'Scope', 'Rate', 'Export', 'Fields'].map((it) => check(it, good, ['Credential']));
    const results = await examine([check('Credential', () => problem('refused', 'Mend it.')), ...hidden]);
    expect(foldedSkips(results)).toEqual(['Not checked, because of Credential: Role, Scope, Rate and 2 more.']);
  });

  it('says why, where the cause was itself skipped, and keeps causes apart', async () => {
    const results = await examine([
      check('Service', () => skipped('because none runs', 'Start it.')),
      check('Secrets', good, ['Service']),
      check('Sweep', () => skipped('because it is off')),
    ]);
    expect(foldedSkips(results)).toEqual([
      'Service: not checked, because none runs. Nor, for the same reason: Secrets. Start it.',
      'Sweep: not checked, because it is off.',
    ]);
  });

  it('is nothing where all was checked', async () => {
    expect(foldedSkips(await examine([check('A', good)]))).toEqual([]);
  });
});

describe('V8 the data folder', () => {
  it('is a problem with a full disk, though it may be written to, and a warning with little room', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ventana-data-'));
    const with_ = (bytes: number | undefined) => judge(folder, () => Promise.resolve(bytes));
    expect(await with_(12_000_000)).toMatchObject({
      level: 'problem',
      found: `the disk of ${folder} is full (12 MB left): nothing can be stored, so Ventana can send and write nothing`,
    });
    expect(await with_(300_000_000)).toMatchObject({ level: 'warning' });
    expect(await with_(9_000_000_000)).toMatchObject({
      level: 'ok',
      found: `${folder} is writable and has 9000 MB left`,
    });
    expect(await with_(undefined)).toMatchObject({
      level: 'ok',
      found: expect.stringMatching(/does not say/) as string,
    });
    await rm(folder, { recursive: true });
  });

  it('is not said to be writable where it is not there yet', async () => {
    const found = await judge(join(tmpdir(), 'ventana-not-there-yet', 'data'), () => Promise.resolve(9e9));
    expect(found).toMatchObject({
      level: 'ok',
      found: expect.stringMatching(/is not there yet and can be created/) as string,
    });
  });
});

it('V7 a limit that is reached is named with what waits for it, and nothing is claimed where no worker answers', async () => {
  const state = { templates: { used: 2, max: 2 }, notifications: { used: 0, max: 9 }, waiting: 3 };
  const found = (temporal: object) =>
    examine(
      [check('temporal', good), ...limits({ now: () => 0, temporal: () => Promise.resolve(temporal) } as never)].map(
        (it) => ({ ...it }),
      ),
    ).then((results) => results[1]);
  expect(await found({ limits: () => Promise.resolve(state) })).toMatchObject({
    level: 'warning',
    found: expect.stringMatching(/^limits\.templatesPerDay is reached, and 3 messages wait/) as string,
  });
  const silent = {
    limits: () => Promise.reject(new Error('no worker')),
    queuesWithoutWorker: () => Promise.resolve(['ventana (workflows)']),
  };
  expect(await found(silent)).toMatchObject({ level: 'skipped', found: 'because no worker is running' });
});
