import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskCheck } from '../../src/system/diskSpace';

const MIB = 1024 * 1024;
let folder: string;
let now = 0;
const check = () => diskCheck(folder, () => now);
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ventana-disk-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file system of its own; only root on Linux can make one. */
function mount(options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

it('G42 ready says nothing of a disk with room, and leaves nothing on it', async () => {
  expect(await check()()).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});

it('G42 a folder that is gone fails the check', async () => {
  const gone = diskCheck(join(folder, 'gone'), () => now);
  expect(await gone()).toMatch(/^nothing can be written where VENTANA_DATA is \(ENOENT\)/);
});

describe('G42 a file system of 40 MB', () => {
  it('G42 is red when it fills, and green when room is made', async ({ skip }) => {
    if (!mount(`size=${40 * MIB}`)) return skip();
    try {
      const ready = check();
      expect(await ready()).toBe(true);
      writeFileSync(join(folder, 'temporal.db'), Buffer.alloc(39 * MIB));
      now += 3_000;
      expect(await ready()).toMatch(/^1 MB free where VENTANA_DATA is: make room/);
      rmSync(join(folder, 'temporal.db'));
      now += 3_000;
      expect(await ready()).toBe(true);
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  it('G42 is red when it has no more files, as with a quota', async ({ skip }) => {
    if (!mount(`size=${40 * MIB},nr_inodes=1`)) return skip();
    try {
      const says = await check()();
      expect(says).toBe('nothing can be written where VENTANA_DATA is (ENOSPC): make room, or Temporal stops');
      expect(says).not.toContain(folder);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});
