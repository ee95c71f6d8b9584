import { describe, expect, it } from 'vitest';
import { DEMANDS, formerAt, holdsLimits, LIMIT, quarterAt } from '../../bench/quarter/quarter';

/** `npm run bench -- --only quarter` plays ninety. */
const DAYS = 5;

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
    const { formerADay = [], formerRefusedWithRoom } = formerAt(1.2, 7);
    expect(formerADay.at(-1)).toBeLessThan(0.8 * LIMIT);
    expect(formerRefusedWithRoom).toBeGreaterThan(0);
  });
});
