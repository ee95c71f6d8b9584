import type { LedgerPlace } from '../place';
import { openStore, type Store } from '../store';
import type { TemplateChange } from '../templateChanges';
import type { Entry } from './rows';

/** The ledger's database, opened when it is needed and again after a failure. */
export interface Writer {
  /** Opens the database, if it is not open or its file is gone. @throws what the database throws */
  ready(): Promise<void>;
  /** @returns how many rows it has taken; those that it never will are dropped. @throws what the database throws */
  write(entries: readonly Entry[]): Promise<number>;
  deleteBefore(account: string, before: number): Promise<void>;
  /** Never throws. */
  close(): Promise<void>;
}

export interface WriterParts {
  /** The rows of before are not there any more. */
  onNewFile: () => void;
  onDropped: (count: number) => void;
  /** Templates have changed since they were last seen. */
  onChanged: (account: string, changes: readonly TemplateChange[]) => void;
}

export function createWriter(place: LedgerPlace, { onNewFile, onDropped, onChanged }: WriterParts): Writer {
  let store: Store | undefined;

  async function close(): Promise<void> {
    const open = store;
    store = undefined;
    await open?.close().catch(() => undefined);
  }

  async function opened(): Promise<Store> {
    if (store?.isInPlace() === false) {
      await close();
      onNewFile();
    }
    return (store ??= await openStore(place));
  }

  /** Runs with the open database. One that has failed is opened again the next time. */
  async function withStore<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
    const open = await opened();
    try {
      return await use(open);
    } catch (error) {
      if (!isOfTheRow(error)) await close();
      throw error;
    }
  }

  async function write(entries: readonly Entry[]): Promise<number> {
    try {
      const changed = await withStore((it) => it.write(entries));
      for (const { account, changes } of changed) onChanged(account, changes);
      return entries.length;
    } catch (error) {
      if (!isOfTheRow(error)) throw error;
      if (entries.length > 1) {
        let taken = 0;
        for (const it of entries) taken += await write([it]);
        return taken;
      }
      onDropped(1);
      return 0;
    }
  }

  return {
    ready: async () => void (await opened()),
    write,
    deleteBefore: (account, before) => withStore((it) => it.deleteBefore(account, before)),
    close,
  };
}

/** The row itself is refused, and would be again: SQLSTATE classes 22 and 23, and what SQLite calls so. */
const isOfTheRow = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(?:2[23]\w{3}|SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG|RANGE).*)$/.test(String(error.code));
