/** The arithmetic of measuring. Pure functions. */

/** The percentile by nearest rank. @param part 0 to 1 @throws {Error} when there are no values */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(0, Math.ceil(part * sorted.length) - 1);
  const value = sorted[rank];
  if (value === undefined) throw new Error('There is nothing to take a percentile of.');
  return value;
}

/**
 * Between which values the median of all that could be measured lies, with 95 % confidence, whatever their distribution:
 * by the ranks that as many tosses of a coin would leave out.
 * @param values at least six; with fewer, their range has less confidence
 */
export function medianInterval(values: readonly number[]): [low: number, high: number] {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  let [left, tail, ways] = [0, 0, 1];
  while (left < n / 2) {
    tail += ways / 2 ** n;
    if (tail > 0.025) break;
    ways = (ways * (n - left)) / (left + 1);
    left += 1;
  }
  const place = Math.max(0, left - 1);
  const [low, high] = [sorted[place], sorted[n - 1 - place]];
  if (low === undefined || high === undefined) throw new Error('There is nothing to take a median of.');
  return [low, high];
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Rounds to `digits` decimal places. */
export const round = (value: number, digits = 0): number => Number(value.toFixed(digits));

/**
 * How late each send is, compared with the ideal pace. The nth send, in the order in which they went out, is ideally at
 * `dueAt + n / perSecond`.
 * @param sentAt epoch ms, in any order
 * @returns ms; negative if it was ahead of the pace
 */
export function latenesses(sentAt: readonly number[], dueAt: number, perSecond: number): number[] {
  return sentAt.toSorted((a, b) => a - b).map((at, n) => at - (dueAt + (n * 1000) / perSecond));
}

/** The share of all pairs that are in order, 0 to 1; 1 for fewer than two values. */
export function inOrder(values: readonly number[]): number {
  let [pairs, right] = [0, 0];
  for (const [index, value] of values.entries()) {
    for (let later = index + 1; later < values.length; later += 1) {
      pairs += 1;
      if ((values[later] ?? value) >= value) right += 1;
    }
  }
  return pairs === 0 ? 1 : right / pairs;
}

/** How many values are not above `most`. @param sorted ascending */
export function countUpTo(sorted: readonly number[], most: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The most values that lie within one stretch of this length. @param values in any order */
export function mostWithin(values: readonly number[], length: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.max(0, ...sorted.map((from, index) => countUpTo(sorted, from + length - 1) - index));
}
