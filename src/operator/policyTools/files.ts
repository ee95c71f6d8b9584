import { readFileSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { replaceFile } from '../../system/replaceFile';

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
 * Replaces the policy's text completely or not at all. The previous text is kept as `PATH.previous`.
 * @throws what `writeFileSync` throws when it may not be written
 */
export function replacePolicy(path: string, text: string, before: string): void {
  const previous = `${path}.previous`;
  // Whatever is there, a link too, makes way: it is not followed.
  rmSync(previous, { force: true });
  replaceFile(previous, before, { mode: statSync(path).mode & 0o777 });
  replaceFile(path, text, { mode: 0o644 });
}
