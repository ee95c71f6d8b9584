import { describe, expect, it } from 'vitest';
import { formerTurns } from '../../bench/quarter/account';
import { playQuarter } from '../../bench/quarter/play';
import { DEMANDS, holdsLimits, LIMIT, quarterAt } from '../../bench/quarter/quarter';

/** `npm run bench -- --only quarter` plays ninety. */
const DAYS = 12;

describe('rule 10 an account in virtual time', () => {
  it.each(DEMANDS)(
    'at %s times the limit uses the limit while messages wait, never more, and refuses no macro with room',
    (demand) => {
      const it = quarterAt(demand, DAYS);
      expect(holdsLimits(it), JSON.stringify(it)).toBe(true);
      if (demand > 1) expect(it.meanADay).toBeGreaterThan(0.98 * LIMIT);
      else expect(it.meanADay).toBeGreaterThan(0.9 * demand * LIMIT);
    },
  );

  it('sent fewer each day in release 0.1.0, where the dead kept their place', () => {
    const rules = {
      perSecond: 50 / 60,
      limits: { templatesPerDay: LIMIT, notificationsPerMonth: Infinity, whenReached: 'stop' as const },
    };
    const { sends, refusedWithRoom } = playQuarter({ days: 8, perDay: 300, rules, turns: formerTurns, seed: 1 });
    expect(sends.at(-1)).toBeLessThan(0.8 * LIMIT);
    expect(refusedWithRoom).toBeGreaterThan(0);
  });
});
