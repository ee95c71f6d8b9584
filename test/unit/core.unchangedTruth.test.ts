import { describe, expect, it } from 'vitest';
import { calendarAt, fingerprintOf } from '../../activities/calendar';
import type { OfficeHours } from '../../activities/officeHours';
import { newConversation } from '../../workflows/core/conversation';
import { step } from '../../workflows/core/decide';
import { DAY, MINUTE, at } from '../support/madrid';
import { NOON as NOW, pending } from '../support/states';

describe('B7 a run that has hours and policy', () => {
  const { office, quiet, policy, ...rest } = { ...pending.truth, messages: pending.messages, notesWritten: [] };
  const unchanged = { ...rest, unchanged: true as const };

  it('keeps them when it is told that they are the same', () => {
    const { next } = step({ ...pending, asOf: NOW }, [{ type: 'truth', truth: unchanged }], NOW);
    expect(next).toMatchObject({ stage: 'watching', truth: { office, quiet, policy } });
    expect((next as typeof pending).truth).not.toHaveProperty('unchanged');
  });

  it('reads again where it has none, which cannot be', () => {
    const { next, effect } = step(newConversation('100', NOW), [{ type: 'truth', truth: unchanged }], NOW);
    expect(next.stage).toBe('reading');
    expect(effect).toMatchObject({ type: 'readTruth' });
  });

  it('names their fingerprint with each read', () => {
    const known = { ...pending, asOf: NOW, staleSince: NOW, truth: { ...pending.truth, fingerprint: 'abc' } };
    const { effect } = step(known, [], NOW + MINUTE);
    expect(effect).toMatchObject({ type: 'readTruth', fingerprint: 'abc' });
  });

  it('hears of another fingerprint when hours or policy change', () => {
    const told = { office, quiet, policy };
    expect(fingerprintOf(told)).toBe(fingerprintOf(structuredClone(told)));
    expect(fingerprintOf({ ...told, office: [] })).not.toBe(fingerprintOf(told));
    expect(fingerprintOf({ ...told, policy: { ...policy, windowMarginMs: 7 } })).not.toBe(fingerprintOf(told));
  });

  it('gets the same hours for a week, which reach eight days back and fifteen ahead at least', async () => {
    const asked: number[][] = [];
    const hours = { between: (...range: number[]) => Promise.resolve(asked.push(range)) } as unknown as OfficeHours;
    const times = [at('Thu 03:00'), at('Thu 03:00') + 6.9 * DAY, at('Thu 03:00') + 7 * DAY];
    for (const time of times) await calendarAt(hours, time);
    expect(asked[0]).toEqual(asked[1]);
    expect(asked[2]).not.toEqual(asked[1]);
    for (const [n, [from = Infinity, to = -Infinity]] of asked.entries()) {
      expect(from).toBeLessThanOrEqual(times[n]! - 8 * DAY);
      expect(to).toBeGreaterThanOrEqual(times[n]! + 15 * DAY);
    }
  });
});
