/** `ventana start` as a process of its own, beside a sandbox in this one, as somebody runs it: embedded Temporal, real time. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { freePort } from '../../src/embedded/devServer';

const ROOT = resolve(__dirname, '../..');

export interface LogLine {
  level: number;
  msg: string;
  [field: string]: unknown;
}

export interface CommandOutput {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Ventana {
  sandbox: Sandbox;
  /** Where the receiver listens, from the first start on. */
  url: string;
  /** VENTANA_DATA. */
  folder: string;
  /** What the service and its commands read; a change counts from the next start or command on. */
  environment: Record<string, string>;
  /** What the service has logged. */
  lines: LogLine[];
  /** Starts the service and waits until it receives webhooks. */
  start(): Promise<void>;
  /** Ends it as an orchestrator does. @returns its exit code */
  stop(): Promise<number | null>;
  /** Resolves when it ends by itself, to its exit code. */
  ended(): Promise<number | null>;
  stderr(): string;
  /** Kills the embedded Temporal's process (SIGKILL). @returns false where none runs */
  killTemporal(): boolean;
  /** The status of `GET /health/ready` or `live`, and what it says. */
  health(which: 'ready' | 'live'): Promise<{ status: number; body: string }>;
  /** Runs a command of `ventana` beside the service. */
  command(...args: string[]): Promise<CommandOutput>;
  close(): Promise<void>;
}

export interface VentanaOptions {
  /** The Temporal CLI. */
  cli: string;
  policy: string;
  sandbox?: SandboxOptions;
  environment?: Record<string, string>;
}

/** Ready to start. `close` ends all of it. */
export async function ventana({ cli, policy, sandbox: how, environment: more }: VentanaOptions): Promise<Ventana> {
  const folder = await mkdtemp(join(tmpdir(), 'ventana-spawned-'));
  const sandbox = await startSandbox(how);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await writeFile(join(folder, 'ventana.yaml'), policy);
  const environment: Record<string, string> = {
    ...{ PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? folder },
    ...sandbox.env(),
    ...{ VENTANA_POLICY: join(folder, 'ventana.yaml'), VENTANA_DATA: join(folder, 'data') },
    ...{ TEMPORAL_CLI_PATH: cli, HOST: '127.0.0.1', PORT: String(port), NO_COLOR: '1' },
    ...more,
  };
  const lines: LogLine[] = [];
  let service: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);
  let errors = '';

  const spawnVentana = (args: string[]): ChildProcess =>
    spawn(process.execPath, [join(ROOT, 'bin/ventana.js'), ...args], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  const self: Ventana = {
    ...{ sandbox, url, folder: join(folder, 'data'), environment, lines },
    async start() {
      const started = spawnVentana(['start']);
      service = started;
      ended = once(started, 'close').then(([code]) => code as number | null);
      errors = '';
      started.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
      await new Promise<void>((listening, failed) => {
        createInterface(started.stdout!).on('line', (text) => {
          if (!text.startsWith('{')) return;
          const line = JSON.parse(text) as LogLine;
          lines.push(line);
          if (line.msg === 'receiver is listening') listening();
        });
        void ended.then((code) => failed(new Error(`ventana start ended (${code}): ${errors}`)));
      });
      sandbox.sendWebhooksTo(url);
    },
    async stop() {
      if (service?.exitCode === null && service.signalCode === null) service.kill('SIGTERM');
      return ended;
    },
    ended: () => ended,
    stderr: () => errors,
    killTemporal() {
      const pid = service?.pid === undefined ? undefined : temporalUnder(service.pid);
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      return pid !== undefined;
    },
    async health(which) {
      const answer = await fetch(`${url}/health/${which}`);
      return { status: answer.status, body: await answer.text() };
    },
    async command(...args) {
      const child = spawnVentana(args);
      const written = { stdout: '', stderr: '' };
      child.stdout?.on('data', (text: Buffer) => (written.stdout += text.toString()));
      child.stderr?.on('data', (text: Buffer) => (written.stderr += text.toString()));
      const [code] = (await once(child, 'close')) as [number | null];
      return { code, ...written };
    },
    async close() {
      await self.stop();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return self;
}

/** The process of the Temporal server that this process has started, under its guard's shell. */
function temporalUnder(pid: number): number | undefined {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' })
    .split('\n')
    .map((row) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row))
    .flatMap((it) => (it ? [{ pid: Number(it[1]), parent: Number(it[2]), command: it[3] ?? '' }] : []));
  const guards = rows.filter((it) => it.parent === pid).map((it) => it.pid);
  const isServer = (it: (typeof rows)[number]): boolean =>
    guards.includes(it.parent) && it.command.includes('start-dev') && !it.command.startsWith('/bin/sh');
  return rows.find(isServer)?.pid;
}
