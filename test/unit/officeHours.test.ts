import { describe, expect, it, vi } from 'vitest';
import type { HoursPolicy } from '../../src/hours/hoursPolicy';
import { createOfficeHours, type OfficeHoursOptions } from '../../src/hours/officeHours';
import type { ZendeskHoliday, ZendeskSchedule } from '../../src/hours/schedules';
import { fromRailsName, ianaZone } from '../../src/hours/zones';
import { at, fromZendesk, MADRID, oficina, pretendSchedules, shown, WORKWEEK } from '../support/officeTime';

const NOW = at('2026-10-15T12:00');

function officeHours(options: Partial<OfficeHoursOptions> = {}) {
  return createOfficeHours({
    hours: { from: 'policy', timeZone: MADRID, week: WORKWEEK, holidays: [] },
    quietHours: undefined,
    schedules: pretendSchedules(() => expect.fail('Zendesk was asked')),
    now: () => NOW,
    ...options,
  });
}

const inZendesk = (schedules: ZendeskSchedule[], hours: HoursPolicy = fromZendesk, holidays: ZendeskHoliday[] = []) =>
  officeHours({ hours, schedules: pretendSchedules(() => schedules, holidays) });

const day = [at('2026-10-15T00:00'), at('2026-10-16T00:00')] as const;

describe('hours written in the policy', () => {
  it('ask Zendesk for nothing', async () => {
    const { office, quiet } = await officeHours().between(...day);
    expect(shown(office)).toEqual(['2026-10-15T09:00+02:00 / 2026-10-15T18:00+02:00']);
    expect(quiet).toEqual([]);
    expect(await officeHours().name()).toBe('');
  });

  it('come with quiet hours where there are some', async () => {
    const { quiet } = await officeHours({ quietHours: { start: '21:00', end: '08:00' } }).between(...day);
    expect(quiet).toHaveLength(2);
  });

  it('answer for the stretch that is asked for, whatever was asked before', async () => {
    const hours = officeHours();
    expect((await hours.between(...day)).office).toHaveLength(1);
    expect((await hours.between(at('2026-10-15T19:00'), at('2026-10-15T20:00'))).office).toEqual([]);
    expect((await hours.between(at('2026-10-12T00:00'), at('2026-10-17T00:00'))).office).toHaveLength(5);
  });
});

describe('the schedule of Zendesk', () => {
  const other = { ...oficina, id: '2', name: 'Soporte 24/7', timeZone: 'Eastern Time (US & Canada)' };

  it('is the only one there is, in the zone that its Rails name means, less its holidays', async () => {
    const holiday = { name: 'Puente', startDate: '2026-10-15', endDate: '2026-10-15' };
    expect((await inZendesk([oficina]).between(...day)).office).toHaveLength(1);
    expect((await inZendesk([oficina], fromZendesk, [holiday]).between(...day)).office).toEqual([]);
    expect(await inZendesk([oficina]).name()).toBe('Oficina');
  });

  it('is the one that the policy names', async () => {
    const hours = inZendesk([oficina, other], { from: 'zendesk', schedule: 'soporte 24/7' });
    expect(shown((await hours.between(...day)).office, 'UTC')).toEqual([
      '2026-10-15T13:00+00:00 / 2026-10-15T22:00+00:00',
    ]);
  });

  it('is not guessed among several: the error names them and says how to choose', async () => {
    await expect(inZendesk([oficina, other]).name()).rejects.toThrow(
      /"Oficina", "Soporte 24\/7".*hours: \{ schedule: "Oficina" \}/,
    );
  });

  it('is missed where the policy names one that is not there', async () => {
    await expect(inZendesk([oficina], { from: 'zendesk', schedule: 'Ventas' }).name()).rejects.toThrow(
      /no schedule "Ventas".*has "Oficina"/,
    );
  });

  it('is not needed: an account without one is always open, which is said once', async () => {
    const warn = vi.fn();
    let now = NOW;
    const hours = officeHours({ hours: fromZendesk, schedules: pretendSchedules(() => []), now: () => now, warn });
    const { office } = await hours.between(...day);
    expect(office).toHaveLength(1);
    expect(office[0]?.start).toBeLessThanOrEqual(day[0]);
    expect(office[0]?.end).toBeGreaterThanOrEqual(day[1]);
    now += 3_600_000;
    await hours.name();
    expect(warn).toHaveBeenCalledOnce();
  });

  it('may have an IANA zone, but none that nobody knows', async () => {
    await expect(inZendesk([{ ...oficina, timeZone: MADRID }]).name()).resolves.toBe('Oficina');
    await expect(inZendesk([{ ...oficina, timeZone: 'Atlantis' }]).name()).rejects.toThrow(/"Atlantis"/);
  });
});

describe('Rails names of time zones', () => {
  it.each([
    ['Madrid', 'Europe/Madrid'],
    ['Eastern Time (US & Canada)', 'America/New_York'],
    ['Kyiv', 'Europe/Kyiv'],
    ['Singapore', 'Asia/Singapore'],
    ['America/Bogota', 'America/Bogota'],
  ])('%s is %s', (name, zone) => {
    expect(ianaZone(name)).toBe(zone);
  });

  it('are no IANA names', () => {
    expect(fromRailsName('Europe/Madrid')).toBeUndefined();
  });
});

