import { describe, expect, it } from 'vitest';
import type { Truth } from '../../activities/types';
import {
  type Happening,
  blocked,
  change,
  customer,
  given,
  lost,
  macro,
  note,
  status,
  template,
  text,
  undelivered,
} from '../support/given';
import { at } from '../support/madrid';
import type { World } from '../support/worldModel';

const incident = (time: string) => template(time, 'incident');
const asked = macro('Mon 10:00', 'incident');

/** A ticket that did not come by WhatsApp; its requester has a conversation through an older ticket. */
const elsewhere: NonNullable<Truth['conversation']> = { id: 'conversation', own: false, ownerTicketId: '50' };
const byEmail = (...happenings: Happening[]) => given(...happenings).where({ conversation: elsewhere, status: 'open' });

/** ... or has only a phone number. */
const byPhone = (...happenings: Happening[]) =>
  given(...happenings).where({ conversation: undefined, reach: 'phone', status: 'open' });

describe('case 3: the agent contacts the customer', () => {
  it('P1 sends the template into the conversation that the requester has, once, and empties the request', () => {
    const story = byEmail(customer('last Fri 10:00'), asked).until('Fri 12:00');
    expect(story.received).toEqual([incident('Mon 10:00')]);
    expect(story.world.log.sends[0]?.order).toMatchObject({ conversationId: 'conversation', integrationId: 'number' });
    expect(story.notes).toEqual([note('Mon 10:00', 'sent')]);
    expect(story.world.action).toBeUndefined();
  });

  it('P1 sends free-form text where the message has it and the window is open, and the template where not', () => {
    const messages = { incident: { hasText: true } };
    const open = byEmail(customer('Mon 08:00'), asked).policy({ messages }).until('Fri 12:00');
    const closed = byEmail(customer('last Fri 08:00'), asked).policy({ messages }).until('Fri 12:00');
    expect(open.received).toEqual([text('Mon 10:00', 'incident')]);
    expect(closed.received).toEqual([incident('Mon 10:00')]);
  });

  it('P1 plans no reminder, warning or reopening on a conversation that is not its own, and shows no window', () => {
    const story = byEmail(customer('Mon 08:00'), asked, status('Mon 10:01', 'pending'))
      .policy({ reopening: { mode: 'automatic' } })
      .until('Sun 12:00');
    expect(story.received).toEqual([incident('Mon 10:00')]);
    expect(story.notes).toEqual([note('Mon 10:00', 'sent')]);
    expect(story.window).toBe('nothing');
  });

  it('P2 sends the template by notification to a requester with only a phone number', () => {
    const story = byPhone(asked).until('Fri 12:00');
    expect(story.received).toEqual([incident('Mon 10:00')]);
    expect(story.world.log.sends[0]?.order).not.toHaveProperty('conversationId');
  });

  it('P2 does not end the run after the notification: the answer is awaited', () => {
    expect(byPhone(asked).until('Fri 12:00').conversation?.stage).toBe('watching');
  });

  it.each([
    ['P1', byEmail(customer('last Fri 10:00'), asked, status('Mon 10:01', 'pending'), customer('Mon 12:00'))],
    ['P2', byPhone(asked, status('Mon 10:01', 'pending'), customer('Mon 12:00'))],
  ])('P3 opens the ticket that asked when the customer answers (%s)', (_, story) => {
    expect(story.where({ zendeskReopens: false }).until('Mon 13:00').status).toBe('open');
  });

  it('P3 does not open it before, nor when the agent has set the status since the answer', () => {
    const pending = byEmail(customer('last Fri 10:00'), asked, status('Mon 10:01', 'pending'));
    expect(pending.until('Mon 13:00').status).toBe('pending');
    const again = byEmail(
      customer('last Fri 10:00'),
      asked,
      lost(customer('Mon 12:00')),
      status('Mon 12:01', 'hold'),
      status('Mon 12:02', 'pending'),
    ).where({ zendeskReopens: false });
    expect(again.until('Mon 13:00').status).toBe('pending');
  });

  it('P9 the answer opens the ticket once: what the customer writes later belongs to their own ticket', () => {
    const pending = [asked, status('Mon 10:01', 'pending'), customer('Mon 12:00'), status('Mon 12:30', 'pending')];
    const chat = byEmail(customer('last Fri 10:00'), ...pending, customer('Mon 13:00'), customer('Tue 09:00'));
    const story = chat.where({ zendeskReopens: false });
    expect(story.until('Mon 12:10').status).toBe('open');
    expect(story.until('Wed 12:00').status).toBe('pending');
    const older = story.where({ conversationRules: 2, truthRules: 2, zendeskReopens: false, conversation: elsewhere });
    expect(older.until('Wed 12:00').status).toBe('open');
  });

  it('P9 the answer to the next outreach opens it again, one that failed to arrive has no answer', () => {
    const begun = [asked, status('Mon 10:01', 'pending'), customer('Mon 12:00')];
    const again = [macro('Mon 14:00', 'incident'), status('Mon 14:01', 'pending'), customer('Mon 15:00')];
    const story = (...more: Happening[]) =>
      byEmail(customer('last Fri 10:00'), ...begun, ...more).where({ zendeskReopens: false });
    expect(story(...again).until('Tue 12:00').status).toBe('open');
    const failed = undelivered('Mon 14:00:30', 'ventana', 131026);
    expect(story(again[0]!, failed, ...again.slice(1)).until('Tue 12:00').status).toBe('pending');
  });

  describe('P3 when the answer belongs to another ticket than the one that asked', () => {
    const outreach = {
      by: 'ventana' as const,
      id: 'from 300',
      at: at('Mon 10:00'),
      ticketId: '300',
      sendId: '300-incident-1:template:1',
      purpose: { kind: 'proactive' as const, name: 'incident' },
    };
    const answered = given(customer('Mon 12:00'), customer('Mon 12:05')).where({
      messages: [outreach],
      createdAt: at('last Mon 09:00'),
    });

    it('P3 links both, each once', () => {
      const story = answered.until('Mon 13:00');
      expect(story.notes).toEqual([note('Mon 12:00', 'answersOther')]);
      expect(story.words).toEqual([{ kind: 'answersOther', otherTicketId: '300' }]);
      expect(story.notesElsewhere).toEqual([{ ticketId: '300', kind: 'answeredElsewhere' }]);
    });

    it('P3 links the other one once also when it was written to and the answer was lost', () => {
      const story = answered.where({ writes: ['written', 'busyButWritten', 'busy'] }).until('Mon 13:00');
      expect(story.notesElsewhere).toEqual([{ ticketId: '300', kind: 'answeredElsewhere' }]);
    });
  });

  it("P3 links nothing when the customer answers the ticket's own message", () => {
    const story = given(customer('last Fri 10:00'), asked, customer('Mon 12:00')).until('Mon 13:00');
    expect(story.notesElsewhere).toEqual([]);
    expect(story.notes.map(({ kind }) => kind)).not.toContain('answersOther');
  });

  it.each([
    ['there is no phone number', 'noPhone'],
    ['the phone number is invalid', 'invalidPhone'],
  ] as const)('P4 sends nothing when %s, says why and empties the request', (_, reach) => {
    const story = byPhone(asked).where({ reach }).until('Fri 12:00');
    expect(story.sends).toEqual([]);
    expect(story.words).toMatchObject([{ kind: 'sendFailed', failure: { reason: reach } }]);
    expect(story.world.action).toBeUndefined();
  });

  it.each([
    ['Zendesk says that the customer opted out', change('Mon 09:30', (w) => (w.optedOut = true))],
    ['the customer said STOP', customer('Mon 09:30', { stop: true })],
    ['the customer blocked the business', blocked('Mon 09:30')],
  ])('P4 sends nothing when %s', (_, refusal) => {
    const story = given(customer('Mon 09:00'), refusal, asked).until('Mon 12:00');
    expect(story.sends).toEqual([]);
    expect(story.words).toContainEqual(
      expect.objectContaining({ kind: 'sendFailed', failure: { reason: 'optedOut' } }),
    );
    expect(story.world.action).toBeUndefined();
  });

  it('P5 tells of a number that is not on WhatsApp and does not try again', () => {
    const story = byPhone(asked)
      .where({ sends: [{ undelivered: 131026 }] })
      .until('Fri 12:00');
    expect(story.sends).toHaveLength(1);
    expect(story.words.at(-1)).toMatchObject({ kind: 'sendFailed', failure: { code: 131026 } });
    expect(story.world.action).toBeUndefined();
  });

  it('P5 knows the failure by the message that the notification became', () => {
    const appeared = change('Mon 10:02', (w) => (w.conversation = { id: 'conversation', own: false }));
    const conversationId = 'conversation';
    const delivered = { type: 'delivered' as const, id: 'report', reference: 'notification', conversationId };
    const known = { ...appeared, act: (w: World) => [...appeared.act(w), delivered] };
    const story = byPhone(asked, known, undelivered('Mon 10:05', 'ventana', 131026)).until('Fri 12:00');
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sent', 'sendFailed']);
  });

  it('P6 sends nothing when a template parameter has no value: the note names it', () => {
    const story = byEmail(customer('last Fri 10:00'), asked)
      .where({ sends: [{ refused: { reason: 'missingValue', detail: 'agent.name' } }] })
      .until('Fri 12:00');
    expect(story.received).toEqual([]);
    expect(story.words).toMatchObject([
      { kind: 'sendFailed', failure: { reason: 'missingValue', detail: 'agent.name' } },
    ]);
    expect(story.world.action).toBeUndefined();
  });

  it('P1 does nothing on a ticket for which nobody asks and that did not come by WhatsApp', () => {
    const story = byEmail(customer('Mon 09:00'), status('Mon 10:00', 'pending')).until('Fri 12:00');
    expect(story.conversation).toMatchObject({ stage: 'ended', reason: 'not a WhatsApp ticket' });
    expect(story.writes).toEqual([]);
  });

  it('P1 says that an action is not in the configuration, sends nothing and empties the request', () => {
    const story = given(customer('Mon 09:00'), macro('Mon 10:00', 'birthday')).until('Mon 10:30');
    expect(story.sends).toEqual([]);
    expect(story.words).toEqual([{ kind: 'unknownAction', action: 'birthday' }]);
    expect(story.world.action).toBeUndefined();
  });

  it('P1 takes two different requests as two messages', () => {
    const story = given(customer('last Fri 10:00'), macro('Mon 10:00', 'incident'), macro('Mon 10:05', 'reopening'));
    expect(story.until('Fri 12:00').received).toEqual([incident('Mon 10:00'), template('Mon 10:05', 'reopening')]);
  });

  it('P5 sends again when a person asks again', () => {
    const story = byPhone(asked, undelivered('Mon 10:01', 'ventana', 131026), macro('Mon 11:00', 'incident'));
    expect(story.until('Fri 12:00').sends).toHaveLength(2);
  });
});
