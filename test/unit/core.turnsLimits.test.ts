/** Rule 10: which limit is named, what a turn uses up, and when the turns look again while something holds them up. */
import { describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../activities/orders';
import {
  type TurnEvent,
  type TurnRules,
  type Turns,
  type Waiting,
  giveTurns,
  newTurns,
  turnsWakeAt,
} from '../../workflows/core/turns';

const START = Date.UTC(2026, 9, 5, 7);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const rules = (limits: Partial<TurnRules['limits']> = {}): TurnRules => ({
  perSecond: 1,
  limits: { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop', ...limits },
});
const request = (n: number, changes: Partial<TurnRequest> = {}): Waiting => ({
  ticketId: String(n),
  intentId: `intent ${n}`,
  customerLastAt: START,
  notBefore: START,
  quiet: [],
  requested: false,
  uses: 'template',
  message: 'reopening',
  expiresAt: START + 90 * 24 * HOUR,
  kind: 'a kind',
  ...changes,
});
const { uses: _uses, ...freeForm } = request(1);
const asked = (it: TurnRequest, theirs = rules()): TurnEvent => ({ type: 'asked', rules: theirs, ...it });
const state = (changes: Partial<Turns> = {}): Turns => ({ ...newTurns(rules(), START), ...changes });
const used = (templates: number, notifications: number): Partial<Turns> => ({
  templates: { used: templates, at: [[START - HOUR, templates]] },
  notifications: { month: '2026-10', count: notifications },
});

describe('rule 10 an account that begins', () => {
  it('has given nothing, and may give five seconds’ worth', () => {
    expect(newTurns(rules(), START)).toStrictEqual({
      version: 2,
      rules: rules(),
      waiting: [],
      tokens: 5,
      sends: 1,
      asOf: START,
      templates: { used: 0, at: [] },
      notifications: { month: '2026-10', count: 0 },
      given: [],
      holds: [],
      told: [],
      lanes: {},
    });
  });
});

describe('rule 10 what a turn uses up', () => {
  const after = (it: TurnRequest) => giveTurns(state(), [asked(it)], START).next;
  const one = { used: 1, at: [[START, 1]] };

  it('a template the day’s limit, a notification the month’s too, a free-form text neither', () => {
    expect(after(request(1))).toMatchObject({ templates: one, notifications: { count: 0 } });
    expect(after(request(1, { uses: 'notification' }))).toMatchObject({
      templates: one,
      notifications: { count: 1 },
    });
    expect(after(freeForm).templates).toEqual({ used: 0, at: [] });
    expect(after(freeForm).notifications.count).toBe(0);
  });

  it('a refusal uses nothing up', () => {
    const full = state(used(250, 0));
    const { next, answers } = giveTurns(full, [asked(request(1, { requested: true }))], START);
    expect(answers).toMatchObject([{ type: 'turnRefused' }]);
    expect(next).toMatchObject(used(250, 0));
  });
});

describe('rule 10 the warning', () => {
  const warned = (templates: number, notifications: number, changes: Partial<TurnRequest>) => {
    const tight = rules({ templatesPerDay: 100, notificationsPerMonth: 100, whenReached: 'warn' });
    const it = asked(request(1, { requested: true, ...changes }), tight);
    return giveTurns({ ...state(used(templates, notifications)), rules: tight }, [it], START);
  };
  const limit = (...of: Parameters<typeof warned>) => {
    const [answer] = warned(...of).answers;
    return answer?.type === 'turn' ? answer.warning?.limit : answer?.type;
  };

  it('names the fuller of two limits that are both near', () => {
    expect(limit(85, 95, { uses: 'notification' })).toBe('notificationsPerMonth');
    expect(limit(95, 85, { uses: 'notification' })).toBe('templatesPerDay');
    expect(limit(85, 95, { uses: 'template' })).toBe('templatesPerDay');
  });

  it('is of no limit where a free-form text uses none', () => {
    const full = { ...state(used(250, 0)) };
    const { answers } = giveTurns(full, [asked(freeForm)], START);
    expect(answers).toStrictEqual([{ type: 'turn', ticketId: '1', intentId: 'intent 1', given: START }]);
  });

  it('is remembered by limit, level and day; the last twenty are', () => {
    expect(warned(85, 0, {}).next.told).toEqual(['templatesPerDay:80:2026-10-05']);
    expect(warned(100, 0, {}).next.told).toEqual(['templatesPerDay:100:2026-10-05']);
    const many = Array.from({ length: 20 }, (_, n) => `told ${n}`);
    const { next } = giveTurns({ ...state(used(200, 0)), told: many }, [asked(request(1))], START);
    expect(next.told).toEqual([...many.slice(1), 'templatesPerDay:80:2026-10-05']);
  });
});

describe('rule 10, H9 when the turns look again', () => {
  const full = used(250, 0);

  it('at the time of the first request, however far that is, whatever was used up before', () => {
    const later = [request(1, { notBefore: START + 3 * HOUR }), request(2, { notBefore: START + 2 * HOUR })];
    expect(turnsWakeAt(state({ waiting: later }))).toBe(START + 2 * HOUR);
    expect(turnsWakeAt(state({ waiting: later, tokens: 0 }))).toBe(START + 2 * HOUR);
  });

  it('when there is room again, not before: what becomes due meanwhile finds none', () => {
    const waiting = [request(1)];
    expect(turnsWakeAt(state({ ...full, waiting }))).toBe(START + 23 * HOUR + MINUTE);
    const soon = request(2, { notBefore: START + 10 * MINUTE });
    expect(turnsWakeAt(state({ ...full, waiting: [...waiting, soon] }))).toBe(START + 23 * HOUR + MINUTE);
    const text = { ...freeForm, ...soon, uses: undefined, kind: 'a text' } as unknown as Waiting;
    expect(turnsWakeAt(state({ ...full, waiting: [...waiting, text] }))).toBe(START + 10 * MINUTE);
  });

  it('when the rest of one turn has been earned; a whole one needs no waiting', () => {
    const waiting = [request(1)];
    expect(turnsWakeAt(state({ waiting, tokens: 0.25 }))).toBe(START + 750);
    expect(turnsWakeAt(state({ ...full, waiting, tokens: 1 }))).toBe(START + 23 * HOUR + MINUTE);
  });

  it('not for a hold behind which nobody could go', () => {
    const probeAt = START - MINUTE;
    const overdue = state({ ...full, waiting: [request(1)], holds: [{ message: 'another', probeAt }] });
    expect(turnsWakeAt(overdue)).toBe(START + 23 * HOUR + MINUTE);
    expect(turnsWakeAt(state({ holds: [{ probeAt }] }))).toBeUndefined();
  });
});

describe('132015 and the like: who is told of a hold', () => {
  const hold = { message: 'reopening', code: 132015, probeAt: START + MINUTE };
  const told = (it: Waiting, holds = [hold]) => giveTurns(state({ waiting: [it], holds }), [], START);

  it('the agent of a requested message that is due, and nobody where nothing holds it', () => {
    const requested = request(1, { requested: true });
    expect(told(requested).answers).toEqual([{ type: 'turnHeld', ticketId: '1', intentId: 'intent 1', code: 132015 }]);
    expect(told(requested, []).answers).toMatchObject([{ type: 'turn' }]);
    expect(told(request(1)).answers).toEqual([]);
  });
});
