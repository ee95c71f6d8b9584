import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './command';

/** A dev server needs about 1 s to end. */
const GRACE_MS = 10_000;

/** Whether a process with this id runs (it may be another program: ids are used again). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** One that has ended but was not collected by its parent (an orphan's, in a container without an init) still answers to `kill`. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true; // It has just gone.
  }
}

/** Ends the process: SIGTERM, and SIGKILL if it is still there after 10 s. Resolves when it is gone. */
export async function endProcess(pid: number): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGTERM', GRACE_MS],
    ['SIGKILL', GRACE_MS],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return; // It is gone already.
    }
    for (const deadline = Date.now() + waitMs; Date.now() < deadline; await sleep(25)) {
      if (!isAlive(pid)) return;
    }
  }
}

/**
 * The command line of a process, to tell whether an id still means the program that it once meant.
 *
 * @returns undefined when it cannot be told (no such process, or no way to ask)
 */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return line.replaceAll('\0', ' ').trim() || undefined;
  }
  const { code, stdout } = await runCommand('ps', ['-o', 'command=', '-p', `${pid}`], 5_000);
  return code === 0 ? stdout.trim() || undefined : undefined;
}
