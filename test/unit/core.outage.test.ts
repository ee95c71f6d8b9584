/** M1 to M6: what each kind of error of WhatsApp leads to. */
import { describe, expect, it } from 'vitest';
import type { SendFailure } from '../../activities/orders';
import { heldBy } from '../../workflows/core/deliveryErrors';
import { agent, customer, given, macro, note, status, template } from '../support/given';
import type { SendFate } from '../support/worldModel';

const automatic = { reopening: { mode: 'automatic' } } as const;
const saturday = given(customer('last Sat 10:12')).policy(automatic);
const requested = given(customer('last Sat 10:12'), macro('Mon 09:00', 'reopening'));
const pending = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const times = (n: number, fate: SendFate): SendFate[] => Array.from({ length: n }, () => fate);
const refused = (code?: number): SendFate => ({ refused: { reason: 'refused', ...(code !== undefined && { code }) } });

/** As a delivery failure after the send, and as a refusal of the request. */
const ways: [string, (code: number) => SendFate][] = [
  ['reported after the send', (code) => ({ undelivered: code })],
  ['refused at once', refused],
];

describe.each(ways)('M3 a Meta outage on Monday at 09:00, %s', (_, fate) => {
  it.each([2, 4, 80007, 131000, 131016, 133004])('%i delays the message and does not lose it', (code) => {
    const story = saturday.where({ sends: times(9, fate(code)) }).until('Sun 12:00');
    expect(story.received).toHaveLength(1);
    expect(story.received[0]).toMatchObject({
      at: expect.stringMatching(/^Mon 13:0[1-4]/) as string,
      what: 'reopening',
    });
    expect(story.sends.map(({ at }) => at.slice(0, 9)).slice(0, 8)).toEqual([
      'Mon 09:00',
      'Mon 09:01',
      'Mon 09:03',
      'Mon 09:07',
      'Mon 09:15',
      'Mon 09:31',
      'Mon 10:03',
      'Mon 11:03',
    ]);
    expect(new Set(story.sends.map(({ sendId }) => sendId)).size).toBe(10);
    const told = story.notes.map(({ kind }) => kind);
    expect(told.filter((it) => it !== 'sendDelayed')).toEqual(told.length === 1 ? ['sent'] : ['sent', 'sent']);
    expect(told.at(-1)).toBe('sent');
  });

  it('does not send once the customer has written meanwhile', () => {
    const story = given(customer('last Sat 10:12'), customer('Mon 11:30'))
      .policy(automatic)
      .where({ sends: times(9, fate(131000)) })
      .until('Sun 12:00');
    expect(story.received).toEqual([]);
    expect(story.sends).toHaveLength(8);
  });

  it('a reminder comes once, when it is over', () => {
    const story = given(...pending)
      .where({ sends: times(4, fate(131016)) })
      .until('Sun 12:00');
    expect(story.received).toHaveLength(1);
    expect(story.received[0]?.at).toMatch(/^Tue 11:15/);
  });

  it('after a day it fails, with a note', () => {
    const story = requested.where({ sends: times(100, fate(131000)) }).until('Sun 12:00');
    expect(story.received).toEqual([]);
    expect(story.words.at(-1)).toMatchObject({ kind: 'sendFailed', failure: { code: 131000 } });
    expect(story.notes.at(-1)?.at).toMatch(/^Tue 09:/);
  });
});

describe('M3 a delay', () => {
  it('is told once, after a quarter of an hour, to the agent who waits for the message', () => {
    const story = requested.where({ sends: times(9, refused(131000)) }).until('Sun 12:00');
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sendDelayed', 'sent']);
    expect(story.notes[0]?.at).toBe('Mon 09:15');
    expect(story.words[0]).toMatchObject({ kind: 'sendDelayed', code: 131000 });
  });

  it('is told where a note has said that the message was sent', () => {
    const story = saturday.where({ sends: times(9, { undelivered: 131000 }) }).until('Sun 12:00');
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sent', 'sendDelayed', 'sent']);
  });

  it('is not told otherwise, nor if it is short', () => {
    const quiet = saturday.where({ sends: times(9, refused(131000)) }).until('Sun 12:00');
    expect(quiet.notes.map(({ kind }) => kind)).toEqual(['sent']);
    const short = requested.where({ sends: times(4, refused(131000)) }).until('Sun 12:00');
    expect(short.notes.map(({ kind }) => kind)).toEqual(['sent']);
  });

  it('rule 3: the failed message is not taken for the next one', () => {
    const story = saturday.where({ sends: times(2, { undelivered: 131000 }) }).until('Sun 12:00');
    const orders = story.world.log.sends.map(({ order }) => order);
    expect(orders[2]?.failedMessageIds).toHaveLength(2);
    expect(orders[2]?.failedSendIds).toEqual(orders.slice(0, 2).map(({ sendId }) => sendId));
    expect(story.received).toHaveLength(1);
  });

  it('rule 3: nor is a failed notification that stands in a conversation found meanwhile', () => {
    const byPhone = given(macro('Mon 10:00', 'incident')).where({ conversation: undefined, reach: 'phone' });
    const first = byPhone.where({ sends: [{ undelivered: 131000 }] }).until('Mon 10:00:30');
    const { world } = first;
    world.conversation = { id: 'conversation', own: false };
    const [intent] = first.conversation?.stage === 'watching' ? first.conversation.outreach : [];
    expect(intent?.failedSendIds).toEqual([first.sends[0]?.sendId]);
    expect(intent?.progress).toMatchObject({ state: 'wanted' });
  });
});

