import { describe, expect, it } from 'vitest';
import { stageOf } from '../../workflows/core/stage';
import {
  type Happening,
  agent,
  customer,
  given,
  heldBehind,
  hint,
  lost,
  macro,
  note,
  status,
  template,
  undelivered,
} from '../support/given';
import { HOUR, MINUTE, SECOND } from '../support/madrid';

const asked: Happening[] = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const reminder = (time: string) => template(time, 'followUp');
const reopening = (time: string) => template(time, 'reopening');
const requested = [customer('last Sat 10:00'), macro('Mon 10:00', 'reopening')];
const requestedInWindow = [customer('Mon 09:00'), macro('Mon 10:00', 'reopening')];
const byPhone = given(macro('Mon 10:00', 'incident')).where({ conversation: undefined, reach: 'phone' });

describe('when WhatsApp says no', () => {
  it('131047 of a text: sends the template instead, once', () => {
    const story = given(...requestedInWindow)
      .where({ sends: [{ undelivered: 131047 }] })
      .until('Mon 18:00');
    expect(story.received).toEqual([reopening('Mon 10:00:02')]);
    expect(story.sends.map(({ rendition }) => rendition)).toEqual(['text', 'template']);
  });

  it('131047 of a text: does not send the text again when the template was refused as well', () => {
    const story = given(...requestedInWindow)
      .where({ sends: [{ undelivered: 131047 }, { undelivered: 131026 }] })
      .until('Mon 18:00');
    expect(story.sends).toHaveLength(2);
    expect(story.notes).toContainEqual(note('Mon 10:00:04', 'sendFailed'));
  });

  it('131047 of a template: does not try again, and says so', () => {
    const story = given(...requested)
      .where({ sends: [{ undelivered: 131047 }] })
      .until('Sun 18:00');
    expect(story.sends).toHaveLength(1);
    expect(story.words.at(-1)).toMatchObject({ kind: 'sendFailed', failure: { code: 131047 } });
  });

  it.each([131026, 130472, 131050, 132000, 132001, 132018])('%i: stops, with a note', (code) => {
    const story = given(...requested)
      .where({ sends: [{ undelivered: code }] })
      .until('Sun 18:00');
    expect(story.sends).toHaveLength(1);
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sent', 'sendFailed']);
    expect(stageOf(story.conversation!)).toBe('window-closed');
  });

  it('131049: tries again after 24 h', () => {
    const story = given(...requested)
      .where({ sends: [{ undelivered: 131049 }] })
      .until('Sun 18:00');
    expect(story.received).toEqual([reopening('Tue 10:00:02')]);
  });

  it('131049: tries again once only', () => {
    const story = given(...requested)
      .where({ sends: [{ undelivered: 131049 }, { undelivered: 131049 }] })
      .until('Sun 18:00');
    expect(story.sends).toHaveLength(2);
    expect(story.notes.at(-1)?.kind).toBe('sendFailed');
  });

  it.each([
    ['was put off at first', ['busy', { undelivered: 131049 }]],
    ['was a text at first', [{ undelivered: 131047 }, { undelivered: 131049 }]],
  ] as const)('131049: tries again after 24 h also when the message %s', (_, sends) => {
    const story = given(...requestedInWindow)
      .where({ sends: [...sends] })
      .until('Sun 18:00');
    expect(story.received).toMatchObject([{ what: 'reopening', rendition: 'template' }]);
  });

  it('131049: does not try again when the customer has written meanwhile', () => {
    const story = given(...requested, customer('Mon 20:00'))
      .where({ sends: [{ undelivered: 131049 }] })
      .until('Sun 18:00');
    expect(story.received).toEqual([]);
    expect(story.notes).toContainEqual(note('Mon 20:00', 'customerWroteFirst'));
  });

  it.each([
    ['the follow-up', given(...asked), [reminder('Wed 11:00:02')]],
    [
      'the automatic reopening',
      given(customer('last Sat 10:12')).policy({ reopening: { mode: 'automatic' } }),
      [reopening('Tue 09:00:02')],
    ],
  ])('131049: tries %s again after 24 h', (_, story, received) => {
    expect(story.where({ sends: [{ undelivered: 131049 }] }).until('Sun 18:00').received).toEqual(received);
  });

  it('131049: an automatic message waits for the end of quiet hours once more', () => {
    const story = given(customer('Mon 09:00'), agent('Mon 20:59'), status('Mon 20:59', 'pending'));
    const failing = story.where({ sends: ['lostButArrived'] }).until('Tue 21:10');
    expect(failing.received).toEqual([reminder('Tue 20:59')]);
    const again = given(
      customer('Mon 09:00'),
      agent('Mon 20:59'),
      status('Mon 20:59', 'pending'),
      undelivered('Tue 21:01', 'ventana', 131049),
    ).until('Sun 18:00');
    expect(again.received).toEqual([reminder('Thu 08:00')]);
  });

  it('a failed reminder is not tried again by the back door', () => {
    const story = given(...asked)
      .where({ sends: [{ undelivered: 131026 }] })
      .until('Sun 18:00');
    expect(story.sends).toHaveLength(1);
  });

  it.each([131056, 130429, 131057])('%i: backs off and goes on', (code) => {
    const story = given(...requested)
      .where({ sends: [{ undelivered: code }, { undelivered: code }] })
      .until('Sun 18:00');
    expect(story.received).toMatchObject([{ what: 'reopening', rendition: 'template' }]);
    expect(story.sends).toHaveLength(3);
  });

  it.each([132015, 132016, 131031, 131042, 131048])(
    '%i: tells people, holds the message and probes every 5 min',
    (code) => {
      const story = given(...requested)
        .where({ sends: [{ undelivered: code }, { undelivered: code }] })
        .until('Sun 18:00');
      expect(story.received).toEqual([reopening('Mon 10:10:04')]);
      expect(story.notes.filter(({ kind }) => kind === 'sendHeld')).toHaveLength(1);
      // V9: and in the end, a minute after the message, that it went out after all.
      expect(story.notes.map(({ kind }) => kind)).toEqual(['sent', 'sendHeld', 'sent']);
      expect(story.notes.at(-1)?.at).toBe('Mon 10:11:04');
    },
  );

  it('132015: says once that a message waits behind the hold of another ticket', () => {
    const story = given(...requested, heldBehind('Mon 10:00:01', 132015), heldBehind('Mon 11:00', 132015))
      .where({ requestedTurnMs: 2 * HOUR })
      .until('Mon 13:00');
    expect(story.notes).toEqual([note('Mon 10:00:01', 'sendHeld'), note('Mon 12:00', 'sent')]);
  });

  it('132015: a held message goes no further once the customer has written', () => {
    const story = given(...asked, customer('Tue 11:03'))
      .where({ sends: [{ undelivered: 132015 }] })
      .until('Sun 18:00');
    expect(story.received).toEqual([]);
    expect(story.sends).toHaveLength(1);
  });
});

