import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SearchAttributeKey, SearchAttributeType } from '@temporalio/common/lib/search-attributes';
import { z } from 'zod';
import { clusterIdAt, DatabaseInUse, startDevServer } from './devServer';

/** The dev server always has it, and its UI opens there. */
export const EMBEDDED_NAMESPACE = 'default';
const DEFAULT_UI_PORT = 8233;
/** How long another process may keep the database: a command ends soon, and so does the server of one that was killed. */
const WAIT_MS = 30_000;
/** Not all at the same moment: of several that start together none may get the file. */
const retryMs = (): number => 300 + 400 * Math.random();

export interface EmbeddedOptions {
  /** Holds the database, the server's address and its log; made if it is not there. */
  dataFolder: string;
  /** From `findTemporalCli`. */
  cli: string;
  searchAttributes: readonly SearchAttributeKey<SearchAttributeType>[];
  /** Taken when free, else any free one. Default: 8233, the dev server's usual one. */
  uiPort?: number;
  onProgress: (line: string) => void;
  extraArgs?: readonly string[];
  /** Uses the server of the service where that runs, and else one that ends with this use, which nobody else finds. */
  briefly?: boolean;
  /** How long to wait while another process has the database. */
  waitMs?: number;
}

/** `temporal.json`. Each database has a cluster id of its own, by which its server is told from one that took its port later. */
const recordSchema = z.object({ address: z.string(), uiUrl: z.string(), clusterId: z.string() });

type Place = Pick<z.infer<typeof recordSchema>, 'address' | 'uiUrl'>;

export interface EmbeddedTemporal extends Place {
  /** Another process runs it. */
  joined: boolean;
  /** Ends the server if this process started it. */
  stop: () => Promise<void>;
}

/**
 * Starts the embedded Temporal on a data folder. It ends with this process, even when that is killed; all that it knows is in its file.
 *
 * The file's own lock keeps a second server away from it. `temporal.json` only tells commands where the service's server is; one that
 * was left behind does no harm.
 *
 * @throws {Error} when the server does not start (with its last words), or another process keeps the database
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedTemporal> {
  const { briefly = false, waitMs = WAIT_MS, onProgress } = options;
  await mkdir(options.dataFolder, { recursive: true });
  const dataFolder = await realpath(options.dataFolder);
  let waiting = false;
  for (const deadline = Date.now() + waitMs; ; await sleep(retryMs())) {
    const running = briefly ? await findEmbedded(dataFolder) : undefined;
    if (running) return { ...running, joined: true, stop: () => Promise.resolve() };
    if (!waiting) onProgress(`Starting Temporal in ${dataFolder} ...`);
    try {
      return await start(options, dataFolder, briefly);
    } catch (error) {
      if (!(error instanceof DatabaseInUse)) throw error;
      if (Date.now() > deadline) {
        const message = `Another Ventana process is using the database in ${dataFolder}. Stop it first, or set VENTANA_DATA to another folder.`;
        throw new Error(message, { cause: error });
      }
      if (!waiting)
        onProgress(`Another Ventana process is using the database in ${dataFolder}: waiting for it to finish ...`);
      waiting = true;
    }
  }
}

/** Where the service's server on this data folder is; undefined when none answers. */
export async function findEmbedded(dataFolder: string): Promise<Place | undefined> {
  try {
    const { address, uiUrl, clusterId } = recordSchema.parse(
      JSON.parse(await readFile(recordFile(dataFolder), 'utf8')),
    );
    return (await clusterIdAt(address)) === clusterId ? { address, uiUrl } : undefined;
  } catch {
    return undefined; // None, or none that can be read.
  }
}

async function start(options: EmbeddedOptions, dataFolder: string, briefly: boolean): Promise<EmbeddedTemporal> {
  const dbFile = join(dataFolder, 'temporal.db');
  const { address, uiUrl, clusterId, stop } = await startDevServer({
    cli: options.cli,
    dbFile,
    logFile: join(dataFolder, 'temporal.log'),
    searchAttributes: options.searchAttributes,
    uiPort: options.uiPort ?? DEFAULT_UI_PORT,
    extraArgs: options.extraArgs ?? [],
  });
  if (briefly) return { address, uiUrl, joined: false, stop };
  const file = recordFile(dataFolder);
  await writeFile(file, JSON.stringify({ address, uiUrl, clusterId }));
  const stopAndForget = async (): Promise<void> => {
    await rm(file, { force: true });
    await stop();
  };
  return { address, uiUrl, joined: false, stop: stopAndForget };
}

const recordFile = (dataFolder: string): string => join(dataFolder, 'temporal.json');
