import { describe, expect, it } from 'vitest';
import type { Answer } from '../../bench/queue/recorders';
import type { Asked } from '../../bench/queue/requests';
import { fateOf, paceKept, waitsOfRequested } from '../../bench/queue/verdict';

const SECOND = 1_000;
const asked = (intentId: string, customerLastAt: number, changes: Partial<Asked> = {}): Asked => ({
  intentId,
  requested: false,
  customerLastAt,
  askedAt: 0,
  ...changes,
});
const turn = (intentId: string, seconds: number): Answer => ({
  id: `turn:${intentId}:${seconds}`,
  intentId,
  type: 'turn',
  at: seconds * SECOND,
});
const nobody = new Set<string>();

describe('the verdict on a queue', () => {
  it('finds each turn that was lost or given twice, and answers that were none', () => {
    const all = [asked('a', 1), asked('b', 2), asked('c', 3), asked('d', 4)];
    const answers = [turn('a', 1), turn('b', 2), turn('b', 3), { ...turn('x', 4), intentId: 'x' }];
    expect(fateOf(all, answers, new Set(['c']))).toMatchObject({ given: 2, twice: 1, lost: 1, strange: 1 });
    expect(fateOf(all.slice(0, 1), answers.slice(0, 1), new Set(['a']))).toMatchObject({ twice: 1, lost: 0 });
  });

  it('finds a turn that overtook an older customer message, given or still waiting', () => {
    const all = [asked('old', 1), asked('new', 2)];
    expect(fateOf(all, [turn('new', 100), turn('old', 200)], nobody).overtaking).toBe(1);
    expect(fateOf(all, [turn('new', 100)], new Set(['old'])).overtaking).toBe(1);
    expect(fateOf(all, [turn('old', 100), turn('new', 200)], nobody).overtaking).toBe(0);
  });

  it('does not blame a turn for what was told in the same batch, or had asked only then', () => {
    expect(fateOf([asked('old', 1), asked('new', 2)], [turn('new', 100), turn('old', 110)], nobody).overtaking).toBe(0);
    const late = asked('old', 1, { askedAt: 99 * SECOND });
    expect(fateOf([late, asked('new', 2)], [turn('new', 100), turn('old', 200)], nobody).overtaking).toBe(0);
  });

  it('goes by when turns were given, not by when tickets were told', () => {
    const all = [asked('old', 1), asked('new', 2)];
    const given = (it: Answer, seconds: number): Answer => ({ ...it, given: seconds * SECOND });
    const toldLate = [given(turn('new', 100), 90), given(turn('old', 200), 80)];
    expect(fateOf(all, toldLate, nobody).overtaking).toBe(0);
    const givenLate = [given(turn('new', 200), 80), given(turn('old', 200), 180)];
    expect(fateOf(all, givenLate, nobody).overtaking).toBe(1);
  });

  it('measures macros apart from those asked while the worker was down', () => {
    const macro = (intentId: string, seconds: number): Asked =>
      asked(intentId, 0, { requested: true, askedAt: seconds * SECOND });
    const answers = [turn('a', 12), turn('b', 60)];
    const outages = [{ from: 20 * SECOND, until: 50 * SECOND }];
    const waits = waitsOfRequested([macro('a', 10), macro('b', 30), macro('never', 70)], answers, outages);
    expect(waits).toEqual({ working: [2 * SECOND, Infinity], down: [30 * SECOND] });
    const atTheKill = waitsOfRequested([macro('b', 17), macro('never', 17)], answers, outages);
    expect(atTheKill).toEqual({ working: [3 * SECOND, Infinity], down: [43 * SECOND, Infinity] });
  });

  it('measures the pace by the time in which the worker worked', () => {
    const all = Array.from({ length: 50 }, (_, n) => asked(String(n), n));
    const answers = all.map(({ intentId }, n) => turn(intentId, n));
    const whole = { from: 0, until: 50 * SECOND };
    expect(paceKept(all, answers, whole, 1, [])).toBe(1);
    expect(paceKept(all, answers, whole, 1, [{ from: 20 * SECOND, until: 30 * SECOND }])).toBe(1);
    expect(paceKept(all, answers, whole, 2, [])).toBe(0.5);
  });
});
