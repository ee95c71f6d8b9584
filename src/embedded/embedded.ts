import { mkdir, realpath } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import type { SearchAttributeKey, SearchAttributeType } from '@temporalio/common/lib/search-attributes';
import { answers, startDevServer } from './devServer';
import { withFileMutex } from './fileMutex';
import { commandLine, endProcess, isAlive } from './processes';
import { ensureSearchAttributes } from '../temporal/searchAttributes';
import { join, leave, readRecord, removeRecord, type ServerRecord, writeRecord } from './serverRecord';

/** The dev server always has it, and its UI opens there. */
export const EMBEDDED_NAMESPACE = 'default';
const RETENTION = '30 days';
/** How long a server that is already there may take to answer: it may just be starting. */
const ADOPTION_TIMEOUT_MS = 10_000;
const DEFAULT_UI_PORT = 8233;

export interface EmbeddedOptions {
  /** Holds the database, the lock file and the server's log; made if it is not there. */
  dataFolder: string;
  /** From `findTemporalCli`. */
  cli: string;
  searchAttributes: readonly SearchAttributeKey<SearchAttributeType>[];
  /** Taken when free, else any free one. Default: 8233, the dev server's usual one. */
  uiPort?: number;
  onProgress: (line: string) => void;
  extraArgs?: readonly string[];
}

export interface EmbeddedTemporal {
  address: string;
  namespace: string;
  uiUrl: string;
  /** The server was already there: another process runs it, or one that was killed left it behind. */
  adopted: boolean;
  /** Leaves the server; the last one out ends it, whoever started it. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded Temporal on a data folder, or joins the one that runs there.
 *
 * Two servers on one database file would corrupt each other's work without a word, and a killed parent leaves its server running.
 * Hence `temporal.json` (process id, address, users): a server that lives and answers is adopted, a stale entry is replaced.
 * All of it happens under a mutex file, so that of two starters one starts and the other joins.
 *
 * @throws {Error} when the server does not start (with its last words) or the search attributes cannot be had
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedTemporal> {
  await mkdir(options.dataFolder, { recursive: true });
  const dataFolder = await realpath(options.dataFolder);
  const recordFile = joinPath(dataFolder, 'temporal.json');
  const mutexFile = joinPath(dataFolder, 'temporal.lock');
  const dbFile = joinPath(dataFolder, 'temporal.db');

  const joined = await withFileMutex(mutexFile, async () => {
    const running = await findRunning(recordFile, dbFile, options.onProgress);
    const record = running ?? (await start(options, dataFolder, dbFile, recordFile));
    writeRecord(recordFile, join({ ...record, users: running?.users ?? [] }, process.pid, isAlive));
    return { ...record, adopted: running !== undefined };
  });

  const stop = (): Promise<void> =>
    withFileMutex(mutexFile, async () => {
      const record = readRecord(recordFile);
      if (record?.pid !== joined.pid) return;
      const rest = leave(record, process.pid, isAlive);
      if (rest.users.length > 0) return writeRecord(recordFile, rest);
      await endProcess(record.pid);
      removeRecord(recordFile);
    });
  let stopped: Promise<void> | undefined;
  const { address, uiUrl, adopted } = joined;
  const temporal: EmbeddedTemporal = {
    address,
    uiUrl,
    adopted,
    namespace: EMBEDDED_NAMESPACE,
    stop: () => (stopped ??= stop()),
  };
  try {
    await prepareNamespace(address, options.searchAttributes);
  } catch (error) {
    await temporal.stop();
    throw error;
  }
  return temporal;
}

/** The server of an earlier start, if it lives, is ours (its command line names our database) and answers. */
async function findRunning(
  recordFile: string,
  dbFile: string,
  onProgress: (line: string) => void,
): Promise<ServerRecord | undefined> {
  const record = readRecord(recordFile);
  if (!record || !isAlive(record.pid)) return undefined;
  // The id may by now be another program's. Where the command line cannot be read, an answer at the address decides.
  const command = await commandLine(record.pid);
  if (command !== undefined && !command.includes(dbFile)) return undefined;
  for (const deadline = Date.now() + ADOPTION_TIMEOUT_MS; Date.now() < deadline; await sleep(100)) {
    if (await answers(record.address)) {
      onProgress(`Using the Temporal server that is already running on ${dbFile} (process ${record.pid}).`);
      return record;
    }
    if (!isAlive(record.pid)) return undefined;
  }
  if (command === undefined) return undefined;
  onProgress(`The Temporal server on ${dbFile} (process ${record.pid}) does not answer: replacing it.`);
  await endProcess(record.pid);
  return undefined;
}

async function start(
  options: EmbeddedOptions,
  dataFolder: string,
  dbFile: string,
  recordFile: string,
): Promise<ServerRecord> {
  options.onProgress(`Starting Temporal on ${dbFile} ...`);
  const server = await startDevServer({
    cli: options.cli,
    dbFile,
    logFile: joinPath(dataFolder, 'temporal.log'),
    searchAttributes: options.searchAttributes,
    uiPort: options.uiPort ?? DEFAULT_UI_PORT,
    extraArgs: options.extraArgs ?? [],
    // At once: were we killed now, the next start must find the server that we leave behind.
    onSpawned: (spawned) => writeRecord(recordFile, { ...spawned, users: [process.pid] }),
  });
  return { pid: server.pid, address: server.address, uiUrl: server.uiUrl, users: [] };
}

/** Retention (the dev server gives its namespaces one day and has no flag for it) and search attributes, which an adopted server may lack. */
async function prepareNamespace(address: string, searchAttributes: EmbeddedOptions['searchAttributes']): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.updateNamespace({
      namespace: EMBEDDED_NAMESPACE,
      config: { workflowExecutionRetentionTtl: msToTs(RETENTION) },
    });
    await ensureSearchAttributes(connection, EMBEDDED_NAMESPACE, searchAttributes);
  } finally {
    await connection.close();
  }
}
