/** What a ticket's run makes of what it hears, where no story is needed to see it; and that it does not grow without end. */
import { describe, expect, it } from 'vitest';
import type { Conversation, Ended, Live, Outreach, Unread } from '../../workflows/core/conversation';
import { newConversation } from '../../workflows/core/conversation';
import { decide, wakeAt } from '../../workflows/core/decide';
import type { TimedEvent } from '../../workflows/core/events';
import { evolve } from '../../workflows/core/evolve';
import { addOutreach } from '../../workflows/core/requests';
import { evolveUpdate } from '../../workflows/core/updateResults';
import { agent, change, customer, given, macro, note, sentBefore, status } from '../support/given';
import { MINUTE, SECOND, at } from '../support/madrid';

const NOW = at('Mon 12:00');
const live = given(customer('Mon 09:00')).until('Mon 12:00').conversation as Live;
const ended = given(customer('Mon 09:00'))
  .where({ reads: ['deleted'] })
  .until('Mon 12:00').conversation as Ended;
const unread: Unread = newConversation('100', NOW);
const after = (c: Conversation, event: object, now = NOW) => evolve(c, { ...event, now } as TimedEvent);

describe('rule 1 a hint', () => {
  it.each([
    { type: 'ticketCreated', id: 'e' },
    { type: 'statusChanged', id: 'e', status: 'open' },
    { type: 'actionRequested', id: 'e', action: 'incident' },
    { type: 'messageAdded', id: 'e', byCustomer: true },
    { type: 'ticketMerged', id: 'e' },
    { type: 'ticketDeleted', id: 'e' },
    { type: 'ticketFound', id: 'e' },
    { type: 'refresh', id: 'e', stamp: 'another' },
    { type: 'refresh', id: 'e' },
  ])('$type marks the ticket stale, since the first of them, and begins an ended run anew', (event) => {
    expect(after(live, event)).toMatchObject({ stage: 'watching', staleSince: NOW });
    expect(after({ ...live, staleSince: 1 }, event)).toMatchObject({ staleSince: 1 });
    expect(after(ended, event)).toMatchObject({ stage: 'reading' });
    expect(after(ended, event)).not.toHaveProperty('reason');
  });

  it('of the sweep about a ticket as it was last read is no news; to a run that has read nothing it is', () => {
    expect(after(live, { type: 'refresh', id: 'e', stamp: live.truth.ticket.stamp })).not.toHaveProperty('staleSince');
    expect(after(unread, { type: 'refresh', id: 'e', stamp: live.truth.ticket.stamp })).toHaveProperty(
      'staleSince',
      NOW,
    );
  });

  it('that was heard before changes nothing but the time', () => {
    const once = after(live, { type: 'ticketCreated', id: 'e' });
    const { staleSince: _stale, ...read } = once;
    expect(after(read as Live, { type: 'ticketCreated', id: 'e' }, NOW + 1)).toEqual({ ...read, asOf: NOW + 1 });
    expect(after({ ...live, asOf: NOW + 9 }, { type: 'timeReached' }).asOf).toBe(NOW + 9);
  });
});

