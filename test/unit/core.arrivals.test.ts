/** D7: what `delivery:user` shows on the phone has arrived, whatever failure is reported of it. */
import { describe, expect, it } from 'vitest';
import type { Live } from '../../workflows/core/conversation';
import {
  type Happening,
  agent,
  arrived,
  customer,
  given,
  happening,
  macro,
  note,
  reported,
  status,
  undelivered,
} from '../support/given';
import { at } from '../support/madrid';

const reminded = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const failing = { sends: [{ undelivered: 131000 }, 'sent' as const] };

/** `delivery:channel`: WhatsApp has taken it. */
const taken = (time: string): Happening =>
  happening(time, (w) => {
    const { id } = w.messages.findLast((it) => it.by === 'ventana')!;
    return [{ type: 'delivered', id: `taken ${id}`, reference: id }];
  });

describe('D7 a message that failed, and is on the phone all the same', () => {
  const story = given(...reminded, arrived('Tue 11:00:30'))
    .where(failing)
    .until('Wed 12:00');

  it('D7 is not sent a second time', () => {
    expect(story.sends.map((it) => it.at)).toEqual(['Tue 11:00']);
    expect(story.notes).toEqual([note('Tue 11:00', 'sent')]);
    expect((story.conversation as Live).outreach).toMatchObject([{ attempts: 1, progress: { state: 'sent' } }]);
    expect(story.world.log.turns).toHaveLength(1);
  });

  it('D7, L2 withdraws the request for its second turn', () => {
    const waiting = given(...reminded, arrived('Tue 11:08'))
      .where({ ...failing, turnMs: 300_000 })
      .until('Wed 12:00');
    expect(waiting.sends).toHaveLength(1);
    expect(waiting.world.log.turns).toHaveLength(2);
    const { intentId } = waiting.world.log.turns[1]!.request;
    expect(waiting.world.log.returns).toStrictEqual([{ at: at('Tue 11:08'), ticketId: '100', intentId }]);
  });

  it('D7 the same by a report with our metadata', () => {
    const named = given(...reminded, reported('Tue 11:00:30', undefined))
      .where(failing)
      .until('Wed 12:00');
    expect(named.sends).toEqual(story.sends);
  });

  it('D7 is not sent a second time if the failure is told after that (rule 2)', () => {
    const first = given(...reminded, arrived('Tue 11:00:01'))
      .where(failing)
      .until('Wed 12:00');
    expect(first.sends).toEqual(story.sends);
    expect(first.notes).toEqual(story.notes);
    expect(first.world.log.turns).toHaveLength(1);
  });

  it('D7, D2 that WhatsApp has taken it says nothing: it is tried again', () => {
    const again = given(...reminded, taken('Tue 11:00:30'))
      .where(failing)
      .until('Wed 12:00');
    expect(again.sends.map((it) => it.at)).toEqual(['Tue 11:00', 'Tue 11:01:02']);
  });

  it('D7 is tried again by a run that keeps to earlier rules', () => {
    const before = given(...reminded, arrived('Tue 11:00:30'))
      .where({ ...failing, truthRules: 3 })
      .until('Wed 12:00');
    expect(before.sends).toHaveLength(2);
  });

  it('D7 counts as the reminder that it is: no other follows, and the ticket is solved in time (U1)', () => {
    const solving = given(...reminded, arrived('Tue 11:00:30'))
      .policy({ followUp: { solveAfterMs: 48 * 3_600_000 } })
      .where(failing)
      .until('Fri 12:00');
    expect(solving.notes).toEqual([note('Tue 11:00', 'sent'), note('Thu 11:00', 'solvedUnanswered')]);
  });
});

describe('D7 when the second attempt came first', () => {
  it('D7 there is no third', () => {
    const twice = { sends: [{ undelivered: 131000 }, { undelivered: 131000 }] };
    const story = given(...reminded, arrived('Tue 11:02'))
      .where(twice)
      .until('Wed 12:00');
    expect(story.sends).toHaveLength(2);
    expect((story.conversation as Live).outreach).toMatchObject([{ attempts: 1, progress: { state: 'sent' } }]);
    expect(story.notes).toEqual([note('Tue 11:00', 'sent')]);
  });

  it('D7 it stays the one that was sent', () => {
    const story = given(...reminded, arrived('Tue 11:02'))
      .where(failing)
      .until('Wed 12:00');
    expect((story.conversation as Live).outreach).toMatchObject([{ attempts: 2, progress: { state: 'sent' } }]);
  });
});

describe('D7 a message that failed for good', () => {
  it('D7 has arrived after all, with a note', () => {
    const story = given(customer('Mon 09:00'), macro('Tue 10:00', 'reopening'), arrived('Tue 10:05'))
      .where({ sends: [{ undelivered: 131026 }] })
      .until('Wed 12:00');
    const kinds = story.notes.slice(-3).map(({ kind }) => kind);
    expect(kinds).toEqual(['sent', 'sendFailed', 'sent']);
    expect(story.notes.at(-1)?.at).toBe('Tue 10:05');
    expect(story.world.answer).toBe('awaited');
  });

  it('D7 by the id of the notification, though its message is known by another', () => {
    const story = given(macro('Mon 10:00', 'incident'), arrived('Mon 10:00:30'))
      .where({ conversation: undefined, reach: 'phone', ...failing })
      .until('Wed 12:00');
    expect(story.sends).toHaveLength(1);
    expect(story.notes).toEqual([note('Mon 10:00', 'sent')]);
  });
});

describe("D7 an agent's message", () => {
  it('D7 that failed and is on the phone is a reply: the reminder is due', () => {
    const story = given(...reminded, undelivered('Mon 11:01', 'agent', 131000), arrived('Mon 11:02', 'agent')).until(
      'Wed 12:00',
    );
    expect(story.received.map((it) => it.at)).toEqual(['Tue 11:00']);
  });

  it('D7 that is on the phone gets no note that it failed', () => {
    const story = given(...reminded, arrived('Mon 11:01', 'agent'), undelivered('Mon 11:02', 'agent', 131000)).until(
      'Wed 12:00',
    );
    expect(story.notes).toEqual([note('Tue 11:00', 'sent')]);
  });
});
