/** How sure two shares and their difference are. */

/** Successes among so many. */
export interface Share {
  count: number;
  of: number;
}

/** A difference of two shares, from -1 to 1, and the bounds within which it lies with 95 % confidence. */
export interface Difference {
  value: number;
  low: number;
  high: number;
}

/** The normal distribution's quantile for 95 %, two-sided; and for a power of 80 %, one-sided. */
const Z_95 = 1.959963984540054;
const Z_POWER_80 = 0.8416212335729143;

/**
 * Wilson's score interval of a share (E. B. Wilson 1927), without continuity correction.
 * @returns the bounds, from 0 to 1; of nothing, 0 and 1
 */
export function wilson({ count, of }: Share): [low: number, high: number] {
  if (of === 0) return [0, 1];
  const share = count / of;
  const z2 = Z_95 ** 2;
  const center = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (Z_95 / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of ** 2));
  return [Math.max(0, center - half), Math.min(1, center + half)];
}

/**
 * Newcombe's hybrid-score interval of the difference of two independent shares (R. G. Newcombe, Statistics in Medicine
 * 17, 1998, method 10). It holds for small numbers and for shares near 0 and 1, too.
 * @returns undefined where one of them is of nothing
 */
export function newcombe(first: Share, second: Share): Difference | undefined {
  if (first.of === 0 || second.of === 0) return undefined;
  const [a, b] = [first.count / first.of, second.count / second.of];
  const [[lowA, highA], [lowB, highB]] = [wilson(first), wilson(second)];
  return {
    value: a - b,
    low: a - b - Math.hypot(a - lowA, highB - b),
    high: a - b + Math.hypot(highA - a, b - lowB),
  };
}

/**
 * So many of each group show this difference in four of five experiments (5 % two-sided, power 80 %; the usual formula
 * for two proportions).
 * @returns undefined where there is no difference to be shown
 */
export function neededPerGroup(first: number, second: number): number | undefined {
  if (first === second) return undefined;
  const mean = (first + second) / 2;
  const spread =
    Z_95 * Math.sqrt(2 * mean * (1 - mean)) + Z_POWER_80 * Math.sqrt(first * (1 - first) + second * (1 - second));
  return Math.ceil(spread ** 2 / (first - second) ** 2);
}
