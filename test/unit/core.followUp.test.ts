import { describe, expect, it } from 'vitest';
import { judgeFollowUp } from '../../workflows/core/followUp';
import { detailsOf } from '../../workflows/details';
import {
  type Happening,
  agent,
  change,
  customer,
  given,
  late,
  lost,
  note,
  repeated,
  sentBefore,
  status,
  template,
  text,
  undelivered,
  undeliveredMessage,
} from '../support/given';
import { HOUR, SECOND } from '../support/madrid';

/** F1: the customer writes, the agent answers with a question and leaves the ticket pending. */
const asked: Happening[] = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const reminder = (time: string) => template(time, 'followUp');

describe('case 1: the follow-up of a pending ticket', () => {
  it("F1 reminds the customer by template 24 h after the agent's last reply, once", () => {
    const story = given(...asked).until('Sun 12:00');
    expect(story.received).toEqual([reminder('Tue 11:00')]);
    expect(story.notes).toEqual([note('Tue 11:00', 'sent')]);
    expect(story.status).toBe('pending');
  });

  it('F1 does not remind a moment earlier', () => {
    expect(given(...asked).until('Tue 10:59').received).toEqual([]);
  });

  it('F1 does not remind when the policy has no follow-up', () => {
    expect(
      given(...asked)
        .policy({ followUp: 'off' })
        .until('Sun 12:00').received,
    ).toEqual([]);
  });

  it('F1 does not remind when nobody has answered the customer', () => {
    expect(given(customer('Mon 09:00'), status('Mon 11:00', 'pending')).until('Sun 12:00').received).toEqual([]);
  });

  it('F1 does not remind when the conversation belongs to a later ticket', () => {
    const conversation = { id: 'conversation', own: true, ownerTicketId: '200' };
    expect(
      given(...asked)
        .where({ conversation })
        .until('Sun 12:00').received,
    ).toEqual([]);
  });

  it('F2 does not remind a customer who answered, and the window starts again', () => {
    const story = given(...asked, customer('Mon 18:00')).until('Tue 17:59');
    expect(story.received).toEqual([]);
    expect(story.status).toBe('open');
    expect(story.window).toBe('closing till Tue 18:00');
  });

  it('F2 opens the ticket itself where Zendesk did not', () => {
    const story = given(...asked, customer('Mon 18:00'))
      .where({ zendeskReopens: false })
      .until('Tue 12:00');
    expect(story.received).toEqual([]);
    expect(story.status).toBe('open');
  });

  it('F3 opens the ticket when the customer answers the reminder, and says which message the answer followed', () => {
    const story = given(...asked, customer('Wed 08:30'))
      .where({ zendeskReopens: false })
      .until('Wed 12:00');
    expect(story.received).toEqual([reminder('Tue 11:00')]);
    expect(story.status).toBe('open');
    expect(story.window).toBe('open till Thu 08:30');
    expect(detailsOf(story.conversation!, 'https://acme.test/100')).toContain(
      'after the follow-up at 2026-10-06 09:00 UTC',
    );
  });

  it("F3 says that the answer followed the agent's message where there was no reminder", () => {
    const story = given(...asked, customer('Mon 18:00')).until('Mon 19:00');
    expect(detailsOf(story.conversation!, 'https://acme.test/100')).toContain(
      "after the agent's message at 2026-10-05 09:00 UTC",
    );
  });

  it("F4 counts from the agent's newest reply", () => {
    expect(given(...asked, agent('Mon 16:00')).until('Sun 12:00').received).toEqual([reminder('Tue 16:00')]);
  });

  it.each(['solved', 'hold', 'open'] as const)('F5 does not remind when the ticket is %s by then', (to) => {
    expect(given(...asked, status('Tue 10:00', to)).until('Sun 12:00').received).toEqual([]);
  });

  it('F5 does not remind when the ticket was solved and no webhook told of it', () => {
    expect(given(...asked, lost(status('Tue 10:00', 'solved'))).until('Sun 12:00').received).toEqual([]);
  });

  it('F6 reminds when the solved ticket is back to pending before it was due', () => {
    const story = given(...asked, status('Mon 12:00', 'solved'), status('Mon 15:00', 'pending')).until('Sun 12:00');
    expect(story.received).toEqual([reminder('Tue 11:00')]);
  });

  it('F6 does not remind again when the reminder had been sent before the ticket was solved', () => {
    const story = given(...asked, status('Tue 12:00', 'solved'), status('Wed 09:00', 'pending')).until('Sun 12:00');
    expect(story.received).toEqual([reminder('Tue 11:00')]);
  });

  it('F6 does not remind again when an earlier run of the ticket sent the reminder', () => {
    const messages = [sentBefore('Tue 11:00', 'followUp')];
    const story = given(customer('Mon 09:00'), agent('Mon 10:00'), status('Wed 09:00', 'pending'))
      .where({ messages })
      .until('Sun 12:00');
    expect(story.received).toEqual([]);
  });

  it('F7 gives the agent an hour of grace when the reply is old already', () => {
    const story = given(customer('Mon 09:00'), agent('Mon 11:00'), status('Tue 17:00', 'pending')).until('Sun 12:00');
    expect(story.received).toEqual([reminder('Tue 18:00')]);
  });

  it('F7 does not remind when the ticket leaves pending within the grace', () => {
    const story = given(
      customer('Mon 09:00'),
      agent('Mon 11:00'),
      status('Tue 17:00', 'pending'),
      status('Tue 17:30', 'open'),
    ).until('Sun 12:00');
    expect(story.received).toEqual([]);
  });

  it('F8 waits for the end of quiet hours', () => {
    const story = given(customer('Mon 20:00'), agent('Mon 22:30'), status('Mon 22:30', 'pending')).until('Sun 12:00');
    expect(story.received).toEqual([reminder('Wed 08:00')]);
  });

  it('F8 does not send in the morning when the customer answered in the night', () => {
    const story = given(
      customer('Mon 20:00'),
      agent('Mon 22:30'),
      status('Mon 22:30', 'pending'),
      lost(customer('Wed 03:00')),
    ).until('Sun 12:00');
    expect(story.received).toEqual([]);
  });

  it('F9 sends nothing more when the reminder stays unanswered', () => {
    expect(given(...asked).until('next Mon 12:00').received).toHaveLength(1);
  });

  it('F9 sends a second reminder 24 h after the first, and no third, with followUp.max 2', () => {
    const story = given(...asked)
      .policy({ followUp: { max: 2 } })
      .until('next Mon 12:00');
    expect(story.received).toEqual([reminder('Tue 11:00'), reminder('Wed 11:00')]);
  });

  it('F9 counts anew after the customer has answered', () => {
    const story = given(...asked, customer('Wed 09:00'), agent('Wed 10:00'), status('Wed 10:00', 'pending')).until(
      'next Mon 12:00',
    );
    expect(story.received).toEqual([reminder('Tue 11:00'), reminder('Thu 10:00')]);
  });
});

