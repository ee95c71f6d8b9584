import { totalmem } from 'node:os';

/**
 * A cached ticket takes 0.3 MB of a worker's memory, or 0.5 MB with garbage that is not yet collected while tickets
 * come and go. A worker without tickets takes 230 MB, and 280 MB after thousands of tickets (measured:
 * docs/performance.md).
 */
const MB_PER_WORKFLOW = 0.5;
const MB_WITHOUT_ANY = 280;
/**
 * A larger cache would not pay: tickets sleep for hours, and replaying one that is not cached costs less than the event
 * itself.
 */
const MAX_MB = 600;
/** The rest is for the heap's slack and for other processes. */
const MEMORY_SHARE = 0.75;
/** The SDK's minimum. */
const MIN_WORKFLOWS = 10;
const MB = 1024 * 1024;

/**
 * How many workflows a worker keeps in its cache so that it stays below 600 MB, or below three quarters of the memory
 * if that is less. The SDK's default depends on Node's maximum heap size, which is some gigabytes on a large machine.
 * @param memory in bytes
 */
export function cacheSize(memory = ownMemory()): number {
  const mb = Math.min(MAX_MB, (memory / MB) * MEMORY_SHARE);
  return Math.max(MIN_WORKFLOWS, Math.floor((mb - MB_WITHOUT_ANY) / MB_PER_WORKFLOW));
}

/**
 * The container's memory limit, or the machine's memory if there is no limit: Node then reports 0, undefined, or more
 * than the machine has.
 */
const ownMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || Infinity);
