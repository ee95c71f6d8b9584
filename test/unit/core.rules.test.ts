import { describe, expect, it } from 'vitest';
import { newConversation } from '../../workflows/core/conversation';
import { decide } from '../../workflows/core/decide';
import { evolve } from '../../workflows/core/evolve';
import { closesAt } from '../../workflows/core/history';
import { takeRequest } from '../../workflows/core/requests';
import {
  type Happening,
  agent,
  blocked,
  change,
  created,
  customer,
  given,
  hint,
  late,
  lost,
  macro,
  note,
  repeated,
  status,
  swept,
  template,
  text,
} from '../support/given';
import { MINUTE, SECOND, at } from '../support/madrid';

const asked: Happening[] = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const reminder = (time: string) => template(time, 'followUp');
const reopening = (time: string) => template(time, 'reopening');
const saturday = customer('last Sat 10:12');

describe('rule 1: webhooks are hints, the truth is read', () => {
  it('rule 1 starts by reading', () => {
    expect(given(created('Mon 09:00')).until('Mon 09:01').reads).toEqual(['Mon 09:00']);
  });

  it('rule 1 reads at the first hint, then at most every 10 s', () => {
    const hints = ['00', '01', '02', '09', '12', '20'].map((second) => hint(`Mon 10:00:${second}`));
    const story = given(customer('Mon 09:00'), ...hints).until('Mon 10:10');
    expect(story.reads.slice(1)).toEqual(['Mon 10:00', 'Mon 10:00:10', 'Mon 10:00:20']);
  });

  it('rule 1 does not read again for a repeated hint', () => {
    const story = given(customer('Mon 09:00'), repeated(hint('Mon 10:00'))).until('Mon 10:10');
    expect(story.reads.slice(1)).toEqual(['Mon 10:00']);
  });

  it('rule 1 does not read without a hint, a deadline or something to show', () => {
    const story = given(customer('Mon 09:00')).until('Mon 17:00');
    expect(story.reads).toEqual(['Mon 09:00']);
  });

  it('rule 1 sends nothing automatic on a status hint that is late or lost', () => {
    const solved = status('Tue 10:59:59', 'solved');
    expect(given(...asked, late(solved, 'Tue 12:00')).until('Sun 12:00').received).toEqual([]);
    expect(given(...asked, lost(solved)).until('Sun 12:00').received).toEqual([]);
  });
});

