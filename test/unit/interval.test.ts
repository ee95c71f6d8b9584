import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neededPerGroup, newcombe, wilson } from '../../src/report/interval';

describe('Y41 the interval of a difference', () => {
  it("is Newcombe's: 56 of 70 against 48 of 80", () => {
    const { value, low, high } = newcombe({ count: 56, of: 70 }, { count: 48, of: 80 })!;
    expect([value, low, high].map((it) => it.toFixed(4))).toEqual(['0.2000', '0.0524', '0.3339']);
  });

  it.each([
    // Newcombe 1998, table II, method 10.
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])('as published: %i of %i against %i of %i', (a, n, b, m, low, high) => {
    const found = newcombe({ count: a, of: n }, { count: b, of: m })!;
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('holds the difference, stays within -1 and 1, and turns round with the groups', () => {
    const share = fc.nat(500).chain((of) => fc.nat(of).map((count) => ({ count, of: of + 1 })));
    fc.assert(
      fc.property(share, share, (first, second) => {
        const { value, low, high } = newcombe(first, second)!;
        const turned = newcombe(second, first)!;
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
        expect(turned.low).toBeCloseTo(-high, 10);
      }),
    );
  });

  it('is unknown without anybody in one group', () => {
    expect(newcombe({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeUndefined();
    expect(wilson({ count: 0, of: 0 })).toEqual([0, 1]);
  });
});

describe('Y41 how many are needed', () => {
  it.each([
    // From any table of sample sizes for two proportions (5 % two-sided, power 80 %, equal groups).
    [0.5, 0.6, 388],
    [0.1, 0.2, 199],
    [0.3, 0.35, 1377],
  ])('to tell %f from %f: %i in each group', (first, second, needed) => {
    expect(Math.abs(neededPerGroup(first, second)! - needed)).toBeLessThanOrEqual(1);
  });

  it('is endless where there is no difference', () => {
    expect(neededPerGroup(0.4, 0.4)).toBeUndefined();
  });
});
