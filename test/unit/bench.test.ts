import { describe, expect, it } from 'vitest';
import { inOrder, latenesses, median, medianInterval, mostWithin, percentile } from '../../bench/numbers';
import { NAMES, readCommandLine } from '../../bench/options';
import { automationsLateness } from '../../bench/sends/automations';
import { officeOpening } from '../../bench/sends/office';
import { paceFor } from '../../bench/sends/pace';
import { tableOf } from '../../bench/table';
import { parsePolicy } from '../../src/policy/policy';
import { examplePolicy } from '../../bench/support/policies';
import { openIntervals } from '../../src/hours/internal/intervals';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('the figures', () => {
  it('take percentiles by the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile(hundred, 1)]).toEqual([50, 99, 100]);
    expect(median([3, 1, 2])).toBe(2);
    expect(() => median([])).toThrow('nothing');
  });

  it('say between what a median lies, by the ranks that a coin leaves out', () => {
    const twenty = Array.from({ length: 20 }, (_, n) => n + 1);
    expect(medianInterval(twenty)).toEqual([6, 15]);
    expect(medianInterval([3, 1, 2])).toEqual([1, 3]);
    expect(() => medianInterval([])).toThrow('nothing');
  });

  it('find the stretch with the most values in it', () => {
    expect(mostWithin([130, 0, 59, 60, 61, 119, 120], 60)).toBe(3);
    expect(mostWithin([], 60)).toBe(0);
  });

  it('count lateness against the pace, whatever order the sends are told in', () => {
    expect(latenesses([1_700, 1_000, 1_400], 1_000, 2)).toEqual([0, -100, -300]);
  });

  it('tell how much of the order was kept', () => {
    expect([inOrder([1, 2, 3]), inOrder([3, 2, 1]), inOrder([1, 3, 2]), inOrder([7])]).toEqual([1, 0, 2 / 3, 1]);
  });

  it('choose a pace by what the machine can do, between 1 and 20 a second', () => {
    expect([0.5, 40, 10_000].map(paceFor)).toEqual([1, 12, 20]);
  });
});

describe("the model of Zendesk's automations", () => {
  it('takes up a thousand tickets at the next full hour, half an hour away on average', () => {
    const { p50Ms, p99Ms } = automationsLateness(1_000);
    expect(p50Ms / MINUTE).toBeCloseTo(29.5);
    expect(p99Ms / MINUTE).toBeCloseTo(59.5);
  });

  it('leaves the others to the hours after it', () => {
    expect(automationsLateness(3_000).p50Ms / MINUTE).toBeCloseTo(89.5);
  });
});

describe('the office of the opening', () => {
  it.each(['00:10', '11:59:30', '13:20', '23:59:30'])('opens in the minute after %s UTC, for hours', (time) => {
    const now = Date.parse(`2026-11-22T${time.padEnd(8, ':00')}Z`);
    const { opensAt, hours } = officeOpening(now);
    expect(opensAt - now).toBeLessThanOrEqual(MINUTE);
    const policy = parsePolicy(examplePolicy(['hours: zendesk', `hours: ${hours}`]), 'ventana.yaml');
    if ('problems' in policy || policy.hours.from !== 'policy') throw new Error('the policy does not take it');
    const { week, timeZone } = policy.hours;
    const [first, ...others] = openIntervals(week, timeZone, [], opensAt - 3 * DAY, opensAt + 3 * DAY);
    expect([first?.start, others]).toEqual([opensAt, []]);
    expect((first?.end ?? 0) - opensAt).toBeGreaterThan(9 * 60 * MINUTE);
  });
});

describe('the command line', () => {
  it('runs everything where nothing is named, in a fixed order, and else what is named', () => {
    expect(readCommandLine([])).toEqual({ names: NAMES, quick: false, keep: false });
    expect(readCommandLine(['--only', 'growth', '--only', 'ingress', '--json', 'out.json'])).toMatchObject({
      names: ['ingress', 'growth'],
      json: 'out.json',
    });
  });

  it('says how it is used when it does not understand', () => {
    expect(() => readCommandLine(['--only', 'speed'])).toThrow(/no benchmark "speed"[^]*npm run bench/);
    expect(() => readCommandLine(['--fast'])).toThrow('npm run bench');
  });
});

describe('the table', () => {
  it('names each benchmark once, and says where a goal is missed', () => {
    const rows = [
      { what: 'rate', ventana: '97', beside: '100', goal: '≥ 0.95', holds: true },
      { what: 'memory', ventana: '700 MB', goal: '< 600 MB', holds: false },
    ];
    expect(tableOf([{ name: 'ingress', rows }]).split('\n')).toEqual([
      '|                  | Ventana | beside it | goal     |            |',
      '| ---------------- | ------- | --------- | -------- | ---------- |',
      '| **ingress** rate | 97      | 100       | ≥ 0.95   | holds      |',
      '| memory           | 700 MB  |           | < 600 MB | **missed** |',
    ]);
  });
});
