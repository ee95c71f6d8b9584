import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that is the same for the same seed. */
export interface Dice {
  /** From 0, below 1. */
  fraction(): number;
  /** A whole number, both ends included. */
  between(lowest: number, highest: number): number;
  oneOf<Item>(items: readonly Item[]): Item;
}

export function diceOf(seed: number): Dice {
  const generator = xoroshiro128plus(seed);
  const fraction = (): number => uniformFloat64(generator);
  const between = (lowest: number, highest: number): number => lowest + Math.floor(fraction() * (highest - lowest + 1));
  return { fraction, between, oneOf: (items) => items[between(0, items.length - 1)]! };
}
