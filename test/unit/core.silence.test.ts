/** An agent silences a ticket. Rows N1 to N6. */
import { describe, expect, it } from 'vitest';
import { isSilenced, silencedSince } from '../../workflows/core/silence';
import { agent, change, customer, given, lost, macro, note, status, swept, template } from '../support/given';
import { at, when } from '../support/madrid';
import { stateOf } from '../support/states';
import type { World } from '../support/worldModel';

const PENDING = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const silence = (time: string) => macro(time, 'silence');
const lift = (time: string) => macro(time, 'unsilence');
const AUTOMATIC = { reopening: { mode: 'automatic' as const } };

/** Without what the two actions themselves do. */
const otherWrites = ({ writes }: World['log']): World['log']['writes'] =>
  writes.filter(({ update }) => !update.clearAction);

describe('N1 a silenced ticket', () => {
  it('N1 gets no reminder and is not solved', () => {
    const story = given(...PENDING, silence('Mon 15:00')).policy({ followUp: { solveAfterMs: 48 * 3_600_000 } });
    const { received, status: last } = story.until('next Mon 12:00');
    expect(received).toEqual([]);
    expect(last).toBe('pending');
  });

  it('N1 not silenced, it gets both', () => {
    const story = given(...PENDING).policy({ followUp: { solveAfterMs: 48 * 3_600_000 } });
    const { received, status: last } = story.until('next Mon 12:00');
    expect([received, last]).toEqual([[template('Tue 11:00', 'followUp')], 'solved']);
  });

  it('N1 gets no automatic reopening', () => {
    const story = given(customer('Sat 10:12'), silence('Sat 11:00')).policy(AUTOMATIC);
    expect(story.until('next Tue 12:00').received).toEqual([]);
    expect(given(customer('Sat 10:12')).policy(AUTOMATIC).until('next Tue 12:00').received).toHaveLength(1);
  });

  it('N1 is not warned of, and is neither opened nor are its fields changed', () => {
    const outcome = given(...PENDING, silence('Mon 15:00'), lost(customer('Mon 16:00')), swept('Mon 16:10')).until(
      'Wed 12:00',
    );
    expect(outcome.notes).toEqual([note('Mon 15:00', 'silenced')]);
    expect(otherWrites(outcome.world.log).filter(({ at: time }) => time > at('Mon 15:01'))).toEqual([]);
  });

  it('N1 what was on its way is not sent: silenced between turn and send', () => {
    const late = { ...silence('Tue 11:00'), at: at('Tue 10:59') + 59_500 };
    const { received } = given(...PENDING, late)
      .where({ latencyMs: 1_000 })
      .until('Fri 12:00');
    expect(received).toEqual([]);
  });
});

describe('N2 what an agent asks for', () => {
  it('N2 goes out all the same, with its note', () => {
    const { received, notes } = given(
      customer('Sat 10:12'),
      silence('Sat 11:00'),
      macro('next Mon 09:05', 'reopening'),
    ).until('next Mon 12:00');
    expect(received).toEqual([template('next Mon 09:05', 'reopening')]);
    expect(notes.map(({ kind }) => kind)).toEqual(['silenced', 'sent']);
  });

  it('N2 STOP is stored, and told of', () => {
    const stop = customer('Mon 16:00', { stop: true });
    const { notes, conversation } = given(...PENDING, silence('Mon 15:00'), stop).until('Mon 17:00');
    expect(notes.map(({ kind }) => kind)).toEqual(['silenced', 'optedOut']);
    expect(conversation).toMatchObject({ truth: { optedOut: true } });
  });

  it('N2 a lost reply is told of', () => {
    const { notes } = given(customer('Mon 09:00'), silence('Mon 10:00'), agent('Tue 11:00')).until('Tue 12:00');
    expect(notes.map(({ kind }) => kind)).toEqual(['silenced', 'notDelivered']);
  });
});

describe('N3 the silence is lifted', () => {
  it('N3 what is still due is done, once', () => {
    const { received, notes } = given(...PENDING, silence('Mon 15:00'), lift('Wed 10:00')).until('Fri 12:00');
    expect(received).toEqual([template('Wed 10:00', 'followUp')]);
    expect(notes.map(({ kind }) => kind)).toEqual(['silenced', 'silenceLifted', 'sent']);
  });

  it('N3 what is no longer wanted is not', () => {
    const story = given(...PENDING, silence('Mon 15:00'), status('Tue 09:00', 'solved'), lift('Wed 10:00'));
    expect(story.until('Fri 12:00').received).toEqual([]);
  });
});

describe('N4 each of the two is one update', () => {
  it('N4 with the note, the field and the emptied action', () => {
    const { world } = given(...PENDING, silence('Mon 15:00'), silence('Mon 16:00')).until('Mon 17:00');
    const writes = world.log.writes.filter(({ update }) => update.clearAction);
    expect(writes.map(({ at: time }) => when(time))).toEqual(['Mon 15:00', 'Mon 16:00']);
    expect(writes[0]?.update).toMatchObject({
      clearAction: true,
      silence: 'on',
      notes: [{ note: { kind: 'silenced' } }],
    });
    expect(writes[1]?.update).not.toHaveProperty('silence');
  });
});

describe('N5 the silence is on the ticket', () => {
  it('N5 in the field: a person who empties it lifts the silence', () => {
    const emptied = change('Tue 09:00', (w) => {
      w.silence = 'off';
      w.version += 1;
    });
    const { received } = given(...PENDING, silence('Mon 15:00'), emptied, swept('Tue 09:01')).until('Fri 12:00');
    expect(received).toEqual([template('Tue 11:00', 'followUp')]);
  });

  it('N5 in the notes where the account has no such field', () => {
    const story = given(...PENDING, silence('Mon 15:00')).where({ silence: undefined });
    expect(story.until('Fri 12:00').received).toEqual([]);
    const c = stateOf(story, 'Mon 16:00');
    expect([isSilenced(c), when(silencedSince(c) ?? 0)]).toEqual([true, 'Mon 15:00']);
    expect(
      given(...PENDING, silence('Mon 15:00'), lift('Tue 10:00'))
        .where({ silence: undefined })
        .until('Fri 12:00').received,
    ).toEqual([template('Tue 11:00', 'followUp')]);
  });

  it('N5 a later run reads it there', () => {
    const story = given(...PENDING).where({ silence: 'on' });
    expect(story.until('Fri 12:00').received).toEqual([]);
  });
});

describe('N6 the macro’s webhook is lost', () => {
  it('N6 the silence holds all the same: the ticket is read before anything automatic', () => {
    const { received } = given(...PENDING, lost(silence('Mon 15:00'))).until('Wed 12:00');
    expect(received).toEqual([]);
  });

  it('N6 the sweep finds it', () => {
    const { notes } = given(...PENDING, lost(silence('Mon 15:00')), swept('Mon 15:15')).until('Mon 16:00');
    expect(notes).toEqual([note('Mon 15:15', 'silenced')]);
  });
});
