import { describe, expect, it } from 'vitest';
import {
  type Happening,
  type Story,
  agent,
  change,
  customer,
  given,
  lost,
  macro,
  status,
  template,
  text,
  undelivered,
  undeliveredMessage,
} from '../support/given';
import { HOUR, MINUTE } from '../support/madrid';
import { kinds, late, monday, tap, withRescue, words } from '../support/rescues';

describe('case 4: Ventana rescues by itself', () => {
  const automatic = (...happenings: Happening[]): Story => withRescue({ mode: 'automatic' }, ...happenings);

  it('R2 tells the customer a minute after the reply was lost, once, and sends the words after the answer', () => {
    const it = automatic(monday, late, agent('Tue 11:10'), tap('Wed 10:00')).until('next Fri 12:00');
    expect(it.received).toEqual([
      template('Tue 11:01', 'rescue'),
      text('Wed 10:00', words),
      text('Wed 10:00', 'agent Tue 11:10'),
    ]);
    expect(kinds(it)).toEqual(['notDelivered', 'sent', 'rescued']);
  });

  it('R2 R7 tells of the younger reply where the older one expires before the window closes', () => {
    const failed = (time: string) => undelivered(time, 'agent', 131047);
    const { received } = withRescue(
      { mode: 'automatic', expiresMs: 20 * HOUR },
      ...[monday, agent('Mon 09:30'), failed('Mon 09:31'), agent('Mon 19:00'), failed('Mon 19:01')],
    ).until('Tue 20:00');
    expect(received).toEqual([template('Tue 09:00', 'rescue')]);
  });

  it('R2 R6 tells of the younger reply once the older one, which an agent was to decide on, has expired', () => {
    const { received } = withRescue(
      { mode: 'automatic', deliver: 'ask', expiresMs: 48 * HOUR },
      ...[monday, late, customer('Wed 11:00'), agent('Wed 12:00'), undelivered('Wed 12:01', 'agent', 131047)],
    ).until('Fri 20:00');
    expect(received).toEqual([template('Tue 11:01', 'rescue'), template('Thu 11:00', 'rescue')]);
  });

  it('R2 goes on where its attempts had ended, when an agent asked for it meanwhile and took that back', () => {
    const { sends, received, notes } = automatic(
      monday,
      late,
      macro('Tue 12:00', 'rescue'),
      change('Tue 12:05', (w) => delete w.action),
    )
      .where({ sends: [{ undelivered: 131049 }], requestedTurnMs: 10 * MINUTE })
      .until('next Fri 12:00');
    expect(sends.map(({ sendId }) => sendId.replace(/^.*:(\w+:\d)$/, '$1'))).toEqual(['template:1', 'template:2']);
    expect(received).toHaveLength(1);
    expect(notes.at(-1)?.kind).toBe('sent');
  });

  it('R2 R16 waits for the end of quiet hours with the template', () => {
    const { received } = automatic(monday, agent('Tue 22:00')).until('next Fri 12:00');
    expect(received).toEqual([template('Wed 08:00', 'rescue')]);
  });

  it('R2 sends no template where the customer wrote first, only the words', () => {
    const { received } = automatic(monday, agent('Tue 22:00'), customer('Wed 07:00')).until('next Fri 12:00');
    expect(received).toEqual([text('Wed 07:00', 'agent Tue 22:00')]);
  });

  it('R2 finds a lost reply whose webhook was lost', () => {
    const { received } = automatic(monday, lost(late), status('Tue 12:00', 'pending'), tap('Wed 10:00')).until(
      'Wed 12:00',
    );
    expect(received.map(({ what }) => what)).toEqual(['rescue', words]);
  });

  it('R2 leaves alone what WhatsApp would refuse again', () => {
    const { received } = automatic(
      monday,
      agent('Mon 11:00'),
      undelivered('Mon 11:01', 'agent', 131026),
      customer('Tue 12:00'),
    ).until('next Fri 12:00');
    expect(received).toEqual([]);
  });

  it('R2 a customer who was asked to answer is not asked again within a day', () => {
    const { received } = automatic(monday, macro('Tue 10:00', 'reopening'), late).until('next Fri 12:00');
    expect(received).toEqual([template('Tue 10:00', 'reopening'), template('Wed 10:00', 'rescue')]);
    const answered = automatic(monday, macro('Tue 10:00', 'reopening'), late, customer('Tue 14:00')).until(
      'next Fri 12:00',
    );
    expect(answered.received).toEqual([template('Tue 10:00', 'reopening'), text('Tue 14:00', words)]);
  });

  it('R2 R6 leaves it to the agent once the customer wrote more than a tap', () => {
    const it = withRescue({ mode: 'automatic', deliver: 'ask' }, monday, late, customer('Wed 10:00')).until(
      'next Fri 12:00',
    );
    expect(it.received).toEqual([template('Tue 11:01', 'rescue')]);
    expect(kinds(it).filter((kind) => kind === 'rescueAsks')).toHaveLength(1);
  });

  it('R2 tells the customer of a reply that failed in an open window once that window has closed', () => {
    const failed = [customer('Wed 03:10'), agent('Wed 03:22'), undelivered('Wed 03:23', 'agent', 131047)];
    expect(automatic(...failed).until('next Fri 12:00').received).toEqual([template('Thu 08:00', 'rescue')]);
    const answered = automatic(...failed, tap('Wed 20:00')).until('next Fri 12:00');
    expect(answered.received).toEqual([text('Wed 20:00', 'agent Wed 03:22')]);
  });

  it('R2 R7 plans no template for a reply that will be too old by then', () => {
    const failed = [customer('Wed 03:10'), agent('Wed 03:22'), undelivered('Wed 03:23', 'agent', 131047)];
    const it = withRescue({ mode: 'automatic', expiresMs: 12 * HOUR }, ...failed).until('next Fri 12:00');
    expect(it.received).toEqual([]);
  });

  it('R5 brings back nothing that was withdrawn when the customer is told of a later reply', () => {
    const withdrawn = macro('Tue 11:30', 'rescue_withdraw');
    const later = [customer('Wed 08:00'), agent('Thu 09:30')];
    expect(automatic(monday, late, withdrawn, ...later, tap('Thu 12:00')).until('next Fri 12:00').received).toEqual([
      template('Tue 11:01', 'rescue'),
      template('Thu 09:31', 'rescue'),
      text('Thu 12:00', 'agent Thu 09:30'),
    ]);
    const again = automatic(monday, late, withdrawn, ...later, macro('Thu 09:45', 'rescue'), tap('Thu 10:00'));
    expect(again.until('next Fri 12:00').received).toEqual([
      template('Tue 11:01', 'rescue'),
      template('Thu 09:31', 'rescue'),
      text('Thu 10:00', words),
      text('Thu 10:00', 'agent Thu 09:30'),
    ]);
  });

  it('R1 R7 sends words only where the customer wrote after them, not after an older reply that is too old', () => {
    const failed = [agent('Wed 09:30'), undelivered('Wed 09:31', 'agent', 131047)];
    const it = withRescue({ mode: 'automatic', expiresMs: 12 * HOUR }, monday, late, customer('Wed 08:00'), ...failed);
    expect(it.until('Wed 11:59').received).toEqual([template('Tue 11:01', 'rescue')]);
    const written = withRescue(
      { mode: 'automatic', expiresMs: 12 * HOUR },
      ...[monday, late, customer('Wed 08:00'), ...failed, customer('Wed 12:00')],
    );
    expect(written.until('next Fri 12:00').received.at(-1)).toEqual(text('Wed 12:00', 'agent Wed 09:30'));
  });

  it('H8 an agent who asks does not wait for the automatic template that failed and is tried again tomorrow', () => {
    const it = automatic(monday, late, macro('Tue 14:05', 'rescue')).where({ sends: [{ undelivered: 131049 }] });
    const played = it.until('next Fri 12:00');
    expect(played.received).toEqual([template('Tue 14:05', 'rescue')]);
    expect(played.world.action).toBeUndefined();
  });

  it('R12 tells the customer no second time when the words have failed', () => {
    const it = automatic(
      monday,
      late,
      tap('Wed 10:00'),
      undeliveredMessage('Wed 10:01', `message of 100-rescued-${words}:text:1`, 131026),
    );
    expect(it.until('next Fri 12:00').sends).toHaveLength(2);
  });

  it('R12 nor for a reply after them, until an agent asks', () => {
    const failed = undeliveredMessage('Wed 10:01', `message of 100-rescued-${words}:text:1`, 131026);
    const begin = [
      monday,
      late,
      tap('Wed 10:00'),
      failed,
      agent('Wed 10:02'),
      undelivered('Wed 10:03', 'agent', 131047),
    ];
    expect(automatic(...begin).until('next Fri 12:00').sends).toHaveLength(2);
    expect(
      automatic(...begin, macro('Thu 11:00', 'rescue'))
        .until('next Fri 12:00')
        .received.at(-1),
    ).toEqual(template('Thu 11:00', 'rescue'));
  });

  it('R16 counts the template as any other, and the words as free text', () => {
    const { world } = automatic(monday, late, tap('Wed 10:00')).until('next Fri 12:00');
    expect(
      world.log.turns.map(({ request: { requested, uses, quiet } }) => [requested, uses, quiet.length > 0]),
    ).toEqual([
      [false, 'template', true],
      [true, undefined, false],
    ]);
  });
});

describe('without rescue in the policy', () => {
  it('R1 F13 everything is as it was', () => {
    const it = given(monday, late, tap('Wed 10:00')).until('next Fri 12:00');
    expect(it.received).toEqual([]);
    const told = it.words.find(({ kind }) => kind === 'notDelivered');
    expect(told).toEqual({ kind: 'notDelivered', late: true, macro: 'WhatsApp::Reabrir conversación' });
  });
});
