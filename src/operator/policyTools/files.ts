import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Reads a file; undefined if it does not exist. @throws what `readFileSync` throws when it may not be read */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export const isSameFile = (one: string, other: string): boolean => resolve(one) === resolve(other);

/**
 * Replaces a file's text completely or not at all. The previous text is kept as `PATH.previous`.
 * @throws what `writeFileSync` throws when it may not be written
 */
export function replaceFile(path: string, text: string, before: string): void {
  writeFileSync(`${path}.previous`, before);
  writeFileSync(`${path}.new`, text);
  try {
    renameSync(`${path}.new`, path);
  } catch {
    // A file that is itself a mount point (as in Docker) can be written but not replaced.
    writeFileSync(path, text);
    rmSync(`${path}.new`, { force: true });
  }
}
