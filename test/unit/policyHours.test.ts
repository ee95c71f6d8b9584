import { describe, expect, it } from 'vitest';
import { policyOf, problemOf, problemsOf } from '../support/configuration';

describe('hours in the policy file', () => {
  const own = (week: string, more = ''): string => `hours:\n  timeZone: Europe/Madrid\n  week: ${week}\n${more}`;
  const weekOf = (week: string) => {
    const { hours } = policyOf(own(week));
    return hours.from === 'policy' ? hours.week : [];
  };
  const interval = (day: number, start: number, end: number) => ({
    startMinute: (day * 24 + start) * 60,
    endMinute: (day * 24 + end) * 60,
  });

  it('name a schedule of Zendesk, or none', () => {
    expect(policyOf('hours: zendesk').hours).toEqual({ from: 'zendesk' });
    expect(policyOf('hours: { schedule: Oficina }').hours).toEqual({ from: 'zendesk', schedule: 'Oficina' });
  });

  it('are read by days, stretches of days and lists of days', () => {
    expect(weekOf('{ mon-wed: 09:00-18:00 }')).toEqual([1, 2, 3].map((day) => interval(day, 9, 18)));
    expect(weekOf('{ "mon,wed": 9:00-18:00 }')).toEqual([1, 3].map((day) => interval(day, 9, 18)));
    expect(weekOf('{ sat-mon: 00:00-24:00 }')).toEqual([0, 1, 6].map((day) => interval(day, 0, 24)));
  });

  it('may have several stretches a day, in one line or as a list', () => {
    const split = [interval(6, 9, 13), interval(6, 16, 19)];
    expect(weekOf('{ sat: "09:00-13:00, 16:00-19:00" }')).toEqual(split);
    expect(weekOf('{ sat: [09:00-13:00, 16:00-19:00] }')).toEqual(split);
  });

  it('have holidays of one day and of several', () => {
    expect(
      policyOf(own('{ mon: 09:00-18:00 }', '  holidays: [2026-12-25, 2026-12-31..2027-01-01]\n  name: Oficina')).hours,
    ).toMatchObject({
      name: 'Oficina',
      timeZone: 'Europe/Madrid',
      holidays: [
        { startDate: '2026-12-25', endDate: '2026-12-25' },
        { startDate: '2026-12-31', endDate: '2027-01-01' },
      ],
    });
  });

  it.each([
    ['{ mon: 18:00-09:00 }', 'ends before it starts. For a shift past midnight'],
    ['{ mon: 09:00-09:00 }', 'ends before it starts'],
    ['{ mon: "09:00-14:00, 13:00-18:00" }', 'overlap'],
    ['{ mon-fri: 09:00-18:00, fri: 09:00-15:00 }', 'repeats a day'],
    ['{ lun: 09:00-18:00 }', '"lun" does not name days'],
    ['{ mon: 09:00-25:00 }', 'is not a time range'],
    ['{ mon: 24:00-24:00 }', 'is not a time range'],
    ['{}', 'has no days'],
  ])('%s is not a week', (week, expected) => {
    expect(problemOf(own(week))).toMatch(/^ventana.yaml:3: /);
    expect(problemOf(own(week))).toContain(expected);
  });

  it.each(['2026-02-30', '25-12-2026', '2026-12-26..2026-12-24'])('%s is not a holiday', (date) => {
    expect(problemOf(own('{ mon: 09:00-18:00 }', `  holidays: [${date}]`))).toMatch(
      /^ventana.yaml:4: hours.holidays\[0\]/,
    );
  });

  it('are judged as the form that was meant', () => {
    const wheres = (text: string) => problemsOf(text).map(({ message }) => message);
    expect(wheres('hours: { timeZone: Madrid, weeks: { mon: 09:00-18:00 } }')).toEqual([
      'hours.week is missing',
      'hours.timeZone ("Madrid") is not an IANA time zone',
      '"weeks" is not known under hours',
    ]);
    expect(wheres('hours: { shedule: Oficina }')).toEqual([
      'hours.schedule is missing',
      '"shedule" is not known under hours',
    ]);
    expect(wheres('hours: zendsk')).toEqual(['hours ("zendsk") is not one of the allowed values']);
  });

  it('say the IANA zone that a Rails name means, and take no zone that nobody knows', () => {
    const zone = (name: string): string => `hours:\n  timeZone: ${name}\n  week: { mon: 09:00-18:00 }`;
    expect(problemOf(zone('Madrid'))).toContain('Did you mean Europe/Madrid?');
    expect(problemOf(zone('Europe/Madird'))).toContain('is not an IANA time zone');
  });
});
