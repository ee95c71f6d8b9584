/** Rule 5 and rule 3, case by case: what ends or puts off an outreach, what counts as found, and what is stored of an opt-out. */
import { describe, expect, it } from 'vitest';
import type { SendOrder } from '../../activities/orders';
import type { Message } from '../../activities/types';
import type { Live, Outreach, Progress } from '../../workflows/core/conversation';
import { matchDeliveryReport, lookAgain, applyFoundMessages } from '../../workflows/core/uncertainDelivery';
import { evolveOptOut, optOutNotes, optOutsToStore, optedOut } from '../../workflows/core/optOut';
import { cancelOutreach } from '../../workflows/core/cancellation';
import { agent, customer, given, macro, status, template } from '../support/given';
import { HOUR, MINUTE, SECOND, at } from '../support/madrid';

const NOW = at('Mon 12:00');
const live: Live = { ...(given(customer('Mon 09:00')).until('Mon 12:00').conversation as Live), asOf: NOW };
const order: SendOrder = {
  ticketId: '100',
  sendId: 'i:template:1',
  purpose: { kind: 'followUp', name: 'followUp' },
  message: 'followUp',
  rendition: 'template',
  conversationId: 'conversation',
  failedMessageIds: [],
};
const intent = (progress: Progress, changes: Partial<Outreach> = {}): Outreach => ({
  id: 'i',
  purpose: order.purpose,
  message: 'followUp',
  requested: false,
  since: at('Mon 11:00'),
  rendition: 'template',
  attempts: 0,
  progress,
  ...changes,
});
const ready = (notBefore = NOW): Progress => ({ state: 'ready', notBefore });
const dropped = { state: 'dropped' };

describe('an outreach whose time has changed', () => {
  const then = (it: Outreach, time: number | undefined, c = live) =>
    cancelOutreach({ ...c, outreach: [it] }, () => time).outreach[0]?.progress;
  const wanted: Progress = { state: 'wanted', notBefore: NOW };
  const waiting: Progress = { state: 'waiting', since: NOW };

  it('F5 is dropped where there is no reason for it any more, whether it waits or is ready', () => {
    for (const progress of [wanted, waiting, ready()]) expect(then(intent(progress), undefined)).toEqual(dropped);
  });

  it('goes on as it is while it waits for its turn, whenever its time is', () => {
    for (const progress of [wanted, waiting]) expect(then(intent(progress), NOW + 24 * HOUR)).toBe(progress);
  });

  it('goes on as it is when its time has come', () => {
    for (const time of [NOW, NOW - HOUR]) expect(then(intent(ready()), time)).toEqual(ready());
  });

  it('F4 is dropped when its time is more than a minute off, to be asked for anew; it waits where it is less', () => {
    expect(then(intent(ready()), NOW + MINUTE + 1)).toEqual(dropped);
    expect(then(intent(ready()), NOW + MINUTE)).toEqual(ready(NOW + MINUTE));
    expect(then(intent(ready()), NOW + 1)).toEqual(ready(NOW + 1));
  });

  it('rule 3, L8 asks again for that time when it was tried before: it is the same intent', () => {
    const later = { state: 'wanted', notBefore: NOW + 24 * HOUR - MINUTE };
    expect(then(intent(ready(), { attempts: 1 }), NOW + 24 * HOUR)).toEqual(later);
    expect(then(intent(ready(), { attempts: 1 }), NOW + MINUTE)).toEqual(ready(NOW + MINUTE));
    const doubtful = { ...ready(), doubt: order } as Progress;
    expect(then(intent(doubtful, { attempts: 1 }), NOW + 24 * HOUR)).toEqual({
      ...doubtful,
      notBefore: NOW + 24 * HOUR,
    });
  });

  it('goes on as it is while it is put off: its time is looked at when it comes', () => {
    expect(then(intent(ready(NOW + 1)), NOW + 24 * HOUR)).toEqual(ready(NOW + 1));
  });

  it('rule 3 is looked for first where its last try may have brought a message', () => {
    const doubtful: Progress = { ...ready(), doubt: order } as Progress;
    const looking = { state: 'looking', order, looks: 0, notBefore: NOW + 5 * SECOND };
    expect(then(intent(doubtful, { attempts: 1 }), undefined)).toEqual(looking);
    expect(then(intent(doubtful, { attempts: 1 }), NOW)).toEqual(doubtful);
  });

  it('is left alone when it is over, or being looked for', () => {
    const over: Progress[] = [
      { state: 'looking', order, looks: 1, notBefore: NOW },
      { state: 'sent', at: NOW, reference: 'r' },
      { state: 'failed', failure: { reason: 'refused' } },
      { state: 'unknown' },
    ];
    for (const progress of over) expect(then(intent(progress), undefined)).toBe(progress);
  });

  it('rule 5 ends by a message that came after it was decided, and not by one that came before or then', () => {
    const since = at('Mon 09:00');
    expect(then(intent(ready(), { since }), NOW)).toEqual(ready());
    expect(then(intent(ready(), { since: since - 1 }), NOW)).toEqual(dropped);
    const purpose = { kind: 'proactive', name: 'incident' } as const;
    const asked = intent(ready(), { since: since - 1, requested: true, purpose });
    expect(then(asked, NOW)).toEqual({ state: 'refused', note: { kind: 'customerWroteFirst', purpose } });
  });

  it('O1, C2 fails where an agent asked for it and the customer has opted out, or there is no consent', () => {
    const out: Live = { ...live, truth: { ...live.truth, optedOut: true } };
    expect(then(intent(ready(), { requested: true }), NOW, out)).toEqual({
      state: 'failed',
      failure: { reason: 'optedOut' },
    });
    const strict: Live = { ...live, truth: { ...live.truth, policy: { ...live.truth.policy, consentRequired: true } } };
    const purpose = { kind: 'proactive', name: 'incident' } as const;
    const noConsent = { state: 'failed', failure: { reason: 'noConsent' } };
    expect(then(intent(ready(), { requested: true, purpose }), NOW, strict)).toEqual(noConsent);
    expect(then(intent(ready()), NOW, strict)).toEqual(ready());
  });
});

