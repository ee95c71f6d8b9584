/**
 * Limits how much is in progress at a time. Anything over the limit is rejected at once instead of waiting in memory.
 */
export interface ConcurrencyLimit {
  /** @returns a function to call when the work is done (safe to call twice); undefined when there is no room */
  acquire(weight?: number): (() => void) | undefined;
  /** The total weight in progress now. */
  inUse(): number;
}

export function createConcurrencyLimit(room: number): ConcurrencyLimit {
  let inside = 0;
  return {
    inUse: () => inside,
    acquire(weight = 1) {
      if (inside + weight > room) return undefined;
      inside += weight;
      let left = false;
      return () => {
        if (!left) inside -= weight;
        left = true;
      };
    },
  };
}
