/** Merged conversations, and requesters who cannot be written to. */
import { describe, expect, it } from 'vitest';
import type { SendOrder } from '../../activities/orders';
import type { Unreachable } from '../../activities/types';
import type { Conversation, Live } from '../../workflows/core/conversation';
import { decide } from '../../workflows/core/decide';
import { evolve } from '../../workflows/core/evolve';
import type { TicketEvent } from '../../workflows/core/events';
import { agent, change, customer, given, type Happening, macro, note, status, template } from '../support/given';
import { at } from '../support/madrid';
import { phrases } from '../../activities/phrases';

const merge = (time: string, discarded: string, surviving: string): Happening => ({
  ...change(time, () => undefined),
  act: (w) => {
    if (w.conversation) w.conversation = { ...w.conversation, id: surviving };
    const event: TicketEvent = { type: 'conversationMerged', id: `merge ${time}`, discarded, surviving };
    return [event];
  },
});

describe('I1 a merge of users', () => {
  const pending = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];

  it('F1 leaves the reminder as it was, in the conversation that survives', () => {
    const story = given(...pending, merge('Mon 12:00', 'conversation', 'survivor')).until('Wed 12:00');
    expect(story.received).toEqual([template('Tue 11:00', 'followUp')]);
    expect(story.world.log.sends.map(({ order }) => order.conversationId)).toEqual(['survivor']);
  });

  it('is remembered for reading: the audits keep naming the discarded conversation', () => {
    const story = given(...pending, merge('Mon 12:00', 'conversation', 'b'), merge('Mon 13:00', 'b', 'c')).until(
      'Tue 09:00',
    );
    expect(story.conversation).toMatchObject({
      merged: { conversation: 'c', b: 'c' },
      truth: { conversation: { id: 'c' } },
    });
    const live = story.conversation as Live;
    const { effect } = decide({ ...live, staleSince: at('Tue 10:00') }, { type: 'timeReached', now: at('Tue 10:00') });
    expect(effect).toMatchObject({ type: 'readTruth', conversationId: 'c', merged: { conversation: 'c', b: 'c' } });
  });

  it('of other conversations changes nothing but that the truth is read again', () => {
    const story = given(...pending, merge('Mon 12:00', 'another', 'conversation')).until('Wed 12:00');
    expect(story.received).toEqual([template('Tue 11:00', 'followUp')]);
    expect(story.reads).toContain('Mon 12:00');
  });

  it('has an uncertain attempt looked for where its message now is', () => {
    const { conversation } = given(...pending).until('Tue 10:00');
    const order: SendOrder = {
      ticketId: '100',
      sendId: 'i:template:1',
      purpose: { kind: 'followUp', name: 'followUp' },
      message: 'followUp',
      rendition: 'template',
      conversationId: 'conversation',
      failedMessageIds: [],
    };
    const intent = {
      id: 'i',
      purpose: order.purpose,
      message: 'followUp',
      requested: false,
      since: 1,
      rendition: order.rendition,
      attempts: 1,
    };
    const looking = { ...intent, progress: { state: 'looking' as const, order, looks: 0, notBefore: 1 } };
    const doubting = { ...intent, progress: { state: 'ready' as const, notBefore: 1, doubt: order } };
    const before = { ...(conversation as Live), outreach: [looking, doubting] };
    const event = { type: 'conversationMerged', id: 'm', discarded: 'conversation', surviving: 's' } as const;
    const after = evolve(before, { ...event, now: at('Tue 10:00') }) as Live;
    expect(after.outreach[0]?.progress).toMatchObject({ order: { conversationId: 's' } });
    expect(after.outreach[1]?.progress).toMatchObject({ doubt: { conversationId: 's' } });
    const twice = evolve(after, { ...event, now: at('Tue 10:01') });
    expect({ ...twice, asOf: after.asOf }).toEqual(after);
  });

  it('W2 has the list of the survivor replace what was heard in the discarded one, in whatever order they come', () => {
    const { conversation } = given(...pending).until('Mon 11:30');
    const now = at('Mon 12:00');
    const bots = { by: 'agent', id: 'bot', at: at('Mon 11:40') } as const;
    const heard = {
      type: 'messageSeen',
      id: 'w',
      message: bots,
      conversationId: 'conversation',
      unsure: true,
    } as const;
    const merged = { type: 'conversationMerged', id: 'm', discarded: 'conversation', surviving: 's' } as const;
    for (const events of [
      [heard, merged],
      [merged, heard],
    ]) {
      const live = events.reduce<Conversation>((c, it) => evolve(c, { ...it, now }), conversation!) as Live;
      expect(live.messages.map(({ id }) => id)).toContain('bot');
      const listed = { from: at('Mon 09:00'), to: at('Mon 11:59'), nobodys: [] };
      const truth = { ...live.truth, messages: [], notesWritten: [], listed };
      expect(evolve(live, { type: 'truth', truth, now }).messages.map(({ id }) => id)).not.toContain('bot');
    }
  });

  it('rule 2 leads on to the third conversation, in whatever order two merges are heard', () => {
    const { conversation } = given(...pending).until('Mon 11:30');
    const first = { type: 'conversationMerged', id: 'm1', discarded: 'conversation', surviving: 'b' } as const;
    const second = { type: 'conversationMerged', id: 'm2', discarded: 'b', surviving: 'c' } as const;
    const now = at('Mon 12:00');
    const after = (...events: (typeof first | typeof second)[]) =>
      events.reduce<Conversation>((c, it) => evolve(c, { ...it, now }), conversation!) as Live;
    expect(after(second, first).merged).toEqual(after(first, second).merged);
    expect(after(second, first).truth.conversation?.id).toBe('c');
    const back = { ...first, id: 'm3', discarded: 'b', surviving: 'conversation' } as const;
    expect(after(first, back as never).truth.conversation?.id).toBe('conversation');
  });

  it('does not end a run whose conversation is gone: the ticket began on WhatsApp', () => {
    const { conversation } = given(...pending).until('Tue 10:00');
    const { conversation: _gone, ...truth } = (conversation as Live).truth;
    const read = { ...truth, messages: [], notesWritten: [], reach: 'noPhone' as const };
    const now = at('Tue 10:00');
    const told = evolve(conversation!, { type: 'truth', truth: { ...read, conversationGone: true }, now });
    expect(told.stage).toBe('watching');
    const old = evolve({ ...(conversation as Live), messages: [] }, { type: 'truth', truth: read, now });
    expect(old).toMatchObject({ stage: 'ended', reason: 'not a WhatsApp ticket' });
  });
});

