/** A STOP that only a webhook reports: it may be forged, or another account's. */
import { describe, expect, it } from 'vitest';
import { agent, blocked, customer, change, forged, given, late, lost, macro, note, status } from '../support/given';

const stop = (time: string) => customer(time, { stop: true, id: `stop ${time}` });
const tap = (time: string) => forged(customer(time, { stop: true, unlisted: true, tap: true, id: `tap ${time}` }));
const pending = (time: string) => [agent(time), status(time, 'pending')];

describe('O10 a STOP that only a webhook reports', () => {
  it('O10 is not stored: one note asks the agents, and messages go out again', () => {
    const { world, notes, words, received } = given(
      customer('Mon 09:00'),
      forged(stop('Mon 12:00')),
      macro('Mon 12:00:10', 'incident'),
      macro('Wed 10:00', 'incident'),
    )
      .policy({ agentWarning: 'off' })
      .until('Wed 12:00');
    expect(world).toMatchObject({ optedOut: false, log: { optOuts: 0 } });
    expect(notes.map(({ at }) => at).slice(0, 2)).toEqual(['Mon 12:00:10', 'Mon 12:01:05']);
    expect(words[1]).toEqual({ kind: 'optedOut', unshown: true });
    expect(received).toHaveLength(1);
    expect(received[0]?.at).toBe('Wed 10:00');
  });

  it('O10 holds every message until the list has had time to show it', () => {
    const { received, world } = given(
      customer('Mon 09:00'),
      ...pending('Mon 11:00'),
      forged(stop('Tue 10:59:50')),
    ).until('Tue 11:00:30');
    expect([received, world.log.optOuts]).toEqual([[], 0]);
  });

  it('O10 a hundred of them cost one note, and readings as any hint', () => {
    const flood = Array.from({ length: 100 }, (_, n) =>
      forged(stop(`Mon 12:${String(n % 60).padStart(2, '0')}:${n < 60 ? 10 : 40}`)),
    );
    const { notes, reads } = given(customer('Mon 09:00'), ...pending('Mon 11:00'), ...flood).until('Mon 18:00');
    expect(notes.filter(({ kind }) => kind === 'optedOut')).toHaveLength(1);
    expect(reads.length).toBeLessThan(2 * flood.length + 10);
  });

  it('O10 is stored once the list shows it, a minute later too', () => {
    const said = forged(stop('Mon 12:00'));
    const shown = lost(
      change('Mon 12:00:40', (w) => {
        w.messages = [...w.messages];
        stop('Mon 12:00').act(w);
      }),
    );
    const { world, notes } = given(customer('Mon 09:00'), ...pending('Mon 11:00'), said, shown).until('Sun 12:00');
    expect(world).toMatchObject({ optedOut: true, log: { optOuts: 1 } });
    expect(notes[0]).toEqual(note('Mon 12:01:05', 'optedOut'));
  });

  it('O10 a forged one does not hold back a genuine one', () => {
    const { world } = given(customer('Mon 09:00'), stop('Mon 10:00'), forged(stop('Mon 10:00:05'))).until(
      'Mon 10:00:30',
    );
    expect(world.optedOut).toBe(true);
  });

  it('O10 a tap on a button, which no list has, is stored where an outreach of ours came before it', () => {
    const asked = [customer('Mon 09:00'), macro('Mon 10:00', 'incident')];
    expect(given(...asked, tap('Mon 11:00')).until('Mon 12:00').world.optedOut).toBe(true);
    const { world, words, received } = given(
      customer('Mon 09:00'),
      ...pending('Mon 11:00'),
      tap('Mon 12:00'),
      macro('Wed 10:00', 'incident'),
    ).until('Sun 12:00');
    expect(world).toMatchObject({ optedOut: false, log: { optOuts: 0 } });
    expect(words[0]).toEqual({ kind: 'optedOut', unshown: true });
    expect(received).toEqual([]);
  });

  it('O10 what an agent ticks after that note can be cleared again', () => {
    const ticked = change('Mon 13:00', (w) => (w.optedOut = true));
    const cleared = change('Mon 14:00', (w) => (w.optedOut = false));
    const { received } = given(
      customer('Mon 09:00'),
      ...pending('Mon 11:00'),
      tap('Mon 12:00'),
      ticked,
      cleared,
      macro('Wed 10:00', 'incident'),
    ).until('Sun 12:00');
    expect(received).toHaveLength(1);
  });

  it('O10 the webhook of a genuine STOP may come late, and more than once', () => {
    const { world, notes } = given(
      customer('Mon 09:00'),
      late(stop('Mon 10:00'), 'Mon 10:30'),
      blocked('Mon 11:00'),
    ).until('Mon 12:00');
    expect(world.optedOut).toBe(true);
    expect(notes.filter(({ kind }) => kind === 'optedOut')).toHaveLength(1);
  });

  it('O10 a run by earlier rules stores what it hears', () => {
    const { world } = given(customer('Mon 09:00'), forged(stop('Mon 10:00')))
      .where({ conversationRules: 4, truthRules: 4 })
      .until('Mon 12:00');
    expect(world.log.optOuts).toBe(1);
  });
});

describe('O11 a block that only a webhook reports', () => {
  const begun = [customer('Mon 09:00'), ...pending('Mon 11:00'), blocked('Mon 12:00')];

  it('O11 holds the messages of that ticket, and is not stored: one note asks the agents', () => {
    const { world, words, received } = given(...begun, macro('Wed 10:00', 'incident'))
      .where({ optOuts: ['unshown'] })
      .until('Sun 12:00');
    expect(world).toMatchObject({ optedOut: false, log: { optOuts: 0 } });
    expect(words.filter(({ kind }) => kind === 'optedOut')).toEqual([{ kind: 'optedOut', unshown: true, block: true }]);
    expect(received).toEqual([]);
  });

  it('O11 what an agent ticks after that note is stored, and can be cleared again', () => {
    const ticked = change('Mon 13:00', (w) => (w.optedOut = true));
    const cleared = change('Mon 14:00', (w) => (w.optedOut = false));
    const { received } = given(...begun, ticked, cleared, macro('Wed 10:00', 'incident'))
      .where({ optOuts: ['unshown'] })
      .until('Sun 12:00');
    expect(received.map(({ what }) => what)).toEqual(['followUp', 'incident']);
  });

  it('O11 a later one, which WhatsApp shows, is stored', () => {
    const { world } = given(...begun, blocked('Mon 15:00'))
      .where({ optOuts: ['unshown'] })
      .until('Mon 16:00');
    expect(world).toMatchObject({ optedOut: true, log: { optOuts: 1 } });
  });
});