describe('case 1: the follow-up anchored to the closing of the window', () => {
  const beforeClosing = (...happenings: Happening[]) =>
    given(...happenings).policy({ followUp: { anchor: 'windowClose' } });

  it('F11 reminds in free-form text an hour before the window closes, once', () => {
    expect(beforeClosing(...asked).until('Sun 12:00').received).toEqual([text('Tue 08:00', 'followUp')]);
  });

  it('F11 reminds at the start of the quiet hours that it would fall into', () => {
    const story = beforeClosing(customer('Mon 22:30'), agent('Tue 10:00'), status('Tue 10:00', 'pending'));
    expect(story.until('Sun 12:00').received).toEqual([text('Tue 21:00', 'followUp')]);
  });

  it("F11 takes the template after the quiet hours when their start is not after the agent's reply", () => {
    const story = beforeClosing(customer('Mon 22:30'), agent('Tue 21:30'), status('Tue 21:30', 'pending'));
    expect(story.until('Sun 12:00').received).toEqual([template('Wed 08:00', 'followUp')]);
  });

  it('F11 takes the template when the ticket became pending too late for free-form text', () => {
    const story = beforeClosing(customer('Mon 12:00'), agent('Tue 10:00'), status('Tue 13:00', 'pending'));
    expect(story.until('Sun 12:00').received).toEqual([template('Tue 14:00', 'followUp')]);
  });

  it('F11 takes the template when the message has no free-form text', () => {
    const story = beforeClosing(...asked).policy({
      followUp: { anchor: 'windowClose' },
      messages: { followUp: { hasText: false } },
    });
    expect(story.until('Sun 12:00').received).toEqual([template('Tue 08:00', 'followUp')]);
  });

  it('F11 does not remind a customer who answered, and counts from the new window', () => {
    expect(beforeClosing(...asked, customer('Tue 07:30')).until('Sun 12:00').received).toEqual([]);
  });
});

describe('case 1: what was heard late or not at all', () => {
  it('F12 sees the answer whose webhook was lost before it sends: no reminder, and the ticket is open', () => {
    const story = given(...asked, lost(customer('Mon 18:00')))
      .where({ zendeskReopens: false })
      .until('Wed 12:00');
    expect(story.received).toEqual([]);
    expect(story.status).toBe('open');
  });

  it('F12 reads again when a hint comes between the check and the sending', () => {
    const story = given(...asked, status('Tue 11:00:03', 'solved')).where({ turnMs: 5 * SECOND });
    expect(story.until('Wed 12:00').received).toEqual([]);
  });

  it('F12 sends when nothing was lost: the check alone stops nobody', () => {
    const story = given(...asked.map(repeated)).until('Wed 12:00');
    expect(story.received).toEqual([reminder('Tue 11:00')]);
  });

  it('F12 does not count a reply whose webhook was lost as never written', () => {
    const story = given(...asked, lost(agent('Mon 16:00'))).until('Sun 12:00');
    expect(story.received).toEqual([reminder('Tue 16:00')]);
  });

  it('F12 learns of a pending status whose webhook comes late', () => {
    const story = given(customer('Mon 09:00'), agent('Mon 11:00'), late(status('Mon 11:00', 'pending'), 'Mon 20:00'));
    expect(story.until('Sun 12:00').received).toEqual([reminder('Tue 11:00')]);
  });
});

