import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { connectTemporal } from '../../src/temporal/connect';
import { startDevServer } from '../../src/embedded/devServer';
import { searchAttributes } from '../../workflows/messages';
import type { Setting } from '../setting';

/** The Temporal of one benchmark. It contains only what the benchmark put there. */
export interface BenchTemporal {
  client: Client;
  /** The environment variables for child processes. */
  env: Record<string, string>;
  /** Its description, for the table. */
  name: string;
  /** Ends everything that this account started, and the server if we started it. */
  stop(account: string): Promise<void>;
}

/** The server at TEMPORAL_ADDRESS. Without it, a new dev server with a database file, like the embedded default. */
export const openTemporal = (setting: Setting): Promise<BenchTemporal> =>
  process.env['TEMPORAL_ADDRESS'] ? foreign(setting.folder) : ownTemporal(setting);

async function foreign(folder: string): Promise<BenchTemporal> {
  const variables = Object.entries(process.env).filter(([name]) => name.startsWith('TEMPORAL_'));
  const env = Object.fromEntries(variables.map(([name, value]) => [name, value ?? '']));
  const place = await connectTemporal({ env, dataFolder: folder, searchAttributes: [], onProgress: () => undefined });
  const connection = await Connection.connect(place.connectionOptions);
  const client = new Client({ connection, namespace: place.namespace });
  const stop = async (account: string): Promise<void> => {
    await endRuns(client, account);
    await connection.close();
  };
  return { client, env, name: place.address, stop };
}

/** Runs in the background, on the server. Otherwise the remaining runs would wake up during the next benchmark. */
async function endRuns({ workflowService, options: { namespace } }: Client, account: string): Promise<void> {
  await workflowService.startBatchOperation({
    namespace,
    jobId: `bench-end-${account}`,
    reason: 'the benchmark is over',
    visibilityQuery: `WorkflowId STARTS_WITH 'whatsapp-' and ${searchAttributes.account.name} = '${account}' and ExecutionStatus = 'Running'`,
    terminationOperation: { identity: 'bench' },
  });
}

/** A new dev server with a database file. */
export async function ownTemporal({ cli, folder }: Setting): Promise<BenchTemporal> {
  const home = await mkdtemp(join(folder, 'temporal-'));
  const server = await startDevServer({
    cli: await cli(),
    dbFile: join(home, 'temporal.db'),
    logFile: join(home, 'temporal.log'),
    searchAttributes: Object.values(searchAttributes),
  });
  const connection = await Connection.connect({ address: server.address });
  const stop = async (): Promise<void> => {
    await connection.close();
    await server.stop();
  };
  return {
    client: new Client({ connection }),
    env: { TEMPORAL_ADDRESS: server.address },
    name: 'dev server, SQLite file',
    stop,
  };
}
