/** The brake, in the core: what a ticket and the account's turns do while sending is paused. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { TurnRequest } from '../../activities/orders';
import type { TurnEvent, TurnRules } from '../../workflows/core/turns';
import {
  agent,
  change,
  customer,
  given,
  happening,
  macro,
  note,
  paused,
  resumed,
  status,
  template,
} from '../support/given';
import { DAY, HOUR, MINUTE, SECOND, at, when } from '../support/madrid';
import { pauseSending, resumeSending } from '../support/pausing';
import { playTurns } from '../support/turnsPlay';
import type { World } from '../support/worldModel';

vi.setConfig({ testTimeout: 30_000 });

const PENDING = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const OUT_OF_HOURS = customer('Sat 10:12');

describe('a ticket while sending is paused', () => {
  it('X1 sends nothing, and X3 reminds when sending goes on, once', () => {
    const { received, notes } = given(...PENDING, paused('Tue 10:00'), resumed('Tue 15:00')).until('Fri 20:00');
    expect(received).toEqual([template('Tue 15:00', 'followUp')]);
    expect(notes.filter(({ kind }) => kind === 'sent')).toHaveLength(1);
  });

  it('X3 does not send what is no longer wanted: answered, solved', () => {
    for (const end of [customer('Tue 12:00'), status('Tue 12:00', 'solved')])
      expect(given(...PENDING, paused('Tue 10:00'), end, resumed('Tue 15:00')).until('Fri 20:00').received).toEqual([]);
  });

  /** One attempt that Sunshine does not take, just before the pause. */
  const hiccup = { sends: ['busy' as const], sendPauseMs: 10 * SECOND };

  it('X3 K2 sends what was not taken once before a pause of two days, and says nothing of a vendor', () => {
    const { received, notes } = given(...PENDING, paused('Tue 11:00:05'), resumed('Thu 12:00'))
      .where(hiccup)
      .until('next Fri 12:00');
    expect(received).toEqual([template('Thu 12:00', 'followUp')]);
    expect(notes.map(({ kind }) => kind)).toEqual(['sent']);
  });

  it('X3 reads again what was not taken once before the pause: the policy may have no reminders any more', () => {
    const untold = (time: string, act: (w: World) => void) =>
      happening(time, (w) => {
        act(w);
        return [];
      });
    const off = untold('Tue 12:00', (w) => {
      const { followUp: _off, ...policy } = w.policy;
      w.policy = policy;
    });
    const { received } = given(
      ...PENDING,
      untold('Tue 11:00:05', pauseSending),
      off,
      untold('Tue 15:00', resumeSending),
    )
      .where(hiccup)
      .until('next Fri 12:00');
    expect(received).toEqual([]);
  });

  it('X3 keeps quiet hours when sending goes on in them', () => {
    const { received } = given(...PENDING, paused('Tue 10:00'), resumed('Tue 22:00')).until('Fri 20:00');
    expect(received).toEqual([template('Wed 08:00', 'followUp')]);
  });

  it('X1 X3 an attempt that already has its turn gives it back, and asks for another', () => {
    // The turn comes at 11:00:01 and the send a second later: in between, sending is paused.
    const begun = { ...paused('Tue 11:00'), at: at('Tue 11:00:01') + 500 };
    const { received, world, sends } = given(...PENDING, begun, resumed('Tue 15:00'))
      .where({ latencyMs: SECOND })
      .until('Fri 20:00');
    expect(received).toEqual([template('Tue 15:00:02', 'followUp')]);
    expect(sends.length).toBeGreaterThan(1);
    expect(world.log.returns.filter((it) => it.given !== undefined)).toHaveLength(1);
    // What was not sent is no attempt.
    expect(new Set(sends.map(({ sendId }) => sendId)).size).toBe(1);
  });

  it('X1 what may have gone out before is looked for first, and counts if it did', () => {
    const doubted = { ...paused('Tue 11:00'), at: at('Tue 11:00') + 10 * SECOND };
    for (const fate of ['inDoubt', 'inDoubtButArrived'] as const) {
      const { received, looks } = given(...PENDING, doubted, resumed('Tue 15:00'))
        .where({ sends: [fate] })
        .until('Fri 20:00');
      expect(received).toEqual([template(fate === 'inDoubt' ? 'Tue 15:00' : 'Tue 11:00', 'followUp')]);
      expect(looks.length).toBeLessThanOrEqual(3);
    }
  });

  it('X2 an agent who waits for a message gets one note, and the message when sending goes on', () => {
    const asked = [OUT_OF_HOURS, paused('next Mon 08:00'), macro('next Mon 09:05', 'reopening')];
    const { received, notes, world } = given(...asked, resumed('next Mon 15:00')).until('next Mon 20:00');
    expect(received).toEqual([template('next Mon 15:00', 'reopening')]);
    expect(notes.filter(({ kind }) => kind !== 'windowClosing')).toEqual([
      note('next Mon 09:05', 'sendPaused'),
      note('next Mon 15:00', 'sent'),
    ]);
    expect(world.action).toBeUndefined();
  });

  it('X2 ends with a note what an agent asked for more than a day ago', () => {
    const asked = [OUT_OF_HOURS, paused('next Mon 08:00'), macro('next Mon 09:05', 'reopening')];
    const { received, notes, world } = given(...asked, resumed('next Wed 15:00')).until('next Thu 20:00');
    expect(received).toEqual([]);
    expect(notes.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['sendPaused', 'turnTooLate']));
    expect(world.action).toBeUndefined();
  });

  it('X4 goes on opening tickets, and shows and warns as ever', () => {
    const {
      status: final,
      notes,
      window,
    } = given(...PENDING, paused('Mon 12:00'), customer('Mon 13:00'))
      .where({ zendeskReopens: false })
      .until('Tue 20:00');
    expect(final).toBe('open');
    expect(notes).toContainEqual(note('Tue 11:00', 'windowClosing'));
    expect(window).toMatch(/^closed/);
  });

  it('X4 solves what was left unanswered before the pause', () => {
    const { status: final } = given(...PENDING, paused('Tue 12:00'))
      .policy({ followUp: { solveAfterMs: 2 * DAY } })
      .until('Fri 20:00');
    expect(final).toBe('solved');
  });
});