describe('what else is heard', () => {
  it('a reading that failed is tried again when it says, and the ticket stays unread till then', () => {
    const waiting = after(unread, { type: 'readFailed', retryAt: NOW + MINUTE });
    expect(wakeAt(waiting)).toBe(NOW + MINUTE);
    expect(decide(waiting, { type: 'timeReached', now: NOW + MINUTE }).effect).toMatchObject({ type: 'readTruth' });
    const stale = after({ ...live, staleSince: NOW }, { type: 'readFailed', retryAt: NOW + MINUTE });
    expect(wakeAt(stale)).toBe(NOW + MINUTE);
  });

  it.each([
    ['at first', unread],
    ['later', { ...live, staleSince: NOW }],
  ])('K20 a reading that fails %s is tried again after 10, 20, 40 s ... 10 min', (_when, c) => {
    const pauses: number[] = [];
    let [failing, now]: [Conversation, number] = [c, NOW];
    while (pauses.length < 9) {
      failing = after(failing, { type: 'readFailed', retryAt: now, grows: true }, now);
      const next = wakeAt(failing)!;
      pauses.push((next - now) / SECOND);
      now = next;
      expect(decide(failing, { type: 'timeReached', now }).effect).toMatchObject({ type: 'readTruth' });
    }
    expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600]);
  });

  it('K20 but no sooner than the vendor asks, after 10 s again once it was read, and as before in older histories', () => {
    const failed = (c: Conversation, retryAt: number): Conversation =>
      after(c, { type: 'readFailed', retryAt, grows: true });
    expect(wakeAt(failed(unread, NOW + 15 * SECOND))).toBe(NOW + 15 * SECOND);
    const twice = failed(failed({ ...live, staleSince: NOW }, NOW), NOW) as Live;
    const read = after(twice, { type: 'truth', truth: { ...live.truth, messages: live.messages, notesWritten: [] } });
    expect(read).not.toHaveProperty('readsFailing');
    expect(wakeAt(failed({ ...(read as Live), staleSince: NOW }, NOW))).toBe(NOW + 10 * SECOND);
    const older = after(after(unread, { type: 'readFailed', retryAt: NOW + MINUTE }), {
      ...{ type: 'readFailed', retryAt: NOW + MINUTE },
    });
    expect(wakeAt(older)).toBe(NOW + MINUTE);
  });

  it('that the ticket is gone ends the run', () => {
    expect(after(live, { type: 'gone' })).toMatchObject({ stage: 'ended', reason: 'deleted' });
  });

  it('that a stop was reported changes nothing', () => {
    expect(after(live, { type: 'stopReported' })).toEqual({ ...live, asOf: NOW });
  });

  it.each(['written', 'conflict', 'writeFailed', 'optOutStored', 'stopReported', 'readFailed'])(
    '%s does not wake a run that has ended',
    (type) => {
      const event = { type, ticketId: '100', retryAt: NOW, final: true, of: 'everything' };
      expect(after(ended, event).stage).toBe('ended');
    },
  );

  it('a delivery report names the conversation to a ticket that has none; one without changes nothing', () => {
    const event = { type: 'delivered', id: 'e', reference: 'r' };
    const { heardConversationId: _heard, ...own } = live;
    const { conversation: _conversation, ...truth } = live.truth;
    const none: Live = { ...own, truth };
    expect(after(none, { ...event, conversationId: 'c' })).toMatchObject({ heardConversationId: 'c', staleSince: NOW });
    expect(after(none, event)).not.toHaveProperty('heardConversationId');
    expect(after(own, { ...event, conversationId: 'c' })).not.toHaveProperty('heardConversationId');
    expect(after(unread, { ...event, sendId: 'i:text:1', conversationId: 'c' })).toMatchObject({ stage: 'reading' });
    const first = after(none, { ...event, conversationId: 'c' });
    expect(after(first, { ...event, id: 'f', conversationId: 'd' })).toMatchObject({ heardConversationId: 'c' });
  });

  it('rule 7 a customer’s message has the ticket read again where it may need reopening, an older one not', () => {
    const seen = (to: 'new' | 'open' | 'pending' | 'hold' | 'solved', message: object, others = {}) => {
      const c = { ...live, truth: { ...live.truth, ticket: { ...live.truth.ticket, status: to } } };
      const event = { type: 'messageSeen', id: 'e', message, conversationId: 'conversation', ...others };
      return 'staleSince' in after(c, event);
    };
    const newest = { by: 'customer', id: 'new', at: NOW };
    expect((['new', 'open', 'pending', 'hold', 'solved'] as const).map((to) => seen(to, newest))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(seen('pending', { ...newest, at: at('Mon 08:00') })).toBe(false);
    expect(seen('pending', { by: 'agent', id: 'new', at: NOW })).toBe(false);
    expect(seen('open', newest, { askedByTicketId: '200' })).toBe(true);
    expect(seen('open', newest, { askedByTicketId: '100' })).toBe(false);
  });
});

