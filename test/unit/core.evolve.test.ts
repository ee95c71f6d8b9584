/** What a run keeps of what it hears, field by field; and which notes that makes due. */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../activities/types';
import type { Conversation, Ended, Live, Outreach } from '../../workflows/core/conversation';
import { ended, factsOf, newConversation } from '../../workflows/core/conversation';
import { wakeAt } from '../../workflows/core/decide';
import type { TimedEvent } from '../../workflows/core/events';
import { evolve } from '../../workflows/core/evolve';
import { observationsDue, reportsDue } from '../../workflows/core/notes';
import { sentBefore } from '../support/given';
import { MINUTE, at } from '../support/madrid';
import { NOON, answered, intent, pending, sent, waiting, withTruth } from '../support/states';

const unread = newConversation('100', NOON);
const after = <C extends Conversation>(c: C, event: object, now = NOON): C =>
  evolve(c, { ...event, now } as TimedEvent) as C;
const truthOf = ({ truth, messages }: Live, notesWritten: string[] = []) => ({
  type: 'truth',
  truth: { ...truth, messages, notesWritten },
});

describe('a run that begins', () => {
  it('knows nothing yet, and is stale', () => {
    expect(newConversation('100', NOON)).toStrictEqual({
      stage: 'reading',
      ticketId: '100',
      asOf: NOON,
      seenEvents: [],
      messages: [],
      failures: {},
      blocked: false,
      staleSince: NOON,
    });
  });

  it('keeps what events have said before, and the rules that the run began with', () => {
    const { seenEvents, messages, failures } = answered;
    const facts = { ticketId: '100', asOf: NOON, seenEvents, messages, failures, blocked: false, staleSince: NOON };
    expect(factsOf(answered)).toStrictEqual({ stage: 'reading', ...facts, frugal: true });
    const { frugal: _frugal, ...before } = answered;
    expect(factsOf(before)).toStrictEqual({ stage: 'reading', ...facts });
  });

  it('wakes for nothing once it has ended', () => {
    expect(wakeAt(ended(answered, 'deleted'))).toBeUndefined();
  });

  it('has made nothing and written the notes that the ticket shows', () => {
    const first = after(unread as Conversation, truthOf(answered, ['a note'])) as Live;
    expect(first.outreach).toEqual([]);
    expect(first.done).toEqual(['a note']);
    const again = after(first, truthOf(answered, ['a note', 'another']));
    expect(again.done).toEqual(['a note', 'another']);
  });

  it('goes on while there is a message that it made, though neither field nor conversation shows it any more', () => {
    const { conversation: _conversation, ...byPhone } = answered.truth;
    const bare: Live = { ...answered, messages: [], truth: byPhone };
    expect(after(bare as Conversation, truthOf(bare)).stage).toBe('ended');
    const made = { ...bare, outreach: [intent({ state: 'unknown' })] };
    expect(after(made, truthOf(bare)).stage).toBe('watching');
  });
});

describe('what is heard', () => {
  it.each([
    { type: 'conflict' },
    { type: 'written', ticketId: '100' },
    { type: 'writeFailed', retryAt: NOON, final: true },
    { type: 'optOutStored', of: 'everything' },
    { type: 'optOutStored', of: 'marketing' },
  ])('$type tells a run that has ended nothing but the time', (event) => {
    const over: Ended = { ...ended(answered, 'deleted'), blocked: true };
    expect(after(over, event, NOON + 1)).toStrictEqual({ ...over, asOf: NOON + 1 });
  });

  it('rule 3 a delivery report that names no attempt is about none', () => {
    const unknown = { ...answered, outreach: [intent({ state: 'unknown', mayTurnUp: true })] };
    const report = { type: 'delivered', id: 'e', reference: 'r' };
    expect(after(unknown, report).messages).toEqual(unknown.messages);
    expect(after(unknown, { ...report, sendId: '100-followUp-1-1:template:1' }).messages).toHaveLength(3);
  });

  it('rule 7 the customer’s message makes the ticket stale since the first hint', () => {
    const message: Message = { by: 'customer', id: 'new', at: NOON };
    const event = { type: 'messageSeen', id: 'e', message, conversationId: 'conversation' };
    expect(after(pending, event).staleSince).toBe(NOON);
    expect(after({ ...pending, staleSince: NOON - MINUTE }, event).staleSince).toBe(NOON - MINUTE);
  });

  it('a conversation is named to a run that has read nothing, without a new hint', () => {
    const message: Message = { by: 'customer', id: 'new', at: NOON };
    const heard = after(unread, { type: 'messageSeen', id: 'e', message, conversationId: 'c' }, NOON + MINUTE);
    expect(heard).toMatchObject({ heardConversationId: 'c', staleSince: NOON });
  });
});

describe('the notes about our own message', () => {
  const keys = (it: Outreach, done: string[] = []) =>
    reportsDue({ ...answered, outreach: [it], done }).map(({ key }) => key);
  const [first, second] = ['sent:100-followUp-1-1:template:1', 'sent:100-followUp-1-1:template:2'];
  const putOff = { since: NOON, times: 1, code: 131056 };

  it('say again that it was sent where a first one did not arrive, and once where it was only put off', () => {
    expect(keys(intent(sent, { attempts: 1 }))).toEqual([first]);
    expect(keys(intent(sent, { attempts: 2 }), [first])).toEqual([second]);
    expect(keys(intent(sent, { attempts: 2, putOff }), [first])).toEqual([]);
    expect(keys(intent(sent, { attempts: 2, putOff }))).toEqual([second]);
    expect(keys(intent(sent, { attempts: 2, putOff }), ['sent:another:template:1'])).toEqual([second]);
  });
});

describe('the notes about what others did', () => {
  const keys = (c: Live) => observationsDue({ ...c, done: [] }).map(({ key }) => key);

  it('F13 two late messages in one window get one note', () => {
    const late = (id: string): Message => ({ by: 'agent', id, at: at('Tue 10:00') });
    const messages = [...waiting.messages, late('a'), late('b')];
    expect(keys({ ...waiting, asOf: at('Tue 11:00'), messages })).toEqual(['late:customer Mon 09:00']);
  });

  it('P3 a ticket that does not own the conversation says nothing of its answers', () => {
    const theirs = { ...sentBefore('Mon 08:00', 'reopening'), ticketId: '200' };
    const both = { ...answered, messages: [theirs, ...answered.messages] };
    expect(keys(both)).toEqual([`answers:${theirs.sendId}`]);
    expect(keys(withTruth(both, { conversation: { id: 'c', own: false } }))).toEqual([]);
  });
});
