import type { Instant } from '../../activities/types';

export interface KeepOptions {
  now: () => Instant;
  /** How long an answer is good, in ms. */
  forMs: number;
  /** Told when a later load fails and the last good answer is used on. */
  onStale: (error: unknown) => void;
}

/** After a failed renewal the old answer serves this long before the next attempt. */
const RETRY_MS = 30_000;

/**
 * Loads once for many callers: one load at a time, its answer kept for `forMs`. When a renewal fails the last good answer is kept;
 * a failure before there ever was one is thrown and not remembered.
 */
export function keep<T>(load: () => Promise<T>, { now, forMs, onStale }: KeepOptions): () => Promise<T> {
  let kept: { value: T; until: Instant } | undefined;
  let loading: Promise<T> | undefined;

  const renew = async (): Promise<T> => {
    try {
      const value = await load();
      kept = { value, until: now() + forMs };
      return value;
    } catch (error) {
      if (!kept) throw error;
      kept = { value: kept.value, until: now() + Math.min(RETRY_MS, forMs) };
      onStale(error);
      return kept.value;
    } finally {
      loading = undefined;
    }
  };

  return () => {
    if (kept && now() < kept.until) return Promise.resolve(kept.value);
    loading ??= renew();
    return loading;
  };
}