describe.each(ways)('M4 an error of the whole account, %s', (_, fate) => {
  it.each([0, 3, 10, 190, 200, 250, 299, 368, 33, 131005, 131031, 131042, 131045, 131048, 133010])(
    '%i holds it, tells people, and goes on when they have acted',
    (code) => {
      const story = requested.where({ sends: times(2, fate(code)) }).until('Sun 12:00');
      expect(story.received).toMatchObject([{ at: expect.stringMatching(/^Mon 09:10/) as string }]);
      expect(story.words.filter(({ kind }) => kind === 'sendHeld')).toMatchObject([{ code }]);
      expect(story.world.log.stops).toHaveLength(2);
      for (const stop of story.world.log.stops) expect(stop).not.toHaveProperty('message');
    },
  );

  it.each([132015, 132016])('%i holds its template only', (code) => {
    const story = requested.where({ sends: [fate(code)] }).until('Sun 12:00');
    expect(story.world.log.stops).toMatchObject([{ message: 'reopening' }]);
  });
});

describe.each(ways)('M5 an error of the configuration, %s', (_, fate) => {
  it.each([100, 131008, 131009, 132000, 132001, 132005, 132007, 132012, 132018])(
    '%i is not tried again; the note addresses the administrator',
    (code) => {
      const story = requested.where({ sends: [fate(code)] }).until('Sun 12:00');
      expect(story.sends).toHaveLength(1);
      expect(story.words.at(-1)).toMatchObject({ kind: 'sendFailed', failure: { reason: 'configuration', code } });
    },
  );
});

describe('M6 an error that nobody knows', () => {
  it.each([1, 131999, 7, undefined])('%s is tried twice more, after 5 and 30 minutes, then reported', (code) => {
    const story = requested.where({ sends: times(9, refused(code)) }).until('Sun 12:00');
    expect(story.sends.map(({ at }) => at)).toEqual(['Mon 09:00', 'Mon 09:05', 'Mon 09:35']);
    expect(story.notes).toEqual([note('Mon 09:35', 'sendFailed')]);
  });

  it('goes out if it was a moment', () => {
    const told = (fate: SendFate) => {
      const story = requested.where({ sends: times(2, fate) }).until('Sun 12:00');
      expect(story.received).toHaveLength(1);
      return story.notes.map(({ kind }) => kind);
    };
    expect(told(refused(131999))).toEqual(['sent']);
    // V9: who has read that it was sent reads that it was not.
    expect(told({ undelivered: 131999 })).toEqual(['sent', 'sendRetried', 'sent']);
  });

  it('is reported with number and title', () => {
    const failure: SendFailure = { reason: 'refused', code: 131999, detail: 'Something new' };
    const story = requested.where({ sends: times(3, { refused: failure }) }).until('Sun 12:00');
    expect(story.words.at(-1)).toMatchObject({ kind: 'sendFailed', failure });
  });

  it('is no other refusal, which is final', () => {
    for (const reason of ['noPhone', 'missingValue', 'optedOut', 'marketingOptedOut', 'noConsent'] as const) {
      const story = requested.where({ sends: [{ refused: { reason } }] }).until('Sun 12:00');
      expect(story.sends).toHaveLength(1);
    }
  });

  it('131026 as an invalid parameter about the customer is not tried again', () => {
    const failure: SendFailure = { reason: 'refused', code: 100, kind: 'recipient' };
    const story = requested.where({ sends: [{ refused: failure }] }).until('Sun 12:00');
    expect(story.sends).toHaveLength(1);
    expect(story.words.at(-1)).toMatchObject({ failure: { reason: 'refused' } });
  });
});

