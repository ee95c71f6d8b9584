import { describe, expect, it } from 'vitest';
import { withoutKnown } from '../../activities/known';
import { withPackedHours } from '../../activities/packed';
import type { Message, Truth } from '../../activities/types';
import { newConversation } from '../../workflows/core/conversation';
import { step } from '../../workflows/core/decide';
import type { SingleEvent, TicketEvent } from '../../workflows/core/events';
import { briefFor } from '../../workflows/core/unchangedTruth';
import { startsRun } from '../../workflows/messages';
import { NOON as NOW, pending } from '../support/states';

const heard: Message = { by: 'customer', id: 'm9', at: NOW - 1_000 };
const seen: SingleEvent = { type: 'messageSeen', id: 'e1', message: heard, conversationId: 'conversation' };
const changed: SingleEvent = { type: 'statusChanged', id: 'e2', status: 'open' };
const several: TicketEvent = { type: 'several', id: 'e1+e2', events: [seen, changed] };

describe('B12 several events in one signal', () => {
  it('B12 are handled like one signal each, and known by their own ids', () => {
    const { seenEvents: _one, ...alone } = step(pending, [seen, changed], NOW).next;
    const { next } = step(pending, [several], NOW);
    const { seenEvents, ...together } = next;
    expect(together).toEqual(alone);
    expect(seenEvents).toEqual(expect.arrayContaining(['e1', 'e2']));
    expect(step(next, [changed, seen], NOW).next).toEqual(next);
  });

  it('B12 start a run if one of them may', () => {
    expect(startsRun(several)).toBe(true);
    expect(startsRun({ type: 'several', id: 'e2', events: [changed] })).toBe(false);
  });

  it('B12 K6 are kept by a run of earlier rules, which reads, and handles them with that truth', () => {
    const { next, effect } = step({ ...pending, rules: 10 }, [several], NOW + 11_000);
    expect(next.kept).toEqual([several]);
    expect(effect?.type).toBe('readTruth');
    const truth = { ...pending.truth, rules: 11, messages: [], notesWritten: [] };
    const read = step(next, [{ type: 'truth', truth }], NOW + 12_000).next;
    expect(read.kept).toBeUndefined();
    expect(read.messages.map(({ id }) => id)).toContain('m9');
  });
});

describe('B14 a reading by a run that knows most of it', () => {
  const run = { ...pending, asOf: NOW };
  const truth: Truth = { ...pending.truth, readAt: NOW, messages: [...pending.messages, heard], notesWritten: [] };
  const { known } = briefFor(run);
  const told = (it: Truth): Truth => JSON.parse(JSON.stringify(it)) as Truth;

  it('B14 is told only of what is new, and decides as if it were told all', () => {
    const brief = told(withoutKnown(truth, known!));
    expect(brief.messages).toEqual([heard]);
    expect(brief).not.toHaveProperty('conversation');
    const whole = step(run, [{ type: 'truth', truth }], NOW);
    expect(step(run, [{ type: 'truth', truth: brief }], NOW)).toEqual(whole);
  });

  it('B14 is told of what has changed, and of what is gone', () => {
    const [first, ...others] = pending.messages;
    const other: Truth = { ...truth, reach: 'suspended', optedOut: true, messages: [{ ...first!, at: first!.at + 1 }] };
    const brief = told(withoutKnown(other, known!));
    expect(brief).toMatchObject({ reach: 'suspended', optedOut: true, messages: [{ id: first!.id }] });
    expect(others.length).toBeGreaterThan(0);
    expect(step(run, [{ type: 'truth', truth: brief }], NOW)).toEqual(
      step(run, [{ type: 'truth', truth: other }], NOW),
    );
  });

  it('B14 is read again by a run that does not have what was left out, which cannot be', () => {
    const brief = withoutKnown(truth, known!);
    const { next, effect } = step(newConversation('100', NOW), [{ type: 'truth', truth: brief }], NOW);
    expect([next.stage, effect?.type]).toEqual(['reading', 'readTruth']);
    const { next: others } = step({ ...run, messages: [] }, [{ type: 'truth', truth: brief }], NOW);
    expect(others.staleSince).toBe(NOW);
  });

  it('B14 is told the hours in a few numbers, unless they are not of whole minutes', () => {
    const brief = told(withPackedHours(truth));
    expect(brief).toMatchObject({ office: [], quiet: [] });
    expect(JSON.stringify(brief.packed).length).toBeLessThan(JSON.stringify(truth.office).length / 2);
    expect(step(run, [{ type: 'truth', truth: brief }], NOW)).toEqual(step(run, [{ type: 'truth', truth }], NOW));
    const odd = { ...truth, office: [{ start: 1, end: 60_001 }] };
    expect(withPackedHours(odd)).toBe(odd);
  });
});
