import { describe, expect, it } from 'vitest';
import { LEAST_MS, pauseOf } from '../../src/pace';

const seen = { visible: true, idleMs: 0, following: false, failures: 0 };

describe('J33 the pause between two questions', () => {
  it('J33 is five seconds while the agent looks, never less', () => {
    expect(pauseOf(seen)).toBe(5_000);
    for (const visible of [true, false])
      for (const idleMs of [0, 60_000, 3_600_000])
        for (const following of [true, false])
          for (const failures of [0, 1, 2, 9])
            expect(pauseOf({ visible, idleMs, following, failures })).toBeGreaterThanOrEqual(LEAST_MS);
  });

  it('J33 is longer while nobody touches the page, and longest while it is hidden', () => {
    expect(pauseOf({ ...seen, idleMs: 180_000 })).toBe(30_000);
    expect(pauseOf({ ...seen, visible: false, following: true })).toBe(120_000);
  });

  it('J33 stays at five seconds while the agent waits for an outcome', () => {
    expect(pauseOf({ ...seen, idleMs: 600_000, following: true })).toBe(5_000);
  });

  it('J33 doubles with each failure, up to five minutes', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7].map((failures) => pauseOf({ ...seen, failures }) / 1_000);
    expect(pauses).toEqual([10, 20, 40, 80, 160, 300, 300]);
  });
});
