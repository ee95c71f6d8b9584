import { describe, expect, it } from 'vitest';
import {
  type Happening,
  agent,
  change,
  customer,
  given,
  lost,
  macro,
  note,
  status,
  template,
  text,
} from '../support/given';
import { DAY } from '../support/madrid';

const incident = (time: string) => template(time, 'incident');
const reopening = (time: string) => template(time, 'reopening');
const reminder = (time: string) => template(time, 'followUp');
const kinds = (story: { notes: { kind: string }[] }) => story.notes.map(({ kind }) => kind);
const elsewhere = { id: 'conversation', own: false, ownerTicketId: '50' };

/** Case 3 in the conversation of an older ticket, in the ticket's own, and by notification; one reminder each. */
const once = { proactive: { incident: { message: 'incident', followUps: 1 } } };
const contacted = [macro('Mon 10:00', 'incident'), status('Mon 10:05', 'pending')];
const older = (...more: Happening[]) =>
  given(customer('last Fri 10:00'), ...contacted, ...more)
    .policy(once)
    .where({ conversation: elsewhere, status: 'open' });
const own = (...more: Happening[]) => given(customer('last Fri 10:00'), ...contacted, ...more).policy(once);
const byPhone = (...more: Happening[]) =>
  given(...contacted, ...more)
    .policy(once)
    .where({ conversation: undefined, reach: 'phone', status: 'open' });

describe('F15 a pending ticket whose customer does not answer a proactive message', () => {
  it.each([
    ["in an older ticket's conversation", older()],
    ['in its own', own()],
    ['by notification', byPhone()],
  ])('F15 one reminder 24 h after it: %s', (_where, story) => {
    const { received, notes, status: now } = story.until('next Sun 12:00');
    expect(received).toEqual([incident('Mon 10:00'), reminder('Tue 10:00')]);
    expect(notes.filter(({ kind }) => kind === 'sent')).toHaveLength(2);
    expect(now).toBe('pending');
  });

  it('F15 not while it is open, nor once it is answered, also if the webhook was lost', () => {
    const open = given(customer('last Fri 10:00'), contacted[0]!).policy(once).where({ conversation: elsewhere });
    expect(open.until('Sun 12:00').received).toEqual([incident('Mon 10:00')]);
    for (const answer of [customer('Mon 18:00'), lost(customer('Mon 18:00'))])
      expect(older(answer, status('Mon 18:30', 'pending')).until('Sun 12:00').received).toEqual([
        incident('Mon 10:00'),
      ]);
  });

  it('F15 an answer that was on its way when the message went out ends it', () => {
    const onItsWay = customer('Mon 09:00', { arrives: 'Mon 12:00' });
    const story = older(onItsWay, status('Mon 12:30', 'pending'));
    expect(story.until('Sun 12:00').received).toEqual([incident('Mon 10:00')]);
  });

  it('F15 counts anew from the next message that an agent asks for, with an id of its own', () => {
    const story = byPhone(macro('Thu 10:00', 'incident')).until('next Sun 12:00');
    expect(story.received.map(({ at }) => at)).toEqual(['Mon 10:00', 'Tue 10:00', 'Thu 10:00', 'Fri 10:00']);
    expect(new Set(story.sends.map(({ sendId }) => sendId)).size).toBe(4);
  });

  it('F15 waits for the end of quiet hours and for the grace, and keeps to the number in the policy', () => {
    const late = given(customer('last Fri 10:00'), macro('Mon 22:00', 'incident'), status('Tue 23:30', 'pending'))
      .policy({ proactive: { incident: { message: 'incident', followUps: 2 } } })
      .where({ conversation: elsewhere, status: 'open' });
    expect(late.until('next Sun 12:00').received.slice(1)).toEqual([reminder('Wed 08:00'), reminder('Thu 08:00')]);
    const none = older().policy({ proactive: { incident: { message: 'incident', followUps: 0 } } });
    expect(none.until('Sun 12:00').received).toEqual([incident('Mon 10:00')]);
    expect(older().policy({ followUp: 'off' }).until('Sun 12:00').received).toHaveLength(1);
  });

  it('F15 a customer who opts out or takes back the consent is not reminded', () => {
    const stop = older(change('Mon 18:00', (w) => (w.optedOut = true)));
    expect(stop.until('Sun 12:00').received).toHaveLength(1);
    const consent = { ...once, consentRequired: true as const };
    const agreed = older().policy(consent).where({ optedIn: true });
    expect(agreed.until('Sun 12:00').received).toHaveLength(2);
    const taken = older(change('Mon 18:00', (w) => (w.optedIn = false)));
    expect(
      taken
        .policy(consent as never)
        .where({ optedIn: true })
        .until('Sun 12:00').received,
    ).toHaveLength(1);
  });

  it('F15 a message that did not arrive is not followed by a reminder; one whose reminder fails by no other', () => {
    const failed = older().where({ sends: [{ undelivered: 131026 }] });
    expect(failed.until('next Sun 12:00').sends).toHaveLength(1);
    const second = older().where({ sends: ['sent', { undelivered: 131026 }] });
    expect(second.until('next Sun 12:00').sends).toHaveLength(2);
  });

  it('F15 where an agent has answered since, case 1 counts, from the last message of ours', () => {
    const story = given(customer('Mon 09:00'), agent('Mon 09:30'), ...contacted)
      .policy(once)
      .until('next Sun 12:00');
    expect(story.received).toEqual([incident('Mon 10:00'), reminder('Tue 10:00')]);
  });

  it('F15 a run that decides by older rules keeps them', () => {
    const story = older().where({ conversationRules: 2, truthRules: 2 });
    expect(story.until('next Sun 12:00').received).toEqual([incident('Mon 10:00')]);
  });
});

