import type { Entry } from './rows';

/** Rows on their way into the ledger. */
export interface Queue {
  add(entries: readonly Entry[]): void;
  /** Writes what waits. @returns whether all of it was written. Never throws */
  flush(): Promise<boolean>;
  /** Writes what waits, or keeps it, and takes no more. Never throws. */
  close(): Promise<void>;
}

export interface QueueParts {
  /** Writes the rows that were kept on disk. @throws while the database is away */
  begin(): Promise<void>;
  /** @throws while the database is away */
  write(entries: readonly Entry[]): Promise<void>;
  /** After the last ones. @throws as well */
  end(): Promise<void>;
  /** Keeps rows on disk. @throws where it cannot */
  keep(entries: readonly Entry[]): Promise<void>;
  onFailed(error: unknown): void;
  onRecovered(): void;
  onDropped(count: number): void;
  /** How many wait in memory. */
  onWaiting(count: number): void;
  /** The oldest of more are dropped. */
  mostInMemory: number;
}

/** Rows are gathered for so long (ms), so that many go in one transaction. */
const GATHER_MS = 500;
/** After a failure (ms): then twice as long, and so on. */
const AGAIN_MS = 1_000;
const AGAIN_AT_MOST_MS = 60_000;
/** A file is written without giving way to anything else: few at a time. */
const AT_ONCE = 20;

export function createQueue(parts: QueueParts): Queue {
  const memory = rowsInMemory(parts);
  let timer: NodeJS.Timeout | undefined;
  /** 0: the last round has succeeded. */
  let pauseMs = 0;
  let running: Promise<boolean> | undefined;
  /** Rows on their way to the disk. */
  const keeping: Promise<void>[] = [];
  /** Rows were added that no round has looked for. */
  let isNew = false;

  function soon(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush();
    }, ms).unref();
  }

  const flush = (): Promise<boolean> =>
    (running ??= round().finally(() => {
      running = undefined;
      if (isNew || memory.count() > 0 || pauseMs > 0) soon(Math.max(pauseMs, GATHER_MS));
    }));

  async function round(): Promise<boolean> {
    try {
      do {
        isNew = false;
        await Promise.all(keeping.splice(0));
        await parts.begin();
        await memory.write();
      } while (isNew);
      await parts.end();
      if (pauseMs > 0) parts.onRecovered();
      pauseMs = 0;
      return true;
    } catch (error) {
      await putAside(error);
      return false;
    }
  }

  /** What waits goes to disk, if it can: then a restart does not lose it. */
  async function putAside(error: unknown): Promise<void> {
    if (pauseMs === 0) parts.onFailed(error);
    pauseMs = Math.min(Math.max(2 * pauseMs, AGAIN_MS), AGAIN_AT_MOST_MS);
    const all = memory.takeAll();
    if (all.length === 0) return;
    await parts.keep(all).catch(() => memory.putBack(all));
    parts.onWaiting(memory.count());
  }

  return {
    // On disk at once: a process that is killed loses none of them.
    add(entries) {
      isNew = true;
      keeping.push(parts.keep(entries).catch(() => memory.add(entries)));
      soon(GATHER_MS);
    },
    flush,
    async close() {
      await (running ?? flush());
      if (isNew || memory.count() > 0) await flush();
      clearTimeout(timer);
    },
  };
}

type MemoryParts = Pick<QueueParts, 'write' | 'onDropped' | 'onWaiting' | 'mostInMemory'>;

/** Rows that wait in memory, as the disk does not take them. */
function rowsInMemory(parts: MemoryParts) {
  let waiting: Entry[] = [];
  let inHand: Entry[] = [];

  function add(entries: readonly Entry[]): void {
    waiting.push(...entries);
    const more = waiting.length - parts.mostInMemory;
    if (more > 0) {
      waiting = waiting.slice(more);
      parts.onDropped(more);
    }
    parts.onWaiting(waiting.length);
  }

  return {
    add,
    count: () => waiting.length,
    /** @throws while the database is away: what was in hand then waits as well */
    async write(): Promise<void> {
      while (waiting.length > 0) {
        inHand = waiting.splice(0, AT_ONCE);
        await parts.write(inHand);
        inHand = [];
        parts.onWaiting(waiting.length);
      }
    },
    takeAll(): Entry[] {
      const all = [...inHand, ...waiting];
      [inHand, waiting] = [[], []];
      return all;
    },
    putBack(all: readonly Entry[]): void {
      const since = waiting;
      waiting = [];
      add([...all, ...since]);
    },
  };
}
