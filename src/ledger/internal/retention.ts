const DAY_MS = 24 * 3_600_000;

export interface RetentionParts {
  /** Epoch ms. */
  now: () => number;
  /** ms by a clock that nobody sets. */
  elapsed: () => number;
}

export interface Retention {
  follow(account: string, keepMs: () => number): void;
  /** Deletes what is too old, once a day. @throws what `deleteBefore` throws */
  whereDue(): Promise<void>;
}

/** How long rows stay. @param deleteBefore deletes an account's rows from before that time (epoch ms) */
export function createRetention(
  { now, elapsed }: RetentionParts,
  deleteBefore: (account: string, before: number) => Promise<void>,
): Retention {
  const accounts = new Map<string, () => number>();
  let lastAt = -Infinity;
  return {
    follow: (account, keepMs) => void accounts.set(account, keepMs),
    async whereDue() {
      if (elapsed() - lastAt < DAY_MS) return;
      for (const [account, keepMs] of accounts) await deleteBefore(account, now() - keepMs());
      lastAt = elapsed();
    },
  };
}
