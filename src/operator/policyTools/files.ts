import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Undefined where there is none. @throws as `readFileSync` does where it may not be read */
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
 * Puts a text in the place of a file, whole or not at all; what was there before is kept as `PATH.previous`.
 * @throws as `writeFileSync` does where it may not be written
 */
export function replaceFile(path: string, text: string, before: string): void {
  writeFileSync(`${path}.previous`, before);
  writeFileSync(`${path}.new`, text);
  try {
    renameSync(`${path}.new`, path);
  } catch {
    // A file that is mounted by itself (as in Docker) can be written to and not replaced.
    writeFileSync(path, text);
    rmSync(`${path}.new`, { force: true });
  }
}
