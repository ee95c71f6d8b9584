import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inOfficeTime } from '../../src/operator/status/internal/officeTimes';
import { untilReachable } from '../../src/temporal/untilReachable';

const down = new Error('Failed to connect before the deadline');

describe('waiting for Temporal', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('gives up at once on what Temporal refuses', async () => {
    const attempt = vi.fn().mockRejectedValue(Object.assign(new Error('unauthenticated'), { code: 16 }));
    const patience = { onPause: vi.fn(), signal: new AbortController().signal };
    await expect(untilReachable(attempt, patience)).rejects.toThrow('unauthenticated');
    expect(patience.onPause).not.toHaveBeenCalled();
  });

  it('ends at once when it is told to', async () => {
    const controller = new AbortController();
    const attempt = vi.fn().mockRejectedValue(down);
    const waiting = untilReachable(attempt, { onPause: () => controller.abort(), signal: controller.signal });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(attempt).toHaveBeenCalledOnce();
  });
});

describe('office time', () => {
  it('stands before the time in UTC, with its own date where that is another', () => {
    expect(inOfficeTime('at 2026-10-06 09:00 UTC.', 'Europe/Madrid')).toBe('at 2026-10-06 11:00 (09:00 UTC).');
    expect(inOfficeTime('2026-10-06 23:30 UTC', 'Europe/Madrid')).toBe('2026-10-07 01:30 (2026-10-06 23:30 UTC)');
  });
});
