/** `mode: observe`: everything is decided and noted, nothing is sent or changed. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { agent, change, customer, given, macro, note, status, swept, template } from '../support/given';
import { DAY, MINUTE, at, when } from '../support/madrid';
import { defaultPolicy, type World } from '../support/worldModel';

vi.setConfig({ testTimeout: 30_000 });

const OBSERVE = { observes: true } as const;
const PENDING = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const live = (time: string) => change(time, (w: World) => (w.policy = defaultPolicy));
const observe = (time: string) => change(time, (w: World) => (w.policy = { ...defaultPolicy, observes: true }));

describe('a policy that observes', () => {
  it('X8 notes the reminder when it is due, once, and sends nothing; X9 no turn is used', () => {
    const { received, notes, words, world } = given(...PENDING)
      .policy(OBSERVE)
      .until('Fri 20:00');
    expect(received).toEqual([]);
    expect(notes).toEqual([note('Tue 11:00', 'wouldSend')]);
    expect(words[0]).toMatchObject({ purpose: { kind: 'followUp' }, rendition: 'template' });
    expect(world.log.turns).toEqual([]);
  });

  it('X8 notes what a macro asks for, in its rendition, and empties the field; the next one as well', () => {
    const { received, notes, words, world } = given(
      customer('Mon 09:00'),
      macro('Mon 10:00', 'reopening'),
      macro('Mon 12:00', 'reopening'),
    )
      .policy(OBSERVE)
      .until('Mon 20:00');
    expect(received).toEqual([]);
    expect(notes.filter(({ kind }) => kind !== 'windowClosing')).toEqual([
      note('Mon 10:00', 'wouldSend'),
      note('Mon 12:00', 'wouldSend'),
    ]);
    expect(words[0]).toMatchObject({ rendition: 'text' });
    expect(world.action).toBeUndefined();
    expect(world.log.turns).toEqual([]);
  });

  it('X8 says why a message would not have been sent', () => {
    const { notes, words } = given(customer('Sat 10:12'), macro('next Mon 09:05', 'nothing'))
      .policy(OBSERVE)
      .until('next Mon 20:00');
    expect(notes).toContainEqual(note('next Mon 09:05', 'unknownAction'));
    expect(words).not.toContainEqual(expect.objectContaining({ kind: 'wouldSend' }));
  });

  it('X8 notes an automatic reopening in its time, and applies no macro', () => {
    const { received, notes, world } = given(customer('Sat 10:12'))
      .policy({ ...OBSERVE, reopening: { mode: 'automatic' } })
      .until('next Wed 20:00');
    expect(received).toEqual([]);
    expect(notes).toEqual([note('next Mon 09:00', 'wouldSend')]);
    expect(world.log.writes.every(({ update }) => update.macro === undefined)).toBe(true);
  });

  it('X8 sees the answer whose webhook was lost: nothing is noted', () => {
    const answered = { ...customer('Tue 08:00'), webhooks: [] };
    const { notes } = given(...PENDING, answered)
      .policy(OBSERVE)
      .until('Fri 20:00');
    expect(notes.map(({ kind }) => kind)).toEqual(['windowClosing']);
  });

  it('X10 changes neither status nor fields: not opened, not solved, nothing shown; X11 agents are warned', () => {
    const {
      status: final,
      window,
      notes,
      world,
    } = given(...PENDING, customer('Mon 18:00'))
      .policy({ ...OBSERVE, followUp: { solveAfterMs: DAY } })
      .where({ zendeskReopens: false })
      .until('Fri 20:00');
    expect(final).toBe('pending');
    expect(window).toBe('nothing');
    expect(notes).toEqual([note('Tue 16:00', 'windowClosing')]);
    for (const { update } of world.log.writes)
      expect(Object.keys(update).sort()).toEqual(['known', 'notes', 'ticketId']);
  });

  it('X10 a message sent before the policy observed is not followed: no solving, no reopening by the answer', () => {
    const { status: final, received } = given(...PENDING, observe('Tue 12:00'), swept('Tue 12:01'))
      .policy({ followUp: { solveAfterMs: DAY } })
      .until('next Fri 20:00');
    expect(received).toHaveLength(1);
    expect(final).toBe('pending');
  });

  it('X11 a STOP is stored all the same', () => {
    const { world } = given(customer('Mon 09:00', { stop: true }))
      .policy(OBSERVE)
      .until('Mon 20:00');
    expect(world.optedOut).toBe(true);
  });
});

describe('from observing to sending', () => {
  it('X12 what was noted is not sent later; what becomes due afterwards is', () => {
    const { received } = given(...PENDING, live('Wed 09:00'), agent('Wed 10:00'))
      .policy(OBSERVE)
      .until('Fri 20:00');
    // The customer has not written since: the window was closed when the agent wrote again.
    expect(received).toEqual([]);
    const again = given(
      ...PENDING,
      live('Wed 09:00'),
      customer('Wed 09:30'),
      agent('Wed 10:00'),
      status('Wed 10:00', 'pending'),
    );
    expect(again.policy(OBSERVE).until('Fri 20:00').received).toEqual([template('Thu 10:00', 'followUp')]);
  });

  it('X12 nor by a later run of the ticket, which knows by the note', () => {
    const first = given(...PENDING)
      .policy(OBSERVE)
      .until('Wed 09:00');
    const { received } = given(status('Wed 09:00', 'pending'))
      .where({
        messages: first.world.messages,
        notes: first.world.notes,
        status: 'pending',
        statusSince: at('Mon 11:00'),
        createdAt: at('Mon 09:00'),
      })
      .until('Fri 20:00');
    expect(received).toEqual([]);
  });

  it('X12 sends at its time what was not due yet', () => {
    const { received, notes } = given(...PENDING, live('Tue 10:00'))
      .policy(OBSERVE)
      .until('Fri 20:00');
    expect(received).toEqual([template('Tue 11:00', 'followUp')]);
    expect(notes).toEqual([note('Tue 11:00', 'sent')]);
  });

  it('X12 the other way round: what waits for its turn is noted, and its turn is given back', () => {
    const { received, notes, world } = given(...PENDING, observe('Tue 11:30'))
      .where({ turnMs: 60 * MINUTE })
      .until('Fri 20:00');
    expect(received).toEqual([]);
    expect(notes).toEqual([note('Tue 11:30', 'wouldSend')]);
    expect(world.log.returns.length).toBeGreaterThan(0);
  });
});

describe('any week', () => {
  const minutes = (max: number) => fc.integer({ min: 1, max }).map((it) => it * MINUTE);

  it('X8 X12 nothing is sent while the policy observes, whatever happens, and at most one note for each outreach', () => {
    fc.assert(
      fc.property(
        minutes(20 * 60),
        minutes(60 * 60),
        fc.option(minutes(80 * 60)),
        fc.option(minutes(60 * 60)),
        (reply, asks, answers, switches) => {
          const time = (after: number) => when(at('Mon 09:00') + after);
          const happenings = [
            customer('Mon 09:00'),
            agent(time(reply)),
            status(time(reply), 'pending'),
            macro(time(asks), 'reopening'),
            ...(answers === null ? [] : [customer(time(answers))]),
            ...(switches === null ? [] : [live(time(switches))]),
          ];
          const { received, world } = given(...happenings)
            .policy({ ...OBSERVE, reopening: { mode: 'automatic' } })
            .until('next Fri 20:00');
          const until = switches === null ? Infinity : at('Mon 09:00') + switches;
          expect(received.filter((it) => at(it.at) < until)).toEqual([]);
          const keys = world.notes.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          const noted = keys.filter((key) => key.startsWith('observed:')).map((key) => key.slice('observed:'.length));
          for (const message of world.messages)
            if (message.by === 'ventana') expect(noted.some((id) => message.sendId.startsWith(`${id}:`))).toBe(false);
        },
      ),
      { numRuns: 80 },
    );
  });
});
