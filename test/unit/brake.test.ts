import { describe, expect, it, vi } from 'vitest';
import { createBrake } from '../../src/service/account/internal/brake';
import type { Pause } from '../../src/temporal/pause';
import { SendingPaused } from '../../activities/vendorError';

const PAUSE: Pause = { since: 0, by: { role: 'admin', id: '7' }, reason: 'ticket 12' };

function world() {
  const state: { pause: Pause | undefined; fails: boolean } = { pause: undefined, fails: false };
  const clock = { now: 0 };
  const looks: boolean[] = [];
  const said: string[] = [];
  const read = vi.fn(() =>
    state.fails ? Promise.reject(new Error('Temporal is gone')) : Promise.resolve(state.pause),
  );
  const brake = createBrake({
    account: 'acme',
    read,
    now: () => clock.now,
    log: { warn: (_details, message) => void said.push(message) },
    onLook: (isPaused) => void looks.push(isPaused),
  });
  return { state, clock, looks, said, read, brake };
}

describe('the brake of an account', () => {
  it('X1 stops a send within seconds of the pause, and lets it go on as soon', async () => {
    const { state, clock, looks, brake } = world();
    await brake.check();
    state.pause = PAUSE;
    clock.now += 3_000;
    await expect(brake.check()).rejects.toBeInstanceOf(SendingPaused);
    state.pause = undefined;
    clock.now += 3_000;
    await brake.check();
    expect(looks).toEqual([false, true, false]);
  });

  it('X1 looks once for all sends of some seconds', async () => {
    const { clock, read, brake } = world();
    await Promise.all(Array.from({ length: 50 }, () => brake.check()));
    clock.now += 2_000;
    await brake.check();
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('X5 sends nothing while nobody has said whether it is paused, and keeps to what it was told last', async () => {
    const { state, clock, brake } = world();
    state.fails = true;
    await expect(brake.check()).rejects.toMatchObject({ own: true, reached: 'notSent', retryAfterMs: 10_000 });
    state.fails = false;
    state.pause = PAUSE;
    await expect(brake.check()).rejects.toBeInstanceOf(SendingPaused);
    state.fails = true;
    clock.now += 60_000;
    await expect(brake.check()).rejects.toBeInstanceOf(SendingPaused);
  });

  it('X5 says in the log who paused, since when and why, once an hour, and that sending goes on', async () => {
    const { state, clock, said, brake } = world();
    state.pause = PAUSE;
    for (const minute of [0, 1, 30, 59, 60, 61]) {
      clock.now = minute * 60_000;
      await brake.pause();
    }
    const line = 'sending is paused since 1970-01-01 00:00 UTC, by administrator 7 of Zendesk (ticket 12)';
    expect(said).toEqual([line, line]);
    state.pause = undefined;
    clock.now += 60_000;
    await brake.pause();
    expect(said.at(-1)).toBe('sending goes on');
  });
});
