/** `ventana start` as a process of its own, with its embedded Temporal, in real time. The sandbox is in this process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { freePort } from '../../src/system/freePort';
import { temporalUnder } from './temporalUnder';
import { milestones } from '../../src/telemetry/milestones';

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
  /** What it printed that is no JSON. */
  others: string[];
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
  /** The same, with these variables too. */
  speaking(variables: Record<string, string>, ...args: string[]): Promise<CommandOutput>;
  close(): Promise<void>;
}

export interface VentanaOptions {
  /** The Temporal CLI. */
  cli: string;
  policy: string;
  sandbox?: SandboxOptions;
  environment?: Record<string, string>;
  /** The folder for all of its files; default: the system's for temporary ones. */
  in?: string;
}

/** Ready to start. `close` ends all of it. */
export async function ventana({
  cli,
  policy,
  sandbox: how,
  environment: more,
  in: place,
}: VentanaOptions): Promise<Ventana> {
  const folder = await mkdtemp(join(place ?? tmpdir(), 'ventana-spawned-'));
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
  const others: string[] = [];
  let service: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);
  let errors = '';

  const spawnVentana = (args: string[], variables: Record<string, string> = {}): ChildProcess =>
    spawn(process.execPath, [join(ROOT, 'bin/ventana.js'), ...args], {
      cwd: folder,
      env: { ...environment, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  /** Why it has ended is in its log. */
  const lastWords = (): string =>
    lines
      .slice(-5)
      .map((line) => JSON.stringify(line))
      .join('\n');

  const self: Ventana = {
    ...{ sandbox, url, folder: join(folder, 'data'), environment, lines, others },
    async start() {
      const started = spawnVentana(['start']);
      service = started;
      ended = once(started, 'close').then(([code]) => code as number | null);
      errors = '';
      started.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
      await new Promise<void>((listening, failed) => {
        createInterface(started.stdout!).on('line', (text) => {
          if (!text.startsWith('{')) return void others.push(text);
          const line = JSON.parse(text) as LogLine;
          lines.push(line);
          if (line.msg === milestones.receiver) listening();
        });
        void ended.then((code) => failed(new Error(`ventana start ended (${code}): ${errors}${lastWords()}`)));
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
    command: (...args) => self.speaking({}, ...args),
    async speaking(variables, ...args) {
      const child = spawnVentana(args, variables);
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
