import { describe, expect, it } from 'vitest';
import { comingWeek, say } from '../../demo/week';

describe('the days of the demo', () => {
  it('begin with a Saturday that is at least a day ahead', () => {
    const beginning = (now: string): string => say(comingWeek(Date.parse(now)).at('Sat 10:00'));
    expect(beginning('2026-11-22T15:00:00+01:00')).toBe('Sat 28 Nov 10:00');
    expect(beginning('2026-11-20T10:00:00+01:00')).toBe('Sat 28 Nov 10:00');
    expect(beginning('2026-11-19T23:00:00+01:00')).toBe('Sat 21 Nov 10:00');
  });

  it('are days of the calendar when the clocks change', () => {
    const spring = comingWeek(Date.parse('2027-03-25T10:00:00+01:00'));
    expect(say(spring.at('Mon 09:00'))).toBe('Mon 29 Mar 09:00');
    expect(spring.at('Mon 09:00') - spring.at('Sat 09:00')).toBe(47 * 3_600_000);
  });
});
