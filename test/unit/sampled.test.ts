import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sampled } from '../../src/telemetry/sampled';

describe('G13 lines that anybody can cause', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function logging() {
    const lines: unknown[] = [];
    const write = (details: object, message: string): number => lines.push([message, details]);
    const log = sampled({ info: write, warn: write, error: write } as never);
    const flood = (kind: string, count: number): void => {
      for (let n = 0; n < count; n++) log.write('warn', kind, { n }, 'refused');
    };
    return { lines, flood };
  }

  it('are a few a minute of each kind, and then their number', () => {
    const { lines, flood } = logging();
    flood('a', 61_662);
    flood('b', 2);
    expect(lines).toHaveLength(5 + 2);
    vi.advanceTimersByTime(60_000);
    expect(lines.slice(7)).toEqual([['refused: more of the same', { kind: 'a', lines: 61_657, seconds: 60 }]]);
    flood('a', 1);
    expect(lines.at(-1)).toEqual(['refused', { n: 0 }]);
  });

  it('are all written while they are few', () => {
    const { lines, flood } = logging();
    flood('a', 5);
    vi.advanceTimersByTime(60_000);
    flood('a', 5);
    expect(lines).toHaveLength(10);
  });
});
