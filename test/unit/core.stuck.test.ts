/** K1 to K5: what Sunshine or Zendesk does not take, for hours. */
import { describe, expect, it } from 'vitest';
import type { SendOrder } from '../../activities/orders';
import type { Live } from '../../workflows/core/conversation';
import { decide } from '../../workflows/core/decide';
import { agent, blocked, customer, given, hint, lost, macro, note, status, template } from '../support/given';
import { DAY, HOUR, MINUTE, SECOND, at } from '../support/madrid';
import type { SendFate, World } from '../support/worldModel';

const times = <T>(n: number, fate: T): T[] => Array.from({ length: n }, () => fate);
const asked = [customer('last Sat 10:12'), macro('Mon 09:00', 'reopening')];
const pending = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
/** Sunshine answers 500 to each post. */
const failing = (n: number, fate: SendFate = 'inDoubt') => ({ sends: times(n, fate), sendPauseMs: 10 * SECOND });
const pauses = (moments: { at: string }[]): number[] =>
  moments.slice(1).map((it, index) => (at(it.at) - at(moments[index]!.at)) / SECOND);

describe.each<SendFate>(['busy', 'inDoubt'])('K1 a send that is not taken (%s)', (fate) => {
  it('is tried again after growing pauses, and goes out once the vendor takes it', () => {
    const story = given(...asked)
      .where(failing(9, fate))
      .until('Mon 12:00');
    expect(pauses(story.sends)).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600]);
    expect(story.received).toEqual([template('Mon 09:40:30', 'reopening')]);
  });

  it('reads nothing in 20 minutes but before the first attempt, since the send itself looks', () => {
    const story = given(...asked)
      .where(failing(99, fate))
      .until('Mon 09:20');
    expect(story.sends).toHaveLength(7);
    expect(story.reads.filter((it) => at(it) > at('Mon 09:00'))).toEqual([]);
  });

  it('waits as long as the vendor asks', () => {
    const story = given(...asked)
      .where({ ...failing(2, fate), sendPauseMs: HOUR })
      .until('Mon 14:00');
    expect(pauses(story.sends)).toEqual([3600, 3600]);
  });

  it('begins with short pauses again after WhatsApp has answered', () => {
    const story = given(...asked)
      .where({
        ...failing(0),
        sends: [...times(5, fate), { refused: { reason: 'refused', code: 131000 } }, fate, fate],
      })
      .until('Mon 14:00');
    expect(pauses(story.sends)).toEqual([10, 20, 40, 80, 160, 60, 10, 20]);
  });
});

describe('K1 before an attempt is repeated', () => {
  const untold = (time: string, it: (w: World) => void) => ({
    at: at(time),
    webhooks: [],
    act: (w: World) => {
      it(w);
      return [];
    },
  });

  it('a hint is followed: the ticket is read and decided again', () => {
    const story = given(...pending, status('Tue 11:02', 'solved'))
      .where(failing(5))
      .until('Wed 12:00');
    expect(story.received).toEqual([]);
    expect(story.reads).toContain('Tue 11:02');
  });

  it.each<[string, (w: World) => void]>([
    ['a change of the ticket', (w) => (w.version += 1) && (w.status = 'solved')],
    ['an answer of the customer', (w) => w.messages.push({ by: 'customer', id: 'b', at: w.now })],
  ])('%s of which nobody told is seen by the send, and nothing goes out', (_, act) => {
    const story = given(...pending, untold('Tue 08:02', act))
      .policy({ followUp: { anchor: 'windowClose' } })
      .where(failing(5))
      .until('Tue 08:40');
    expect(story.sends.length).toBeGreaterThan(2);
    expect(story.received).toEqual([]);
    expect(story.reads.filter((it) => at(it) > at('Tue 08:02'))).toHaveLength(1);
  });

  it('an answer of the agent of which nobody told is seen by the send, and decided upon', () => {
    const answers = untold('Tue 08:02', (w) => w.messages.push({ by: 'agent', id: 'a', at: w.now }));
    const story = given(...pending, answers)
      .policy({ followUp: { anchor: 'windowClose' } })
      .where(failing(5))
      .until('Tue 08:40');
    expect(story.reads.filter((it) => at(it) > at('Tue 08:02'))).toEqual(['Tue 08:02:30']);
  });

  it('a change that does not matter costs one reading, and the message goes out', () => {
    const story = given(
      ...pending,
      untold('Tue 11:02', (w) => (w.version += 1)),
    )
      .where(failing(5))
      .until('Wed 12:00');
    expect(story.received).toHaveLength(1);
  });
});

describe('K1 a send whose answers are lost', () => {
  it('is looked for each time, and tried again after growing pauses', () => {
    const story = given(...asked)
      .where(failing(6, 'lost'))
      .until('Mon 14:00');
    expect(pauses(story.sends)).toEqual([155, 165, 175, 195, 235, 315]);
    expect(story.looks).toHaveLength(18);
  });

  it('K2 ends after a day', () => {
    const story = given(...asked)
      .where(failing(999, 'lost'))
      .until('Wed 12:00');
    expect(story.words.at(-1)).toMatchObject({ kind: 'sendFailed', failure: { reason: 'notTaken' } });
    expect(story.sends.length).toBeLessThan(130);
  });
});

