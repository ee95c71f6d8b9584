/** L2, L3, L8: a ticket gives back what it does not need, and asks for a turn with each attempt. */
import { describe, expect, it } from 'vitest';
import type { Ended, Live } from '../../workflows/core/conversation';
import { decide } from '../../workflows/core/decide';
import { agent, customer, given, macro, note, status, template } from '../support/given';
import { HOUR, at, when } from '../support/madrid';
import { defaultPolicy } from '../support/worldModel';

const asked = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const reminder = `100-followUp-${at('Mon 11:00')}-1`;
type Story = ReturnType<ReturnType<typeof given>['until']>;
const turns = ({ world }: Story) => world.log.turns.map((it) => when(it.at));
const returns = ({ world }: Story) => world.log.returns.map(({ at: time, ...it }) => ({ ...it, at: when(time) }));

describe('L2 a request that is not needed any more', () => {
  const waiting = (...more: Parameters<typeof given>) => given(...asked, ...more).where({ turnMs: 5 * HOUR });
  const withdrawn = (story: Story) =>
    returns(story).map(({ intentId, given: turn, at: time }) => [intentId, turn, time]);

  it('L2 is withdrawn when the customer answers', () => {
    const story = waiting(customer('Tue 12:00')).until('Wed 12:00');
    expect(withdrawn(story)).toEqual([[reminder, undefined, 'Tue 12:00']]);
    expect(story.received).toEqual([]);
  });

  it('L2 when the ticket is solved, or closed, and when the customer opts out', () => {
    for (const it of [
      status('Tue 12:00', 'solved'),
      status('Tue 12:00', 'closed'),
      customer('Tue 12:00', { stop: true }),
    ])
      expect(withdrawn(waiting(it).until('Wed 12:00'))).toEqual([[reminder, undefined, 'Tue 12:00']]);
  });

  it('L2 is renewed after 1, 2, 4 and 8 hours and every 8 after that, and says when it would expire', () => {
    const story = given(...asked)
      .where({ turnMs: 40 * HOUR })
      .until('Wed 23:00');
    expect(turns(story)).toEqual([
      'Tue 11:00',
      'Tue 12:00',
      'Tue 14:00',
      'Tue 18:00',
      'Wed 02:00',
      'Wed 10:00',
      'Wed 18:00',
    ]);
    const lives = story.world.log.turns.map((it) => (it.request.expiresAt! - it.at) / HOUR);
    expect(lives).toEqual([3, 6, 12, 24, 24, 24, 24]);
  });

  it('L2 a run that knows only earlier rules withdraws nothing', () => {
    const story = waiting(customer('Tue 12:00')).where({ turnMs: 5 * HOUR, truthRules: 2, conversationRules: 2 });
    expect(returns(story.until('Wed 12:00'))).toEqual([]);
  });
});

describe('L3 a turn', () => {
  it('L3 is given back when the message is not needed, not when it was sent', () => {
    expect(returns(given(...asked).until('Wed 12:00'))).toEqual([]);
    const story = given(...asked, customer('Tue 11:00:30'))
      .where({ sends: ['busy', 'busy'] })
      .until('Wed 12:00');
    expect(returns(story)).toMatchObject([{ intentId: reminder, given: at('Tue 11:00'), at: 'Tue 11:00:30' }]);
  });

  it('L3 is given back when we refuse the send ourselves; WhatsApp’s refusal has used it', () => {
    const refused = (reason: 'missingValue' | 'refused', code?: number) =>
      returns(
        given(...asked)
          .where({ sends: [{ refused: { reason, ...(code !== undefined && { code }) } }] })
          .until('Tue 12:00'),
      );
    expect(refused('missingValue')).toMatchObject([{ intentId: reminder, given: at('Tue 11:00') }]);
    expect(refused('refused', 131026)).toEqual([]);
  });

  it('L3 is kept by a retry after which nothing was handed over, and reported where that took long', () => {
    const story = given(...asked)
      .where({ sends: ['busy', 'busy'] })
      .until('Wed 12:00');
    expect(turns(story)).toEqual(['Tue 11:00']);
    expect(story.received).toEqual([template('Tue 11:02', 'followUp')]);
    expect(returns(story)).toMatchObject([{ given: at('Tue 11:00'), used: at('Tue 11:02') }]);
  });

  it('L3 that comes when nothing waits for it is given back, also by a run that has ended', () => {
    const watched = given(...asked).until('Mon 12:00').conversation as Live;
    const turn = { type: 'turn', id: 't', intentId: 'another', given: 7, now: watched.asOf } as const;
    const back = [{ ticketId: '100', intentId: 'another', given: 7 }];
    expect(decide(watched, turn).effect).toEqual({ type: 'returnTurns', turns: back });
    const ended = given(...asked, status('Mon 12:00', 'closed')).until('Mon 13:00').conversation as Ended;
    const { next, effect } = decide(ended, turn);
    expect(effect).toEqual({ type: 'returnTurns', turns: back });
    const done = decide(next, { type: 'turnsReturned', turns: back, now: watched.asOf });
    expect(done).toEqual({
      next: { ...ended, asOf: expect.any(Number) as number, seenEvents: expect.any(Array) as [] },
    });
    expect(decide(next, { type: 'turnsNotReturned', retryAt: 1, now: watched.asOf }).effect).toBeUndefined();
  });

  it('L1 a second attempt, and the template after 131047, ask for a turn of their own', () => {
    const byText = given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening')).where({
      sends: [{ undelivered: 131047 }, { undelivered: 131056 }],
    });
    const requests = byText.until('Mon 12:00').world.log.turns.map(({ request }) => request.uses);
    expect(requests).toEqual([undefined, 'template', 'template']);
  });
});