describe("case 1: an agent's message that never reached the customer", () => {
  const tooLate = [customer('Mon 09:00'), agent('Tue 11:00'), status('Tue 11:00', 'pending')];

  it('F13 tells the agent at once that a message after the window closed did not arrive, naming the macro', () => {
    const story = given(...tooLate).until('Sun 12:00');
    expect(story.received).toEqual([]);
    expect(story.notes).toEqual([note('Mon 17:27:43', 'windowClosing'), note('Tue 11:00', 'notDelivered')]);
    expect(story.words.at(-1)).toEqual({
      kind: 'notDelivered',
      late: true,
      macro: 'WhatsApp::Reabrir conversación',
    });
    expect(story.window).toBe('closed till Tue 09:00');
    expect(story.status).toBe('pending');
  });

  it('F13 does not say it of a message sent in time', () => {
    expect(given(customer('Mon 09:00'), agent('Tue 08:59')).until('Tue 20:00').notes).not.toContainEqual(
      expect.objectContaining({ kind: 'notDelivered' }),
    );
  });

  it('F13 counts a message as late from the very instant that the window closes', () => {
    const inTime = given(customer('Mon 12:00'), agent('Tue 11:59'), status('Tue 11:59', 'pending'));
    const closed = given(customer('Mon 12:00'), agent('Tue 12:00'), status('Tue 12:00', 'pending'));
    expect(inTime.until('Fri 12:00').received).toEqual([reminder('Wed 11:59')]);
    expect(closed.until('Fri 12:00').received).toEqual([]);
  });

  it('F13 writes one note for several late messages of one window', () => {
    const story = given(...tooLate, agent('Tue 11:05'), undelivered('Tue 11:06', 'agent', 131047)).until('Sun 12:00');
    expect(story.notes.filter(({ kind }) => kind === 'notDelivered')).toHaveLength(1);
  });

  it('F13 tells of a delivery failure, does not remind, and shows the window closed', () => {
    const story = given(...asked, undelivered('Mon 11:01', 'agent', 131047)).until('Mon 12:00');
    expect(story.notes).toEqual([note('Mon 11:01', 'notDelivered')]);
    expect(story.words).toMatchObject([{ late: false, code: 131047 }]);
    expect(given(...asked, undelivered('Mon 11:01', 'agent', 131047)).until('Sun 12:00').received).toEqual([]);
  });

  it('F13 shows the window closed once WhatsApp said so', () => {
    const story = given(...asked, undelivered('Mon 11:01', 'agent', 131047)).until('Mon 12:00');
    expect(story.window).toBe('closed till Tue 09:00');
  });

  it('F13 takes a failure that arrives before the message as the same failure', () => {
    const story = given(
      customer('Mon 09:00'),
      undeliveredMessage('Mon 10:59', 'agent Mon 11:00', 131026),
      late(agent('Mon 11:00'), 'Mon 11:30'),
      status('Mon 11:00', 'pending'),
    ).until('Sun 12:00');
    expect(story.received).toEqual([]);
    expect(story.notes.filter(({ kind }) => kind === 'notDelivered')).toHaveLength(1);
  });

  it('F13 tells of a failure on a solved ticket too', () => {
    const story = given(...asked, status('Mon 12:00', 'solved'), undelivered('Mon 12:30', 'agent', 131026));
    expect(story.until('Tue 12:00').notes).toEqual([note('Mon 12:30', 'notDelivered')]);
  });

  it('F13 reminds when another reply arrived after the one that failed', () => {
    const story = given(...asked, undelivered('Mon 11:01', 'agent', 131053), agent('Mon 11:10')).until('Sun 12:00');
    expect(story.received).toEqual([reminder('Tue 11:10')]);
  });
});

describe('case 1: why there is no reminder is said in words', () => {
  it.each([
    ['the ticket is open, not pending', given(customer('Mon 09:00'), status('Mon 09:30', 'open'), agent('Mon 11:00'))],
    ["the last word is the customer's", given(customer('Mon 09:00'), status('Mon 11:00', 'pending'))],
    ['it is off in the policy', given(...asked).policy({ followUp: 'off' })],
    [
      'the customer opted out',
      given(
        ...asked,
        change('Mon 11:30', (w) => (w.optedOut = true)),
      ),
    ],
  ])('F1 %s', (words, story) => {
    const { conversation } = story.until('Mon 12:00');
    expect(conversation?.stage === 'watching' && judgeFollowUp(conversation)).toEqual({ none: words });
  });

  it('F1 an hour is an hour when the clocks go back', () => {
    const story = given(
      customer('Sat 24 Oct 2026 10:00'),
      agent('Sat 24 Oct 2026 12:00'),
      status('Sat 24 Oct 2026 12:00', 'pending'),
    ).until('Mon 26 Oct 2026 12:00');
    expect(story.received).toEqual([reminder('Sun 25 Oct 2026 11:00')]);
    expect(story.world.received[0]!.at - story.world.messages[1]!.at).toBe(24 * HOUR);
  });
});
