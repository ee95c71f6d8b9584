import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

export interface ReplaceOptions {
  /** The mode of a file that is new. One that exists keeps its own, unless `tighten`. */
  mode: number;
  /** An existing file gets `mode` too. */
  tighten?: boolean;
}

const PERMISSIONS = 0o7777;

/**
 * Replaces a file's text completely or not at all, even if the process is killed. A link stays, and what it points to
 * is replaced. The draft has a random name and is created exclusively, so that nobody can put a link of theirs there.
 * @throws what `writeFileSync` throws when it may not be written
 */
export function replaceFile(path: string, text: string, { mode, tighten = false }: ReplaceOptions): void {
  const target = targetOf(path);
  const before = statSync(target, { throwIfNoEntry: false });
  const wanted = before && !tighten ? before.mode & PERMISSIONS : mode;
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(8).toString('hex')}`);
  try {
    writeDraft(draft, text, wanted);
    if (before) keepOwner(draft, before);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    // A file that is itself a mount point (as in Docker) can be written but not replaced, as can one in a closed
    // folder. With a full disk, writing in place would lose the old text too.
    if (!before || !isForbidden(error)) throw error;
    writeFileSync(target, text);
    if (tighten) chmodSync(target, mode);
  }
}

const isForbidden = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['EBUSY', 'EXDEV', 'EACCES', 'EPERM', 'EROFS'].includes(String(error.code));

function writeDraft(draft: string, text: string, mode: number): void {
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(file, text);
    fchmodSync(file, mode);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** As root, the new file would be root's, and the one who owned the old one could not read it any more. */
function keepOwner(draft: string, { uid, gid }: Stats): void {
  const { uid: ours, gid: ourGroup } = statSync(draft);
  if (uid === ours && gid === ourGroup) return;
  try {
    chownSync(draft, uid, gid);
  } catch (error) {
    // Only root may give a file away. In place, the file keeps its owner.
    if (uid !== ours) throw error;
  }
}

/** Where a chain of links ends, even if nothing is there yet. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const next = linkIn(path);
    return next === undefined ? path : targetOf(resolve(dirname(path), next));
  }
}

function linkIn(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