describe('K2 a send that is not taken for long', () => {
  it.each<SendFate>(['busy', 'inDoubt'])('ends after a day, with a note (%s)', (fate) => {
    const story = given(...asked)
      .where(failing(9999, fate))
      .until('Wed 12:00');
    expect(story.received).toEqual([]);
    expect(story.words.map(({ kind }) => kind)).toEqual(['sendDelayed', 'sendFailed']);
    expect(story.words.at(-1)).toMatchObject({ failure: { reason: 'notTaken' } });
    expect(at(story.notes.at(-1)!.at)).toBeGreaterThanOrEqual(at('Tue 09:00'));
    expect(story.world.action).toBeUndefined();
    expect(story.sends.length).toBeLessThan(160);
  });

  it('is looked for before it is given up: one that went out all the same counts', () => {
    const put = given(...asked)
      .where(failing(1))
      .until('Mon 09:00:05').conversation as Live;
    const time = { type: 'timeReached', now: put.asOf + DAY } as const;
    const { next, effect } = decide(put, time);
    expect(effect).toBeUndefined();
    const [intent] = (next as Live).outreach;
    expect(intent?.progress).toMatchObject({ state: 'looking', looks: 0 });
    const order = put.outreach[0]?.progress.state === 'ready' && put.outreach[0].progress.doubt;
    const found = { type: 'sent', at: put.asOf, messageId: 'm', sendId: 's' } as const;
    const ended = { type: 'sendEnded', intentId: intent!.id, order: order as SendOrder, now: time.now } as const;
    expect((decide(next, { ...ended, outcome: found }).next as Live).outreach[0]?.progress.state).toBe('sent');
    let absent = next;
    for (let look = 0; look < 3; look++) absent = decide(absent, { ...ended, outcome: { type: 'absent' } }).next;
    expect((absent as Live).outreach[0]?.progress).toEqual({ state: 'failed', failure: { reason: 'notTaken' } });
  });

  it('is told to an agent who waits as soon as it takes a quarter of an hour, once', () => {
    const story = given(...asked)
      .where(failing(9))
      .until('Mon 12:00');
    expect(story.words[0]).toMatchObject({ kind: 'sendDelayed', notTaken: true });
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sendDelayed', 'sent']);
    const short = given(...asked)
      .where(failing(5))
      .until('Mon 12:00');
    expect(short.notes.map(({ kind }) => kind)).toEqual(['sent']);
  });

  it('is not told of an automatic message', () => {
    const story = given(...pending)
      .where(failing(12))
      .until('Tue 18:00');
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sent']);
  });

  it('our own budget is no failure: the message waits for it, however often', () => {
    const ready = given(...asked)
      .where(failing(1))
      .until('Mon 09:00:05').conversation as Live;
    const [intent] = ready.outreach;
    const event = {
      type: 'sendPostponed',
      intentId: intent!.id,
      retryAt: ready.asOf + 1,
      own: true,
      now: ready.asOf,
    } as const;
    const next = decide(ready, event).next as Live;
    expect(next.outreach[0]).toMatchObject({ postponed: { times: 1 }, progress: { notBefore: ready.asOf + 1 } });
  });
});

describe('K2 looks that get no answer', () => {
  const looking = given(...asked)
    .where({ sends: ['lost'] })
    .until('Mon 09:00:02').conversation as Live;
  const failed = (c: Live, now: number) =>
    decide(c, { type: 'lookFailed', intentId: c.outreach[0]!.id, retryAt: now, now }).next as Live;

  it('have growing pauses, and after a day the agent is asked to look', () => {
    let c = looking;
    const waits: number[] = [];
    const since = c.asOf;
    while (c.outreach[0]?.progress.state === 'looking' && waits.length < 999) {
      const { notBefore } = c.outreach[0].progress;
      waits.push((notBefore - c.asOf) / SECOND);
      c = failed(c, notBefore);
    }
    expect(waits.slice(1, 8)).toEqual([10, 20, 40, 80, 160, 320, 600]);
    expect(c.outreach[0]?.progress).toEqual({ state: 'unknown', mayTurnUp: true });
    expect(c.asOf - since).toBeGreaterThanOrEqual(DAY);
    expect(c.asOf - since).toBeLessThan(DAY + 15 * MINUTE);
  });
});

describe('K1 a ticket that is gone', () => {
  it('ends the run once it is read, instead of trying the send for ever', () => {
    const ready = given(...asked)
      .where(failing(1))
      .until('Mon 09:00:05').conversation as Live;
    const intentId = ready.outreach[0]!.id;
    const event = {
      type: 'sendPostponed',
      intentId,
      retryAt: ready.asOf,
      gone: true,
      now: ready.asOf + MINUTE,
    } as const;
    expect(decide(ready, event).effect?.type).toBe('readTruth');
  });
});

