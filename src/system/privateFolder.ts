import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 0o700;
const FILE = 0o600;
/** What Ventana and SQLite make in the data folder; programs (in `bin`) stay executable. */
const OURS = /^temporal\.(db(-wal|-shm|-journal)?|log|json)$/;
const OUR_FOLDERS = ['secrets', 'setup', 'bin', 'ledger'];

/**
 * Makes the data folder, or closes one that exists to everybody but its owner, with what Ventana keeps in it. Other
 * files in it are left alone: the folder hides them.
 * @param onProblem told in one sentence what could not be closed
 */
export function makePrivate(folder: string, onProblem: (line: string) => void): void {
  mkdirSync(folder, { recursive: true, mode: FOLDER });
  close(folder, FOLDER, onProblem);
  for (const name of readdirSync(folder)) if (OURS.test(name)) close(join(folder, name), FILE, onProblem);
  for (const name of OUR_FOLDERS) closeAll(join(folder, name), name === 'bin' ? FOLDER : FILE, onProblem);
}

function closeAll(folder: string, fileMode: number, onProblem: (line: string) => void): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  close(folder, FOLDER, onProblem);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) closeAll(join(folder, entry.name), fileMode, onProblem);
    else close(join(folder, entry.name), fileMode, onProblem);
  }
}

/** Takes rights away and gives none. Links are left alone: what they point to is not ours to change. */
function close(path: string, mode: number, onProblem: (line: string) => void): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || found.isSymbolicLink() || process.platform === 'win32') return;
  const narrower = found.mode & mode & 0o777;
  if ((found.mode & 0o777) === narrower) return;
  try {
    chmodSync(path, narrower);
  } catch {
    onProblem(`${path} can be read by others, and this user may not change that: run chmod go-rwx on it.`);
  }
}