describe('a run that reads a ticket for the first time', () => {
  const byPhone = { conversation: undefined, reach: 'phone' } as const;

  it('ends where WhatsApp is not its channel and nobody asked for a message', () => {
    const story = given(status('Mon 10:00', 'pending')).where(byPhone).until('Mon 12:00');
    expect(story.conversation).toMatchObject({ stage: 'ended', reason: 'not a WhatsApp ticket' });
    const theirs = {
      conversation: { id: 'c', own: false },
      messages: [{ ...sentBefore('Mon 09:00', 'reopening'), ticketId: '200' }],
    };
    expect(given(status('Mon 10:00', 'pending')).where(theirs).until('Mon 12:00').conversation?.stage).toBe('ended');
  });

  it('P3 goes on where this ticket has written into the conversation of another', () => {
    const ours = { conversation: { id: 'c', own: false }, messages: [sentBefore('Mon 09:00', 'reopening')] };
    expect(given(status('Mon 10:00', 'pending')).where(ours).until('Mon 12:00').conversation?.stage).toBe('watching');
  });

  it('P2 goes on after the request was carried out, while it waits for the answer', () => {
    const story = given(
      macro('Mon 10:00', 'incident'),
      change('Mon 11:00', () => undefined),
    )
      .where(byPhone)
      .until('Mon 12:00');
    expect(story.world.action).toBeUndefined();
    expect(story.conversation?.stage).toBe('watching');
  });

  it('takes the time of the first sighting for a status whose time the audits do not tell, and keeps it', () => {
    const { statusSince: _since, ...ticket } = live.truth.ticket;
    const { notesWritten, messages } = { notesWritten: [], messages: [] };
    const truth = { ...live.truth, ticket, notesWritten, messages };
    const first = after(unread, { type: 'truth', truth }, 5) as Live;
    expect(first.truth.ticket.statusSince).toBe(unread.asOf);
    const again = after(first, { type: 'truth', truth }, NOW + MINUTE) as Live;
    expect(again.truth.ticket.statusSince).toBe(unread.asOf);
    const other = { ...truth, ticket: { ...ticket, status: 'hold', action: { name: 'a' } } };
    const changed = after(again, { type: 'truth', truth: other }, NOW + MINUTE) as Live;
    expect(changed.truth.ticket).toMatchObject({
      statusSince: NOW + MINUTE,
      action: { name: 'a', since: NOW + MINUTE },
    });
    const later = after(changed, { type: 'truth', truth: other }, NOW + 2 * MINUTE) as Live;
    expect(later.truth.ticket.action).toEqual({ name: 'a', since: NOW + MINUTE });
    const another = { ...other, ticket: { ...other.ticket, action: { name: 'b' } } };
    expect((after(later, { type: 'truth', truth: another }, NOW + 3 * MINUTE) as Live).truth.ticket.action).toEqual({
      name: 'b',
      since: NOW + 3 * MINUTE,
    });
  });
});

describe('what came of an update', () => {
  const update = (changes: object) => ({ ...live, writing: { ticketId: '100', notes: [], ...changes } }) as Live;
  const wrote = (c: Live, changes: object = {}) => evolveUpdate(c, { type: 'written', ticketId: '100', ...changes });

  it('is what the ticket is now', () => {
    const window = { state: 'closing', closesAt: 7 } as const;
    const c = { ...update({ status: 'open', window }), asOf: NOW };
    const next = wrote(c, { stamp: 'v9' });
    expect(next).toMatchObject({ lastDisplayWriteAt: NOW });
    expect(next.truth.ticket).toMatchObject({ status: 'open', statusSince: NOW, stamp: 'v9' });
    expect(next.truth.ticket.shown).toEqual({
      window: 'closing',
      closesAt: 7,
      answer: 'none',
      outcome: 'none',
      silence: 'off',
    });
    expect(next).not.toHaveProperty('writing');
  });

  it('changes no more than what was written', () => {
    const c = update({ notes: [{ key: 'k', note: { kind: 'optedOut' } }] });
    const { writing: _writing, ...before } = c;
    expect(wrote(c)).toStrictEqual({ ...before, done: [...c.done, 'k'] });
  });

  it('empties the request where that was written, and only then', () => {
    const asked = (clearAction?: true) => {
      const c = update(clearAction ? { clearAction } : {});
      const ticket = { ...c.truth.ticket, action: { name: 'incident', since: 1 } };
      return wrote({ ...c, truth: { ...c.truth, ticket } }).truth.ticket.action;
    };
    expect(asked(true)).toBeUndefined();
    expect(asked()).toEqual({ name: 'incident', since: 1 });
  });

  it('on another ticket changes nothing of this one, and its notes are known by that ticket’s id', () => {
    const c = update({
      ticketId: '200',
      notes: [{ key: 'k', note: { kind: 'optedOut' } }],
      window: { state: 'open', closesAt: 1 },
    });
    const next = wrote(c, { ticketId: '200', stamp: 'v9' });
    expect(next.truth).toEqual(live.truth);
    expect(next.done).toEqual([...live.done, '200/k']);
    const refused = evolveUpdate(c, { type: 'writeFailed', retryAt: 1, final: true });
    expect(refused).not.toHaveProperty('writeNotBefore');
    expect(evolveUpdate(update({}), { type: 'writeFailed', retryAt: 1, final: true })).toHaveProperty('writeNotBefore');
  });

  it('a conflict has the ticket read again, stale since the first doubt', () => {
    const conflict = { type: 'conflict' } as const;
    expect(evolveUpdate({ ...update({}), asOf: NOW }, conflict)).toMatchObject({ outdated: true, staleSince: NOW });
    expect(evolveUpdate({ ...update({}), staleSince: 1 }, conflict)).toMatchObject({ staleSince: 1 });
  });

  it('a failure that may hide a success leaves its notes in doubt, each once', () => {
    const failed = { type: 'writeFailed', retryAt: NOW + SECOND, final: false } as const;
    const notes = [{ key: 'k', note: { kind: 'optedOut' } }];
    const once = evolveUpdate(update({ notes }), failed);
    expect(once).toMatchObject({ unsure: ['k'], writeNotBefore: NOW + SECOND });
    expect(evolveUpdate({ ...once, writing: update({ notes }).writing! }, failed).unsure).toEqual(['k']);
    expect(evolveUpdate(update({}), failed)).not.toHaveProperty('unsure');
    expect(evolveUpdate(live, failed)).not.toHaveProperty('unsure');
  });
});

