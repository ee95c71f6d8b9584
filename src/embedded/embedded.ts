import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SearchAttributeKey, SearchAttributeType } from '@temporalio/common/lib/search-attributes';
import { z } from 'zod';
import { clusterIdAt, DatabaseInUse, type DevServer, startDevServer } from './devServer';
import { elapsed } from '../system/elapsed';
import { keepAlive, type KeptAlive } from './keepAlive';
import { makePrivate } from '../system/privateFolder';
import { replaceFile } from '../system/replaceFile';

/** The dev server always has this namespace, and its UI opens on it. */
export const EMBEDDED_NAMESPACE = 'default';
const DEFAULT_UI_PORT = 8233;
/**
 * How long to wait for another process to release the database. Commands end soon, and so does the server of a process
 * that was killed.
 */
const WAIT_MS = 30_000;
/** Random, so that several processes that start together do not keep retrying at the same moment. */
const retryMs = (): number => 300 + 400 * Math.random();

export interface EmbeddedOptions {
  /** Holds the database, the server's address and its log. Created if it does not exist; only its owner may read it. */
  dataFolder: string;
  /** The result of `findTemporalCli`. */
  cli: string;
  searchAttributes: readonly SearchAttributeKey<SearchAttributeType>[];
  /** The preferred port; any free port if it is taken. Default: 8233, the dev server's usual one. */
  uiPort?: number;
  onProgress: (line: string) => void;
  /** Told when the server has ended by itself, and when it does not start again. */
  onProblem?: (line: string) => void;
  extraArgs?: readonly string[];
  /**
   * For short commands: use the running service's server, or else start one that ends afterwards and that other
   * processes cannot find.
   */
  briefly?: boolean;
  /** How long to wait while another process is using the database, in ms. */
  waitMs?: number;
}

/**
 * The content of `temporal.json`. Each database has its own cluster id, which distinguishes its server from another one
 * that took the port later.
 */
const recordSchema = z.object({ address: z.string(), uiUrl: z.string(), clusterId: z.string() });

type Place = Pick<z.infer<typeof recordSchema>, 'address' | 'uiUrl'>;

export interface EmbeddedTemporal extends Place {
  /** The server belongs to another process. */
  joined: boolean;
  /** Where the server is started again whenever it ends: all but a command's. */
  keptAlive?: Omit<KeptAlive, 'stop'>;
  /** Stops the server if this process started it. */
  stop: () => Promise<void>;
}

/**
 * Starts the embedded Temporal on a data folder. The server ends with this process, even if the process is killed. All
 * of its state is in the database file. If it ends by itself, it is started again on the same file and port.
 *
 * The lock on that file keeps a second server out. `temporal.json` only tells commands where the service's server is; a
 * leftover one does no harm.
 * @throws {Error} when the server does not start (with its last output), or another process keeps the database
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedTemporal> {
  const { briefly = false, waitMs = WAIT_MS, onProgress } = options;
  makePrivate(options.dataFolder, onProgress);
  const dataFolder = await realpath(options.dataFolder);
  let waiting = false;
  for (const deadline = elapsed() + waitMs; ; await sleep(retryMs())) {
    const running = briefly ? await findEmbedded(dataFolder) : undefined;
    if (running) return { ...running, joined: true, stop: () => Promise.resolve() };
    if (!waiting) onProgress(`Starting Temporal in ${dataFolder} ...`);
    try {
      return await start(options, dataFolder, briefly);
    } catch (error) {
      if (!(error instanceof DatabaseInUse)) throw error;
      if (elapsed() > deadline) {
        const message = `Another Ventana process is using the database in ${dataFolder}. Stop it first, or set VENTANA_DATA to another folder.`;
        throw new Error(message, { cause: error });
      }
      if (!waiting)
        onProgress(`Another Ventana process is using the database in ${dataFolder}: waiting for it to finish ...`);
      waiting = true;
    }
  }
}

/** The address of the service's server for this data folder; undefined when none answers. */
export async function findEmbedded(dataFolder: string): Promise<Place | undefined> {
  try {
    const { address, uiUrl, clusterId } = recordSchema.parse(
      JSON.parse(await readFile(recordFile(dataFolder), 'utf8')),
    );
    return (await clusterIdAt(address)) === clusterId ? { address, uiUrl } : undefined;
  } catch {
    return undefined; // No record, or an unreadable one.
  }
}

async function start(options: EmbeddedOptions, dataFolder: string, briefly: boolean): Promise<EmbeddedTemporal> {
  const server = await startServer(options, dataFolder);
  const { address, uiUrl } = server;
  if (briefly) return { address, uiUrl, joined: false, stop: server.stop };
  const file = recordFile(dataFolder);
  const record = ({ address, uiUrl, clusterId }: DevServer): void =>
    replaceFile(file, JSON.stringify({ address, uiUrl, clusterId }), { mode: 0o600, tighten: true });
  record(server);
  const keptAlive = keepAlive(server, {
    async startAgain() {
      const again = await startServer(options, dataFolder, server);
      record(again);
      return again;
    },
    onProblem: options.onProblem ?? options.onProgress,
    onRecovered: () => options.onProgress('The embedded Temporal runs again, with all that it had'),
    remedy: `See ${join(dataFolder, 'temporal.log')}, fix the cause (often a full disk or too little memory), and start Ventana again: nothing is lost.`,
  });
  const stopAndForget = async (): Promise<void> => {
    await rm(file, { force: true });
    await keptAlive.stop();
  };
  return { address, uiUrl, joined: false, keptAlive, stop: stopAndForget };
}

/** @param former the server whose place it takes: on the same port, where the process's connections look for it */
async function startServer(options: EmbeddedOptions, dataFolder: string, former?: DevServer): Promise<DevServer> {
  const portOf = (url: string): number => Number(new URL(url).port);
  const server = await startDevServer({
    cli: options.cli,
    dbFile: join(dataFolder, 'temporal.db'),
    logFile: join(dataFolder, 'temporal.log'),
    searchAttributes: options.searchAttributes,
    ...(former && { port: portOf(`http://${former.address}`) }),
    uiPort: former ? portOf(former.uiUrl) : (options.uiPort ?? DEFAULT_UI_PORT),
    extraArgs: options.extraArgs ?? [],
  });
  if (!former || server.address === former.address) return server;
  await server.stop();
  throw new Error(`another program has taken its address ${former.address}`);
}

const recordFile = (dataFolder: string): string => join(dataFolder, 'temporal.json');