describe('K4 an opt-out that cannot be stored', () => {
  const stopped = [customer('Mon 09:00'), customer('Mon 10:00', { stop: true })];

  it.each(['forbidden', 'refused'] as const)('keeps neither ticket, field nor notes waiting (%s)', (fate) => {
    const story = given(...pending, customer('Mon 12:00', { stop: true }), macro('Mon 12:30', 'incident'))
      .where({ zendeskReopens: false, optOuts: times(99, fate) })
      .until('Mon 20:00');
    expect(story.status).toBe('open');
    expect(story.world.action).toBeUndefined();
    expect(story.received).toEqual([]);
    expect(story.notes).toEqual([note('Mon 12:00', 'optedOut'), note('Mon 12:30', 'sendFailed')]);
    expect(story.words[0]).toEqual({ kind: 'optedOut', refused: true });
    expect(story.words[1]).toMatchObject({ failure: { reason: 'optedOut' } });
  });

  it('K5 is tried again every hour, and noted when it is stored at last', () => {
    const story = given(...stopped)
      .where({ optOuts: times(3, 'refused') })
      .until('Mon 20:00');
    const tries = story.world.log.optOutTries.map(({ at: time }) => (time - at('Mon 10:00')) / HOUR);
    expect(tries.filter((it) => it < 4)).toEqual([0, 1, 2, 3]);
    expect(story.words.slice(0, 2)).toEqual([{ kind: 'optedOut', refused: true }, { kind: 'optedOut' }]);
    expect(story.world.optedOut).toBe(true);
  });

  it.each(['conflict', 'busy'] as const)('K5 is tried after growing pauses while it lasts (%s)', (fate) => {
    const story = given(...stopped, macro('Mon 11:00', 'incident'))
      .where({ optOuts: times(99, fate) })
      .until('Mon 12:00');
    expect(story.world.log.optOutTries.length).toBeLessThan(20);
    const [first, second, third] = story.world.log.optOutTries.map(({ at: time }) => time);
    expect(third! - second!).toBeGreaterThanOrEqual(second! - first!);
    expect(story.received).toEqual([]);
    expect(story.notes.map(({ kind }) => kind)).toEqual(['sendFailed']);
  });

  it('K4 an update of the ticket that fails does not delay the opt-out', () => {
    const story = given(...stopped)
      .where({ writes: ['written', 'busy', 'busy', 'busy', 'busy'] })
      .until('Mon 10:10');
    expect(story.world.optedOut).toBe(true);
    const held = given(blocked('Mon 10:01'), customer('Mon 09:00'))
      .where({ writes: times(9, 'refused') })
      .until('Mon 10:02');
    expect(held.world.optedOut).toBe(true);
  });

  it('K4 of marketing delays no opt-out of everything, and is obeyed meanwhile', () => {
    const story = given(
      macro('Mon 10:00', 'incident'),
      macro('Mon 12:00', 'incident'),
      customer('Mon 14:00', { stop: true }),
    )
      .where({
        conversation: undefined,
        reach: 'phone',
        sends: [{ refused: { reason: 'refused', code: 131050 } }],
        optOuts: ['refused', 'refused', 'refused', 'refused'],
      })
      .until('Mon 13:00');
    expect(story.words.map(({ kind }) => kind)).toContain('optedOut');
    expect(story.words.find(({ kind }) => kind === 'optedOut')).toMatchObject({ of: 'marketing', refused: true });
    const orders = story.world.log.sends.map(({ order }) => order.marketingStopped);
    expect(orders).toEqual([undefined, true]);
  });
});

describe('K7 what the conversation keeps of a STOP', () => {
  it('is written again where another writer has undone it', () => {
    const undone = {
      at: at('Mon 10:00:05'),
      webhooks: [],
      act: (w: World) => {
        const { stopStored: _gone, ...left } = w.conversation!;
        w.conversation = left;
        return [];
      },
    };
    const story = given(customer('Mon 09:00'), customer('Mon 10:00', { stop: true }), undone).until('Mon 12:00');
    expect(story.world.conversation?.stopStored).toBe(at('Mon 10:00'));
    expect(story.world.log.optOutTries.map(({ of }) => of)).toEqual(['everything', 'conversation']);
    expect(story.notes).toHaveLength(1);
  });

  it('is written once where it stays', () => {
    const story = given(customer('Mon 09:00'), customer('Mon 10:00', { stop: true }), lost(hint('Mon 11:00'))).until(
      'Mon 12:00',
    );
    expect(story.world.log.optOutTries).toHaveLength(1);
  });
});

describe('K4 updates of the ticket that fail', () => {
  it('are made again after growing pauses', () => {
    const story = given(customer('Mon 09:00'))
      .where({ writes: times(9, 'busy') })
      .until('Mon 10:30');
    expect(story.writes.slice(0, 8).map((it) => (at(it) - at('Mon 09:00')) / MINUTE)).toEqual([
      0, 1, 3, 7, 15, 25, 35, 45,
    ]);
  });
});
