import { describe, expect, it } from 'vitest';
import { type Happening, agent, customer, given, hint, macro, status, template, text } from '../support/given';
import type { TicketEvent } from '../../workflows/core/events';
import { DAY, HOUR, MINUTE, at } from '../support/madrid';

const automatic = (...happenings: Happening[]) => given(...happenings).policy({ reopening: { mode: 'automatic' } });
const reopening = (time: string) => template(time, 'reopening');
const kinds = (story: { notes: { kind: string }[] }) => story.notes.map(({ kind }) => kind);

describe("F14 the reminder before the window closes keeps its distance from the agent's own reply", () => {
  const beforeClosing = (...happenings: Happening[]) =>
    given(...happenings).policy({ followUp: { anchor: 'windowClose' } });
  const asked = [customer('Mon 12:00'), status('Mon 13:00', 'pending')];

  it('F14 a reply within the last hour is followed by the template, an hour later', () => {
    const story = beforeClosing(...asked, agent('Tue 11:20')).until('Sun 12:00');
    expect(story.received).toEqual([template('Tue 12:20', 'followUp')]);
  });

  it('F14 a reply a little before that moves the free-form text, while it still arrives', () => {
    const story = beforeClosing(...asked, agent('Tue 10:30')).until('Sun 12:00');
    expect(story.received).toEqual([text('Tue 11:30', 'followUp')]);
  });

  it('F14 an earlier reply moves nothing', () => {
    expect(beforeClosing(...asked, agent('Tue 09:00')).until('Sun 12:00').received).toEqual([
      text('Tue 11:00', 'followUp'),
    ]);
  });

  it('F14 at the start of quiet hours only if the reply is old enough by then', () => {
    const late = [customer('Mon 22:30'), agent('Tue 20:30'), status('Tue 10:00', 'pending')];
    expect(beforeClosing(...late).until('Sun 12:00').received).toEqual([template('Wed 08:00', 'followUp')]);
  });

  it('F14 a run that decides by older rules keeps them', () => {
    const story = beforeClosing(...asked, agent('Tue 11:20')).where({ conversationRules: 2, truthRules: 2 });
    expect(story.until('Sun 12:00').received).toEqual([text('Tue 11:20', 'followUp')]);
  });
});

describe('H10 a window is judged by the office hours of its own time', () => {
  /** Closed from Saturday 10 to Sunday 25 October. */
  const fortnight = Array.from({ length: 10 }, (_, day) => `2026-10-${day < 5 ? 12 + day : 14 + day}`);
  const looks = ['Sat 17 Oct 2026 10:00', 'Thu 22 Oct 2026 10:00', 'Sun 25 Oct 2026 20:00'].map(hint);
  const closed = { holidays: fortnight };

  it('H10 a customer who wrote in office hours, two weeks ago, is left to the agents', () => {
    const story = automatic(customer('Fri 10:00'), ...looks).where(closed);
    expect(story.until('Tue 27 Oct 2026 12:00').received).toEqual([]);
  });

  it('H10 one who wrote when it had closed gets the message when it opens', () => {
    const story = automatic(customer('Sat 10:00'), ...looks).where(closed);
    expect(story.until('Tue 27 Oct 2026 12:00').received).toEqual([reopening('Mon 26 Oct 2026 09:00')]);
  });

  it('H10 the opening counts that came first after the message, not the first that is still in sight', () => {
    const story = automatic(customer('Sat 10:00'), ...looks);
    const unheard = { ...customer('Sat 10:00'), webhooks: [] };
    expect(automatic(unheard, status('Thu 22 Oct 2026 03:00', 'open')).until('Fri 23 Oct 2026 12:00').received).toEqual(
      [],
    );
    expect(story.until('Fri 23 Oct 2026 12:00').received).toEqual([reopening('next Mon 09:00')]);
  });

  it('H10 an office that stays closed for longer is asked again, without any hint', () => {
    const summer = Array.from({ length: 20 }, (_, day) =>
      new Date(Date.UTC(2026, 9, 12 + day)).toISOString().slice(0, 10),
    );
    const story = automatic(customer('Sat 10:00')).where({ holidays: summer });
    expect(story.until('Tue 3 Nov 2026 12:00').received).toEqual([reopening('Mon 2 Nov 2026 09:00')]);
    expect(story.until('Tue 3 Nov 2026 12:00').reads.length).toBeLessThan(8);
  });

  it('H10 a tap on a button counts too, though no list has it', () => {
    const message = { by: 'customer', id: 'tap', at: at('Fri 10:00'), unlisted: true } as const;
    const act = (): TicketEvent[] => [{ type: 'messageSeen', id: 'tap', message, conversationId: 'conversation' }];
    const story = automatic({ at: message.at, act, webhooks: [message.at] }, ...looks).where(closed);
    expect(story.until('Tue 27 Oct 2026 12:00').received).toEqual([]);
  });
});

describe('H11 a turn that comes more than a day late', () => {
  const saturday = customer('last Sat 10:12');

  it('H11 leaves the reopening to the agents', () => {
    const late = automatic(saturday)
      .where({ turnMs: DAY + MINUTE })
      .until('Fri 12:00');
    expect([late.received, late.notes]).toEqual([[], []]);
    const inTime = automatic(saturday)
      .where({ turnMs: DAY - HOUR })
      .until('Fri 12:00');
    expect(inTime.received).toEqual([reopening('Tue 08:00')]);
  });

  it('H11 refuses what an agent asked for, with a note, and empties the request', () => {
    const asked = given(saturday, macro('Mon 10:00', 'reopening'));
    const story = asked.where({ requestedTurnMs: 3 * DAY }).until('Fri 12:00');
    expect([story.received, kinds(story)]).toEqual([[], ['turnTooLate']]);
    expect(story.notes[0]!.at).toMatch(/^Tue 10:00/);
    expect(story.world.action).toBeUndefined();
    const inTime = asked.where({ requestedTurnMs: DAY - MINUTE }).until('Fri 12:00');
    expect(inTime.received).toEqual([reopening('Tue 09:59')]);
  });

  it('H11 sends a reminder all the same: the customer has still not answered', () => {
    const pending = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
    const story = given(...pending).where({ turnMs: 2 * DAY });
    expect(story.until('Sun 12:00').received).toEqual([template('Thu 11:00', 'followUp')]);
  });

  it('H11 does not end what has been tried once: that has a day of its own (M3)', () => {
    const sends = [{ refused: { reason: 'refused' as const, code: 131000 } }];
    const story = given(saturday, macro('Mon 10:00', 'reopening')).where({ requestedTurnMs: 13 * HOUR, sends });
    expect(story.until('Fri 12:00').received).toEqual([reopening('Tue 12:01')]);
  });

  it('H11 a run that decides by older rules keeps them', () => {
    const story = automatic(saturday).where({ turnMs: DAY + MINUTE, conversationRules: 2, truthRules: 2 });
    expect(story.until('Fri 12:00').received).toEqual([reopening('Tue 09:01')]);
  });
});
