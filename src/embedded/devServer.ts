import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { SearchAttributeKey, SearchAttributeType } from '@temporalio/common/lib/search-attributes';
import { childEnvironment } from '../system/childEnvironment';
import { elapsed } from '../system/elapsed';
import { freePort } from '../system/freePort';

const IP = '127.0.0.1';
/** A guard against standstill: a machine that is busy may need a hundred times the usual. */
const START_TIMEOUT_MS = 120_000;
const ATTEMPTS = 3;
/** A longer log is cleared at the next start. */
const MAX_LOG_BYTES = 5_000_000;
/**
 * A shell script that runs its arguments and kills them when its standard input ends. That input is a pipe from us,
 * which the system closes however our process ends. It uses SIGKILL, because everything the server has acknowledged is
 * already in its file. The umask is for the files that SQLite makes. A shell's background command has no standard
 * input, hence descriptor 3. Windows does not need the script: there Node ends children that are not detached.
 */
const GUARD =
  'umask 077; exec 3<&0; "$@" 3<&- & server=$!; (read -r nothing <&3; kill -9 $server) 2>/dev/null & guard=$!; ' +
  'wait $server; code=$?; kill $guard 2>/dev/null; exit $code';
const IS_GUARDED = process.platform !== 'win32';

export interface DevServerOptions {
  /** The result of `findTemporalCli`. */
  cli: string;
  /**
   * The SQLite file; only one server at a time can use it. Absent: all data is in memory and is lost with the server.
   */
  dbFile?: string;
  /** The server's output is written here. */
  logFile: string;
  searchAttributes: readonly SearchAttributeKey<SearchAttributeType>[];
  /** The preferred ports of the gRPC frontend and of the UI. If one is taken, any free port is used. */
  port?: number;
  uiPort?: number;
  extraArgs?: readonly string[];
}

export interface DevServer {
  /** `host:port` of the gRPC frontend. */
  address: string;
  uiUrl: string;
  /** The id of its database. Stays the same when the server is restarted on the same file. */
  clusterId: string;
  /** Resolves when the process has ended, for whatever reason, to how it ended. */
  ended: Promise<string>;
  /** Ends the process and waits until it has exited. */
  stop: () => Promise<void>;
}

/** Another server is using the database file. */
export class DatabaseInUse extends Error {}
/**
 * SQLite's message. With `locking_mode=exclusive` only one process at a time can use the file, and the system releases
 * the lock when the process ends.
 */
const IN_USE = /database is locked/;

/**
 * The next attempt may well succeed. Either the server lost a race for a port: another process took it after we, or the
 * server itself, had found it free. For our ports the server reports this; for those that it picks for its own parts, it
 * panics. Or the machine is so busy that one part of the server waited 30 s for another, and gave up. Or another server
 * has just made the file, and not yet its tables: the next attempt finds it in use.
 */
class Unlucky extends Error {}
const UNLUCKY = /address already in use|^panic: |context deadline exceeded|no such table: namespaces/m;

/**
 * Starts the official dev server and waits until it answers (0.3 s on an idle machine). The server ends with this
 * process, even if the process is killed.
 *
 * `TestWorkflowEnvironment.createLocal` is not used, for three reasons. Its server is in our process group, so Ctrl-C
 * in a terminal would end it before the worker has reported. It survives when we are killed. And it allows only 5 s for
 * the start.
 * @throws {DatabaseInUse}
 * @throws {Error} with the server's last output, when it exits or does not answer within two minutes
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(options);
    } catch (error) {
      if (!(error instanceof Unlucky) || attempt === ATTEMPTS) throw error;
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
  const log = openSync(options.logFile, logBefore > MAX_LOG_BYTES ? 'w' : 'a', 0o600);
  const logFrom = fstatSync(log).size;
  const child = spawn(program, args, {
    detached: IS_GUARDED,
    stdio: ['pipe', log, log],
    env: childEnvironment('server'),
  });
  closeSync(log);
  (child.stdin as Socket | null)?.unref();
  child.unref();
  let end: string | undefined;
  const ended = new Promise<string>((resolve) => {
    const endedBy = (how: string): void => {
      end = how;
      // Where only the guard's shell was killed, the server lives on until the guard's input ends.
      child.stdin?.end();
      resolve(how);
    };
    child.on('error', (error) => endedBy(error.message));
    child.on('exit', (code, signal) => endedBy(`it exited (${signal ?? code})`));
  });
  const stop = async (): Promise<void> => {
    child.ref();
    if (IS_GUARDED) child.stdin?.end();
    else child.kill();
    await ended;
  };
  // If our server has exited, an answer comes from another server that took the port first.
  for (const deadline = elapsed() + START_TIMEOUT_MS; ; await sleep(50)) {
    const clusterId = await clusterIdAt(address);
    if (clusterId !== undefined && end === undefined) return { address, uiUrl, clusterId, ended, stop };
    if (end === undefined && elapsed() > deadline) end = `no answer within ${START_TIMEOUT_MS / 1000} s`;
    if (end === undefined) continue;
    await stop();
    const output = readFileSync(options.logFile).subarray(logFrom).toString();
    const Failure = IN_USE.test(output) ? DatabaseInUse : UNLUCKY.test(output) ? Unlucky : Error;
    throw new Failure(`The Temporal dev server did not start: ${end}\n${lastLines(output)}`);
  }
}

const DATABASE = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'locking_mode=exclusive'];

function devServerArgs(options: DevServerOptions, port: number, uiPort: number): string[] {
  return [
    ...['server', 'start-dev', '--ip', IP, '--port', `${port}`, '--ui-port', `${uiPort}`, '--ui-disable-news-fetch'],
    // Settings of the user's own `temporal` command must not affect this server.
    ...['--disable-config-env', '--disable-config-file', '--log-level', 'warn'],
    ...(options.dbFile === undefined ? [] : ['--db-filename', options.dbFile, ...DATABASE]),
    ...options.searchAttributes.flatMap(({ name, type }) => [
      '--search-attribute',
      `${name}=${TypedSearchAttributes.toMetadataType(type)}`,
    ]),
    ...(options.extraArgs ?? []),
  ];
}

/** What listens but is busy gets this long (ms) to answer: a command must not take a slow server for none. */
const ANSWER_MS = 10_000;

/** Whether a Temporal frontend answers at this address. */
export const answers = async (address: string): Promise<boolean> => (await clusterIdAt(address)) !== undefined;

/** The id of the cluster that answers at this address; undefined when none does. */
export async function clusterIdAt(address: string): Promise<string | undefined> {
  // After a refused connection gRPC waits a second; a plain socket fails at once.
  if (!(await listens(address))) return undefined;
  const connection = Connection.lazy({ address });
  try {
    const ask = () => connection.workflowService.getClusterInfo({});
    return (await connection.withDeadline(Date.now() + ANSWER_MS, ask)).clusterId;
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
    const end = (isListening: boolean) => (): void => {
      socket.destroy();
      resolve(isListening);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

/** The end of the output. After a panic: its reason, without the pages of stack trace that follow. */
function lastLines(output: string): string {
  const lines = output.trim().split('\n');
  const panic = lines.findIndex((line) => line.startsWith('panic: '));
  return (panic === -1 ? lines.slice(-5) : lines.slice(panic, panic + 5)).join('\n');
}
