/** K6: what a newer release's receiver or activities may say while this worker is still running. */
import { describe, expect, it } from 'vitest';
import type { SendFailure, SendOutcome } from '../../activities/orders';
import type { Truth } from '../../activities/types';
import { factsOf, newConversation } from '../../workflows/core/conversation';
import type { Live } from '../../workflows/core/conversation';
import { decide, step } from '../../workflows/core/decide';
import { afterFailure } from '../../workflows/core/deliveryErrors';
import type { OwnEvent, TicketEvent } from '../../workflows/core/events';
import { detailsOf } from '../../workflows/details';
import { customer, given, happening, macro } from '../support/given';
import { at } from '../support/madrid';
import { intent, NOON, pending, ready } from '../support/states';

const later = (id = 'n1'): TicketEvent => ({ type: 'conversationSplit', id, parts: 2 }) as unknown as TicketEvent;
const truthOf = ({ truth }: Live): Truth => ({ ...truth, messages: [], notesWritten: [] });

describe('K6 an event of a kind that only a newer release knows', () => {
  it('is kept, and the ticket is read', () => {
    const { next, effect } = step(pending, [later()], NOON + 11_000);
    expect(next.kept).toEqual([{ type: 'conversationSplit', id: 'n1', parts: 2 }]);
    expect(effect?.type).toBe('readTruth');
    expect(step(next, [later()], NOON + 12_000).next.kept).toHaveLength(1);
  });

  it('may begin a run, and is carried into the next one; no more than fifty are kept', () => {
    const { next, effect } = step(newConversation('100', NOON), [later()], NOON);
    expect(effect?.type).toBe('readTruth');
    expect(factsOf(next).kept).toHaveLength(1);
    const many = Array.from({ length: 60 }, (_, index) => later(`n${index}`));
    const { kept } = step(pending, many, NOON).next;
    expect([kept?.length, kept?.at(-1)?.id]).toEqual([50, 'n59']);
  });

  it('stops nothing else: the message that an agent asks for goes out', () => {
    const story = given(
      customer('last Sat 10:12'),
      happening('Mon 09:00', () => [later()]),
      macro('Mon 09:05', 'reopening'),
    ).until('Mon 10:00');
    expect(story.received).toHaveLength(1);
    expect(story.conversation?.kept).toHaveLength(1);
  });

  it('is shown in Temporal’s UI', () => {
    const { next } = step(pending, [later(), later('n2')], NOON);
    expect(detailsOf(next, 'url')).toContain('**2 events of a newer release** ("conversationSplit") are kept.');
    const { next: reading } = step(newConversation('100', NOON), [later()], NOON);
    expect(detailsOf(reading, 'url')).toContain('1 events of a newer release');
    expect(detailsOf(pending, 'url')).not.toContain('newer release');
  });

  it('is handled with the first truth read for code that knows it', () => {
    const seen = given(customer('Mon 11:30', { id: 'm9' })).until('Mon 11:30').conversation;
    const message = seen!.messages[0]!;
    const known: TicketEvent = { type: 'messageSeen', id: 'e9', message, conversationId: 'conversation' };
    const { next } = step({ ...pending, kept: [known, later()] }, [], NOON);
    const event = { type: 'truth', truth: truthOf(pending), now: NOON + 60_000 } as const;
    const read = decide(next, event).next;
    expect(read.messages.map(({ id }) => id)).toContain('m9');
    expect(read.kept).toEqual([later()]);
  });
});

describe('K6 what activities of a newer release answer', () => {
  it('an outcome that is not known here may hide a message: it is looked for before anything is sent again', () => {
    const story = given(customer('last Sat 10:12'), macro('Mon 09:00', 'reopening'))
      .where({ sends: ['busy'] })
      .until('Mon 09:00:05');
    const c = story.conversation as Live;
    const { order } = story.world.log.sends[0]!;
    const outcome = { type: 'handedOver' } as unknown as SendOutcome;
    const event: OwnEvent = { type: 'sendEnded', intentId: c.outreach[0]!.id, order, outcome };
    const next = step(c, [event], at('Mon 09:00:10')).next as Live;
    expect(next.outreach[0]?.progress).toMatchObject({ state: 'looking', looks: 0 });
  });

  it('a kind of failure that is not known here counts as one that nobody knows', () => {
    const failure = { reason: 'refused', kind: 'weather' } as unknown as SendFailure;
    expect(afterFailure(intent(ready), failure, NOON)).toMatchObject({
      unknownErrors: 1,
      progress: { state: 'wanted' },
    });
  });
});
