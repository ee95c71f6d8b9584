/** Rule 10 and H9 at their edges: which limit comes first, when hours and months are forgotten, and when the turns look again. */
import { describe, expect, it } from 'vitest';
import type { TurnRequest } from '../../activities/orders';
import {
  type TurnEvent,
  type TurnRules,
  type Turns,
  giveTurns,
  newTurns,
  turnsWakeAt,
} from '../../workflows/core/turns';

const START = Date.UTC(2026, 9, 5, 7);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const rules = (perSecond = 1, limits: Partial<TurnRules['limits']> = {}): TurnRules => ({
  perSecond,
  limits: { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop', ...limits },
});
const request = (n: number, changes: Partial<TurnRequest> = {}): TurnRequest => ({
  ticketId: String(n),
  intentId: `intent ${n}`,
  customerLastAt: START,
  notBefore: START,
  quiet: [],
  requested: false,
  uses: 'template',
  message: 'reopening',
  expiresAt: START + 90 * 24 * HOUR,
  ...changes,
});
const asked = (it: TurnRequest, theirs = rules()): TurnEvent => ({ type: 'asked', rules: theirs, ...it });
const ids = ({ answers }: { answers: { ticketId: string }[] }) => answers.map(({ ticketId }) => ticketId);
const at = (turns: Turns, now: number, ...events: TurnEvent[]) => giveTurns(turns, events, now);

it('L20 where tickets are still being told, reminders wait, an agent’s message does not, and no turn is lost', () => {
  const many = [1, 2, 3, 4].map((n) => asked(request(n), rules(5)));
  const macro = asked(request(9, { requested: true }), rules(5));
  const full = giveTurns(newTurns(rules(5), START), many, START, 0);
  expect(ids(full)).toEqual([]);
  const two = giveTurns(full.next, [macro], START, 2);
  expect(ids(two)).toEqual(['9', '1']);
  const rest = giveTurns(two.next, [], START, 50);
  expect(ids(rest)).toEqual(['2', '3', '4']);
});

it('B9 a request that is made again because its answer was lost gets the same turn, which counts once', () => {
  const macro: TurnEvent = { ...asked(request(9, { requested: true })), once: true } as TurnEvent;
  const given = at(newTurns(rules(), START), START, macro);
  const again = at(given.next, START + SECOND, macro);
  expect(again.answers).toEqual(given.answers);
  expect(again.next.templates.used).toBe(1);
  expect(again.next.waiting).toEqual([]);
  // The intent's next attempt is another request.
  const next = { ...macro, expiresAt: START + 91 * 24 * HOUR } as TurnEvent;
  expect(at(again.next, START + 2 * SECOND, next).next.templates.used).toBe(2);
  const back: TurnEvent = { type: 'withdrawn', ticketId: '9', intentId: 'intent 9', given: START };
  const returned = at(again.next, START + 2 * SECOND, back).next;
  expect(at(returned, START + 3 * SECOND, macro).answers).toMatchObject([{ type: 'turn', given: START + 3 * SECOND }]);
});

describe('H9 the pace of the turns', () => {
  it('is a handful at once, five seconds’ worth, and then one as each becomes due', () => {
    const full = at(newTurns(rules(), START), START, ...[1, 2, 3, 4, 5, 6, 7].map((n) => asked(request(n))));
    expect(ids(full)).toHaveLength(5);
    expect(turnsWakeAt(full.next)).toBe(START + SECOND);
    const next = at(full.next, START + SECOND);
    expect(ids(next)).toHaveLength(1);
    expect(turnsWakeAt(next.next)).toBe(START + 2 * SECOND);
    expect(turnsWakeAt(at(next.next, START + 2 * SECOND).next)).toBeUndefined();
  });

  it('looks again a handful later where many wait, so that each does not cost a timer', () => {
    const many = Array.from({ length: 12 }, (_, n) => asked(request(n)));
    const { next } = at(newTurns(rules(), START), START, ...many);
    expect(next.waiting).toHaveLength(7);
    expect(turnsWakeAt(next)).toBe(START + 5 * SECOND);
    const six = at(newTurns(rules(), START), START, ...many.slice(0, 10));
    expect(six.next.waiting).toHaveLength(5);
    expect(turnsWakeAt(six.next)).toBe(START + SECOND);
  });

  it('waits as long as a turn takes at the rate', () => {
    const slow = rules(1 / 60);
    const { next, answers } = at(newTurns(slow, START), START, asked(request(1), slow), asked(request(2), slow));
    expect(answers).toHaveLength(1);
    expect(turnsWakeAt(next)).toBe(START + MINUTE);
    expect(ids(at(next, START + MINUTE - 1))).toEqual([]);
    expect(ids(at(next, START + MINUTE))).toEqual(['2']);
  });

  it('saves no more than a handful while nobody waits', () => {
    const idle = at(newTurns(rules(), START), START + 24 * HOUR).next;
    const many = Array.from({ length: 9 }, (_, n) => asked(request(n)));
    expect(ids(at(idle, START + 24 * HOUR, ...many))).toHaveLength(5);
  });

  it('goes by the customer’s message, and by the intent where two are equally old, whoever asks first', () => {
    const [a, b, c] = [request(1), request(2), request(3, { customerLastAt: START - 1 })];
    for (const order of [
      [a, b, c],
      [b, a, c],
      [c, b, a],
    ])
      expect(ids(at(newTurns(rules(), START), START, ...order.map((it) => asked(it))))).toEqual(['3', '1', '2']);
  });

  it('puts what agents asked for before all that is older', () => {
    const [old, asks] = [request(1, { customerLastAt: 0 }), request(2, { requested: true })];
    expect(ids(at(newTurns(rules(), START), START, asked(old), asked(asks)))).toEqual(['2', '1']);
    expect(ids(at(newTurns(rules(), START), START, asked(asks), asked(old)))).toEqual(['2', '1']);
  });

  it('sleeps until the first of those who asked ahead', () => {
    const ahead = [request(1, { notBefore: START + HOUR }), request(2, { notBefore: START + 2 * HOUR })];
    const { next, answers } = at(newTurns(rules(), START), START, ...ahead.map((it) => asked(it)));
    expect(answers).toEqual([]);
    expect(turnsWakeAt(next)).toBe(START + HOUR);
    const first = at(next, START + HOUR);
    expect(ids(first)).toEqual(['1']);
    expect(turnsWakeAt(first.next)).toBe(START + 2 * HOUR);
  });

  it('does not sleep when there is nothing to wait for', () => {
    expect(turnsWakeAt(newTurns(rules(), START))).toBeUndefined();
  });
});

describe('rule 10 the limits', () => {
  const tight = rules(100, { templatesPerDay: 4, notificationsPerMonth: 2 });
  const notification = (n: number) => asked(request(n, { uses: 'notification' }), tight);

  it('warn of the one that is fuller', () => {
    const first = at(newTurns(tight, START), START, notification(1));
    expect(first.answers).toEqual([{ type: 'turn', ticketId: '1', intentId: 'intent 1', given: START }]);
    const second = at(first.next, START, notification(2));
    expect(second.answers).toEqual([{ type: 'turn', ticketId: '2', intentId: 'intent 2', given: START }]);
    const asksFor = (changes: Partial<TurnRequest>) =>
      at(second.next, START, asked(request(3, { requested: true, ...changes }), tight)).answers[0];
    const limit = { limit: 'notificationsPerMonth', used: 2, max: 2 };
    expect(asksFor({ uses: 'notification' })).toMatchObject({ type: 'turnRefused', warning: limit });
    expect(asksFor({ uses: 'template' })).toEqual({ type: 'turn', ticketId: '3', intentId: 'intent 3', given: START });
  });

  it('name the day’s limit where that is the fuller one', () => {
    const day = rules(100, { templatesPerDay: 2, notificationsPerMonth: 2 });
    const two = [1, 2].map((n) => asked(request(n), day));
    const used = at(
      newTurns(day, START),
      START,
      ...two,
      asked(request(9, { uses: 'notification', notBefore: START + HOUR }), day),
    );
    const { answers } = at(used.next, START, asked(request(3, { requested: true, uses: 'notification' }), day));
    expect(answers).toMatchObject([{ type: 'turnRefused', warning: { limit: 'templatesPerDay', used: 2 } }]);
  });

  it('tell people at 80 % and once more at 100 %, each once a day', () => {
    const ten = rules(100, { templatesPerDay: 10, whenReached: 'warn' });
    let turns = newTurns(ten, START);
    const told: number[] = [];
    const send = (n: number, now: number): void => {
      const { next, answers } = at(turns, now, asked(request(n, { requested: true }), ten));
      turns = next;
      for (const it of answers) if ('warning' in it && it.warning) told.push(it.warning.used);
    };
    for (let n = 0; n < 13; n += 1) send(n, START);
    expect(told).toEqual([8, 10]);
    send(20, START + 23 * HOUR);
    expect(told).toEqual([8, 10, 13]);
  });

  it('count a template for 24 hours, and for the minute that it may take to be handed over', () => {
    const one = rules(100, { templatesPerDay: 1 });
    const { next } = at(newTurns(one, START), START, asked(request(1), one), asked(request(2), one));
    expect(next.waiting).toHaveLength(1);
    const again = START + 24 * HOUR + MINUTE;
    expect(ids(at(next, again - 1))).toEqual([]);
    expect(ids(at(next, again))).toEqual(['2']);
    expect(turnsWakeAt(next)).toBe(again);
  });

  it('begin each month with no notifications', () => {
    const one = rules(100, { notificationsPerMonth: 1 });
    const notify = (n: number, changes = {}) =>
      asked(request(n, { uses: 'notification', requested: true, ...changes }), one);
    const october = at(newTurns(one, START), START, notify(1));
    const refused = { limit: 'notificationsPerMonth', used: 1, max: 1 };
    expect(at(october.next, START, notify(2)).answers).toMatchObject([{ type: 'turnRefused', warning: refused }]);
    const november = at(october.next, Date.UTC(2026, 10, 1), notify(2));
    expect(november.answers).toMatchObject([{ type: 'turn' }]);
    expect(at(november.next, Date.UTC(2026, 10, 2), notify(3)).answers).toMatchObject([{ type: 'turnRefused' }]);
  });

  it('let a ticket ask again, by the newer request alone', () => {
    const none = rules(100, { templatesPerDay: 0 });
    const first = at(newTurns(none, START), START, asked(request(1), none));
    expect(first.answers).toEqual([]);
    const again = at(first.next, START, asked(request(1, { message: 'incident' }), none));
    expect(again.next.waiting).toMatchObject([request(1, { message: 'incident' })]);
  });
});

describe('what WhatsApp has stopped', () => {
  const stop = (message?: string, code?: number): TurnEvent => ({
    type: 'stopped',
    ...(message !== undefined && { message }),
    ...(code !== undefined && { code }),
  });

  it('132015 is held once for each message, by the newest refusal', () => {
    const { next } = at(newTurns(rules(), START), START, stop('a', 132015), stop('b', 132016));
    const later = at(next, START + MINUTE, stop('a', 132016)).next;
    expect(later.holds).toEqual([
      { message: 'b', code: 132016, probeAt: START + 5 * MINUTE },
      { message: 'a', code: 132016, probeAt: START + 6 * MINUTE },
    ]);
  });

  it('132015 is probed every five minutes, and over a minute after a probe that is not refused', () => {
    const waiting = [1, 2].map((n) => asked(request(n)));
    const held = at(newTurns(rules(), START), START, stop('reopening'), ...waiting);
    expect(held.answers).toEqual([]);
    expect(turnsWakeAt(held.next)).toBe(START + 5 * MINUTE);
    const probe = at(held.next, START + 5 * MINUTE);
    expect(ids(probe)).toHaveLength(1);
    expect(turnsWakeAt(probe.next)).toBe(START + 6 * MINUTE);
    expect(ids(at(probe.next, START + 6 * MINUTE - 1))).toEqual([]);
    expect(ids(at(probe.next, START + 6 * MINUTE))).toHaveLength(1);
  });

  it('132015 is told to the agent whose message is due, not before', () => {
    const [now, ahead] = [request(1, { requested: true }), request(2, { requested: true, notBefore: START + HOUR })];
    const given = at(newTurns(rules(), START), START, stop('reopening', 132015), asked(now), asked(ahead));
    expect(ids(given)).toEqual(['1']);
    expect(given.next.waiting.map(({ toldHeld }) => toldHeld)).toEqual([true, undefined]);
  });
});