describe('L8 quiet hours', () => {
  it('L8 a turn that meets them is given back, and the message is asked for again a minute before they end', () => {
    const late = [customer('Mon 09:00'), agent('Mon 20:59:58'), status('Mon 20:59:58', 'pending')];
    const story = given(...late)
      .where({ turnMs: 5_000 })
      .until('Wed 12:00');
    expect(story.received).toEqual([template('Wed 08:00:05', 'followUp')]);
    expect(returns(story).filter((it) => it.given !== undefined)).toHaveLength(1);
    expect(turns(story).at(-1)).toBe('Wed 07:59');
  });
});

describe('L5, L6 a message that waits behind a hold', () => {
  const messages = {
    ...defaultPolicy.messages,
    followUp: { hasText: false, template: 'pendiente:es' },
  };

  it('L5 reports the template and its language, and asks with them; a free-form text with none', () => {
    const story = given(...asked)
      .policy({ messages })
      .where({ sends: [{ undelivered: 132015 }] })
      .until('Tue 12:00');
    expect(story.world.log.turns[0]?.request).toMatchObject({ template: 'pendiente:es' });
    expect(story.world.log.stops).toMatchObject([{ template: 'pendiente:es', message: 'followUp' }]);
  });

  it('L6 asks again at once, after the stop was reported, and does not try by itself', () => {
    const story = given(...asked)
      .where({ sends: [{ undelivered: 132015 }] })
      .until('Tue 12:00');
    expect(turns(story)).toEqual(['Tue 11:00', 'Tue 11:00:02']);
    expect(story.received).toEqual([template('Tue 11:05:02', 'followUp')]);
  });

  it('L6 a probe that no vendor takes says so at once, keeps its turn, and says when it is out', () => {
    const probe = { intentId: reminder, late: at('Tue 11:05:02') };
    const busy = given(...asked).where({ sends: [{ undelivered: 132015 }, 'busy', 'busy', 'lost'] });
    const story = busy.until('Tue 13:00');
    expect(returns(story)).toEqual([
      { at: 'Tue 11:05:02', ticketId: '100', ...probe },
      {
        at: 'Tue 11:09:57',
        ticketId: '100',
        intentId: reminder,
        given: probe.late,
        used: expect.any(Number) as number,
      },
    ]);
    expect(story.received).toHaveLength(1);
    const taken = given(...asked).where({ sends: [{ undelivered: 132015 }] });
    expect(returns(taken.until('Tue 13:00'))).toEqual([]);
  });

  it('L6 fails with a note when it has waited for a day, and its request is withdrawn', () => {
    const story = given(...asked)
      .where({ sends: [{ undelivered: 132015 }], stopLasts: 3 * 24 * HOUR })
      .until('Thu 12:00');
    expect(story.notes).toContainEqual(note('Wed 11:00:02', 'sendFailed'));
    expect(returns(story)).toMatchObject([{ intentId: reminder, at: 'Wed 11:00:02' }]);
    expect(story.sends).toHaveLength(1);
  });
});
