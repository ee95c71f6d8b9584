import { Client, Connection } from '@temporalio/client';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectTemporal } from '../../src/temporal/connect';
import { type DevServer, startDevServer } from '../../src/embedded/devServer';
import { searchAttributes } from '../../workflows/messages';

/** The Temporal of a run. */
export interface ChaosTemporal {
  client: Client;
  /** For Ventana's processes. */
  env: Record<string, string>;
  readonly kills: number;
  /** SIGKILL, a pause, a new start on the same file and port. @returns false where it is not ours, or is down */
  kill(downMs: number): boolean;
  up(): Promise<void>;
  stop(): Promise<void>;
}

/** The one at TEMPORAL_ADDRESS, which is never killed; without it a server of our own with a database in `folder`. */
export const startTemporal = (folder: string, cli: () => Promise<string>): Promise<ChaosTemporal> =>
  process.env['TEMPORAL_ADDRESS'] ? foreign(folder) : own(folder, cli);

async function foreign(folder: string): Promise<ChaosTemporal> {
  const variables = Object.entries(process.env).filter(([name]) => name.startsWith('TEMPORAL_'));
  const env = Object.fromEntries(variables.map(([name, value]) => [name, value ?? '']));
  const place = await connectTemporal({ env, dataFolder: folder, searchAttributes: [], onProgress: () => undefined });
  const connection = await Connection.connect(place.connectionOptions);
  return {
    client: new Client({ connection, namespace: place.namespace }),
    env,
    kills: 0,
    kill: () => false,
    up: () => Promise.resolve(),
    stop: () => connection.close(),
  };
}

async function own(folder: string, cli: () => Promise<string>): Promise<ChaosTemporal> {
  const path = await cli();
  const start = (port?: number): Promise<DevServer> =>
    startDevServer({
      cli: path,
      dbFile: join(folder, 'temporal.db'),
      logFile: join(folder, 'temporal.log'),
      searchAttributes: Object.values(searchAttributes),
      ...(port !== undefined && { port }),
    });
  let server: DevServer | undefined = await start();
  const { address } = server;
  const port = Number(address.split(':')[1]);
  const connection = await Connection.connect({ address });
  let ready: Promise<void> = Promise.resolve();
  let kills = 0;

  const killAndRestart = async (victim: DevServer, downMs: number): Promise<void> => {
    await victim.stop(); // a SIGKILL
    await sleep(downMs);
    const again = await start(port);
    if (again.address !== address) throw new Error(`Port ${port} was taken while Temporal was down`);
    server = again;
  };

  return {
    client: new Client({ connection }),
    env: { TEMPORAL_ADDRESS: address },
    get kills() {
      return kills;
    },
    kill(downMs) {
      const victim = server;
      if (!victim) return false;
      server = undefined;
      kills += 1;
      ready = killAndRestart(victim, downMs);
      return true;
    },
    up: () => ready,
    async stop() {
      await ready.catch(() => undefined);
      await connection.close();
      await server?.stop();
    },
  };
}