describe('whoever cannot be written to', () => {
  it.each<[string, Unreachable]>([
    ['I3', 'blocked'],
    ['I4', 'suspended'],
    ['I5', 'otherRequester'],
    ['P8', 'ambiguousPhone'],
  ])('%s gets nothing that an agent asks for, and the note says why: %s', (_id, reach) => {
    const story = given(macro('Mon 09:00', 'incident')).where({ conversation: undefined, reach }).until('Tue 09:00');
    expect(story.received).toEqual([]);
    expect(story.notes).toEqual([note('Mon 09:00', 'sendFailed')]);
    expect(story.words).toMatchObject([{ failure: { reason: reach } }]);
    expect(story.world.action).toBeUndefined();
    expect(phrases.es.reasons[reach]).not.toBe(phrases.en.reasons[reach]);
  });
});

describe('D2 a final failure counts', () => {
  const failed = (id: string): TicketEvent => ({
    type: 'deliveryFailed',
    id: `failure of ${id}`,
    reference: id,
    failure: { reason: 'refused', code: 131026 },
  });
  const delivered = (id: string): TicketEvent => ({ type: 'delivered', id: `delivery of ${id}`, reference: id });
  const told = (time: string, tell: (id: string) => TicketEvent): Happening => ({
    ...change(time, () => undefined),
    act: (w) => [tell(w.messages.findLast((it) => it.by === 'agent')!.id)],
  });
  const begun = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];

  it('before and after a success: the same', () => {
    const first = given(...begun, told('Mon 11:01', failed), told('Mon 11:02', delivered)).until('Wed 12:00');
    const last = given(...begun, told('Mon 11:01', delivered), told('Mon 11:02', failed)).until('Wed 12:00');
    for (const story of [first, last]) {
      expect(story.received).toEqual([]);
      expect(story.notes.map(({ kind }) => kind)).toContain('notDelivered');
    }
    expect((first.conversation as Live).failures).toEqual((last.conversation as Live).failures);
  });
});
