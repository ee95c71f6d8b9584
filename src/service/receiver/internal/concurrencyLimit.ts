/** Lets in so much at a time and no more; what does not fit is turned away at once instead of waiting in memory. */
export interface ConcurrencyLimit {
  /** @returns what to call when it is done (more than once does no harm); undefined when there is no room */
  acquire(weight?: number): (() => void) | undefined;
  /** The weight that is inside now. */
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
