/**
 * Keeps what `load` gave for `ttlMs`. Callers who come together share one load; a failed one is not kept.
 * `forget` makes the next caller load again.
 */
export function cached<T>(load: () => Promise<T>, ttlMs: number): { get(): Promise<T>; forget(): void } {
  let kept: { value: Promise<T>; until: number } | undefined;
  const forget = () => (kept = undefined);
  return {
    forget,
    get() {
      if (kept && Date.now() < kept.until) return kept.value;
      const mine = { value: load(), until: Date.now() + ttlMs };
      mine.value.catch(() => kept === mine && forget());
      kept = mine;
      return mine.value;
    },
  };
}
