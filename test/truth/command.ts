/** Commands of `ventana` as processes of their own: measured, and killed where that is wanted. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { elapsed } from '../../src/system/elapsed';

const ROOT = resolve(__dirname, '../..');

export interface CommandRun {
  /** null: it was killed. */
  code: number | null;
  stdout: string;
  stderr: string;
  seconds: number;
  /** Of all its threads; 0 where the system does not tell. */
  cpuSeconds: number;
  /** The most memory that it had (MB); 0 where the system does not tell. */
  megabytes: number;
}

export interface CommandOrder {
  args: string[];
  env: Record<string, string>;
  /** Looked at ten times a second: kills it (SIGKILL) once that is true. */
  dies?: () => boolean;
}

const LOOK_MS = 100;

export async function runCommand({ args, env, dies = () => false }: CommandOrder): Promise<CommandRun> {
  const from = elapsed();
  const child = spawn(process.execPath, [join(ROOT, 'bin/ventana.js'), ...args], {
    cwd: env['VENTANA_DATA'],
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', NO_COLOR: '1', LC_ALL: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  let [megabytes, cpuSeconds] = [0, 0];
  const looking = setInterval(() => {
    megabytes = Math.max(megabytes, peakOf(child));
    cpuSeconds = Math.max(cpuSeconds, cpuOf(child));
    if (dies()) child.kill('SIGKILL');
  }, LOOK_MS);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(looking);
  return { code, ...said, seconds: Math.round((elapsed() - from) / 100) / 10, cpuSeconds, megabytes };
}

/** Linux counts it. */
function peakOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes = 0] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1_024);
  } catch {
    return 0;
  }
}

/** Linux counts it in hundredths of a second: the 14th and 15th field, after the name in brackets. */
function cpuOf({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Math.round((Number(fields[11]) + Number(fields[12])) / 10) / 10;
  } catch {
    return 0;
  }
}
