import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { openIntervals, quietIntervals } from '../../src/hours/internal/intervals';
import { at, MADRID, NEW_YORK, open, shown, WORKWEEK } from '../support/officeTime';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ALWAYS = [0, 1, 2, 3, 4, 5, 6].map((day) => open(day, 0, 24));

describe('office hours', () => {
  it('are the same wall-clock times of each day, nights and weekends left out', () => {
    expect(shown(openIntervals(WORKWEEK, MADRID, [], at('2026-10-15T12:00'), at('2026-10-19T12:00')))).toEqual([
      '2026-10-15T09:00+02:00 / 2026-10-15T18:00+02:00',
      '2026-10-16T09:00+02:00 / 2026-10-16T18:00+02:00',
      '2026-10-19T09:00+02:00 / 2026-10-19T18:00+02:00',
    ]);
  });

  it('touch the stretch that is asked for: one that ends where it begins does not, nor one that begins where it ends', () => {
    const [day, night] = [at('2026-10-15T09:00'), at('2026-10-15T18:00')];
    expect(openIntervals(WORKWEEK, MADRID, [], night, night + HOUR)).toEqual([]);
    expect(openIntervals(WORKWEEK, MADRID, [], day - HOUR, day)).toEqual([]);
    expect(openIntervals(WORKWEEK, MADRID, [], night - 1, night + HOUR)).toEqual([{ start: day, end: night }]);
  });

  it('H6: keep to the clock over the change of 25 October 2026, when Madrid goes back', () => {
    expect(shown(openIntervals(WORKWEEK, MADRID, [], at('2026-10-23T12:00'), at('2026-10-26T12:00')))).toEqual([
      '2026-10-23T09:00+02:00 / 2026-10-23T18:00+02:00',
      '2026-10-26T09:00+01:00 / 2026-10-26T18:00+01:00',
    ]);
  });

  it('keep to the clock over the change of 29 March 2026, when Madrid goes forward', () => {
    expect(shown(openIntervals(WORKWEEK, MADRID, [], at('2026-03-27T12:00'), at('2026-03-30T12:00')))).toEqual([
      '2026-03-27T09:00+01:00 / 2026-03-27T18:00+01:00',
      '2026-03-30T09:00+02:00 / 2026-03-30T18:00+02:00',
    ]);
  });

  it('that hold the change are an hour longer in autumn and an hour shorter in spring', () => {
    const night = [open(0, 0, 6)];
    const lengths = ['2026-10-18', '2026-10-25', '2026-03-29'].map((day) =>
      openIntervals(night, MADRID, [], at(`${day}T00:00`), at(`${day}T06:00`)).map(
        ({ start, end }) => (end - start) / HOUR,
      ),
    );
    expect(lengths).toEqual([[6], [7], [5]]);
  });

  it('begin and end at the change where the clocks leave their time out', () => {
    const half = (start: number, end: number) => [{ startMinute: start, endMinute: end }];
    const day = [at('2026-03-29T00:00'), at('2026-03-29T12:00')] as const;
    expect(shown(openIntervals(half(150, 360), MADRID, [], ...day))).toEqual([
      '2026-03-29T03:00+02:00 / 2026-03-29T06:00+02:00',
    ]);
    expect(shown(openIntervals(half(60, 150), MADRID, [], ...day))).toEqual([
      '2026-03-29T01:00+01:00 / 2026-03-29T03:00+02:00',
    ]);
    expect(openIntervals(half(130, 170), MADRID, [], ...day)).toEqual([]);
  });

  it('count a time that the clocks show twice as the first', () => {
    const early = [{ startMinute: 150, endMinute: 360 }];
    expect(shown(openIntervals(early, MADRID, [], at('2026-10-25T00:00'), at('2026-10-25T12:00')))).toEqual([
      '2026-10-25T02:30+02:00 / 2026-10-25T06:00+01:00',
    ]);
  });

  it('change in New York on the days of New York', () => {
    expect(
      shown(
        openIntervals(WORKWEEK, NEW_YORK, [], at('2026-10-30T12:00', NEW_YORK), at('2026-11-02T12:00', NEW_YORK)),
        NEW_YORK,
      ),
    ).toEqual(['2026-10-30T09:00-04:00 / 2026-10-30T18:00-04:00', '2026-11-02T09:00-05:00 / 2026-11-02T18:00-05:00']);
  });

  it('begin a day whose midnight the clocks leave out at its first moment', () => {
    const zone = 'America/Santiago'; // forward at 00:00 on 6 September 2026
    const [sunday] = openIntervals(
      [open(0, 0, 2)],
      zone,
      [],
      at('2026-09-06T01:30', zone),
      at('2026-09-06T02:00', zone),
    );
    expect(shown(sunday ? [sunday] : [], zone)).toEqual(['2026-09-06T01:00-03:00 / 2026-09-06T02:00-03:00']);
  });

  it('are one stretch over the midnight of Saturday, whether it is written 0, 10079 or 10080', () => {
    for (const endMinute of [0, 10_079, 10_080]) {
      const week = [{ startMinute: 9_960, endMinute }, open(0, 0, 4)];
      expect(shown(openIntervals(week, MADRID, [], at('2026-10-17T12:00'), at('2026-10-18T12:00')))).toEqual([
        '2026-10-17T22:00+02:00 / 2026-10-18T04:00+02:00',
      ]);
    }
  });

  it('that do not touch stay apart', () => {
    const week = [open(1, 9, 14), open(1, 15, 18)];
    expect(openIntervals(week, MADRID, [], at('2026-10-12T00:00'), at('2026-10-13T00:00'))).toHaveLength(2);
  });

  it('of an office that never closes are one stretch without gaps, over clock changes too', () => {
    const [from, to] = [at('2026-10-20T00:00'), at('2026-11-03T00:00')];
    const [only, ...more] = openIntervals(ALWAYS, MADRID, [], from, to);
    expect(more).toEqual([]);
    expect(only?.start).toBeLessThanOrEqual(from);
    expect(only?.end).toBeGreaterThanOrEqual(to);
  });
});

