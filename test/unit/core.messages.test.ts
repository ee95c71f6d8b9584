/** What the messages say, at the edges that stories rarely meet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../activities/types';
import { WINDOW_MS, isLate, lastReplyAt, lastWord, mergeMessages, unanswered } from '../../workflows/core/history';

const by = (who: 'customer' | 'agent', at: number, id = `${who} ${at}`): Message => ({ by: who, id, at });
const ours = (at: number, sendId: string, ticketId = '100'): Message => ({
  by: 'ventana',
  id: `${sendId} ${at}`,
  at,
  ticketId,
  sendId,
  purpose: { kind: 'followUp', name: 'followUp' },
});

describe('rule 2 merging messages', () => {
  const message = fc
    .record({ who: fc.constantFrom('customer', 'agent', 'ventana'), at: fc.nat(40), n: fc.nat(90) })
    .map(({ who, at, n }): Message =>
      who === 'ventana' ? ours(n, `i${n}:text:1`) : by(who as 'agent', at, `${who} ${n}`),
    );
  const onePerId = fc.uniqueArray(message, {
    selector: (it) => (it.by === 'ventana' ? it.sendId : it.id),
    maxLength: 150,
  });

  it('gives the same whatever the order and the portions in which they come, and again the same when they come again', () => {
    fc.assert(
      fc.property(onePerId, fc.nat(150), (messages, split) => {
        const once = mergeMessages([], messages);
        const shuffled = messages.toReversed();
        expect(mergeMessages([], shuffled)).toEqual(once);
        expect(mergeMessages(once, messages)).toEqual(once);
        if (messages.length <= 60) {
          const [first, rest] = [messages.slice(0, split), messages.slice(split)];
          expect(mergeMessages(mergeMessages([], rest), first)).toEqual(once);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the sixty newest by time, then id, and the last one of the customer however old', () => {
    fc.assert(
      fc.property(onePerId, (messages) => {
        const sorted = messages.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
        const newest = sorted.slice(-60);
        const kept = mergeMessages([], messages);
        expect(kept.slice(-60)).toEqual(newest);
        const last = sorted.findLast((it) => it.by === 'customer');
        expect(kept.filter((it) => !newest.includes(it))).toEqual(!last || newest.includes(last) ? [] : [last]);
      }),
      { numRuns: 60 },
    );
  });

  it('drops what the customer wrote before the sixty newest when there is something newer of theirs among them', () => {
    const agents = Array.from({ length: 59 }, (_, n) => by('agent', 10 + n));
    expect(mergeMessages([by('customer', 1)], [...agents, by('customer', 99)])).toHaveLength(60);
    expect(mergeMessages([by('customer', 1)], [...agents, by('agent', 99)])[0]).toEqual(by('customer', 1));
  });

  it('takes a notification and the message that it became as one, by what we sent', () => {
    const [notification, message] = [ours(1, 'i:template:1'), ours(2, 'i:template:1')];
    expect(mergeMessages([notification], [message])).toEqual([message]);
    expect(mergeMessages([by('agent', 1, 'a')], [by('agent', 2, 'a')])).toEqual([by('agent', 2, 'a')]);
  });
});

describe('F13 an agent’s reply', () => {
  const customer = by('customer', 1_000);
  const said = (...messages: Message[]) => ({ messages: [customer, ...messages], failures: {} });

  it('is in time up to the last millisecond of the window, and at its end it is late', () => {
    const [inTime, late] = [by('agent', 1_000 + WINDOW_MS - 1), by('agent', 1_000 + WINDOW_MS)];
    expect(isLate(said(), inTime)).toBe(false);
    expect(isLate(said(), late)).toBe(true);
    expect(lastReplyAt(said(inTime, late))).toBe(inTime.at);
  });

  it('is late where the customer had not written yet, and in time from the moment that they did', () => {
    expect(isLate(said(), by('agent', 999))).toBe(true);
    expect(isLate(said(), by('agent', 1_000))).toBe(false);
    expect(isLate({ messages: [] }, by('agent', 1))).toBe(true);
  });

  it('is measured by the message before it, not by one after it', () => {
    const again = by('customer', 5 * WINDOW_MS);
    const between = by('agent', 3 * WINDOW_MS);
    expect(isLate({ messages: [customer, between, again] }, between)).toBe(true);
    expect(lastReplyAt({ messages: [customer, between, again], failures: {} })).toBeUndefined();
  });

  it('is the last word when it is newer than the customer’s; at the same moment the customer waits', () => {
    expect(lastWord(said(by('agent', 1_001)))).toBe('agent');
    expect(lastWord(said(by('agent', 1_000)))).toBe('customer');
    expect(lastWord(said())).toBe('customer');
    expect(lastWord({ messages: [by('agent', 1)], failures: {} })).toBeUndefined();
  });

  it('is none when it failed', () => {
    const failed = { ...said(by('agent', 1_001, 'a')), failures: { a: { reason: 'refused' } as const } };
    expect(lastReplyAt(failed)).toBeUndefined();
    expect(lastWord(failed)).toBe('customer');
  });
});

describe('rule 6 our own messages that nobody answered', () => {
  const ids = (messages: Message[], except?: string) =>
    unanswered({ ticketId: '100', messages }, except).map(({ sendId }) => sendId);

  it('are those of this ticket after the customer’s last message', () => {
    const messages = [
      ours(1, 'a:text:1'),
      by('customer', 2),
      ours(2, 'b:text:1'),
      ours(3, 'c:text:1'),
      ours(4, 'd:text:1', '200'),
    ];
    expect(ids([...messages, by('agent', 5)])).toEqual(['c:text:1']);
    expect(ids([ours(1, 'a:text:1')])).toEqual(['a:text:1']);
  });

  it('are without those of one intent, where asked; an intent whose name begins alike is another', () => {
    const messages = [ours(1, 'a:text:1'), ours(2, 'a:template:2'), ours(3, 'a1:text:1')];
    expect(ids(messages, 'a')).toEqual(['a1:text:1']);
    expect(ids(messages, 'b')).toHaveLength(3);
  });
});