describe('rule 3 a try of which nobody can say whether it arrived', () => {
  const progressOf = (c: Live) => c.outreach.map(({ progress }) => progress);
  const message = (sendId: string): Message => ({
    by: 'ventana',
    id: 'm',
    at: 7,
    ticketId: '100',
    sendId,
    purpose: order.purpose,
  });
  const mayTurnUp: Progress = { state: 'unknown', mayTurnUp: true };
  const among = (progress: Progress, ...messages: Message[]): Live => ({
    ...live,
    messages: [...live.messages, ...messages],
    outreach: [intent({ state: 'sent', at: 1, reference: 'other' }, { id: 'other' }), intent(progress)],
  });

  it('counts as sent once its message is seen', () => {
    const found = progressOf(applyFoundMessages(among(mayTurnUp, message('i:template:1'))))[1];
    expect(found).toEqual({ state: 'sent', at: 7, reference: 'm' });
  });

  it('stays unknown by another message, by that of an intent whose name begins alike, and in runs that did not say it may turn up', () => {
    expect(progressOf(applyFoundMessages(among(mayTurnUp)))[1]).toEqual(mayTurnUp);
    expect(progressOf(applyFoundMessages(among(mayTurnUp, message('i2:template:1'))))[1]).toEqual(mayTurnUp);
    const early = among({ state: 'unknown' }, message('i:template:1'));
    expect(applyFoundMessages(early)).toEqual(early);
    const failed = among({ state: 'failed', failure: { reason: 'refused' } }, message('i:template:1'));
    expect(applyFoundMessages(failed)).toEqual(failed);
  });

  it('is known by a delivery report that names it, as a message of now', () => {
    const reported = matchDeliveryReport(among(mayTurnUp), 'i:template:1', 'ref');
    const { purpose } = order;
    const seen = { by: 'ventana', id: 'ref', at: NOW, ticketId: '100', sendId: 'i:template:1', purpose };
    expect(reported.messages.at(-1)).toEqual(seen);
    for (const [c, sendId] of [
      [among(mayTurnUp), 'i2:template:1'],
      [among({ state: 'unknown' }), 'i:template:1'],
      [among(ready()), 'i:template:1'],
    ] as const)
      expect(matchDeliveryReport(c, sendId, 'ref')).toBe(c);
  });

  it('is looked for after 5, 30 and 120 seconds, and then sent again', () => {
    const after = (looks: number | undefined) => {
      const progress: Progress = looks === undefined ? ready() : { state: 'looking', order, looks, notBefore: NOW };
      return lookAgain({ ...among(progress), asOf: NOW }, 'i', order);
    };
    const looking = (looks: number, seconds: number) => ({
      state: 'looking',
      order,
      looks,
      notBefore: NOW + seconds * SECOND,
    });
    expect([after(undefined), after(0), after(1), after(2)]).toEqual([
      looking(0, 5),
      looking(1, 30),
      looking(2, 120),
      ready(),
    ]);
    expect(lookAgain(live, 'nobody', order)).toEqual(looking(0, 5));
  });
});

