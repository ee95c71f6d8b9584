/** What the account's turns and the sender answer, and to whom: only the intent that waits for an answer takes it. */
import { describe, expect, it } from 'vitest';
import type { LimitWarning } from '../../activities/limits';
import type { SendOrder, SendOutcome } from '../../activities/orders';
import type { Live, Outreach, Progress } from '../../workflows/core/conversation';
import type { OwnEvent, TicketEvent } from '../../workflows/core/events';
import { evolve } from '../../workflows/core/evolve';
import { type Happening, customer, given, macro, note, template } from '../support/given';
import { HOUR, MINUTE, at } from '../support/madrid';

const NOW = at('Mon 12:00');
const warning: LimitWarning = { limit: 'templatesPerDay', used: 250, max: 250 };
const order: SendOrder = {
  ticketId: '100',
  sendId: 'ours:template:1',
  purpose: { kind: 'proactive', name: 'incident' },
  message: 'incident',
  rendition: 'template',
  conversationId: 'conversation',
  failedMessageIds: [],
};

const states: Progress[] = [
  { state: 'wanted', notBefore: NOW },
  { state: 'waiting', since: NOW },
  { state: 'ready', notBefore: NOW },
  { state: 'looking', order, looks: 1, notBefore: NOW },
  { state: 'sent', at: NOW, reference: 'r' },
  { state: 'failed', failure: { reason: 'refused' } },
  { state: 'refused', note: { kind: 'sendUnknown', purpose: order.purpose } },
  { state: 'unknown' },
  { state: 'dropped' },
];
const watched = given(customer('Mon 09:00')).until('Mon 12:00').conversation as Live;
const intent = (id: string, progress: Progress): Outreach => ({
  id,
  purpose: order.purpose,
  message: 'incident',
  requested: true,
  since: NOW,
  rendition: 'template',
  attempts: 1,
  progress,
});

const later = NOW + MINUTE;
type News = (TicketEvent | OwnEvent) & { intentId: string };
const answers: [News, waits: Progress['state'][], becomes: Partial<Outreach>][] = [
  [
    { type: 'turn', id: 'e', intentId: 'ours' },
    ['wanted', 'waiting'],
    { progress: { state: 'ready', notBefore: later } },
  ],
  [
    { type: 'turn', id: 'e', intentId: 'ours', warning },
    ['wanted', 'waiting'],
    { progress: { state: 'ready', notBefore: later }, warning },
  ],
  [
    { type: 'turnRefused', id: 'e', intentId: 'ours', warning },
    ['wanted', 'waiting'],
    { progress: { state: 'refused', note: { kind: 'limitReached', purpose: order.purpose, ...warning } } },
  ],
  [
    { type: 'turnHeld', id: 'e', intentId: 'ours', code: 132015 },
    ['wanted', 'waiting'],
    { heldBehind: 132015, heldSince: later },
  ],
  [{ type: 'turnAsked', intentId: 'ours' }, ['wanted'], { progress: { state: 'waiting', since: later } }],
  [
    { type: 'turnNotAsked', intentId: 'ours', retryAt: later + HOUR },
    ['wanted'],
    { progress: { state: 'wanted', notBefore: later + HOUR } },
  ],
  [
    { type: 'lookFailed', intentId: 'ours', retryAt: later + HOUR },
    ['looking'],
    { progress: { state: 'looking', order, looks: 1, notBefore: later + HOUR, failed: { since: later, times: 1 } } },
  ],
];
const cases = answers.flatMap(([news, waits, becomes]) =>
  states.map(
    (from) => [news.type, from.state, { news, from, becomes: waits.includes(from.state) ? becomes : {} }] as const,
  ),
);

