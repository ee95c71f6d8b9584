/**
 * Limits how much is in progress at a time. Anything over the limit is rejected at once instead of waiting in memory.
 */
export interface ConcurrencyLimit {
  /** @returns a function to call when the work is done (safe to call twice); undefined when there is no room */
  acquire(): (() => void) | undefined;
}

export function createConcurrencyLimit(room: number): ConcurrencyLimit {
  let inside = 0;
  return {
    acquire() {
      if (inside >= room) return undefined;
      inside += 1;
      let left = false;
      return () => {
        if (!left) inside -= 1;
        left = true;
      };
    },
  };
}
