import { createReadStream, mkdirSync } from 'node:fs';
import { appendFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Entry } from './rows';

/** Rows on disk that wait for a database that is away. */
export interface Spool {
  /** @throws what the file system throws; and when the file is full */
  keep(entries: readonly Entry[]): Promise<void>;
  /**
   * Hands all kept rows over, some at a time, and forgets them. What was handed over before `write` failed comes again
   * the next time: that changes nothing.
   * @throws what `write` throws
   */
  drain(write: (entries: Entry[]) => Promise<void>): Promise<void>;
}

const WAITING = 'waiting.jsonl';
const TAKEN = /^waiting\.[\w-]+\.jsonl$/;
const AT_ONCE = 20;

/**
 * @param folder where it may write. Several processes may share it
 * @param mostBytes in one file; what is more is refused
 */
export function createSpool(folder: string, mostBytes = 64_000_000): Spool {
  const path = join(folder, WAITING);

  /** Takes the file, so that no other process hands over the same rows, and what one that was killed had taken. */
  async function taken(): Promise<string[]> {
    const mine = join(folder, `waiting.${randomUUID()}.jsonl`);
    await rename(path, mine).catch(unlessMissing);
    const names = await readdir(folder).catch(() => []);
    return names.filter((name) => TAKEN.test(name)).map((name) => join(folder, name));
  }

  return {
    async keep(entries) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const size = await stat(path).then(
        (it) => it.size,
        () => 0,
      );
      if (size > mostBytes) throw new Error('too many rows of the ledger wait on disk');
      // A line of its own first: the last one may have been cut short.
      await appendFile(path, `\n${entries.map((it) => JSON.stringify(it)).join('\n')}\n`, { mode: 0o600 });
    },
    async drain(write) {
      for (const file of await taken()) {
        const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
        let some: Entry[] = [];
        for await (const line of lines) {
          some.push(...parsed(line));
          if (some.length < AT_ONCE) continue;
          await write(some);
          some = [];
        }
        if (some.length > 0) await write(some);
        await rm(file, { force: true });
      }
    },
  };
}

const unlessMissing = (error: unknown): void => {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
};

/** Our own file: a line is as it was written, or cut short. */
function parsed(line: string): Entry[] {
  if (line === '') return [];
  try {
    const entry = JSON.parse(line) as Entry;
    return typeof entry.into === 'string' && typeof entry.row === 'object' ? [entry] : [];
  } catch {
    return [];
  }
}