describe('F16 a pending ticket whose customer does not answer a reopening', () => {
  const reopened = [customer('last Sat 10:12'), macro('Mon 09:05', 'reopening'), status('Mon 09:10', 'pending')];

  it('F16 no reminder by default', () => {
    expect(given(...reopened).until('next Sun 12:00').received).toEqual([reopening('Mon 09:05')]);
  });

  it('F16 as many as the policy says, also after an automatic one', () => {
    const twice = given(...reopened).policy({ reopening: { followUps: 2 } });
    expect(twice.until('next Sun 12:00').received).toEqual([
      reopening('Mon 09:05'),
      reminder('Tue 09:05'),
      reminder('Wed 09:05'),
    ]);
    const automatic = given(customer('last Sat 10:12'), status('Mon 11:00', 'pending'));
    expect(
      automatic.policy({ reopening: { mode: 'automatic', followUps: 1 } }).until('next Sun 12:00').received,
    ).toEqual([reopening('Mon 09:00'), reminder('Tue 09:00')]);
  });

  it('F16 not on a ticket that is not pending: its agent has it before them', () => {
    const story = given(customer('last Sat 10:12'), macro('Mon 09:05', 'reopening')).policy({
      reopening: { followUps: 1 },
    });
    expect(story.until('next Sun 12:00').received).toEqual([reopening('Mon 09:05')]);
  });

  it('F16 an automatic reopening is still made once', () => {
    const story = given(customer('Sun 09:30'), status('next Mon 10:00', 'pending'));
    const { received } = story
      .policy({ reopening: { mode: 'automatic', followUps: 1 } })
      .until('Sun 18 Oct 2026 12:00');
    expect(received).toEqual([text('next Mon 09:00', 'reopening'), reminder('next Tue 09:00')]);
  });
});

