/** Several receivers behind a balancer, and several workers: processes of Ventana on one Temporal, beside the sandbox. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/system/freePort';
import { milestones } from '../../src/telemetry/milestones';
import { plantedName, plantedPhone, plantedText } from '../chaos/planted';
import { withRates } from '../chaos/policy';
import { supervise, type Supervised } from '../chaos/process';
import type { ChaosTemporal } from '../chaos/temporal';
import { isWell, type Place } from '../chaos/together';
import { type ChaosWorld, openWorld } from '../chaos/world';
import { type Balancer, startBalancer } from './balancer';
import { type Fleet, fleetOf } from './fleet';
import { RATES } from './rates';

/** Five processes that starve on one machine need longer than the chaos run's few seconds. */
const TOKEN_LIFE_S = 120;
/** No customer of a load has this number. */
const FIRST = 900_000;

export interface ClusterOptions {
  temporal: (folder: string) => Promise<ChaosTemporal>;
  receivers: number;
  workers: number;
  /** The file with the workflow code that the workers begin with. */
  bundle: string;
  keep: boolean;
}

/** Its `receiver` and `worker` are all of them: a kill takes the next one. */
export interface Cluster extends ChaosWorld {
  receiver: Fleet;
  worker: Fleet;
  balancer: Balancer;
  /** Resolves when workers that have begun together may use their budgets (B4): a first ticket was read and written. */
  atWork(): Promise<void>;
  /** Replaces each receiver and then each worker, one after the other or all workers at once, which have this code. */
  upgrade(bundle: string, how: 'rolling' | 'all at once', onStep: (line: string) => void): Promise<void>;
}

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { keep } = options;
  const parts: Partial<Pick<Cluster, 'receiver' | 'worker' | 'balancer' | 'upgrade'>> = {};
  const how = { keep, zendeskReopens: true, policy: withRates(RATES), tokenLifeSeconds: TOKEN_LIFE_S };
  const world = await openWorld(how, async (place) => {
    const temporal = await options.temporal(place.folder);
    place.closers.push(() => temporal.stop());
    const { receiver, startReceiver, balancer } = await startReceivers(place, temporal, options.receivers);
    const startWorker = workerStarter(place, temporal);
    const worker = fleetOf(
      'worker',
      placesOf(options.workers, (nth) => startWorker(nth, options.bundle)),
    );
    place.closers.push(() => worker.stop());
    await Promise.all([receiver.up(), worker.up()]);
    Object.assign(parts, {
      ...{ receiver, worker, balancer },
      async upgrade(bundle, how, onStep) {
        await receiver.roll(startReceiver);
        onStep('all receivers are new');
        await worker[how === 'rolling' ? 'roll' : 'replaceAll']((nth) => startWorker(nth, bundle));
        onStep('all workers are new');
      },
    } satisfies typeof parts);
    return { temporal, receiver, worker };
  });
  return Object.assign(world, parts, { atWork: () => untilShown(world) }) as Cluster;
}

async function untilShown({ sandbox }: ChaosWorld): Promise<void> {
  const first = sandbox.addCustomer({ name: plantedName(FIRST), phone: plantedPhone(FIRST) });
  const { ticketId } = sandbox.customerWrites(first, plantedText('Hola'));
  while (sandbox.ticket(ticketId).window === undefined) await sleep(500);
}

async function startReceivers(place: Place, temporal: ChaosTemporal, count: number) {
  const { env, folder, closers } = place;
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  const balancer = await startBalancer(ports, Number(env['PORT']));
  closers.push(() => balancer.close());
  const startReceiver = (nth: number): Supervised => {
    const port = String(ports[nth]);
    return supervise({
      name: `receiver ${nth + 1}`,
      args: ['receiver'],
      env: { ...env, ...temporal.env, PORT: port, TRUSTED_PROXY: '127.0.0.1' },
      folder,
      logFile: join(folder, `receiver-${nth + 1}.log`),
      isUp: () => isWell(`http://127.0.0.1:${port}`, 'live'),
    });
  };
  const receiver = fleetOf('receiver', placesOf(count, startReceiver));
  closers.push(() => receiver.stop());
  return { receiver, startReceiver, balancer };
}

const workerStarter =
  ({ env, folder }: Place, temporal: ChaosTemporal) =>
  (nth: number, bundle: string): Supervised =>
    supervise({
      name: `worker ${nth + 1}`,
      args: ['worker', bundle],
      env: { ...env, ...temporal.env },
      folder,
      logFile: join(folder, `worker-${nth + 1}.log`),
      isUp: (printed) => printed.includes(milestones.worker),
    });

const placesOf = (count: number, start: (nth: number) => Supervised): Supervised[] =>
  Array.from({ length: count }, (_, nth) => start(nth));
