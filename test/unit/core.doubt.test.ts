import { describe, expect, it } from 'vitest';
import type { Live } from '../../workflows/core/conversation';
import { decide } from '../../workflows/core/decide';
import {
  type Happening,
  agent,
  change,
  customer,
  given,
  macro,
  note,
  reported,
  status,
  template,
  text,
} from '../support/given';
import { at } from '../support/madrid';

const asked: Happening[] = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const reopening = (time: string) => template(time, 'reopening');
const requested = [customer('last Sat 10:00'), macro('Mon 10:00', 'reopening')];

describe('when an error may hide that the message went out', () => {
  it('rule 3: tries again after the pause, and finds the message where it is', () => {
    const story = given(...requested)
      .where({ sends: ['inDoubtButArrived'] })
      .until('Mon 17:00');
    expect(story.received).toEqual([reopening('Mon 10:00')]);
    expect(story.notes).toEqual([note('Mon 10:01', 'sent')]);
    expect(story.conversation?.messages.filter(({ by }) => by === 'ventana')).toHaveLength(1);
  });

  it('rule 3: says that it was sent also when the customer answers within the pause', () => {
    const story = given(...requested, customer('Mon 10:00:30'))
      .where({ sends: ['inDoubtButArrived'] })
      .until('Mon 17:00');
    expect(story.received).toEqual([reopening('Mon 10:00')]);
    expect(story.notes).toEqual([note('Mon 10:00:35', 'sent')]);
    expect(story.world.action).toBeUndefined();
  });

  it('rule 3: says that it was sent also when a later attempt surely was not', () => {
    const story = given(...requested, customer('Mon 10:01:30'))
      .where({ sends: ['inDoubtButArrived', 'busy', 'busy', 'busy'] })
      .until('Mon 17:00');
    expect(story.received).toEqual([reopening('Mon 10:00')]);
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sent']);
    expect(story.looks).toHaveLength(1);
  });

  it('rule 3: an automatic message counts as sent also when its reason has gone meanwhile', () => {
    const story = given(...asked, status('Tue 11:00:30', 'solved'))
      .where({ sends: ['inDoubtButArrived'] })
      .until('Tue 18:00');
    expect(story.notes).toEqual([note('Tue 11:00:35', 'sent')]);
  });

  it('rule 3: a text that went out is not followed by the template when the window has closed meanwhile', () => {
    const story = given(customer('Mon 09:00'), macro('Tue 08:54:30', 'reopening'))
      .where({ sends: ['inDoubtButArrived'] })
      .until('Tue 18:00');
    expect(story.sends.map(({ rendition }) => rendition)).toEqual(['text', 'template']);
    expect(story.received).toEqual([text('Tue 08:54:30', 'reopening')]);
  });

  it('rule 3: says that the customer wrote first only when the looks have not found it', () => {
    const story = given(...requested, customer('Mon 10:00:30'))
      .where({ sends: ['inDoubt'] })
      .until('Mon 17:00');
    expect(story.looks).toEqual(['Mon 10:00:35', 'Mon 10:01:05', 'Mon 10:03:05']);
    expect(story.received).toEqual([]);
    expect(story.notes).toEqual([note('Mon 10:03:05', 'customerWroteFirst')]);
  });

  it('rule 3: does not look for what cannot have gone out', () => {
    const story = given(...requested, customer('Mon 10:00:30'))
      .where({ sends: ['busy'] })
      .until('Mon 17:00');
    expect(story.looks).toEqual([]);
    expect(story.notes).toEqual([note('Mon 10:00:30', 'customerWroteFirst')]);
  });
});

describe('when a notification of unknown outcome turns up', () => {
  const sent = given(macro('Mon 10:00', 'incident'), customer('Mon 12:00')).where({
    conversation: undefined,
    reach: 'phone',
    sends: ['lostButArrived'],
  });

  it('rule 3: counts as sent once the conversation shows it, with a note', () => {
    expect(sent.until('Sun 18:00').notes).toEqual([note('Mon 10:00', 'sendUnknown'), note('Mon 12:00', 'sent')]);
  });

  it.each([
    ['sent', undefined],
    ['sendFailed', 131026],
  ] as const)('rule 3: %s by a delivery report that names the try', (kind, code) => {
    const story = given(macro('Mon 10:00', 'incident'), reported('Mon 10:01', code));
    const unseen = story.where({ conversation: undefined, reach: 'phone', sends: ['lostButArrived'] });
    expect(unseen.until('Sun 18:00').notes).toEqual([note('Mon 10:00', 'sendUnknown'), note('Mon 10:01', kind)]);
  });

  it.each([131000, 131999])('rule 3: not found in an earlier try that failed with %i, nor sent once more', (code) => {
    const story = given(
      macro('Mon 10:00', 'incident'),
      change('Mon 12:00', () => undefined),
    )
      .where({ conversation: undefined, reach: 'phone', sends: [{ undelivered: code }, 'lostButArrived'] })
      .until('Sun 18:00');
    expect(story.sends).toHaveLength(2);
    expect(story.received).toHaveLength(1);
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sent', 'sendUnknown']);
  });

  it('rule 3: a late report on an earlier try that failed says nothing of the later one', () => {
    const unknown = given(macro('Mon 10:00', 'incident'))
      .where({ conversation: undefined, reach: 'phone', sends: [{ undelivered: 131000 }, 'lostButArrived'] })
      .until('Mon 11:00').conversation as Live;
    const first = unknown.outreach[0]!.failedSendIds![0]!;
    const report = { type: 'delivered', id: 'late', reference: `notification of ${first}`, sendId: first } as const;
    const after = decide(unknown, { ...report, now: at('Mon 11:00') }).next as Live;
    expect(after.outreach[0]).toMatchObject({ attempts: 2, progress: { state: 'unknown' } });
  });
});
