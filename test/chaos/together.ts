/** Ventana as `npm start` runs it: one process, which starts the embedded Temporal and has to look after it. */
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { findEmbedded } from '../../src/embedded/embedded';
import { temporalUnder } from '../support/temporalUnder';
import { supervise, type Supervised } from './process';
import type { ChaosTemporal } from './temporal';

export interface Processes {
  temporal: ChaosTemporal;
  worker: Supervised;
  receiver: Supervised;
}

/** What a run has before Ventana starts. */
export interface Place {
  env: Record<string, string>;
  folder: string;
  receiverUrl: string;
  /** Called when the run ends, the last one first. */
  closers: (() => Promise<unknown>)[];
}

const VENTANA = resolve(__dirname, '../../bin/ventana.js');
/** A guard against standstill: it gives up by itself within some minutes, and is started again. */
const RECOVERS_WITHIN_MS = 600_000;

export async function startTogether({ env, folder, receiverUrl, closers }: Place, cli: string): Promise<Processes> {
  const service = supervise({
    name: 'service',
    program: [VENTANA],
    args: ['start'],
    env: { HOME: folder, ...env, VENTANA_DATA: folder, TEMPORAL_CLI_PATH: cli },
    folder,
    logFile: `${folder}/service.log`,
    isUp: () => isWell(receiverUrl, 'live'),
  });
  closers.push(() => service.stop());
  await service.up();

  let client: { address: string; connection: Connection; it: Client } | undefined;
  closers.push(async () => client?.connection.close());
  let kills = 0;

  /** Ready, at the address where it is now: a service that was started again has another. */
  async function up(): Promise<void> {
    for (const deadline = Date.now() + RECOVERS_WITHIN_MS; ; await sleep(100)) {
      await service.up();
      const found = (await isWell(receiverUrl, 'ready')) ? await findEmbedded(folder) : undefined;
      if (found) return connect(found.address);
      if (Date.now() > deadline) throw new Error(`Ventana did not recover:\n${service.log().slice(-2_000)}`);
    }
  }
  async function connect(address: string): Promise<void> {
    if (client?.address === address) return;
    await client?.connection.close();
    const connection = await Connection.connect({ address });
    client = { address, connection, it: new Client({ connection }) };
  }

  await up();
  const temporal: ChaosTemporal = {
    get client() {
      return client!.it;
    },
    env: {},
    get kills() {
      return kills;
    },
    kill() {
      const pid = service.pid === undefined ? undefined : temporalUnder(service.pid);
      if (pid === undefined) return false;
      process.kill(pid, 'SIGKILL');
      kills += 1;
      return true;
    },
    up,
    stop: () => Promise.resolve(),
  };
  return { temporal, worker: service, receiver: service };
}

export const isWell = (url: string, which: 'live' | 'ready'): Promise<boolean> =>
  fetch(`${url}/health/${which}`).then(
    ({ ok }) => ok,
    () => false,
  );
