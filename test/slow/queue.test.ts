import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { queue } from '../../bench/queue/queue';

/** More than the front of the turns holds, so that the lanes are used. `npm run bench -- --only queue` plays 100,000. */
const SIZE = { requests: 3_500, comingFor: 60_000, drainFor: 300_000 };

it(`H9 ${SIZE.requests} requests, two killed workers: each gets its turn once, the oldest customer message first`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ventana-queue-'));
  const said: string[] = [];
  try {
    const setting = {
      cli: () => Promise.resolve(inject('temporalCli')),
      bundle: inject('workflowBundlePath'),
      folder,
      quick: false,
      alone: true,
      say: (line: string) => void said.push(line),
    };
    const { result } = await queue(setting, SIZE);
    expect(result, said.join('\n')).toMatchObject({
      lost: 0,
      twice: 0,
      strange: 0,
      overtaking: 0,
      kills: 2,
      waiting: 0,
    });
    expect(result.peak, 'more than the front holds').toBeGreaterThan(3_000);
    expect(result.given).toBe(result.requests);
    expect(result.mostEvents).toBeLessThan(10_240);
    expect(result.mostCarriedKb).toBeLessThan(1_024);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
