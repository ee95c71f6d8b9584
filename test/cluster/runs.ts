import { setTimeout as sleep } from 'node:timers/promises';
import { killEachMinute } from './accidents';
import { load } from './load';
import type { ClusterCommandLine, Play } from './options';
import { play, type Played, type PlayOptions } from './play';
import { RATES } from './rates';
import { type Cluster, type ClusterOptions, startCluster } from './world';

/** Files with workflow code. */
export interface Bundles {
  today: string;
  release: string;
}

type Run = (
  setting: Omit<ClusterOptions, 'bundle'>,
  bundles: Bundles,
  options: Pick<ClusterCommandLine, 'customers' | 'atOnce' | 'opening' | 'seed'>,
  tell: (line: string) => void,
) => Promise<Played>;

/** The last release's processes have some load before they are replaced. */
const BEFORE_UPGRADE_MS = 30_000;

export const runs: Record<Play, Run> = {
  /** Every scenario, while a receiver and a worker are killed each minute, and Temporal each fourth. */
  kills: (setting, { today }, { customers, atOnce, seed }, tell) =>
    on({ ...setting, bundle: today }, (cluster) => {
      const plans = load({ customers, seed });
      const meanwhile = (it: Cluster, until: AbortSignal): Promise<void> => killEachMinute(it, until);
      return play(cluster, { plans, seed, atOnce, waitMs: 0, meanwhile, tell });
    }),
  /** More messages at once than the rates allow, with the same kills. */
  opening: (setting, { today }, { opening, seed }, tell) =>
    on({ ...setting, bundle: today }, (cluster) => {
      const plans = load({ customers: opening, seed, only: 'opening' });
      const waitMs = (opening * 1_000) / RATES.sendsPerSecond;
      return play(cluster, { plans, seed, atOnce: opening, waitMs, meanwhile: killEachMinute, tell });
    }),
  /** The last release is replaced by today's code, one process after the other, while all goes on. */
  upgrade: (setting, { today, release }, { customers, atOnce, seed }, tell) =>
    on({ ...setting, bundle: release }, (cluster) => {
      const plans = load({ customers, seed, only: 'first release' });
      return play(cluster, { plans, seed, atOnce, waitMs: 0, meanwhile: upgradeTo(today, 'rolling', tell), tell });
    }),
  /** The same, but all workers of the release end before the first new one starts. */
  exchange: (setting, { today, release }, { customers, atOnce, seed }, tell) =>
    on({ ...setting, bundle: release }, (cluster) => {
      const plans = load({ customers, seed, only: 'first release' });
      return play(cluster, { plans, seed, atOnce, waitMs: 0, meanwhile: upgradeTo(today, 'all at once', tell), tell });
    }),
};

const upgradeTo =
  (bundle: string, how: 'rolling' | 'all at once', tell: (line: string) => void): PlayOptions['meanwhile'] =>
  async (cluster) => {
    await sleep(BEFORE_UPGRADE_MS);
    await cluster.upgrade(bundle, how, tell);
  };

async function on(options: ClusterOptions, run: (cluster: Cluster) => Promise<Played>): Promise<Played> {
  const cluster = await startCluster(options);
  const stopped = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
  });
  try {
    return await Promise.race([cluster.atWork().then(() => run(cluster)), stopped]);
  } finally {
    await cluster.close();
  }
}