describe('139200: text outside the window without Direct Send', () => {
  it('opens the template, as 131047 does', () => {
    const story = given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening'))
      .where({ sends: [refused(139200)] })
      .until('Mon 18:00');
    expect(story.sends.map(({ rendition }) => rendition)).toEqual(['text', 'template']);
  });
});

describe('F9 with max: 2 and a first reminder that failed for good', () => {
  const twice = given(...pending).policy({ followUp: { max: 2 } });

  it.each([
    ['refused', refused(131026)],
    ['not delivered', { undelivered: 131026 } as const],
  ])('the second goes out 24 h after the first, as another attempt: %s', (_, fate) => {
    const story = twice.where({ sends: [fate] }).until('Sun 12:00');
    expect(story.sends.map(({ at }) => at)).toEqual(['Tue 11:00', 'Wed 11:00']);
    expect(new Set(story.sends.map(({ sendId }) => sendId)).size).toBe(2);
    expect(story.received).toEqual([template('Wed 11:00', 'followUp')]);
  });

  it('counts the 24 h from its last attempt', () => {
    const story = twice.where({ sends: times(3, refused()) }).until('Sun 12:00');
    expect(story.sends.map(({ at }) => at)).toEqual(['Tue 11:00', 'Tue 11:05', 'Tue 11:35', 'Wed 11:35']);
  });

  it('one whose first attempt left a message counts once, if the second arrives', () => {
    const story = twice.where({ sends: [{ undelivered: 424242 }] }).until('Sun 12:00');
    expect(story.sends.map(({ at }) => at)).toEqual(['Tue 11:00', 'Tue 11:05:02', 'Wed 11:05:02']);
  });

  it('and if the second fails too, the 24 h count from that', () => {
    const story = twice.where({ sends: [{ undelivered: 424242 }, refused(131009)] }).until('Sun 12:00');
    expect(story.sends.map(({ at }) => at)).toEqual(['Tue 11:00', 'Tue 11:05:02', 'Wed 11:05:02']);
  });

  it('nor does the second go out at once where reminders come before the window closes', () => {
    const anchored = given(...pending).policy({ followUp: { max: 2, anchor: 'windowClose' } });
    const story = anchored.where({ sends: [refused(131009)] }).until('Sun 12:00');
    expect(story.sends.map(({ at }) => at)).toEqual(['Tue 08:00', 'Wed 08:00']);
  });

  it('if the second fails too, there is no third', () => {
    const story = twice.where({ sends: times(9, refused(131026)) }).until('next Sun 12:00');
    expect(story.sends).toHaveLength(2);
  });
});

describe('a run that an earlier release began', () => {
  const olds = { conversationRules: 1 };

  it('decides as that release did: 131000 and unknown codes end the message at once', () => {
    for (const code of [131000, 131999, 190, undefined]) {
      const story = requested.where({ ...olds, sends: times(9, refused(code)) }).until('Sun 12:00');
      expect(story.sends).toHaveLength(1);
      expect(story.notes).toEqual([note('Mon 09:00', 'sendFailed')]);
    }
  });

  it('131008 keeps its reason', () => {
    const story = requested.where({ ...olds, sends: [refused(131008)] }).until('Sun 12:00');
    expect(story.words.at(-1)).toMatchObject({ failure: { reason: 'refused', code: 131008 } });
  });

  it('131056 backs off, without a note of the delay', () => {
    const story = requested.where({ ...olds, sends: times(9, refused(131056)) }).until('Sun 12:00');
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sent']);
  });

  it('takes over today’s rules with the first truth that today’s code has asked for', () => {
    const story = requested.where({ ...olds, truthRules: 2, sends: times(9, refused(131000)) }).until('Sun 12:00');
    expect(story.received).toHaveLength(1);
    expect(story.conversation?.rules).toBe(2);
  });

  it('F9 sends the second reminder at once, as it did', () => {
    const story = given(...pending)
      .policy({ followUp: { max: 2 } })
      .where({ ...olds, sends: [refused(131026)] })
      .until('Tue 12:00');
    expect(story.sends.map(({ at }) => at)).toEqual(['Tue 11:00', 'Tue 11:00']);
  });
});

it('a hold is one of the account or of the template', () => {
  const intent = { putOff: { since: 0, times: 1, code: 131000 } };
  expect(heldBy({ ...intent } as never)).toBeUndefined();
  expect(heldBy({ putOff: { since: 0, times: 1, code: 190 } } as never)).toBe(190);
  expect(heldBy({ putOff: { since: 0, times: 1 } } as never)).toBeUndefined();
});
