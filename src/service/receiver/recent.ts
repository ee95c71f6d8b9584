import type { Instant } from '../../../activities/types';

/** What was taken lately: repeats of it need no second signal. Only a saving; the workflow drops repeats by itself. */
export interface Recent {
  has(key: string): boolean;
  /** Only for what is durable: a repeat of anything else must get its chance. */
  add(key: string): void;
}

/** As long as Sunshine keeps repeating (15 minutes, by its OpenAPI file). */
const REMEMBER_MS = 15 * 60_000;
const MOST = 20_000;

/** A memory of at most `most` keys, the oldest forgotten first, each for `rememberMs`. */
export function createRecent(now: () => Instant, rememberMs = REMEMBER_MS, most = MOST): Recent {
  const addedAt = new Map<string, Instant>();
  return {
    has(key) {
      const at = addedAt.get(key);
      return at !== undefined && now() - at < rememberMs;
    },
    add(key) {
      addedAt.delete(key);
      addedAt.set(key, now());
      for (const [oldest, at] of addedAt) {
        if (addedAt.size <= most && now() - at < rememberMs) break;
        addedAt.delete(oldest);
      }
    },
  };
}