describe('solveAfter where an agent asked for the message', () => {
  const solves = (days: number) => ({ ...once, followUp: { solveAfterMs: days * DAY } });

  it('U7 solves after the reminder, as in case 1', () => {
    const story = older().policy(solves(2)).until('next Sun 12:00');
    expect([story.status, story.notes.at(-1)]).toEqual(['solved', note('Thu 10:00', 'solvedUnanswered')]);
    expect(story.words.at(-1)).toEqual({ kind: 'solvedUnanswered' });
  });

  it('U7 without reminders it counts from the message, or from pending where that came later', () => {
    const reopened = [customer('last Sat 10:12'), macro('Mon 09:05', 'reopening')];
    const later = given(...reopened, status('Mon 15:00', 'pending'))
      .policy(solves(2))
      .until('next Sun 12:00');
    expect(later.notes.at(-1)).toEqual(note('Wed 15:00', 'solvedUnanswered'));
    expect(later.words.at(-1)).toEqual({ kind: 'solvedUnanswered', withoutReminder: true });
    const before = given(reopened[0]!, status('Mon 09:00', 'pending'), reopened[1]!).policy(solves(2));
    expect(before.until('next Sun 12:00').notes.at(-1)).toEqual(note('Wed 09:05', 'solvedUnanswered'));
  });

  it('U7 is off by default', () => {
    expect(older().until('next Sun 12:00').status).toBe('pending');
  });

  it.each([
    ['U3 the customer answers', lost(customer('Wed 09:00'))],
    ['U4 an agent changes anything', change('Wed 09:00', (w) => (w.changedByOthersAt = w.now))],
    ['U4 an agent sets another status', lost(status('Wed 09:00', 'hold'))],
  ])('U8 not solved: %s', (_why, happening) => {
    const story = older(happening).policy(solves(2)).where({ zendeskReopens: false }).until('next Sun 12:00');
    expect(story.status).not.toBe('solved');
    expect(kinds(story)).not.toContain('solvedUnanswered');
  });

  it.each([
    ['the message failed', [{ undelivered: 131026 } as const]],
    ['its outcome is unknown', ['lost' as const]],
    ['the reminder failed', ['sent' as const, { undelivered: 131026 }]],
    ['the outcome of the reminder is unknown', ['sent' as const, 'lost' as const]],
  ])('U8 not solved: U5 %s', (_why, sends) => {
    const story = byPhone()
      .policy(solves(2))
      .where({ sends: [...sends] })
      .until('next Sun 12:00');
    expect(story.status).toBe('pending');
  });

  it('U8 another message of ours starts the time again (U6), and the same message solves only once', () => {
    const reopened = [customer('last Sat 10:12'), macro('Mon 09:05', 'reopening'), status('Mon 09:10', 'pending')];
    const again = given(...reopened, macro('Tue 10:00', 'reopening'))
      .policy(solves(2))
      .until('next Sun 12:00');
    expect(again.notes.at(-1)).toEqual(note('Thu 10:00', 'solvedUnanswered'));
    const back = given(...reopened, status('Thu 09:00', 'pending'))
      .policy(solves(2))
      .until('next Sun 12:00');
    expect(back.status).toBe('pending');
    expect(kinds(back).filter((it) => it === 'solvedUnanswered')).toHaveLength(1);
  });
});

describe('Z5 the field "WhatsApp answer"', () => {
  const field = (story: { world: { answer: unknown } }) => story.world.answer;

  it.each([
    ["in an older ticket's conversation", older],
    ['in its own', own],
    ['by notification', byPhone],
  ] as const)(
    'Z5 shows with the note of the message that an answer is awaited, and is emptied by it: %s',
    (_where, play) => {
      const story = play(customer('Mon 18:00')).where({ zendeskReopens: false });
      const asked = story.until('Mon 17:00');
      expect(field(asked)).toBe('awaited');
      expect(asked.world.log.writes.find(({ update }) => update.answer)!.update).toMatchObject({
        answer: 'awaited',
        notes: [{ note: { kind: 'sent' } }],
      });
      const answered = story.until('Mon 19:00');
      expect([field(answered), answered.status]).toEqual(['none', 'open']);
      expect(answered.world.log.idle).toEqual([]);
    },
  );

  it('Z5 stays while reminders go out, and is not touched once the ticket is solved', () => {
    expect(field(older().until('Sun 12:00'))).toBe('awaited');
    const solved = older(status('Wed 10:00', 'solved'), customer('Wed 12:00')).where({ zendeskReopens: false });
    expect(field(solved.until('Sun 12:00'))).toBe('awaited');
  });

  it('Z5 a reminder alone, and a message that failed, ask for no answer', () => {
    const reminded = given(customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending'));
    expect(field(reminded.until('Wed 12:00'))).toBe('none');
    expect(
      field(
        older()
          .where({ sends: [{ undelivered: 131026 }] })
          .until('Wed 12:00'),
      ),
    ).toBe('none');
  });

  it('Z5 nothing is written where the account has no such field', () => {
    const { world } = older(customer('Mon 18:00')).where({ answer: undefined }).until('Wed 12:00');
    expect(world.log.writes.filter(({ update }) => update.answer !== undefined)).toEqual([]);
  });
});