describe('holidays', () => {
  const days = (startDate: string, endDate: string, zone = MADRID): string[] =>
    shown(
      openIntervals(
        WORKWEEK,
        zone,
        [{ startDate, endDate }],
        at('2026-12-21T00:00', zone),
        at('2026-12-26T00:00', zone),
      ),
      zone,
    ).map((text) => text.slice(8, 10));

  it('close the office from the first to the last day, both included', () => {
    expect(days('2026-12-23', '2026-12-24')).toEqual(['21', '22', '25']);
    expect(days('2026-12-25', '2026-12-25')).toEqual(['21', '22', '23', '24']);
  });

  it("are the days of the office's zone, not those of UTC", () => {
    expect(days('2026-12-25', '2026-12-25', 'Pacific/Auckland')).toEqual(['21', '22', '23', '24']);
  });

  it('do not close other days', () => {
    expect(days('2025-12-21', '2025-12-25')).toEqual(['21', '22', '23', '24', '25']);
  });

  it('end a night shift at midnight', () => {
    const week = [open(3, 22, 24), open(4, 0, 6)];
    const holidays = [{ startDate: '2026-12-24', endDate: '2026-12-24' }];
    expect(shown(openIntervals(week, MADRID, holidays, at('2026-12-23T12:00'), at('2026-12-25T00:00')))).toEqual([
      '2026-12-23T22:00+01:00 / 2026-12-24T00:00+01:00',
    ]);
  });
});

describe('quiet hours', () => {
  const quiet = (start: string, end: string, from: string, to: string): string[] =>
    shown(quietIntervals({ start, end }, MADRID, at(from), at(to)));

  it('go over midnight, and over a clock change', () => {
    expect(quiet('21:00', '08:00', '2026-10-24T12:00', '2026-10-26T12:00')).toEqual([
      '2026-10-24T21:00+02:00 / 2026-10-25T08:00+01:00',
      '2026-10-25T21:00+01:00 / 2026-10-26T08:00+01:00',
    ]);
  });

  it('stay within a day where they end after they begin', () => {
    expect(quiet('14:00', '16:00', '2026-10-15T00:00', '2026-10-16T00:00')).toEqual([
      '2026-10-15T14:00+02:00 / 2026-10-15T16:00+02:00',
    ]);
  });

  it('that began the evening before are there in the night', () => {
    expect(quiet('21:00', '08:00', '2026-10-15T03:00', '2026-10-15T04:00')).toHaveLength(1);
  });
});

describe('any week in any zone', () => {
  const zones = fc.constantFrom(
    MADRID,
    NEW_YORK,
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Pacific/Auckland',
    'Australia/Lord_Howe',
  );
  const interval = fc
    .record({ day: fc.nat(6), start: fc.nat(1_439), length: fc.integer({ min: 1, max: 1_440 }) })
    .map(({ day, start, length }) => ({
      startMinute: day * 1_440 + start,
      endMinute: day * 1_440 + Math.min(start + length, 1_440),
    }));
  const weeks = fc.array(interval, { maxLength: 8 });

  it('gives intervals that are ordered and apart', () => {
    const from = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') });
    fc.assert(
      fc.property(weeks, zones, from, (week, zone, start) => {
        const found = openIntervals(week, zone, [], start, start + 23 * 24 * HOUR);
        for (const [index, { start: opens, end }] of found.entries()) {
          expect(opens).toBeLessThan(end);
          expect(opens).toBeGreaterThan(found[index - 1]?.end ?? -Infinity);
        }
      }),
    );
  });

  it('is open for the minutes that the week names, and for no others, as the clock of the zone shows them', () => {
    const moment = fc.integer({ min: Date.parse('2026-01-01') / MINUTE, max: Date.parse('2027-12-31') / MINUTE });
    fc.assert(
      fc.property(weeks, zones, moment, (week, zone, minutes) => {
        const now = minutes * MINUTE;
        const wall = DateTime.fromMillis(now, { zone });
        const changeIsNear = wall.minus({ hours: 4 }).offset !== wall.plus({ hours: 4 }).offset;
        fc.pre(!changeIsNear);
        const minute = (wall.weekday % 7) * 1_440 + wall.hour * 60 + wall.minute;
        const named = week.some(
          ({ startMinute, endMinute }) => startMinute <= minute && minute < (endMinute === 10_079 ? 10_080 : endMinute),
        );
        const found = openIntervals(week, zone, [], now, now + 1).some(({ start, end }) => start <= now && now < end);
        expect(found).toBe(named);
      }),
    );
  });

  it('has as many office minutes as the week names, where no clock changes', () => {
    const [from, to] = [at('2026-06-07T00:00'), at('2026-06-14T00:00')];
    fc.assert(
      fc.property(weeks, (week) => {
        const named = new Set<number>();
        for (const { startMinute, endMinute } of week) {
          for (let minute = startMinute; minute < (endMinute === 10_079 ? 10_080 : endMinute); minute++)
            named.add(minute);
        }
        const minutes = openIntervals(week, MADRID, [], from, to).reduce(
          (sum, { start, end }) => sum + (Math.min(end, to) - Math.max(start, from)) / MINUTE,
          0,
        );
        expect(minutes).toBe(named.size);
      }),
    );
  });
});
