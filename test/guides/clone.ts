import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, stat, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT } from './documents';

/** What a fresh clone does not have, and what is linked. */
const LEFT_OUT =
  /^(\.git|\.env|\.ventana.*|ventana\.yaml.*|coverage|reports|\.stryker-tmp)$|(^|\/)(node_modules|dist)$/;

/** A new folder that is as a clone of today's files after `npm ci`, and after `npm run build` where that was done here. */
export async function freshClone(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'ventana-guide-'));
  // The times tell whether what was built is as new as the sources: bin/ventana.js.
  const filter = (path: string): boolean => !LEFT_OUT.test(relative(ROOT, path));
  await cp(ROOT, folder, { recursive: true, preserveTimestamps: true, filter });
  for (const sources of ['src', 'workflows', 'activities']) await keepTimes(sources, folder);
  for (const linked of ['node_modules', 'dist'].filter((it) => existsSync(join(ROOT, it))))
    await symlink(join(ROOT, linked), join(folder, linked));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** `cp` keeps the times of files only, and Ventana looks at those of folders too. */
async function keepTimes(sources: string, folder: string): Promise<void> {
  const entries = await readdir(join(ROOT, sources), { withFileTypes: true });
  for (const it of entries) if (it.isDirectory()) await keepTimes(join(sources, it.name), folder);
  const { atime, mtime } = await stat(join(ROOT, sources));
  await utimes(join(folder, sources), atime, mtime);
}