describe('when the outcome of a send is not known', () => {
  it('rule 3: looks after 5, 30 and 120 s before it sends again', () => {
    const story = given(...requested)
      .where({ sends: ['lost'] })
      .until('Mon 18:00');
    expect(story.looks).toEqual(['Mon 10:00:05', 'Mon 10:00:35', 'Mon 10:02:35']);
    expect(story.received).toEqual([reopening('Mon 10:02:35')]);
  });

  it('rule 3: does not send again when it finds the message', () => {
    const story = given(...requested)
      .where({ sends: ['lostButArrived'] })
      .until('Mon 18:00');
    expect(story.looks).toEqual(['Mon 10:00:05']);
    expect(story.received).toEqual([reopening('Mon 10:00')]);
    expect(story.notes).toEqual([note('Mon 10:00:05', 'sent')]);
  });

  it('rule 3: does not send again when the customer has written while it looked', () => {
    const story = given(...requested, customer('Mon 10:01'))
      .where({ sends: ['lost'] })
      .until('Mon 18:00');
    expect(story.received).toEqual([]);
  });

  it('rule 3: a notification that may have gone out is told to the agent and never sent again', () => {
    const story = byPhone.where({ sends: ['lost'] }).until('Sun 18:00');
    expect(story.sends).toHaveLength(1);
    expect(story.notes).toEqual([note('Mon 10:00', 'sendUnknown')]);
    expect(story.world.action).toBeUndefined();
  });

  it('rule 3: a notification is sent again when a person asks again', () => {
    const again = given(macro('Mon 10:00', 'incident'), macro('Mon 12:00', 'incident'));
    const story = again.where({ conversation: undefined, reach: 'phone', sends: ['lost'] }).until('Sun 18:00');
    expect(story.received).toEqual([template('Mon 12:00', 'incident')]);
  });

  it('rule 3: sends nothing when the send itself sees a newer customer message, and decides again', () => {
    const story = given(...asked, lost(customer('Tue 11:00')))
      .where({ latencyMs: 100, zendeskReopens: false })
      .until('Tue 18:00');
    expect(story.received).toEqual([]);
    expect(story.status).toBe('open');
  });
});