describe('a ticket that lives for months', () => {
  it('keeps the identities of the last two hundred events', () => {
    let c: Conversation = live;
    for (let n = 0; n < 250; n += 1) c = after(c, { type: 'refresh', id: `e${n}` });
    expect(c.seenEvents).toHaveLength(200);
    expect(c.seenEvents.at(-1)).toBe('e249');
  });

  it('keeps the last twenty messages of ours', () => {
    const intent = (n: number) => ({ id: `i${n}`, progress: { state: 'dropped' } }) as Outreach;
    let c = live;
    for (let n = 0; n < 30; n += 1) c = addOutreach(c, intent(n));
    expect(c.outreach.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => `i${n + 10}`));
  });

  it('keeps the keys of the last two hundred notes, written or in doubt', () => {
    const keys = Array.from({ length: 250 }, (_, n) => ({ key: `k${n}`, note: { kind: 'optedOut' } as const }));
    const c: Live = { ...live, writing: { ticketId: '100', notes: keys } };
    const { done } = evolveUpdate(c, { type: 'written', ticketId: '100' });
    expect([done.length, done.at(-1)]).toEqual([200, 'k249']);
    const { unsure } = evolveUpdate(c, { type: 'writeFailed', retryAt: NOW, final: false });
    expect([unsure?.length, unsure?.at(-1)]).toEqual([200, 'k249']);
  });
});

describe('rule 7 reopening', () => {
  const pendingAt = (time: string) =>
    given(customer('Mon 09:00'), agent('Mon 09:10'), status(time, 'pending'), customer('Mon 10:00'))
      .where({ zendeskReopens: false })
      .until('Mon 11:00').status;

  it('is ours where the customer wrote a whole second after the status was set, or later', () => {
    expect(pendingAt('Mon 09:59:59')).toBe('open');
  });

  it('is left to the agent who set the status within the same second, or after the message', () => {
    expect(pendingAt('Mon 10:00')).toBe('pending');
    expect(pendingAt('Mon 10:30')).toBe('pending');
  });

  it('P3 is ours for a ticket that wrote before the answer, and not for one that wrote after the message', () => {
    const after09 = (time: string) =>
      given(status('Mon 08:30', 'pending'), customer('Mon 10:00'))
        .where({
          zendeskReopens: false,
          conversation: { id: 'conversation', own: false, ownerTicketId: '200' },
          messages: [sentBefore(time, 'reopening')],
        })
        .until('Mon 11:00');
    expect(after09('Mon 08:45').status).toBe('open');
    expect(after09('Mon 10:00').status).toBe('pending');
    expect(after09('Mon 10:05').status).toBe('pending');
    expect(after09('Mon 08:45').notes).not.toContainEqual(note('Mon 10:00', 'answersOther'));
  });
});
