import { describe, expect, it } from 'vitest';
import {
  agent,
  blocked,
  change,
  customer,
  given,
  hint,
  late,
  lost,
  macro,
  note,
  status,
  template,
  undelivered,
} from '../support/given';
import { at } from '../support/madrid';

const stop = (time: string) => customer(time, { stop: true, id: `stop ${time}` });
const stopped = (w: { conversation?: unknown }) => (w.conversation as { stopStored?: number }).stopStored;
const untick = (time: string) => change(time, (w) => (w.optedOut = false));
const answered = (time: string) => [agent(time), status(time, 'pending')];

describe('STOP holds for every ticket of the customer', () => {
  it('O1 ticks the box, and keeps in the conversation which STOP that was', () => {
    const { world, notes } = given(customer('Mon 09:00'), stop('Mon 10:00')).until('Mon 12:00');
    expect(world).toMatchObject({ optedOut: true, log: { optOuts: 1 } });
    expect(stopped(world)).toBe(at('Mon 10:00'));
    expect(notes).toEqual([note('Mon 10:00', 'optedOut')]);
  });

  it('O1 counts although the customer wrote on before it was stored', () => {
    const unheard = [lost(stop('Mon 10:00')), customer('Mon 10:01')];
    const { received, world } = given(customer('Mon 09:00'), ...unheard, ...answered('Mon 11:00')).until('Sun 12:00');
    expect(world.optedOut).toBe(true);
    expect(received).toEqual([]);
  });

  it('O1 is tried again until Zendesk takes it, and nothing is sent meanwhile', () => {
    const { world, notes } = given(stop('Mon 10:00'), macro('Mon 10:00:30', 'incident'))
      .where({ writes: ['busy', 'busy'] })
      .until('Mon 12:00');
    expect(world).toMatchObject({ optedOut: true, log: { optOuts: 1, sends: [] } });
    expect(notes.map(({ kind }) => kind).sort()).toEqual(['optedOut', 'sendFailed']);
  });

  it("O1 does not dig up a STOP of long ago, which is not the customer's last word", () => {
    const old = { by: 'customer', id: 'old', at: at('Mon 08:00') - 30 * 24 * 3_600_000, stop: true } as const;
    const { world, received } = given(customer('Mon 09:00'), ...answered('Mon 11:00'))
      .where({ messages: [old] })
      .until('Sun 12:00');
    expect(world.log.optOuts).toBe(0);
    expect(received).toHaveLength(1);
  });

  it('O1 counts when it reaches the ticket long after it was said, before the message that opened the ticket', () => {
    const opened = customer('Mon 10:00');
    const onItsWay = customer('Mon 08:00', { stop: true, arrives: 'Mon 12:00' });
    const { world, received, notes } = given(opened, ...answered('Mon 11:00'), onItsWay).until('Sun 12:00');
    expect(world).toMatchObject({ optedOut: true, log: { optOuts: 1 } });
    expect(received).toEqual([]);
    expect(notes[0]).toEqual(note('Mon 12:00', 'optedOut'));
  });

  it('O2 another ticket neither ticks the box again nor tells it, when a run has stored that STOP', () => {
    const known = { id: 'conversation', own: true, ownerTicketId: '100', stopStored: at('Mon 10:00') };
    const { world, notes, received } = given(stop('Mon 10:00'), ...answered('Mon 11:00'))
      .where({ conversation: known })
      .until('Sun 12:00');
    expect(world.log.optOuts).toBe(0);
    expect(notes).toEqual([note('Tue 11:00', 'sent')]);
    expect(received).toEqual([template('Tue 11:00', 'followUp')]);
  });

  it('O3 a box that a person clears stays cleared, also with STOP said twice', () => {
    const story = given(stop('Mon 10:00'), stop('Mon 10:05'), untick('Mon 10:30'), ...answered('Mon 11:00'));
    const { world, notes, received } = story.until('Sun 12:00');
    expect(world.optedOut).toBe(false);
    expect(received).toEqual([template('Tue 11:00', 'followUp')]);
    expect(notes).toEqual([note('Mon 10:00', 'optedOut'), note('Tue 11:00', 'sent')]);
  });

  it('O3 a new STOP after that ticks it again', () => {
    const { world, notes } = given(stop('Mon 10:00'), untick('Mon 10:30'), stop('Mon 11:00')).until('Mon 18:00');
    expect(world.optedOut).toBe(true);
    expect(notes).toEqual([note('Mon 10:00', 'optedOut'), note('Mon 11:00', 'optedOut')]);
  });

  it('O3 the repeated webhook of the old STOP changes nothing', () => {
    const old = late(stop('Mon 10:00'), 'Mon 12:00');
    const { world } = given(customer('Mon 09:00'), old, hint('Mon 10:10'), untick('Mon 11:00')).until('Sun 12:00');
    expect(world).toMatchObject({ optedOut: false, log: { optOuts: 1 } });
  });
});

