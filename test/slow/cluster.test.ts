/** A small `npm run cluster`: Temporal's dev server, two receivers and two workers. */
import { afterAll, expect, inject, it } from 'vitest';
import { startTemporal } from '../chaos/temporal';
import { load } from '../cluster/load';
import { play } from '../cluster/play';
import { isAbove } from '../cluster/rates';
import { type Cluster, startCluster } from '../cluster/world';

const CUSTOMERS = 12;
const SEED = 3;

const closers: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function smallCluster(): Promise<Cluster> {
  const cluster = await startCluster({
    temporal: (place) => startTemporal(place, () => Promise.resolve(inject('temporalCli'))),
    bundle: inject('workflowBundlePath'),
    ...{ receivers: 2, workers: 2, keep: false },
  });
  closers.push(() => cluster.close());
  return cluster;
}

it('X20 X21 every process is replaced, one after the other, while customers write and receivers die: nothing lost or twice', async () => {
  const cluster = await smallCluster();
  const said: string[] = [];
  const { summary, report, rates, kills, ended } = await play(cluster, {
    plans: load({ customers: CUSTOMERS, seed: SEED }),
    ...{ seed: SEED, atOnce: CUSTOMERS, waitMs: 0 },
    async meanwhile() {
      cluster.kill('receiver', 1_000, 'before');
      await cluster.receiver.up();
      await cluster.upgrade(inject('workflowBundlePath'), 'rolling', (line) => said.push(line));
      cluster.kill('receiver', 1_000, 'after');
    },
    tell: (line) => said.push(line),
  });
  expect(summary, [...said, report].join('\n')).toMatchObject({ duplicates: 0, lost: 0, wrong: 0, leaks: 0 });
  expect(summary.delivered + summary.unknown).toBe(summary.intents);
  expect(rates.filter(isAbove)).toEqual([]);
  expect({ kills, ended }).toEqual({ kills: { receiver: 2, worker: 0, temporal: 0 }, ended: 0 });
});
