import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freeSpace, LEAST_SPACE } from './freeSpace';

/** What is written to see whether it can be: a quota shows in no other way. */
const PROBE_BYTES = 64 * 1024;
/** Anybody may ask: the disk is looked at no more often (ms). */
const AGAIN_AFTER_MS = 2_000;

/**
 * A check for `GET /health/ready`: whether the file system of this folder can take more.
 * @param elapsed ms by a clock that nobody sets
 * @returns true, or what is wrong in plain words, without the path: anyone may read it
 */
export function diskCheck(folder: string, elapsed: () => number): () => Promise<boolean | string> {
  let last: { at: number; result: Promise<boolean | string> } | undefined;
  return () => {
    if (last === undefined || elapsed() - last.at >= AGAIN_AFTER_MS) last = { at: elapsed(), result: look(folder) };
    return last.result;
  };
}

async function look(folder: string): Promise<boolean | string> {
  const free = await freeSpace(folder);
  if (free !== undefined && free < LEAST_SPACE)
    return `${Math.floor(free / 1024 / 1024)} MB free where VENTANA_DATA is: make room, or Temporal stops`;
  const probe = join(folder, `.probe-${randomUUID()}`);
  try {
    await writeFile(probe, Buffer.alloc(PROBE_BYTES), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return `nothing can be written where VENTANA_DATA is (${code}): make room, or Temporal stops`;
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}