describe('storing what a customer said', () => {
  const stop = (time: number, id = 'm'): Message => ({ by: 'customer', id, at: time, stop: true });
  const said = (...messages: Message[]): Live => ({ ...live, messages });
  const everything = { type: 'optOutStored', of: 'everything' } as const;
  const truthWith = (c: Live, truth: Partial<Live['truth']>): Live => ({ ...c, truth: { ...c.truth, ...truth } });
  const { conversation: _none, ...withoutConversation } = live.truth;

  it('O1 names the STOP, and where it was said', () => {
    const c = said(stop(NOW));
    const where = { conversationId: 'conversation', at: NOW };
    expect(optOutsToStore(c)[0]?.order).toStrictEqual({ ticketId: '100', of: 'everything', stop: where });
    expect(optOutsToStore({ ...c, truth: withoutConversation })[0]?.order).toStrictEqual({
      ticketId: '100',
      of: 'everything',
    });
    expect(optOutsToStore({ ...live, blocked: true })[0]?.order).toStrictEqual({
      ticketId: '100',
      of: 'everything',
      block: true,
    });
    expect(optOutsToStore(live)[0]?.order).toBeUndefined();
  });

  it('O2 counts from the moment that it was said, and is kept with the conversation', () => {
    const stored = evolveOptOut(said(stop(NOW)), everything);
    expect(stored.truth).toMatchObject({ optedOut: true, conversation: { id: 'conversation', stopStored: NOW } });
    expect(stored.done).toEqual([...live.done, 'stored:optOut:m']);
    expect(optOutsToStore(stored)[0]?.order).toBeUndefined();
    expect(optOutNotes(stored)).toEqual([{ key: 'optOut:m', note: { kind: 'optedOut' } }]);
  });

  it('O2 tells nobody again where the box was ticked already', () => {
    const again = evolveOptOut(truthWith(said(stop(NOW)), { optedOut: true }), everything);
    expect(again.done).toEqual([...live.done, 'stored:optOut:m', 'optOut:m']);
  });

  it('O1 a block is an opt-out of its own, and keeps no STOP', () => {
    const stored = evolveOptOut({ ...live, blocked: true }, everything);
    expect(stored.done).toEqual([...live.done, 'stored:optOut:blocked']);
    expect(stored.truth.conversation).toEqual(live.truth.conversation);
    expect(optOutNotes(stored)).toEqual([{ key: 'optOut:blocked', note: { kind: 'optedOut' } }]);
    const elsewhere = evolveOptOut({ ...said(stop(NOW)), truth: withoutConversation }, everything);
    expect(elsewhere.truth).not.toHaveProperty('conversation');
  });

  it('O4 where Zendesk has no field, says so once, and stores it as soon as there is one', () => {
    const { optedOut: _field, ...fieldless } = live.truth;
    const refused = evolveOptOut({ ...said(stop(NOW)), truth: fieldless }, { ...everything, noField: true });
    expect(refused.done).toEqual([...live.done, 'unstored:optOut:m']);
    expect(optOutsToStore(refused)[0]?.order).toBeUndefined();
    expect(optedOut(refused)).toBe(true);
    expect(optOutNotes(refused)).toEqual([{ key: 'optOut:m:held', note: { kind: 'optedOut', fieldMissing: true } }]);
    expect(optOutsToStore(truthWith(refused, { optedOut: false }))[0]?.order).toMatchObject({ of: 'everything' });
  });

  it('is passed over by runs that began before it was stored, until a person clears the box', () => {
    const passed = evolveOptOut(said(stop(NOW)), { ...everything, passedOver: true });
    expect(passed.done).toEqual([...live.done, 'passed:optOut:m']);
    expect(optOutsToStore(truthWith(passed, { optedOut: true }))[0]?.order).toBeUndefined();
    expect(optOutsToStore(truthWith(passed, { optedOut: false }))[0]?.order).toMatchObject({ of: 'everything' });
  });

  it('is nothing where nothing was said', () => {
    expect(evolveOptOut(live, everything)).toBe(live);
    const agents = said({ by: 'agent', id: 'stored:a', at: NOW });
    expect(optedOut(agents)).toBe(false);
    expect(optOutNotes({ ...live, done: ['marketing:i', 'was stored:x', 'unstored'] })).toEqual([]);
  });

  it('O3 a STOP of before the ticket is history, but for the hour before it began, or where it is the last word', () => {
    const created = live.truth.ticket.createdAt;
    const after = { by: 'customer', id: 'n', at: NOW } as const;
    expect(optedOut(said(stop(created - HOUR), after))).toBe(true);
    expect(optedOut(said(stop(created - HOUR - 1), after))).toBe(false);
    expect(optedOut(said(stop(created - HOUR - 1)))).toBe(true);
    const known = { id: 'conversation', own: true, stopStored: NOW };
    expect(optedOut(truthWith(said(stop(NOW)), { conversation: known }))).toBe(false);
    expect(optedOut(truthWith(said(stop(NOW + 1)), { conversation: known }))).toBe(true);
  });
});

