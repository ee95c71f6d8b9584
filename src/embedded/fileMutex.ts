import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './processes';

/** Longer than anything that is done under a mutex: whoever holds it for longer has died and left its id to another process. */
const STALE_MS = 90_000;

/** What this process holds: in a container the same id comes back after a crash, so our own id in a file says nothing. */
const ours = new Set<string>();

/**
 * Does `work` while no other process (nor this one) does `work` with the same file. The file is opened with `wx`, so only one can
 * make it; one left behind by a dead process is taken away.
 *
 * @param file made and removed here; its folder must exist
 */
export async function withFileMutex<T>(file: string, work: () => Promise<T>): Promise<T> {
  const token = `${process.pid} ${randomUUID()}`;
  while (!(await acquire(file, token))) await sleep(50);
  ours.add(token);
  try {
    return await work();
  } finally {
    ours.delete(token);
    if ((await readIfThere(file)) === token) await rm(file, { force: true });
  }
}

async function acquire(file: string, token: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(token);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = await readIfThere(file);
  if (holder === undefined || !(await isStale(file, holder))) return false;
  // Of several that see the same stale file, a rename moves it away only once. Whoever moved a newer one puts it back.
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  if ((await readIfThere(aside)) !== holder) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
  return false;
}

async function isStale(file: string, holder: string): Promise<boolean> {
  const age = Date.now() - ((await stat(file).catch(() => undefined))?.mtimeMs ?? Date.now());
  const pid = Number(holder.split(' ')[0]);
  // Empty: made, and not yet written.
  if (holder === '') return age > 5_000;
  return age > STALE_MS || (pid === process.pid ? !ours.has(holder) : !isAlive(pid));
}

const readIfThere = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
