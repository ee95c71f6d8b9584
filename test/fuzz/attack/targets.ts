/** What is attacked, in a process of its own. */
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSandbox } from '../../../sandbox';
import { startDevServer } from '../../../src/embedded/devServer';
import { freePort } from '../../../src/system/freePort';
import { searchAttributes } from '../../../workflows/messages';
import { pinnedCli } from '../../support/cli';
import { ZENDESK_SECRET } from '../../support/receiver';
import type { MemoryLimit } from './memoryLimit';
import { milestones } from '../../../src/telemetry/milestones';

export interface Target {
  port: number;
  /** Where an orchestrator asks for `/health/live`. */
  livePort: number;
  pid: number;
  zendeskSecret: string;
  /** What is alive, or else what the system has given it (bytes). */
  memory(): Promise<number>;
  /** The longest (ms) that its event loop was late since the attack began; absent: it does not say. */
  loopMs?: () => number;
  /** Lines of its log; undefined if it keeps none. */
  logged(): Promise<number | undefined>;
  /** How it ended by itself; undefined while it runs. */
  ended(): string | undefined;
  stop(): Promise<void>;
}

const execArgv = ['--require', require.resolve('tsx/cjs')];
const START_MS = 60_000;
const LISTENING = new RegExp(`"url":"http://127\\.0\\.0\\.1:(\\d+)"[^\\n]*${milestones.receiver}`);

/** The receiver alone, over a pretend Temporal. */
export async function startReceiver(): Promise<Target> {
  const child = fork(resolve(__dirname, 'target.ts'), { execArgv });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    port,
    livePort: port,
    zendeskSecret: ZENDESK_SECRET,
    ...watched(child),
    async memory() {
      child.send('memory');
      const [{ bytes }] = (await once(child, 'message')) as [{ bytes: number }];
      return bytes;
    },
    logged: () => Promise.resolve(undefined),
    stop: () => kill(child),
  };
}

/** `ventana server` over a real Temporal and the sandbox, which are in other processes. */
export async function startService(limit?: MemoryLimit): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'ventana-attack-'));
  const sandbox = await startSandbox();
  const temporal = await startDevServer({
    cli: await pinnedCli(),
    logFile: join(folder, 'temporal.log'),
    searchAttributes: Object.values(searchAttributes),
  });
  const logFile = join(folder, 'receiver.log');
  const output = openSync(logFile, 'a');
  const livePort = await freePort();
  const ports = { HOST: '127.0.0.1', PORT: '0', METRICS_PORT: String(livePort) };
  const settings = { ...ports, TEMPORAL_ADDRESS: temporal.address, VENTANA_DATA: folder };
  const policy = { VENTANA_POLICY: resolve(__dirname, '../../../ventana.example.yaml') };
  const command = [process.execPath, ...execArgv, resolve(__dirname, 'service.ts'), 'receiver'];
  const [first = '', ...args] = limit ? limit.around(command) : command;
  const child = spawn(first, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...sandbox.env(), ...settings, ...policy },
    stdio: ['pipe', output, output],
  });
  const stop = async (): Promise<void> => {
    await kill(child);
    await temporal.stop();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const port = await portIn(logFile, child).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  // What starting took is no part of the attack.
  child.kill('SIGUSR2');
  return {
    port,
    livePort,
    zendeskSecret: sandbox.env()['ZENDESK_WEBHOOK_SECRET'] ?? '',
    ...watched(child),
    memory: () => Promise.resolve(residentBytes(child.pid ?? 0)),
    logged: () => linesIn(logFile),
    loopMs: () => Number(readFileSync(join(folder, 'loop-ms'), 'utf8')),
    stop,
  };
}

function watched(child: ChildProcess): Pick<Target, 'pid' | 'ended'> {
  let ended: string | undefined;
  child.once('exit', (code, signal) => (ended = String(signal ?? code)));
  return { pid: child.pid ?? 0, ended: () => ended };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function portIn(logFile: string, child: ChildProcess): Promise<number> {
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(50)) {
    const log = readFileSync(logFile, 'utf8');
    const port = LISTENING.exec(log)?.[1];
    if (port !== undefined) return Number(port);
    if (child.exitCode !== null) break;
  }
  throw new Error(`The receiver did not start:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
}

const residentBytes = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;

async function linesIn(file: string): Promise<number> {
  let lines = 0;
  for await (const _line of createInterface({ input: createReadStream(file) })) lines += 1;
  return lines;
}
