import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_TIMEOUT_MS = 20_000;

/** A question to the child process. */
export type Question = { id: number; ask: string; with?: unknown };
export type Reply = { id: number; value?: unknown; error?: string };

export interface ChildOptions {
  /** Absolute path, without extension. */
  script: string;
  args?: readonly string[];
  env: Record<string, string>;
  folder: string;
  /** Used for the log file. */
  name: string;
  /** What it prints when it is working; absent: it reports that it is ready. */
  ready?: string;
}

/** A child process that answers questions: see `answering.ts`. It ends when this process does. */
export interface Child {
  pid: number;
  /** @throws {Error} with the child's own message, or because it has ended */
  ask<Answer>(what: string, having?: unknown): Promise<Answer>;
  stop(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

/** Starts the child and waits until it reports that it is ready. @throws {Error} with the last lines it printed */
export async function startChild({ script, args = [], env, folder, name, ready }: ChildOptions): Promise<Child> {
  const logFile = join(folder, `${name}-${Date.now()}.log`);
  const log = openSync(logFile, 'a');
  const child = fork(script, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    execArgv: ['--require', require.resolve('tsx/cjs'), ...profiling(folder)],
    stdio: ['ignore', log, log, 'ipc'],
    // Ctrl-C in a terminal goes only to the parent; the child ends with it.
    detached: true,
  });
  closeSync(log);
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const lastWords = (): string => readFileSync(logFile, 'utf8').slice(-2_000);
  child.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error === undefined) asked?.resolve(reply.value);
    else asked?.reject(new Error(`${name}: ${reply.error}`));
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended (${signal ?? code}):\n${lastWords()}`));
    waiting.clear();
  });
  let asked = 0;
  const ask = <Answer>(what: string, having?: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const id = (asked += 1);
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      // A child that has ended has no channel any more; without a callback, Node would throw that.
      child.send({ id, ask: what, ...(having !== undefined && { with: having }) } satisfies Question, (error) => {
        if (error) reject(error);
      });
    });
  await ask('ready');
  while (ready !== undefined && !lastWords().includes(ready)) {
    if (child.exitCode !== null) throw new Error(`${name} does not start:\n${lastWords()}`);
    await sleep(20);
  }
  return { pid: child.pid ?? 0, ask, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') };
}

/** With BENCH_PROFILE=1, each child writes a CPU profile to its folder. Use `--keep` to read it. */
const profiling = (folder: string): string[] =>
  process.env['BENCH_PROFILE'] ? ['--cpu-prof', '--cpu-prof-dir', folder] : [];

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(late);
}