describe('the switch of the administrators', () => {
  const switched = (time: string, name: string, admin?: string) =>
    change(time, (w) => (w.action = { name, since: at(time), ...(admin !== undefined && { admin }) }));

  it('X6 pauses and resumes all sending, with a note, and the field is emptied', () => {
    const { notes, world } = given(
      customer('Mon 09:00'),
      agent('Mon 09:05'),
      switched('Mon 09:10', 'pause', '7'),
      switched('Mon 10:00', 'resume', '7'),
    ).until('Mon 20:00');
    expect(world.log.pauses).toMatchObject([
      { paused: true, by: '7', askedAt: at('Mon 09:10') },
      { paused: false, by: '7', askedAt: at('Mon 10:00') },
    ]);
    expect(notes).toEqual([note('Mon 09:10', 'sendingPaused'), note('Mon 10:00', 'sendingResumed')]);
    expect(world.action).toBeUndefined();
    expect(world.received).toEqual([]);
  });

  it('X7 does nothing for anyone else: a note says who can, and the field is emptied', () => {
    const { notes, world } = given(customer('Mon 09:00'), agent('Mon 09:05'), switched('Mon 09:10', 'pause')).until(
      'Mon 20:00',
    );
    expect(world.log.pauses).toEqual([]);
    expect(notes).toEqual([note('Mon 09:10', 'switchRefused')]);
    expect(world.action).toBeUndefined();
  });
});