describe('rule 2: any order, any number of times', () => {
  it('rule 2 takes a repeated event as one', () => {
    const once = given(...asked).until('Sun 12:00');
    const thrice = given(...asked.map(repeated)).until('Sun 12:00');
    expect(thrice.received).toEqual(once.received);
    expect(thrice.notes).toEqual(once.notes);
  });

  it('rule 2 takes two events of the same content as two', () => {
    const story = given(customer('Mon 09:00', { id: 'a' }), customer('Mon 09:00', { id: 'b' })).until('Mon 09:10');
    expect(story.conversation?.messages.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it("rule 2 orders messages by the customer's clock, not by arrival", () => {
    const story = given(late(customer('Mon 09:00'), 'Mon 09:30'), customer('Mon 09:20')).until('Mon 10:00');
    expect(story.conversation?.messages.map(({ at: time }) => time)).toEqual([at('Mon 09:00'), at('Mon 09:20')]);
    expect(story.window).toBe('open till Tue 09:20');
  });

  it("rule 2 keeps the customer's last message, however many others follow", () => {
    const seen = (by: 'customer' | 'agent', index: number) => ({
      type: 'messageSeen' as const,
      id: `event ${index}`,
      message: { by, id: `message ${index}`, at: at('Mon 09:00') + index * MINUTE },
      conversationId: 'conversation',
      now: at('Mon 09:00') + index * MINUTE,
    });
    const many = Array.from({ length: 90 }, (_, index) => seen(index < 2 ? 'customer' : 'agent', index));
    const inOrder = many.reduce(evolve, newConversation('100', at('Mon 09:00')));
    const backwards = [...many].reverse().reduce(evolve, newConversation('100', at('Mon 09:00')));
    expect(closesAt(inOrder)).toBe(at('Tue 09:01'));
    expect(backwards.messages).toEqual(inOrder.messages);
  });
});

describe('rule 3: at most one message per intent', () => {
  it('rule 3 gives every attempt its own sendId, of intent, rendition and number', () => {
    const story = given(...asked)
      .where({ sends: ['busy', 'lost'] })
      .until('Sun 12:00');
    const ids = story.sends.map(({ sendId }) => sendId);
    expect(new Set(ids).size).toBe(3);
    expect(new Set(ids.map((id) => id.replace(/:\w+:\d+$/, ''))).size).toBe(1);
    expect(story.received).toHaveLength(1);
  });

  it('rule 3 gives the same reason the same intent in a later run, so that its message is found', () => {
    const first = given(...asked).until('Sun 12:00');
    const second = given(...asked).until('Sun 12:00');
    expect(second.sends).toEqual(first.sends);
  });
});

describe('rule 4: the rendition that will arrive', () => {
  it('rule 4 sends free-form text until five minutes before the window closes', () => {
    const before = given(customer('Mon 09:00'), macro('Tue 08:54', 'reopening')).until('Tue 20:00');
    expect(before.received).toEqual([text('Tue 08:54', 'reopening')]);
  });

  it('rule 4 does not send free-form text within the margin', () => {
    const within = given(customer('Mon 09:00'), macro('Tue 08:55', 'reopening')).until('Tue 20:00');
    expect(within.received).toEqual([reopening('Tue 08:55')]);
  });
});

describe("rule 5: the customer's word ends it", () => {
  it('rule 5 cancels what was planned automatically', () => {
    const story = given(...asked, customer('Tue 11:05')).where({ turnMs: 10 * MINUTE });
    expect(story.until('Tue 20:00').received).toEqual([]);
  });

  it('rule 5 cancels a request when the customer writes after it', () => {
    const story = given(saturday, macro('Mon 10:00', 'reopening'), customer('Mon 10:00:30'))
      .where({ sends: ['busy'] })
      .until('Mon 12:00');
    expect(story.received).toEqual([]);
    expect(story.notes).toContainEqual(note('Mon 10:00:30', 'customerWroteFirst'));
    expect(story.world.action).toBeUndefined();
  });

  it('rule 5 does not cancel a request that came after the message, even if the message is heard later', () => {
    const story = given(saturday, late(customer('Mon 09:59'), 'Mon 10:05'), macro('Mon 10:00', 'reopening'));
    expect(story.until('Mon 12:00').received).toEqual([text('Mon 10:00', 'reopening')]);
  });

  it('rule 5 STOP opts the customer out: no reminder, stored once, one note', () => {
    const stop = customer('Mon 10:00', { stop: true });
    const story = given(customer('Mon 09:00'), stop, agent('Mon 11:00'), status('Mon 11:00', 'pending'));
    const { received, world, notes } = story.until('Sun 12:00');
    expect(received).toEqual([]);
    expect(world.log.optOuts).toBe(1);
    expect(notes).toEqual([note('Mon 10:00', 'optedOut')]);
  });

  it('rule 5 does not take another message as STOP', () => {
    const story = given(customer('Mon 10:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')).until('Sun 12:00');
    expect(story.world.log.optOuts).toBe(0);
    expect(story.received).toHaveLength(1);
  });

  it('rule 5 a customer who blocked the business gets nothing, and the agent is told', () => {
    const story = given(...asked, blocked('Mon 12:00')).until('Sun 12:00');
    expect(story.received).toEqual([]);
    expect(story.notes).toEqual([note('Mon 12:00', 'optedOut')]);
    expect(story.world.optedOut).toBe(true);
  });

  it('rule 5 the box in Zendesk alone stops outreach, without a note', () => {
    const story = given(...asked, lost(change('Mon 12:00', (w) => (w.optedOut = true)))).until('Sun 12:00');
    expect(story.received).toEqual([]);
    expect(story.notes).toEqual([]);
  });

  it('rule 5 does not tick the box again when an agent has cleared it', () => {
    const stop = customer('Mon 10:00', { stop: true });
    const cleared = change('Mon 10:30', (w) => (w.optedOut = false));
    const story = given(stop, cleared, agent('Mon 11:00'), status('Mon 11:00', 'pending')).until('Sun 12:00');
    expect(story.world.optedOut).toBe(false);
    expect(story.received).toEqual([reminder('Tue 11:00')]);
  });

  it('rule 5 STOP ends a request that waits to be tried again', () => {
    const story = given(saturday, macro('Mon 10:00', 'reopening'), blocked('Mon 12:00'))
      .where({ sends: [{ undelivered: 131049 }] })
      .until('Fri 12:00');
    expect(story.sends).toHaveLength(1);
    expect(story.notes).toContainEqual(note('Mon 12:00', 'sendFailed'));
    expect(story.words).toContainEqual(expect.objectContaining({ failure: { reason: 'optedOut' } }));
  });
});

describe('rule 6: outreach is not an answer', () => {
  it('rule 6 does not count as a reply: the customer still waits, the status stays', () => {
    const story = given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening'), status('Mon 10:10', 'pending'));
    const { received, notes, status: stays } = story.until('Sun 12:00');
    expect(received).toEqual([text('Mon 10:00', 'reopening')]);
    expect(notes.at(-1)).toEqual(note('Mon 17:27:43', 'windowClosing'));
    expect(stays).toBe('pending');
  });

  it('rule 6 starts the follow-up clock again after any outreach', () => {
    const story = given(...asked, macro('Mon 15:00', 'incident')).until('Sun 12:00');
    expect(story.received).toEqual([template('Mon 15:00', 'incident'), reminder('Tue 15:00')]);
  });

  it('rule 6 sends no reminder while a message that an agent asked for is about to go out', () => {
    const story = given(...asked, macro('Tue 10:59:30', 'incident')).where({ sends: ['busy'] });
    expect(story.until('Sun 12:00').received).toEqual([template('Tue 11:00:30', 'incident'), reminder('Wed 11:00:30')]);
  });

  it('rule 6 quiet hours delay automatic outreach only', () => {
    const story = given(...asked, macro('Mon 23:00', 'incident')).until('Sun 12:00');
    expect(story.received).toEqual([template('Mon 23:00', 'incident'), reminder('Wed 08:00')]);
  });
});

describe('rule 7: reopening the ticket', () => {
  it.each(['pending', 'hold'] as const)('rule 7 opens a %s ticket when the customer has the last word', (from) => {
    const story = given(customer('Mon 09:00'), agent('Mon 10:00'), status('Mon 10:00', from), customer('Mon 12:00'));
    expect(story.where({ zendeskReopens: false }).until('Mon 13:00').status).toBe('open');
  });

  it.each(['new', 'open', 'solved'] as const)('rule 7 does not touch a ticket that is %s', (from) => {
    const story = given(customer('Mon 09:00'), agent('Mon 10:00'), status('Mon 10:00', from), customer('Mon 12:00'));
    expect(story.where({ zendeskReopens: false }).until('Mon 13:00').status).toBe(from);
  });

  it('rule 7 does not undo the status that an agent set after the customer wrote', () => {
    const story = given(customer('Mon 12:00'), status('Mon 12:05', 'pending'));
    expect(story.where({ zendeskReopens: false }).until('Mon 13:00').status).toBe('pending');
  });

  it('rule 7 guards the write by the stamp that it read', () => {
    const story = given(...asked, customer('Mon 12:00'))
      .where({ zendeskReopens: false })
      .until('Mon 12:01');
    expect(story.world.log.writes.at(-1)?.update).toMatchObject({ status: 'open', stamp: 'v4' });
  });

  it('rule 7 does not undo what an agent does between the reading and the writing', () => {
    const slow = given(...asked, customer('Mon 12:00'), lost(status('Mon 12:00:25', 'hold')));
    const story = slow.where({ zendeskReopens: false, latencyMs: 20 * SECOND }).until('Mon 13:00');
    expect(story.status).toBe('hold');
  });
});

describe('what our own note might hide', () => {
  it('rule 7 does not undo what an agent did between the reading and our own note', () => {
    const replied = [lost(agent('Tue 11:00:12')), lost(status('Tue 11:00:12', 'pending'))];
    const story = given(...asked, customer('Tue 11:00:11'), ...replied).where({ latencyMs: 3 * SECOND });
    expect(story.until('Tue 11:05').received).toHaveLength(1);
    expect(story.until('Tue 11:05').status).toBe('pending');
  });

  it('rule 1 sees it when the sweep finds the ticket', () => {
    const solved = lost(status('Tue 11:00:05', 'solved'));
    const story = given(...asked, solved, swept('Tue 11:15')).where({ latencyMs: 3 * SECOND });
    expect(story.until('Tue 11:20').conversation).toMatchObject({ truth: { ticket: { status: 'solved' } } });
  });
});

describe('rule 9: no loops', () => {
  it('rule 9 our own updates, come back as webhooks, change nothing', () => {
    const story = given(...asked, customer('Tue 18:00'), agent('Tue 19:00'), macro('Tue 19:30', 'incident'));
    const quiet = story.where({ zendeskReopens: false }).until('Sun 12:00');
    const echoing = story.where({ zendeskReopens: false, ownWebhooks: true }).until('Sun 12:00');
    expect(echoing.received).toEqual(quiet.received);
    expect(echoing.notes).toEqual(quiet.notes);
    expect(echoing.writes.length).toBe(quiet.writes.length);
  });

  it('rule 9 does nothing on a webhook of a request whose value is not set any more', () => {
    const taken = change('Mon 10:00', () => undefined);
    const story = given(saturday, { ...taken, act: () => [{ type: 'actionRequested', id: 'x', action: 'reopening' }] });
    expect(story.until('Mon 12:00').received).toEqual([]);
  });

  it('rule 9 sees a request whose webhook was lost at the next hint', () => {
    const story = given(saturday, lost(macro('Mon 10:00', 'reopening')), hint('Mon 10:30')).until('Mon 12:00');
    expect(story.received).toEqual([reopening('Mon 10:30')]);
  });

  it('rule 9 sends nothing when the agent empties the request before it is sent', () => {
    const emptied = change('Mon 10:00:01', (w) => delete w.action);
    const late20 = { ...macro('Mon 10:00', 'reopening'), webhooks: [at('Mon 10:00:05')] };
    expect(given(saturday, late20, emptied).until('Mon 12:00').received).toEqual([]);
  });

  it('rule 9 drops a request that waits for its first try when the agent empties it', () => {
    const c = given(saturday).until('Mon 10:00').conversation;
    if (c?.stage !== 'watching') return expect.fail();
    const action = { name: 'reopening', since: c.asOf };
    const asking = takeRequest({ ...c, truth: { ...c.truth, ticket: { ...c.truth.ticket, action } } });
    const { next } = decide({ ...asking, truth: c.truth }, { type: 'timeReached', now: c.asOf });
    expect(next).toMatchObject({ outreach: [{ attempts: 0, progress: { state: 'dropped' } }] });
  });

  it('rule 9 takes a request on a truth that a hint has just put in doubt', () => {
    const story = given(saturday, macro('Mon 10:00', 'reopening'), hint('Mon 10:00'), hint('Mon 10:00:01'));
    expect(story.until('Mon 12:00').received).toEqual([reopening('Mon 10:00')]);
  });

  it('rule 9 asks nothing more of a ticket that rests', () => {
    const story = given(...asked, customer('Wed 08:30'), agent('Wed 09:00'), status('Wed 09:30', 'hold'));
    expect(story.where({ ownWebhooks: true }).until('next Sun 12:00').decisions).toBeLessThan(60);
  });
});