describe('when Zendesk or Sunshine cannot now', () => {
  it('429 of a send: goes out later, once', () => {
    const story = given(...asked)
      .where({ sends: ['busy', 'busy'] })
      .until('Sun 18:00');
    expect(story.received).toEqual([reminder('Tue 11:02')]);
  });

  it('a failed read is repeated not before its time, and nothing is sent without it', () => {
    const story = given(...asked, lost(status('Tue 10:00', 'solved')))
      .where({ reads: ['failed', 'answered', 'answered', 'failed', 'failed'] })
      .until('Wed 12:00');
    expect(story.reads.slice(0, 2)).toEqual(['Mon 09:00', 'Mon 09:01']);
    expect(story.received).toEqual([]);
  });

  it('409 on an update: reads the ticket again and decides again', () => {
    const story = given(...asked, customer('Mon 18:00'))
      .where({ zendeskReopens: false, writes: ['written', 'written', 'conflict'] })
      .until('Mon 18:01');
    expect(story.status).toBe('open');
  });

  it('409 on an update: writes nothing when the agent has solved the ticket meanwhile', () => {
    const story = given(...asked, customer('Mon 18:00'), lost(status('Mon 18:00:02', 'solved')))
      .where({ zendeskReopens: false, latencyMs: SECOND })
      .until('Mon 18:10');
    expect(story.status).toBe('solved');
  });

  it('409 again and again: reads at once, then with growing pauses', () => {
    const story = given(...requestedInWindow)
      .where({ writes: ['written', ...Array.from({ length: 5 }, () => 'conflict' as const)] })
      .until('Mon 10:05');
    expect(story.reads.filter((at) => at >= 'Mon 10:00')).toEqual(
      ['', '', ':10', ':30'].map((second) => `Mon 10:00${second}`).concat('Mon 10:01:10', 'Mon 10:02:30'),
    );
    expect(story.notes).toEqual([{ at: 'Mon 10:02:30', kind: 'sent' }]);
    expect(story.received).toHaveLength(1);
  });

  it('409 while reads fail: waits for the read', () => {
    const story = given(...requestedInWindow)
      .where({ writes: ['written', 'conflict'], reads: ['answered', 'answered', 'failed', 'failed'] })
      .until('Mon 12:00');
    expect(story.notes).toEqual([note('Mon 10:02', 'sent')]);
    expect(story.writes).toHaveLength(3);
  });

  it('a failed update is written later, with its note, once', () => {
    const story = given(customer('Mon 13:00'))
      .where({ writes: ['written', 'busy', 'busy'] })
      .until('Wed 12:00');
    expect(story.notes).toEqual([note('Tue 11:03', 'windowClosing')]);
  });

  it('a note that was written though the answer was lost is not written again', () => {
    const story = given(...asked)
      .where({ writes: ['written', 'written', 'busyButWritten'] })
      .until('Tue 18:00');
    expect(story.writes).toEqual(['Mon 09:00', 'Tue 09:00', 'Tue 11:00', 'Tue 11:01']);
    expect(story.notes).toEqual([note('Tue 11:00', 'sent')]);
  });

  it('an update that Zendesk refuses for good is not tried for ever', () => {
    const story = given(...requestedInWindow)
      .where({ writes: Array.from({ length: 100 }, () => 'refused' as const) })
      .until('Mon 20:00');
    expect(story.received).toHaveLength(1);
    expect(story.writes.length).toBeLessThan(15);
  });

  it('an opt-out that Zendesk refuses to store is not tried for ever', () => {
    const story = given(customer('Mon 09:00'), customer('Mon 10:00', { stop: true }))
      .where({ writes: ['written', ...Array.from({ length: 100 }, () => 'refused' as const)] })
      .until('Mon 20:00');
    expect(story.decisions).toBeLessThan(60);
  });

  it('404: the run ends, saying so', () => {
    const story = given(...asked, hint('Mon 12:00'))
      .where({ reads: ['answered', 'answered', 'deleted'] })
      .until('Sun 12:00');
    expect(story.conversation).toMatchObject({ stage: 'ended', reason: 'deleted' });
    expect(story.received).toEqual([]);
  });

  it('a slow world changes nothing: each activity takes seconds', () => {
    const story = given(...asked)
      .where({ latencyMs: 7 * SECOND, turnMs: 3 * MINUTE })
      .until('Sun 12:00');
    expect(story.received).toHaveLength(1);
  });
});