describe('an answer', () => {
  it.each(cases)('rule 3 %s to an intent that is %s', (_type, _state, { news, from, becomes }) => {
    const [ours, other] = [intent('ours', from), intent('other', from)];
    const heard = evolve({ ...watched, outreach: [ours, other] }, { ...news, now: later }) as Live;
    expect(heard.outreach).toStrictEqual([{ ...ours, ...becomes }, other]);
  });

  it('of a try that was put off keeps in mind that it may have arrived, where that can be looked up', () => {
    const { conversationId: _none, ...byPhone } = order;
    const after = (doubt?: SendOrder) => {
      const event = { type: 'sendPostponed', intentId: 'ours', retryAt: later, ...(doubt && { doubt }) } as const;
      const outreach = [intent('ours', { state: 'ready', notBefore: NOW })];
      return (evolve({ ...watched, outreach }, { ...event, now: NOW }) as Live).outreach[0]?.progress;
    };
    expect(after()).toStrictEqual({ state: 'ready', notBefore: later });
    expect(after(order)).toStrictEqual({ state: 'ready', notBefore: later, doubt: order });
    expect(after(byPhone)).toStrictEqual({ state: 'ready', notBefore: later });
  });

  it('that the customer has written meanwhile is taken up: the messages, a reading, and the doubt that there was', () => {
    const message = { by: 'customer', id: 'new', at: NOW } as const;
    const outcome: SendOutcome = { type: 'superseded', messages: [message] };
    const after = (doubt?: SendOrder) => {
      const outreach = [intent('ours', { state: 'ready', notBefore: 0, ...(doubt && { doubt }) })];
      const event = { type: 'sendEnded', intentId: 'ours', order, outcome, now: later } as const;
      return evolve({ ...watched, outreach }, event) as Live;
    };
    expect(after()).toMatchObject({ staleSince: later });
    expect(after().messages.at(-1)).toEqual(message);
    expect(after().outreach[0]?.progress).toStrictEqual({ state: 'ready', notBefore: later });
    expect(after(order).outreach[0]?.progress).toStrictEqual({ state: 'ready', notBefore: later, doubt: order });
  });

  it('about an intent that nobody knows changes nothing', () => {
    const outcome = { type: 'sent', at: NOW } as const;
    const outreach = [intent('ours', { state: 'ready', notBefore: NOW })];
    const event = { type: 'sendEnded', intentId: 'theirs', order, outcome, now: NOW } as const;
    expect(evolve({ ...watched, outreach }, event)).toEqual({ ...watched, outreach, asOf: NOW });
  });

  it.each(answers)('to a ticket that is not watched changes nothing: %o', (news) => {
    const ended = {
      ...given(customer('Mon 09:00'))
        .where({ reads: ['deleted'] })
        .until('Mon 12:00').conversation!,
    };
    const heard = evolve(ended, { ...news, now: NOW });
    expect({ ...heard, asOf: 0, seenEvents: [] }).toEqual({ ...ended, asOf: 0, seenEvents: [] });
  });
});

describe('the limits of the account', () => {
  const told = (time: string, event: TicketEvent): Happening => ({
    at: at(time),
    act: () => [event],
    webhooks: [at(time)],
  });
  const intentId = `100-incident-${at('Mon 10:00')}`;
  const waiting = (...more: Happening[]) =>
    given(customer('last Mon 09:00'), macro('Mon 10:00', 'incident'), ...more).where({ requestedTurnMs: HOUR });

  it('rule 10 a message whose turn is refused is not sent, with a note, and the request is over', () => {
    const refused = told('Mon 10:05', { type: 'turnRefused', id: 'r', intentId, warning });
    const story = waiting(refused).until('Mon 12:00');
    expect(story.sends).toEqual([]);
    expect(story.words).toContainEqual({
      kind: 'limitReached',
      purpose: { kind: 'proactive', name: 'incident' },
      ...warning,
    });
    expect(story.world.action).toBeUndefined();
  });

  it('rule 10 near the limit it is sent, and a note says how near', () => {
    const near = { ...warning, used: 200 };
    const story = waiting(told('Mon 10:05', { type: 'turn', id: 'r', intentId, warning: near })).until('Mon 12:00');
    expect(story.received).toEqual([template('Mon 10:05', 'incident')]);
    expect(story.words).toContainEqual({ kind: 'limitNear', ...near });
  });

  it('rule 10 a refusal that comes after the message was sent changes nothing', () => {
    const late = told('Mon 11:30', { type: 'turnRefused', id: 'r', intentId, warning });
    expect(waiting(late).until('Mon 12:00').notes.slice(-1)).toEqual([note('Mon 11:00', 'sent')]);
  });
});
