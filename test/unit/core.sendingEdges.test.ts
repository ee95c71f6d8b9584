/** What becomes of a message on its way, where one message could be taken for another (rules 3 and 4, O5). */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../activities/types';
import { nextAttempt, turnRequest } from '../../workflows/core/attempts';
import type { Live, Outreach } from '../../workflows/core/conversation';
import { displayOf } from '../../workflows/core/display';
import { lastBefore, nextOpening } from '../../workflows/core/intervals';
import { evolveOptOut, optOutsToStore } from '../../workflows/core/optOut';
import { applyDeliveryFailures } from '../../workflows/core/sending';
import { withLookFirst } from '../../workflows/core/updateResults';
import { at, when } from '../support/madrid';
import { NOON, answered, intent, ready, sent, withPolicy, withTruth } from '../support/states';

const refused = (code?: number) => ({ reason: 'refused' as const, ...(code !== undefined && { code }) });
const ours = (sendId: string, time = NOON): Message => ({
  by: 'ventana',
  id: `message of ${sendId}`,
  at: time,
  ticketId: '100',
  sendId,
  purpose: { kind: 'followUp', name: 'followUp' },
});

describe('rule 4 the rendition of an attempt', () => {
  const rendition = (changes: Partial<Outreach>, c: Live = answered) =>
    nextAttempt(c, intent(ready, changes)).order.rendition;

  it('is free-form text again after one that was put off, and a template once one was tried', () => {
    expect(rendition({})).toBe('text');
    expect(rendition({ attempts: 1, rendition: 'text' })).toBe('text');
    expect(rendition({ attempts: 1, rendition: 'template' })).toBe('template');
  });

  it('is the template where the policy no longer has the message, or the customer never wrote', () => {
    expect(rendition({}, withPolicy(answered, { messages: {} }))).toBe('template');
    expect(rendition({}, { ...answered, messages: [] })).toBe('template');
  });

  it('H9 a customer who never wrote waits from now on', () => {
    expect(turnRequest(answered, intent(ready), NOON).customerLastAt).toBe(at('Mon 09:00'));
    expect(turnRequest({ ...answered, messages: [] }, intent(ready), NOON).customerLastAt).toBe(NOON);
  });

  it('F8 names the nights to come, without the one that has ended in this moment', () => {
    const morning = at('Tue 08:00');
    const quiet = turnRequest({ ...answered, asOf: morning }, intent(ready), morning).quiet;
    expect(quiet.map(({ start }) => when(start))).toEqual(['Tue 21:00', 'Wed 21:00']);
  });

  it('L8 names the night in which a request is renewed: no turn is given in it', () => {
    const night = at('Mon 23:59');
    const quiet = (changes: Partial<Outreach> = {}) =>
      turnRequest({ ...answered, asOf: night }, intent(ready, changes), night).quiet.map(({ start }) => when(start));
    expect(quiet()).toEqual(['Mon 21:00', 'Tue 21:00']);
    expect(quiet({ requested: true })).toEqual([]);
  });

  it('rule 3 names the failed messages of its own intent alone', () => {
    const mine = ours('100-followUp-1-1:text:1');
    const failures = Object.fromEntries(
      [mine, ours('other:text:1'), ...answered.messages].map(({ id }) => [id, refused()]),
    );
    const messages = [...answered.messages, mine, ours('other:text:1')];
    expect(nextAttempt({ ...answered, messages, failures }, intent(ready)).order.failedMessageIds).toEqual([mine.id]);
  });
});

describe('a delivery failure', () => {
  it('rule 3 of an agent’s message is none of ours', () => {
    const [agent] = answered.messages.filter(({ by }) => by === 'agent');
    const [customer] = answered.messages;
    const failures = { [agent!.id]: refused(131026), [customer!.id]: refused(131026) };
    const messages = [...answered.messages, ours('100-followUp-1-1:template:1')];
    const c = { ...answered, failures, messages, outreach: [intent(sent, { attempts: 1 })] };
    expect(applyDeliveryFailures(c).outreach).toEqual(c.outreach);
    const failed = { ...c, failures: { 'message of 100-followUp-1-1:template:1': refused(131026) } };
    expect(applyDeliveryFailures(failed).outreach[0]?.progress).toMatchObject({ state: 'failed' });
  });

  it('131047 closes the shown window where it was an agent’s, after the customer’s last message', () => {
    const shown = (message: Message) => {
      const failures = { [message.id]: refused(131047) };
      return displayOf({ ...answered, messages: [...answered.messages, message], failures })?.state;
    };
    const by = (time: number): Message => ({ by: 'agent', id: 'a', at: time });
    const nine = at('Mon 09:00');
    expect(shown(by(nine + 1))).toBe('closed');
    expect(shown(by(nine))).toBe('open');
    expect(shown(ours('i:text:1'))).toBe('open');
  });
});

describe('O1, O5 an opt-out that was stored', () => {
  const stopped = (id: string) => intent({ state: 'failed', failure: refused(131050) }, { id });
  const marketing = { type: 'optOutStored', of: 'marketing' } as const;

  it('O5 is recorded by message, so that a later refusal is stored again', () => {
    const once = evolveOptOut({ ...answered, done: [], outreach: [stopped('a')] }, marketing);
    expect(once.done).toEqual(['marketing:a']);
    expect(optOutsToStore(once)[0]?.order).toBeUndefined();
    const again = { ...once, outreach: [stopped('a'), stopped('b')] };
    expect(optOutsToStore(again)[0]?.order).toEqual({ ticketId: '100', of: 'marketing' });
    expect(evolveOptOut(again, marketing).done).toEqual(['marketing:a', 'marketing:b']);
  });

  it('O2 by a customer who blocked the number, leaves which STOP Zendesk knows', () => {
    const conversation = { ...answered.truth.conversation!, stopStored: 5 };
    const blocked = withTruth({ ...answered, blocked: true }, { conversation });
    const stored = evolveOptOut(blocked, { type: 'optOutStored', of: 'everything' });
    expect(stored.truth.conversation).toEqual(conversation);
    expect(stored.truth.optedOut).toBe(true);
  });
});

describe('rule 3 an update', () => {
  it('looks for its notes first where one of them may be on the ticket already', () => {
    const note = (key: string) => ({ key, note: { kind: 'solvedUnanswered' } as const });
    const update = { ticketId: '100', notes: [note('a'), note('b')] };
    expect(withLookFirst({ ...answered, unsure: ['b'] }, update)).toEqual({ ...update, lookFirst: true });
    expect(withLookFirst({ ...answered, unsure: ['c'] }, update)).toEqual(update);
    expect(withLookFirst(answered, update)).toEqual(update);
  });
});

describe('the office', () => {
  const days = [
    { start: 10, end: 20 },
    { start: 30, end: 40 },
  ];

  it('opens next after a moment, and began last before it, not in it', () => {
    expect([9, 10, 30].map((moment) => nextOpening(days, moment)?.start)).toEqual([10, 30, undefined]);
    expect([10, 11, 30, 31].map((moment) => lastBefore(days, moment)?.start)).toEqual([undefined, 10, 10, 30]);
  });
});
