/** A small `npm run cluster`: Temporal's dev server, two receivers and two workers. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { startTemporal } from '../chaos/temporal';
import { load } from '../cluster/load';
import { play } from '../cluster/play';
import { isAbove } from '../cluster/rates';
import { lastRelease } from '../cluster/release';
import { type Cluster, startCluster } from '../cluster/world';

const CUSTOMERS = 12;
const SEED = 3;

const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function clusterOfLastRelease(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'ventana-release-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const cluster = await startCluster({
    temporal: (place) => startTemporal(place, () => Promise.resolve(inject('temporalCli'))),
    bundle: await lastRelease(folder),
    ...{ receivers: 2, workers: 2, keep: false },
  });
  closers.push(() => cluster.close());
  return cluster;
}

it('X20 X21 a release is replaced, process by process, while customers write and receivers die: nothing lost or twice', async () => {
  const cluster = await clusterOfLastRelease();
  const said: string[] = [];
  const { summary, report, rates, kills, ended } = await play(cluster, {
    plans: load({ customers: CUSTOMERS, seed: SEED, only: 'first release' }),
    ...{ seed: SEED, atOnce: CUSTOMERS, waitMs: 0 },
    async meanwhile() {
      cluster.kill('receiver', 1_000, 'before the upgrade');
      await cluster.receiver.up();
      await cluster.upgrade(inject('workflowBundlePath'), (line) => said.push(line));
      cluster.kill('receiver', 1_000, 'after the upgrade');
    },
    tell: (line) => said.push(line),
  });
  expect(summary, [...said, report].join('\n')).toMatchObject({ duplicates: 0, lost: 0, wrong: 0, leaks: 0 });
  expect(summary.delivered + summary.unknown).toBe(summary.intents);
  expect(rates.filter(isAbove)).toEqual([]);
  expect({ kills, ended }).toEqual({ kills: { receiver: 2, worker: 0, temporal: 0 }, ended: 0 });
});