describe('Zendesk has no user field for it', () => {
  const without = given(
    stop('Mon 10:00'),
    customer('Mon 10:30'),
    ...answered('Mon 11:00'),
    macro('Wed 10:00', 'incident'),
  );

  it('O4 the run holds the opt-out by itself, and a note says so once', () => {
    const { received, notes, words, world } = without.where({ optOutField: false }).until('Sun 12:00');
    expect(received).toEqual([]);
    expect(words[0]).toEqual({ kind: 'optedOut', fieldMissing: true });
    expect(notes).toEqual([note('Mon 10:00', 'optedOut'), note('Wed 10:00', 'sendFailed')]);
    expect(world.log.optOuts).toBe(1);
  });

  it('O4 a blocked business is held in the same way', () => {
    const story = given(customer('Mon 09:00'), ...answered('Mon 11:00'), blocked('Mon 12:00'));
    const { received, notes } = story.where({ optOutField: false }).until('Sun 12:00');
    expect(received).toEqual([]);
    expect(notes).toEqual([note('Mon 12:00', 'optedOut')]);
  });

  it('O4 it is stored as soon as the field is there', () => {
    const made = change('Tue 09:00', (w) => (w.optOutField = true));
    const { world, words } = given(stop('Mon 10:00'), made)
      .where({ optOutField: false })
      .policy({ agentWarning: 'off' })
      .until('Sun 12:00');
    expect(world.optedOut).toBe(true);
    expect(words).toEqual([{ kind: 'optedOut', fieldMissing: true }, { kind: 'optedOut' }]);
  });
});

describe('O8 a STOP is never forgotten, where no user field holds it', () => {
  /** More messages than a run keeps. */
  const chat = Array.from({ length: 70 }, (_, index) => {
    const time = `Mon 1${index < 35 ? 2 : 3}:${String(index % 35).padStart(2, '0')}`;
    return index % 2 === 0 ? customer(time) : agent(time);
  });
  const pending = [...answered('Mon 14:00'), macro('Wed 10:00', 'incident')];
  const noField = { optOutField: false };

  it.each([
    ['STOP', { stop: true }],
    ['BAJA in reply to an outreach', { stopIfReply: true }],
  ] as const)('O8 however long the chat goes on: %s', (_what, says) => {
    const asked = [customer('Mon 09:00'), macro('Mon 09:30', 'incident')];
    const { received, notes } = given(...asked, customer('Mon 10:00', says), ...chat, ...pending)
      .where(noField)
      .until('Sun 12:00');
    expect(received.filter(({ at: time }) => time !== 'Mon 09:30')).toEqual([]);
    expect(notes.filter(({ kind }) => kind === 'optedOut')).toHaveLength(1);
  });

  it('O8 also while neither Zendesk nor the conversation can store it', () => {
    const writes = Array.from({ length: 500 }, () => 'busy' as const);
    const { words, conversation, world } = given(stop('Mon 11:55'), ...chat, macro('Mon 13:36', 'incident'))
      .where({ writes })
      .policy({ agentWarning: 'off' })
      .until('Mon 13:40');
    expect(world.log.sends).toEqual([]);
    expect(words).toEqual([]);
    expect(conversation).toMatchObject({
      stop: { at: at('Mon 11:55') },
      outreach: [{ progress: { state: 'refused' } }],
    });
  });

  it('O8 an ordinary BAJA that falls out of a long chat opts nobody out', () => {
    const begun = [customer('Mon 09:00'), agent('Mon 09:30'), customer('Mon 10:00', { stopIfReply: true })];
    const { received } = given(...begun, ...chat, ...answered('Mon 14:00'))
      .where(noField)
      .until('Sun 12:00');
    expect(received).toEqual([template('Tue 14:00', 'followUp')]);
  });

  it('O8 a later ticket knows it from the conversation, and says so once', () => {
    const known = { id: 'conversation', own: true, ownerTicketId: '100', stopSaid: at('last Mon 10:00') };
    const { received, words, world } = given(
      customer('Mon 09:00'),
      ...answered('Mon 11:00'),
      macro('Wed 10:00', 'incident'),
    )
      .where({ ...noField, conversation: known })
      .until('Sun 12:00');
    expect(received).toEqual([]);
    expect(words.filter(({ kind }) => kind === 'optedOut')).toEqual([{ kind: 'optedOut', fieldMissing: true }]);
    expect(world.log.optOuts).toBe(1);
  });

  it('O8 it is stored when the field is there; then the box alone decides', () => {
    const known = { id: 'conversation', own: true, ownerTicketId: '100', stopSaid: at('last Mon 10:00') };
    const story = given(customer('Mon 09:00'), untick('Mon 10:00'), ...answered('Mon 11:00')).where({
      conversation: known,
    });
    expect(story.until('Mon 09:30').world).toMatchObject({ optedOut: true, log: { optOuts: 1 } });
    const { received, world } = story.until('Sun 12:00');
    expect(received).toEqual([template('Tue 11:00', 'followUp')]);
    expect(world).toMatchObject({ optedOut: false, log: { optOuts: 1 } });
  });
});