describe('a message that failed', () => {
  const refused = { refused: { reason: 'refused', code: 131026 } } as const;
  const automatic = { reopening: { mode: 'automatic' } } as const;

  it('H3 is not tried again by itself', () => {
    const story = given(customer('Sat 10:12'))
      .policy(automatic)
      .where({ sends: [refused] });
    expect(story.until('next Fri 12:00').sends).toHaveLength(1);
  });

  it('H8 does not keep the automatic one back where it was an agent’s', () => {
    const story = given(customer('Sat 10:12'), macro('Sat 11:00', 'incident'))
      .policy(automatic)
      .where({ sends: [refused] });
    expect(story.until('next Mon 12:00').received).toEqual([template('next Mon 09:00', 'reopening')]);
  });

  it('H8 another customer message is another reason', () => {
    const twice = [customer('last Sat 10:12'), customer('Sat 10:12')];
    const story = given(...twice)
      .policy(automatic)
      .where({ sends: [refused] });
    expect(story.until('next Mon 12:00').received).toEqual([template('next Mon 09:00', 'reopening')]);
  });

  it('U5 does not solve the ticket where it was the last reminder, whatever went out before', () => {
    const pending = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
    const policy = { followUp: { max: 2, solveAfterMs: 48 * HOUR } };
    const story = (sends: (typeof refused | 'sent')[]) =>
      given(...pending)
        .policy(policy)
        .where({ sends })
        .until('next Mon 12:00');
    expect(story(['sent', 'sent']).status).toBe('solved');
    expect(story(['sent', refused]).status).toBe('pending');
  });
});
