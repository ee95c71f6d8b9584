/** Who spoke, and when: lists against webhooks, late arrivals, ended sessions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentMessage, CustomerMessage, Listed, Message, OutreachMessage } from '../../activities/types';
import { lastWord } from '../../workflows/core/history';
import { confirmAt, forRules, withHeard, withList } from '../../workflows/core/listed';
import type { Conversation } from '../../workflows/core/conversation';
import {
  type Happening,
  agent,
  change,
  customer,
  given,
  late,
  lost,
  macro,
  note,
  status,
  template,
  undeliveredMessage,
} from '../support/given';

const HERE = 'conversation';
const agents = (time: number, id = `agent ${time}`): AgentMessage => ({ by: 'agent', id, at: time });
const customers = (time: number, more: Partial<CustomerMessage> = {}): CustomerMessage => ({
  by: 'customer',
  id: `customer ${time}`,
  at: time,
  ...more,
});
const ours = (time: number): OutreachMessage => ({
  by: 'ventana',
  id: `ours ${time}`,
  at: time,
  ticketId: '1',
  sendId: `i${time}:text:1`,
  purpose: { kind: 'followUp', name: 'followUp' },
});
const truthWith = (listed?: Listed) => ({ conversation: { id: HERE, own: true }, ...(listed && { listed }) });
const ids = (messages: Message[]) => messages.map(({ id }) => id);
const listed: Listed = { from: 10, to: 50, nobodys: ['bot 55'] };

describe('W2 a list of the messages', () => {
  const webhooks = [5, 20, 30, 55, 60].map((time) => ({ ...agents(time), heardIn: HERE }));

  it('replaces what webhooks said within its period, and leaves what is older or younger', () => {
    const next = withList([...webhooks, { ...agents(55, 'bot 55'), heardIn: HERE }], [agents(20)], truthWith(listed));
    expect(ids(next)).toEqual(['agent 5', 'agent 20', 'agent 55', 'agent 60']);
    expect(next[1]).toEqual(agents(20));
  });

  it('W2 leaves what it has but could not be read as its webhook told it, whichever came first', () => {
    const gap = { ...listed, unread: ['agent 30'] };
    expect(ids(withList(webhooks, [agents(20)], truthWith(gap)))).toEqual([
      'agent 5',
      'agent 20',
      'agent 30',
      'agent 55',
      'agent 60',
    ]);
    expect(forRules(gap, { rules: 3 })).toEqual(listed);
    expect(forRules(gap, {})).toEqual(gap);
  });

  it('takes away a customer message that was deleted, but no tap on a button, which no list has', () => {
    const taps = { unlisted: true } as const;
    const known = [customers(20), customers(30, taps)];
    expect(ids(withList(known, [], truthWith(listed)))).toEqual(['customer 30']);
  });

  it('never takes away our own message, nor one that was heard in another conversation', () => {
    const known = [ours(20), { ...agents(30), heardIn: 'another' }];
    expect(withList(known, [], truthWith(listed))).toEqual(known);
  });

  it('measures a message by when it arrived', () => {
    expect(withList([customers(20, { arrivedAt: 51 })], [], truthWith(listed))).toHaveLength(1);
    expect(withList([customers(5, { arrivedAt: 20 })], [], truthWith(listed))).toHaveLength(0);
  });

  it('without a period, in truths of earlier versions, takes nothing away', () => {
    expect(withList(webhooks, [], truthWith())).toEqual(webhooks);
  });

  it('leads to the same, whether a webhook comes before or after it', () => {
    const message = fc
      .record({ who: fc.constantFrom('customer', 'agent', 'ventana'), time: fc.nat(70), late: fc.nat(20) })
      .map(({ who, time, late: delay }): Message => {
        if (who === 'ventana') return ours(time);
        return who === 'agent' ? agents(time) : customers(time, delay > 0 ? { arrivedAt: time + delay } : {});
      });
    const all = fc.uniqueArray(message, { selector: ({ id }) => id, maxLength: 20 });
    fc.assert(
      fc.property(
        all,
        fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
        fc.nat(20),
        (messages, inList, cut) => {
          const list = messages.filter((_, index) => inList[index]);
          const nobodys = messages
            .filter((it, index) => !inList[index] && it.at > 50 && it.at % 2 === 0)
            .map(({ id }) => id);
          const truth = truthWith({ from: 10, to: 50, nobodys });
          const hear = (known: Message[], heard: Message[], isRead: boolean) =>
            heard.reduce((sofar, it) => {
              const c = { stage: isRead ? 'watching' : 'reading', messages: sofar, truth } as unknown as Conversation;
              return withHeard(c, { message: it, conversationId: HERE });
            }, known);
          const before = withList(hear([], messages, false), list, truth);
          const [early, afterwards] = [messages.slice(0, cut), messages.slice(cut)];
          const between = hear(withList(hear([], early, false), list, truth), afterwards, true);
          expect(between).toEqual(before);
          expect(hear(before, messages.toReversed(), true)).toEqual(before);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('W3 a message of which the webhook does not say that a person wrote it', () => {
  const unsure = { ...agents(60), unsure: true, heardIn: HERE } as const;

  it('is looked for in a later list if it came after the last one, and only then', () => {
    expect(confirmAt({ messages: [unsure], truth: truthWith(listed) })).toBe(60 + 65_000);
    expect(confirmAt({ messages: [agents(60)], truth: truthWith(listed) })).toBeUndefined();
    expect(confirmAt({ messages: [unsure], truth: truthWith({ ...listed, to: 60 }) })).toBeUndefined();
    expect(confirmAt({ messages: [{ ...unsure, heardIn: 'x' }], truth: truthWith(listed) })).toBeUndefined();
    expect(confirmAt({ messages: [unsure], truth: truthWith() })).toBeUndefined();
  });
});

describe('W1 a bot that answers every message', () => {
  const quiet = { botAnswers: true };

  it('F10 does not answer for the agent: the warning comes', () => {
    const { notes } = given(customer('Mon 09:00')).where(quiet).until('Wed 12:00');
    expect(notes).toContainEqual(note('Mon 17:27:43', 'windowClosing'));
  });

  it('H3 does not keep the automatic reopening back', () => {
    const { received } = given(customer('last Sat 10:12'))
      .where(quiet)
      .policy({ reopening: { mode: 'automatic' } })
      .until('Wed 12:00');
    expect(received).toEqual([template('Mon 09:00', 'reopening')]);
  });

  it('F13 gets no note of its own when it writes in a closed window', () => {
    const { notes } = given(
      customer('Mon 09:00'),
      change('Tue 09:30', (w) => {
        w.botSaid.push({ id: 'late bot', at: w.now });
        const message = { by: 'agent', id: 'late bot', at: w.now } as const;
        w.post(w.now, { type: 'messageSeen', id: 'late bot', message, conversationId: HERE, unsure: true });
      }),
    ).until('Wed 12:00');
    expect(notes.map(({ kind }) => kind)).not.toContain('notDelivered');
  });
});

describe('W4 a customer message that arrives late', () => {
  const story = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:05', 'pending')];

  it('is not answered by a reply sent before it arrived', () => {
    const slow = customer('Mon 10:30', { arrives: 'Mon 12:00' });
    const { received, status: final, conversation } = given(...story, slow).until('Wed 12:00');
    expect(received).toEqual([]);
    expect(final).toBe('open');
    expect(conversation && lastWord(conversation as never)).toBe('customer');
  });

  it('is not answered even if it was sent before the one that the agent did answer; the ticket is opened', () => {
    const slow = customer('Mon 08:50', { arrives: 'Mon 12:00' });
    for (const zendeskReopens of [true, false]) {
      const { received, status: final } = given(...story, slow)
        .where({ zendeskReopens })
        .until('Wed 12:00');
      expect(received).toEqual([]);
      expect(final).toBe('open');
    }
  });

  it('is answered by a reply after it', () => {
    const slow = customer('Mon 10:30', { arrives: 'Mon 12:00' });
    const { received } = given(customer('Mon 09:00'), slow, agent('Mon 12:00'), status('Mon 12:30', 'pending')).until(
      'Wed 12:00',
    );
    expect(received).toEqual([template('Tue 12:00', 'followUp')]);
  });

  it('closes the window by when it was sent, and says the same whatever the order of the webhooks', () => {
    const slow = customer('Mon 10:30', { arrives: 'Mon 12:00' });
    const prompt = given(...story, slow).until('Mon 20:00');
    const reordered = given(...story.map((it) => late(it, 'Mon 12:10')), slow).until('Mon 20:00');
    expect(prompt.window).toBe('closing till Tue 10:30');
    expect(reordered.window).toBe(prompt.window);
    expect(reordered.status).toBe(prompt.status);
  });

  it('stops what an agent had asked for before it arrived', () => {
    const slow = customer('Mon 08:50', { arrives: 'Mon 12:00:20' });
    const { received, notes } = given(customer('Mon 09:00'), agent('Mon 10:00'), macro('Mon 12:00', 'incident'), slow)
      .where({ requestedTurnMs: 60_000 })
      .until('Wed 12:00');
    expect(received).toEqual([]);
    expect(notes).toContainEqual(note('Mon 12:00:20', 'customerWroteFirst'));
  });
});

const sessionEnds = (time: string) =>
  change(time, (w) => {
    w.sessionEndedAt = w.now;
  });

describe('a ticket whose messaging session has ended', () => {
  const story = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:05', 'pending')];

  it('E1 gets no reminder by default, and one where the policy says so', () => {
    const ended = given(...story, sessionEnds('Mon 12:00'));
    expect(ended.until('Wed 12:00').received).toEqual([]);
    expect(ended.policy({ followUp: { remindsEndedSession: true } }).until('Wed 12:00').received).toEqual([
      template('Tue 11:00', 'followUp'),
    ]);
    expect(given(...story, lost(sessionEnds('Mon 12:00'))).until('Wed 12:00').received).toEqual([]);
  });

  it('E1 is not reopened by itself', () => {
    const story = given(customer('last Sat 10:12'), sessionEnds('last Sat 11:00'));
    expect(story.policy({ reopening: { mode: 'automatic' } }).until('Wed 12:00').received).toEqual([]);
  });

  it('E2 sends what an agent asks for', () => {
    const { received } = given(...story, sessionEnds('Mon 12:00'), macro('Tue 10:00', 'reopening')).until('Wed 08:00');
    expect(received).toEqual([template('Tue 10:00', 'reopening')]);
  });

  it('E3 is neither reminded again nor solved when a note says that the answer came in a later ticket', () => {
    const answered = change('Wed 08:00', (w) => {
      const sendId = w.log.sends.at(-1)!.order.sendId;
      w.notes.push({ at: w.now, ticketId: w.ticketId, key: `answered:${sendId}`, note: { kind: 'solvedUnanswered' } });
    });
    const policy = { followUp: { remindsEndedSession: true, max: 2, solveAfterMs: 48 * 3_600_000 } } as const;
    const ended = given(...story, sessionEnds('Mon 12:00'), answered)
      .policy(policy)
      .until('next Mon 12:00');
    expect(ended.received).toEqual([template('Tue 11:00', 'followUp')]);
    expect(ended.status).toBe('pending');
  });

  it('E4 is still warned of while the customer waits', () => {
    const { notes } = given(customer('Mon 09:00'), sessionEnds('Mon 10:00')).until('Wed 12:00');
    expect(notes).toContainEqual(note('Mon 17:27:43', 'windowClosing'));
  });

  it('E5 is as any other when the customer has written into it since', () => {
    const again = [customer('Mon 13:00'), agent('Mon 14:00'), status('Mon 14:05', 'pending')];
    const { received } = given(...story, sessionEnds('Mon 12:00'), ...again).until('Wed 12:00');
    expect(received).toEqual([template('Tue 14:00', 'followUp')]);
  });
});

describe('O7 a word that is also an ordinary answer', () => {
  const baja = (time: string) => customer(time, { stopIfReply: true });
  const story = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:05', 'pending')];

  it('opts out in reply to an outreach', () => {
    const { world, notes } = given(...story, baja('Tue 12:00')).until('Wed 12:00');
    expect(world.optedOut).toBe(true);
    expect(notes.map(({ kind }) => kind)).toContain('optedOut');
  });

  it('does not in reply to an agent or to nothing, nor when the agent’s webhook was lost', () => {
    for (const before of [
      [customer('Mon 09:00')],
      story.slice(0, 2),
      [customer('Mon 09:00'), lost(agent('Mon 11:00'))],
    ]) {
      expect(given(...before, baja('Mon 11:10')).until('Wed 12:00').world.optedOut).toBe(false);
    }
    const textAtEight = { followUp: { anchor: 'windowClose' } } as const;
    const answers = (...between: Happening[]) =>
      given(...story, ...between, baja('Tue 08:45'))
        .policy(textAtEight)
        .until('Wed 12:00').world.optedOut;
    expect(answers(lost(agent('Tue 08:30')))).toBe(false);
    expect(answers()).toBe(true);
  });

  it('does in reply to an outreach that a bot’s message followed', () => {
    const { world } = given(
      ...story,
      change('Tue 11:30', (w) => {
        w.botSaid.push({ id: 'bot', at: w.now });
        const message = { by: 'agent', id: 'bot', at: w.now } as const;
        w.post(w.now, { type: 'messageSeen', id: 'bot', message, conversationId: HERE, unsure: true });
      }),
      baja('Tue 12:00'),
    ).until('Wed 12:00');
    expect(world.optedOut).toBe(true);
  });

  it('does where only another ticket was told that its outreach failed, and not where this one was', () => {
    const outreach = change('Tue 10:00', (w) => {
      const purpose = { kind: 'proactive', name: 'incident' } as const;
      const sendId = '90-incident-1:template:1';
      w.messages.push({ by: 'ventana', id: 'of 90', at: w.now, ticketId: '90', sendId, purpose });
    });
    const told = undeliveredMessage('Tue 10:01', 'of 90', 131026);
    const begin = [customer('Mon 09:00'), agent('Mon 11:00'), outreach];
    expect(given(...begin, baja('Tue 12:00')).until('Wed 12:00').world.optedOut).toBe(true);
    expect(given(...begin, told, baja('Tue 12:00')).until('Wed 12:00').world.optedOut).toBe(false);
  });

  it('does after other words of the customer in reply to the same outreach', () => {
    const { world } = given(...story, customer('Tue 11:59'), baja('Tue 12:00')).until('Wed 12:00');
    expect(world.optedOut).toBe(true);
  });

  it('STOP does, whatever came before', () => {
    expect(
      given(customer('Mon 09:00'), agent('Mon 11:00'), customer('Mon 11:10', { stop: true })).until('Tue 09:00').world
        .optedOut,
    ).toBe(true);
  });
});