describe('O9 a block is an opt-out each time', () => {
  const begun = [customer('Mon 09:00'), ...answered('Mon 11:00'), blocked('Mon 12:00')];

  it('O9 after a person has cleared the box, the next one ticks it again, with a note', () => {
    const { received, notes, world } = given(...begun, untick('Mon 13:00'), blocked('Mon 14:00')).until('Sun 12:00');
    expect(received).toEqual([]);
    expect(world).toMatchObject({ optedOut: true, log: { optOuts: 2 } });
    expect(notes).toEqual([note('Mon 12:00', 'optedOut'), note('Mon 14:00', 'optedOut')]);
  });

  it('O9 also in a later run of the ticket, which did not hear of the first', () => {
    const notes = [
      { at: at('last Mon 12:00'), ticketId: '100', key: 'optOut:blocked', note: { kind: 'optedOut' as const } },
    ];
    const { received, world } = given(customer('Mon 09:00'), ...answered('Mon 11:00'), blocked('Mon 12:00'))
      .where({ notes })
      .until('Sun 12:00');
    expect([received, world.optedOut]).toEqual([[], true]);
  });

  it('O9 the old one no longer counts once the box is cleared, and one with the box still ticked tells nothing', () => {
    const cleared = given(...begun, untick('Mon 13:00')).until('Sun 12:00');
    expect(cleared.received).toEqual([template('Tue 11:00', 'followUp')]);
    const again = given(...begun, blocked('Mon 13:00')).until('Sun 12:00');
    expect(again.notes).toEqual([note('Mon 12:00', 'optedOut')]);
  });
});

describe('131050: the customer has stopped marketing messages', () => {
  const saturday = customer('last Sat 10:00');
  const asked = given(saturday, macro('Mon 10:00', 'incident')).where({ sends: [{ undelivered: 131050 }] });

  it('O5 is recorded once, with the note of the failure', () => {
    const { world, notes } = asked.until('Sun 12:00');
    expect(world).toMatchObject({ marketingOptedOut: true, optedOut: false, log: { optOuts: 1 } });
    expect(notes).toEqual([note('Mon 10:00', 'sent'), note('Mon 10:00:02', 'sendFailed')]);
  });

  it('O5 is recorded later when Zendesk is busy', () => {
    const busy = asked.where({ writes: ['written', 'written', 'busy'] });
    expect(busy.until('Sun 12:00').world).toMatchObject({ marketingOptedOut: true, log: { optOuts: 1 } });
  });

  it('O5 is not taken for an opt-out from everything: the follow-up goes out', () => {
    const story = given(customer('Mon 09:00'), ...answered('Mon 11:00'), macro('Mon 12:00', 'incident'));
    const { received } = story.where({ sends: [{ undelivered: 131050 }] }).until('Sun 12:00');
    expect(received.map(({ what }) => what)).toEqual(['followUp']);
  });

  it('O5 another refusal records nothing', () => {
    const { world } = given(
      saturday,
      macro('Mon 10:00', 'incident'),
      undelivered('Mon 10:01', 'ventana', 131026),
    ).until('Sun 12:00');
    expect(world).toMatchObject({ marketingOptedOut: false, log: { optOuts: 0 } });
  });
});
