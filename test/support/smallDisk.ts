import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MB = 1_000_000;
/** Room for Temporal and its database, more than `doctor` calls little. */
const SIZE = 600 * MB;
const LEFT = MB;

export interface SmallDisk {
  /** Where it is mounted; without a disk of its own, an ordinary folder. */
  folder: string;
  /** Leaves a megabyte. Absent where this user may not mount a file system (only root on Linux may). */
  fill?: () => Promise<void>;
  /** Leaves nothing at all. Absent as above. */
  fillUp?: () => void;
  /** Takes away what they wrote. */
  free(): Promise<void>;
  remove(): void;
}

/** A disk in memory that can be filled without harm to anything else. @param size in bytes */
export function smallDisk(size = SIZE): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'ventana-disk-'));
  const filler = join(folder, 'filler');
  const free = (): Promise<void> => rm(filler, { force: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder], { stdio: 'ignore' });
  } catch {
    return { folder, free, remove: () => rmSync(folder, { recursive: true, force: true }) };
  }
  return {
    folder,
    free,
    async fill() {
      const { bavail, bsize } = await statfs(folder);
      const file = await open(filler, 'w');
      const block = Buffer.alloc(MB);
      for (let left = bavail * bsize; left > 2 * LEFT; left -= MB) await file.write(block);
      await file.close();
    },
    fillUp() {
      const file = openSync(filler, 'a');
      for (let block = LEFT; block > 0; block = Math.floor(block / 2)) while (takes(file, block));
      closeSync(file);
    },
    remove() {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether the file system takes so many bytes more. */
function takes(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes;
  } catch {
    return false;
  }
}
