import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_TIMEOUT_MS = 300_000;
/** The worker gives its activities 10 s. */
const STOP_TIMEOUT_MS = 15_000;

export interface ProcessOptions {
  name: string;
  /** Default: Node. */
  command?: string;
  /** The first arguments. Default: `child.ts`, for Node, with `args`. */
  program?: string[];
  args: string[];
  env: Record<string, string>;
  /** The working directory: no `.env` file must be in it. */
  folder: string;
  logFile: string;
  /** Whether it does its work now. `printed`: what this process, started last, has printed so far. */
  isUp: (printed: string) => boolean | Promise<boolean>;
}

/** A process of Ventana that is killed and started again, as an orchestrator would. */
export interface Supervised {
  readonly name: string;
  /** Absent: it is down. */
  readonly pid?: number | undefined;
  /** How often it was killed; how often it ended by itself. */
  readonly kills: number;
  readonly ends: number;
  /** SIGKILL, a pause, a new start. @returns false when it is down already */
  kill(downMs: number): boolean;
  /** Resolves when it does its work. */
  up(): Promise<void>;
  /** SIGTERM, and SIGKILL if that does not end it. */
  stop(): Promise<void>;
  /** All that it has printed. */
  log(): string;
}

const CHILD = ['--require', require.resolve('tsx/cjs'), resolve(__dirname, 'child.ts')];

/** Starts it; `up()` tells when it works. */
export function supervise(options: ProcessOptions): Supervised {
  const { name, command = process.execPath, program = CHILD, args, env, folder, logFile, isUp } = options;
  let child: ChildProcess | undefined;
  let ready: Promise<void> = Promise.resolve();
  let kills = 0;
  let ends = 0;
  let stopping = false;
  let pause = 0;
  const log = openSync(logFile, 'a');
  const read = (): string => readFileSync(logFile, 'utf8');

  const start = (): void => {
    const from = read().length;
    const started = spawn(command, [...program, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['pipe', log, log],
      // Ctrl-C in a terminal is for us alone: we end it.
      detached: true,
    });
    child = started;
    ready = waitUntilUp(started, from);
    started.once('exit', (code, signal) => {
      child = undefined;
      if (stopping) return;
      if (signal !== 'SIGKILL') {
        ends += 1;
        console.error(`The ${name} exited by itself (${signal ?? code}):\n${read().slice(-1_000)}`);
      }
      ready = sleep(pause || 500).then(() => (stopping ? undefined : restart()));
      pause = 0;
    });
  };
  const restart = (): Promise<void> => {
    start();
    return ready;
  };

  const waitUntilUp = async (started: ChildProcess, from: number): Promise<void> => {
    for (const deadline = Date.now() + START_TIMEOUT_MS; !stopping && child === started; await sleep(50)) {
      if (await isUp(read().slice(from))) return;
      if (Date.now() > deadline) throw new Error(`The ${name} did not start:\n${read().slice(-2_000)}`);
    }
  };

  start();
  return {
    name,
    get pid() {
      return child?.pid;
    },
    get kills() {
      return kills;
    },
    get ends() {
      return ends;
    },
    kill(downMs) {
      if (!child || stopping) return false;
      kills += 1;
      pause = downMs;
      // Down from now on: `up()` must not answer for the process that is about to end.
      ready = once(child, 'exit').then(() => undefined);
      return child.kill('SIGKILL');
    },
    async up() {
      for (let before: Promise<void> | undefined; before !== ready;) await (before = ready);
    },
    async stop() {
      stopping = true;
      const ending = child;
      if (ending) {
        const ended = once(ending, 'exit');
        ending.kill('SIGTERM');
        const late = setTimeout(() => ending.kill('SIGKILL'), STOP_TIMEOUT_MS);
        await ended;
        clearTimeout(late);
      }
      closeSync(log);
    },
    log: read,
  };
}
