import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { SearchAttributeKey, SearchAttributeType } from '@temporalio/common/lib/search-attributes';

const IP = '127.0.0.1';
const START_TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
/** The log of earlier starts is kept up to this size. */
const MOST_LOG_BYTES = 5_000_000;
/**
 * A shell that runs its arguments until its standard input ends: a pipe from us, which the system closes however we come to our end.
 * With SIGKILL: what the server has answered for is in its file. (A background command of a shell has no standard input, hence the
 * descriptor 3.) Windows needs none: there Node ends the children that are not detached.
 */
const GUARD =
  'exec 3<&0; "$@" 3<&- & server=$!; (read -r nothing <&3; kill -9 $server) 2>/dev/null & guard=$!; ' +
  'wait $server; code=$?; kill $guard 2>/dev/null; exit $code';
const IS_GUARDED = process.platform !== 'win32';

export interface DevServerOptions {
  /** From `findTemporalCli`. */
  cli: string;
  /** The SQLite file, for one server at a time; absent: everything is in memory and ends with the server. */
  dbFile?: string;
  /** Gets what the server prints. */
  logFile: string;
  searchAttributes: readonly SearchAttributeKey<SearchAttributeType>[];
  /** Of the gRPC frontend and the UI: taken if it is free, else any free one. */
  port?: number;
  uiPort?: number;
  extraArgs?: readonly string[];
}

export interface DevServer {
  /** `host:port` of the gRPC frontend. */
  address: string;
  uiUrl: string;
  /** Of its database: the same after a restart on the same file. */
  clusterId: string;
  /** Ends the process and waits until it is gone. */
  stop: () => Promise<void>;
}

/** Another server has the database file. */
export class DatabaseInUse extends Error {}
/** As SQLite says it: `locking_mode=exclusive` lets one process at a time have the file, and the system ends the lock with the process. */
const IN_USE = /database is locked/;

/**
 * Between our look at a port, or the server's own look at one of those that it picks for its parts, and the use of it somebody else may
 * have taken it. In the first case the server says so, in the second it panics.
 */
class EndedByChance extends Error {}
const BY_CHANCE = /address already in use|^panic: /m;

/**
 * Starts the official dev server and waits until it answers (0.3 s on an idle machine). It ends with this process, even when that is killed.
 *
 * Why not `TestWorkflowEnvironment.createLocal`: its server sits in our process group, so Ctrl-C in a terminal would end it before the
 * worker has reported; it lives on when we are killed; it gives it only 5 s to start.
 *
 * @throws {DatabaseInUse} @throws {Error} with the server's last words, when it ends or does not answer within 30 s
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      if (!(error instanceof EndedByChance) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function startOnce(options: DevServerOptions): Promise<DevServer> {
  const port = await freePort(options.port);
  const uiPort = await freePort(options.uiPort);
  const address = `${IP}:${port}`;
  // The dev server always has the namespace `default`, and the UI opens on it.
  const uiUrl = `http://${IP}:${uiPort}/namespaces/default/workflows`;
  const command = [options.cli, ...devServerArgs(options, port, uiPort)];
  const [program = '', ...args] = IS_GUARDED ? ['/bin/sh', '-c', GUARD, 'sh', ...command] : command;
  const logBefore = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
  const log = openSync(options.logFile, logBefore > MOST_LOG_BYTES ? 'w' : 'a');
  const logFrom = fstatSync(log).size;
  const child = spawn(program, args, { detached: IS_GUARDED, stdio: ['pipe', log, log] });
  closeSync(log);
  (child.stdin as Socket | null)?.unref();
  child.unref();
  let end: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.on('error', (error) => resolve(void (end = error.message)));
    child.on('exit', (code, signal) => resolve(void (end = `it exited (${signal ?? code})`)));
  });
  const stop = async (): Promise<void> => {
    child.ref();
    if (IS_GUARDED) child.stdin?.end();
    else child.kill();
    await ended;
  };
  // An answer while ours has ended would be another server's, on a port that it took before us.
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; await sleep(50)) {
    const clusterId = await clusterIdAt(address);
    if (clusterId !== undefined && end === undefined) return { address, uiUrl, clusterId, stop };
    if (end === undefined && Date.now() > deadline) end = `no answer within ${START_TIMEOUT_MS / 1000} s`;
    if (end === undefined) continue;
    await stop();
    const said = readFileSync(options.logFile).subarray(logFrom).toString();
    const Failure = IN_USE.test(said) ? DatabaseInUse : BY_CHANCE.test(said) ? EndedByChance : Error;
    throw new Failure(`The Temporal dev server did not start: ${end}\n${lastWords(said)}`);
  }
}

const DATABASE = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'locking_mode=exclusive'];

function devServerArgs(options: DevServerOptions, port: number, uiPort: number): string[] {
  return [
    ...['server', 'start-dev', '--ip', IP, '--port', `${port}`, '--ui-port', `${uiPort}`, '--ui-disable-news-fetch'],
    // Settings of the person's own `temporal` command must not reach this server.
    ...['--disable-config-env', '--disable-config-file', '--log-level', 'warn'],
    ...(options.dbFile === undefined ? [] : ['--db-filename', options.dbFile, ...DATABASE]),
    ...options.searchAttributes.flatMap(({ name, type }) => [
      '--search-attribute',
      `${name}=${TypedSearchAttributes.toMetadataType(type)}`,
    ]),
    ...(options.extraArgs ?? []),
  ];
}

/** Whether a Temporal frontend answers at this address within a second. */
export const answers = async (address: string): Promise<boolean> => (await clusterIdAt(address)) !== undefined;

/** The id of the cluster that answers at this address within a second; undefined when none does. */
export async function clusterIdAt(address: string): Promise<string | undefined> {
  // gRPC waits a second after a refused connection; a bare one tells at once.
  if (!(await listens(address))) return undefined;
  const connection = Connection.lazy({ address });
  try {
    const ask = () => connection.workflowService.getClusterInfo({});
    return (await connection.withDeadline(Date.now() + 1_000, ask)).clusterId;
  } catch {
    return undefined;
  } finally {
    await connection.close();
  }
}

function listens(address: string): Promise<boolean> {
  const [host, port] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host: host ?? IP, port: Number(port), timeout: 1_000 });
    const end = (heard: boolean) => (): void => {
      socket.destroy();
      resolve(heard);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

/** The preferred port if nothing listens there, else one that the system picks. */
export async function freePort(preferred?: number): Promise<number> {
  const listen = (port: number): Promise<number | undefined> =>
    new Promise((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen(port, IP, () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
      });
    });
  const port = (preferred ? await listen(preferred) : undefined) ?? (await listen(0));
  if (port === undefined) throw new Error(`no free port on ${IP}`);
  return port;
}

/** Of a panic its reason; where it happened follows for pages. */
function lastWords(said: string): string {
  const lines = said.trim().split('\n');
  const panic = lines.findIndex((line) => line.startsWith('panic: '));
  return (panic === -1 ? lines.slice(-5) : lines.slice(panic, panic + 5)).join('\n');
}
