import { accessSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux keeps these files in memory. Programs may not be run from there (Docker mounts it so). */
const MEMORY = '/dev/shm';

/** A new folder for small files that are written often, each with an `fsync`: on a busy disk that takes most of a test. */
export const memoryFolder = (prefix: string): string =>
  mkdtempSync(join(isWritable(MEMORY) ? MEMORY : tmpdir(), prefix));

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
