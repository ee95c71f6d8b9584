import { statfs } from 'node:fs/promises';

/** Less (bytes) is as good as full: Temporal's database, its journal and its log grow by megabytes at a time. */
export const LEAST_SPACE = 32 * 1024 * 1024;

/** How many bytes this user may still write where the folder is; undefined if the system does not say. Never throws. */
export async function freeSpace(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
