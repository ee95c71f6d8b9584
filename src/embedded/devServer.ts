import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { SearchAttributeKey, SearchAttributeType } from '@temporalio/common/lib/search-attributes';
import { endProcess } from './processes';

const IP = '127.0.0.1';
const START_TIMEOUT_MS = 30_000;
const ATTEMPTS = 3;
/**
 * A shell that runs its arguments until its standard input ends: a pipe from us, which the system closes however we come to our end.
 * With SIGKILL, since there is nothing to save. (A background command of a shell has no standard input, hence the descriptor 3.)
 */
const GUARD =
  'exec 3<&0; "$@" 3<&- & server=$!; (read -r nothing <&3; kill -9 $server) 2>/dev/null & guard=$!; ' +
  'wait $server; code=$?; kill $guard 2>/dev/null; exit $code';

export interface DevServerOptions {
  /** From `findTemporalCli`. */
  cli: string;
  /** The SQLite file; absent: everything is in memory and ends with the server. */
  dbFile?: string;
  /** Gets what the server prints; it must be a file, so that the server outlives us without breaking at a closed pipe. */
  logFile: string;
  searchAttributes: readonly SearchAttributeKey<SearchAttributeType>[];
  /** Of the gRPC frontend and the UI: taken if it is free, else any free one. */
  port?: number;
  uiPort?: number;
  extraArgs?: readonly string[];
  /** The server dies when we do, even when we are killed. Without it, it lives on until it is adopted or stopped. Not on Windows. */
  endsWithUs?: boolean;
  /** Called as soon as the process exists, before it answers: the moment to write its id down. */
  onSpawned?: (server: { pid: number; address: string; uiUrl: string }) => void;
}

export interface DevServer {
  pid: number;
  /** `host:port` of the gRPC frontend. */
  address: string;
  uiUrl: string;
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Between our look at a port, or the server's own look at one of those that it picks for its parts, and the use of it somebody else may
 * have taken it. In the first case the server says so, in the second it panics.
 */
class EndedByChance extends Error {}
const BY_CHANCE = /address already in use|^panic: /m;

/**
 * Starts the official dev server and waits until it answers (0.3 s on an idle machine).
 *
 * Why not `TestWorkflowEnvironment.createLocal`: it hides the process id, which the lock file needs; its server sits in our process
 * group, so Ctrl-C in a terminal would end it before the worker has reported; it stops it with SIGKILL; it gives it only 5 s to start.
 *
 * @throws {Error} with the server's last words, when it ends or does not answer within 30 s
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
  const log = openSync(options.logFile, 'w');
  const command = [options.cli, ...devServerArgs(options, port, uiPort)];
  const guarded = options.endsWithUs === true && process.platform !== 'win32';
  const [program = '', ...args] = guarded ? ['/bin/sh', '-c', GUARD, 'sh', ...command] : command;
  const child = spawn(program, args, { detached: true, stdio: [guarded ? 'pipe' : 'ignore', log, log] });
  closeSync(log);
  (child.stdin as Socket | null)?.unref();
  let end: string | undefined;
  child.on('error', (error) => (end = error.message));
  child.on('exit', (code, signal) => (end = `it exited (${signal ?? code})`));
  const { pid } = child;
  if (pid === undefined) {
    await sleep(0); // 'error' comes in the next turn of the event loop
    throw new Error(`The Temporal dev server ${options.cli} could not be started: ${end ?? 'no process'}`);
  }
  child.unref();
  options.onSpawned?.({ pid, address, uiUrl });
  // An answer while ours has ended would be another server's, on a port that it took before us.
  const isUp = async (): Promise<boolean> => (await answers(address)) && end === undefined;
  for (const deadline = Date.now() + START_TIMEOUT_MS; !(await isUp()); await sleep(50)) {
    if (end === undefined && Date.now() > deadline) end = `no answer within ${START_TIMEOUT_MS / 1000} s`;
    if (end === undefined) continue;
    child.stdin?.end();
    await endProcess(pid);
    const said = readFileSync(options.logFile, 'utf8');
    const Failure = BY_CHANCE.test(said) ? EndedByChance : Error;
    throw new Failure(`The Temporal dev server did not start: ${end}\n${lastWords(said)}`);
  }
  const stop = async (): Promise<void> => {
    if (guarded && end === undefined) {
      child.ref();
      child.stdin?.end();
      await once(child, 'exit');
    }
    await endProcess(pid);
  };
  return { pid, address, uiUrl, stop };
}

function devServerArgs(options: DevServerOptions, port: number, uiPort: number): string[] {
  return [
    ...['server', 'start-dev', '--ip', IP, '--port', `${port}`, '--ui-port', `${uiPort}`, '--ui-disable-news-fetch'],
    // Settings of the person's own `temporal` command must not reach this server.
    ...['--disable-config-env', '--disable-config-file', '--log-level', 'warn'],
    ...(options.dbFile === undefined ? [] : ['--db-filename', options.dbFile, '--sqlite-pragma', 'journal_mode=wal']),
    ...options.searchAttributes.flatMap(({ name, type }) => [
      '--search-attribute',
      `${name}=${TypedSearchAttributes.toMetadataType(type)}`,
    ]),
    ...(options.extraArgs ?? []),
  ];
}

/** Whether a Temporal frontend answers at this address within a second. */
export async function answers(address: string): Promise<boolean> {
  // gRPC waits a second after a refused connection; a bare one tells at once.
  if (!(await listens(address))) return false;
  const connection = Connection.lazy({ address });
  try {
    await connection.withDeadline(Date.now() + 1_000, () => connection.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
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
