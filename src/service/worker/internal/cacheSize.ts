import { totalmem } from 'node:os';

/**
 * A cached ticket takes 0.3 MB of a worker, 0.5 MB with what the garbage collector leaves while tickets come and go; a worker without any
 * takes 230 MB, and 280 after thousands of tickets (measured: docs/performance.md).
 */
const MB_PER_WORKFLOW = 0.5;
const MB_WITHOUT_ANY = 280;
/** Tickets sleep for hours: one that is not cached is replayed, which costs less than the event itself. */
const MOST_MB = 600;
/** The rest is for the heap's slack and for whatever else runs beside. */
const PART_OF_MEMORY = 0.75;
/** The SDK's own least. */
const FEWEST = 10;
const MB = 1024 * 1024;

/**
 * How many workflows a worker keeps in its cache, so that it stays below 600 MB, or below three quarters of the memory where that is less.
 * The SDK goes by the largest heap that Node allows, which on a large machine is some gigabytes.
 * @param memory in bytes
 */
export function cacheSize(memory = ownMemory()): number {
  const mb = Math.min(MOST_MB, (memory / MB) * PART_OF_MEMORY);
  return Math.max(FEWEST, Math.floor((mb - MB_WITHOUT_ANY) / MB_PER_WORKFLOW));
}

/** Of the container, or of the machine where nothing limits us: Node then says 0, nothing, or more than there is. */
const ownMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || Infinity);