describe('what Zendesk answered', () => {
  it('is fetched once for callers at the same time, and again after ten minutes', async () => {
    let now = NOW;
    const schedules = pretendSchedules(() => [oficina]);
    const hours = officeHours({ hours: fromZendesk, schedules, now: () => now });
    await Promise.all([hours.name(), hours.between(...day), hours.format(NOW)]);
    now += 600_000;
    await hours.name();
    expect(schedules.asked).toBe(1);
    now += 1;
    await hours.name();
    expect(schedules.asked).toBe(2);
  });

  it('serves on when Zendesk fails later, and is asked for again soon', async () => {
    let now = NOW;
    let down = false;
    const warn = vi.fn();
    const schedules = pretendSchedules(() => (down ? Promise.reject(new Error('503')) : [oficina]));
    const hours = officeHours({ hours: fromZendesk, schedules, now: () => now, warn });
    await hours.name();
    down = true;
    now += 600_001;
    expect(await hours.name()).toBe('Oficina');
    expect(await hours.name()).toBe('Oficina');
    expect(schedules.asked).toBe(2);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('503'));
    now += 30_001;
    await hours.name();
    expect(schedules.asked).toBe(3);
  });

  it('is not remembered when it was a failure', async () => {
    let down = true;
    const schedules = pretendSchedules(() => (down ? Promise.reject(new Error('503')) : [oficina]));
    const hours = officeHours({ hours: fromZendesk, schedules });
    await expect(hours.name()).rejects.toThrow('503');
    down = false;
    await expect(hours.name()).resolves.toBe('Oficina');
  });
});

describe('the next opening', () => {
  it('H5: of a Friday 17:30 before a Monday holiday is Tuesday 09:00', async () => {
    const holidays = [{ startDate: '2026-10-12', endDate: '2026-10-12' }];
    const hours = officeHours({ hours: { from: 'policy', timeZone: MADRID, week: WORKWEEK, holidays } });
    expect(await hours.nextOpening(at('2026-10-09T17:30'), 'es')).toBe('martes, 9:00');
    const { office } = await hours.between(at('2026-10-09T18:00'), at('2026-10-16T00:00'));
    expect(office[0]?.start).toBe(at('2026-10-13T09:00'));
  });

  it('is Monday where Monday is no holiday', async () => {
    expect(await officeHours().nextOpening(at('2026-10-09T17:30'), 'es-ES')).toBe('lunes, 9:00');
  });

  it('is said in the words of the locale, in English for one that nobody knows', async () => {
    const said = (locale: string) => officeHours().nextOpening(at('2026-10-10T10:12'), locale);
    expect(await said('en-GB')).toBe('Monday 09:00');
    expect(await said('es_ES')).toBe('lunes, 9:00');
    expect(await said('not a locale')).toMatch(/^Monday,? /);
  });

  it('has its date where the weekday would be taken for a nearer day', async () => {
    const holidays = [{ startDate: '2026-10-12', endDate: '2026-10-18' }];
    const hours = officeHours({ hours: { from: 'policy', timeZone: MADRID, week: WORKWEEK, holidays } });
    expect(await hours.nextOpening(at('2026-10-09T17:30'), 'es')).toMatch(/^lunes, 19 de octubre/);
  });

  it('is not the one that has just come', async () => {
    expect(await officeHours().nextOpening(at('2026-10-12T09:00'), 'es')).toBe('martes, 9:00');
    expect(await officeHours().nextOpening(at('2026-10-12T08:59'), 'es')).toBe('lunes, 9:00');
  });

  it('is not there for an office that never closes', async () => {
    expect(await inZendesk([]).nextOpening(NOW, 'es')).toBeUndefined();
  });
});

describe('times as text', () => {
  it("are in the office's zone, on both sides of the clock change (H6)", async () => {
    const hours = officeHours();
    const wrote = at('2026-10-24T20:00');
    expect(await hours.format(wrote)).toBe('2026-10-24 20:00');
    expect(await hours.format(wrote + 24 * 3_600_000)).toBe('2026-10-25 19:00');
  });

  it('are read back', async () => {
    const hours = officeHours();
    for (const time of ['2026-10-24T20:00', '2026-10-25T19:00', '2026-03-29T03:00', '2026-01-01T00:00']) {
      expect(await hours.readings(await hours.format(at(time)))).toEqual([at(time)]);
    }
  });

  it('rule 8 are read as both instants where the clocks go back and show an hour twice', async () => {
    const hours = officeHours();
    const first = Date.parse('2026-10-25T00:30:00Z');
    const both = [first, first + 3_600_000];
    expect(await Promise.all(both.map((instant) => hours.format(instant)))).toEqual(both.map(() => '2026-10-25 02:30'));
    expect(await hours.readings('2026-10-25 02:30')).toEqual(both);
  });

  it.each([
    '',
    'mañana',
    '2026-10-24',
    '2026-10-24T20:00',
    '2026-02-30 10:00',
    '2026-10-24 24:00',
    '2026-10-24 20:61',
    '2026-03-29 02:30',
  ])('"%s" is none that format writes', async (text) => {
    expect(await officeHours().readings(text)).toEqual([]);
  });
});
