/**
 * Numbers that Temporal is asked for when metrics are scraped: of each source, at most once in so many ms.
 * @param now ms by a clock that nobody sets
 */
export function createPolled(
  everyMs: number,
  now: () => number,
): {
  /** For metrics that share their sources: each waits for the same answers. */
  collect: () => Promise<void>;
  /** While a source does not answer, what was shown last stays. Another metric shows that it does not answer. */
  add: <Found>(source: () => Promise<Found>, show: (found: Found) => void) => void;
} {
  const sources: (() => Promise<void>)[] = [];
  return {
    collect: async () => void (await Promise.all(sources.map((ask) => ask()))),
    add(source, show) {
      let askedAt = -Infinity;
      let asked = Promise.resolve();
      sources.push(() => {
        if (now() < askedAt + everyMs) return asked;
        askedAt = now();
        asked = source().then(show, () => undefined);
        return asked;
      });
    },
  };
}