const rules: TurnRules = {
  perSecond: 1,
  sendsPerSecond: 5,
  limits: { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop' },
};
const START = at('Mon 09:00');

const asked = (n: number, more: Partial<TurnRequest> & { pausedSince?: number } = {}): TurnEvent => ({
  type: 'asked',
  rules,
  ticketId: String(n),
  intentId: `i${n}`,
  customerLastAt: n,
  notBefore: START,
  quiet: [],
  requested: false,
  uses: 'template',
  message: 'followUp',
  expiresAt: START + 30 * DAY,
  ...more,
});

describe('the turns while sending is paused', () => {
  it('X1 give none, X3 and give them in their order, at their rate, once it goes on', () => {
    const it = playTurns(rules, START);
    it.report({ type: 'paused', since: START });
    it.report(...[3, 1, 2].map((n) => asked(n)), ...Array.from({ length: 40 }, (_, n) => asked(10 + n)));
    it.until(START + DAY);
    expect(it.answers).toEqual([]);
    it.continueAsNew();
    it.report({ type: 'resumed', since: START, at: START + DAY + 5 * SECOND });
    it.until(START + DAY + 4 * SECOND);
    expect(it.answers).toEqual([]);
    it.until(START + DAY + HOUR);
    const turns = it.answers.map((answer) => answer.intentId);
    expect(turns.slice(0, 3)).toEqual(['i1', 'i2', 'i3']);
    expect(turns).toHaveLength(43);
    const inTheFirstSeconds = it.answers.filter((answer) => answer.at <= START + DAY + 6 * SECOND);
    expect(inTheFirstSeconds.length).toBeLessThanOrEqual(6);
  });

  it('X2 tell each ticket once whose agent waits, also when it asks again or the turns go on as a new run', () => {
    const it = playTurns(rules, START);
    it.report({ type: 'paused', since: START });
    it.report(asked(1, { requested: true }), asked(2));
    it.report(asked(1, { requested: true }));
    expect(it.answers).toMatchObject([{ type: 'turnPaused', intentId: 'i1', since: START }]);
    it.continueAsNew();
    it.report(asked(3));
    expect(it.answers).toHaveLength(1);
    it.report({ type: 'paused', since: START + MINUTE });
    expect(it.answers).toHaveLength(2);
  });

  it('X5 learn of a pause from a request, and are not misled by a late one', () => {
    const it = playTurns(rules, START);
    it.report(asked(1, { pausedSince: START - HOUR }));
    expect(it.answers).toEqual([]);
    it.report({ type: 'resumed', since: START - HOUR, at: START });
    expect(it.answers).toMatchObject([{ type: 'turn', intentId: 'i1' }]);
    it.report(asked(2, { pausedSince: START - HOUR }));
    it.until(START + MINUTE);
    expect(it.answers).toHaveLength(2);
    it.report({ type: 'paused', since: START + MINUTE });
    it.report({ type: 'resumed', since: START - HOUR, at: START });
    it.report(asked(3));
    it.until(START + HOUR);
    expect(it.answers).toHaveLength(2);
  });
});

describe('any week', () => {
  const minutes = (max: number) => fc.integer({ min: 1, max }).map((it) => it * MINUTE);
  const FRIDAY = at('Fri 20:00');

  it('X1 X3 sends nothing in a pause, and in all at most one reminder, never in quiet hours', () => {
    fc.assert(
      fc.property(minutes(30 * 60), minutes(40 * 60), fc.boolean(), (from, length, isAnswered) => {
        const begins = at('Mon 12:00') + from;
        const ends = begins + length;
        const answer = isAnswered && ends - begins > 2 * MINUTE ? [customer(when(begins + MINUTE))] : [];
        const { received } = given(...PENDING, paused(when(begins)), ...answer, resumed(when(ends))).until('Fri 20:00');
        const times = received.map((it) => at(it.at));
        expect(times.filter((it) => it > begins && it < ends)).toEqual([]);
        const isBefore = at('Tue 11:00') < begins;
        expect(received).toHaveLength(isBefore || answer.length === 0 ? (ends < FRIDAY ? 1 : received.length) : 0);
        for (const { at: time } of received) expect(time).not.toMatch(/ (2[1-3]|0[0-7]):/);
      }),
      { numRuns: 60 },
    );
  });
});
