import { describe, expect, it } from 'vitest';
import {
  type Happening,
  agent,
  change,
  customer,
  given,
  macro,
  note,
  status,
  template,
  text,
  undelivered,
} from '../support/given';
import { at, MINUTE } from '../support/madrid';
import { asks, kinds, late, monday, story, tap, withRescue, words } from '../support/rescues';

describe('case 4: when it does not go smoothly', () => {
  it('R9 names what cannot be repeated, and sends the rest', () => {
    const it = story(monday, late, agent('Tue 11:01'), asks, tap('Wed 10:00'))
      .where({ unrepeatable: [words] })
      .until('next Fri 12:00');
    expect(it.received).toEqual([template('Tue 11:05', 'rescue'), text('Wed 10:00', 'agent Tue 11:01')]);
    expect(it.words).toContainEqual({
      kind: 'sendFailed',
      purpose: { kind: 'rescued', name: 'rescued' },
      message: 'rescued',
      failure: { reason: 'unrepeatable', detail: 'carousel' },
    });
  });

  it('R10 holds the words again where the window closes first, with a note; a new request brings them', () => {
    const outage = Array.from({ length: 400 }, () => 'busy' as const);
    const it = story(monday, late, asks, tap('Wed 10:00'))
      .where({ sends: ['sent', ...outage], sendPauseMs: 10 * MINUTE })
      .until('Thu 12:00');
    expect(it.received).toEqual([template('Tue 11:05', 'rescue')]);
    expect(kinds(it)).toContain('rescueHeld');
    const again = story(
      monday,
      late,
      asks,
      tap('Wed 10:00'),
      change('Thu 10:30', (w) => (w.sends = [])),
      macro('Thu 11:00', 'rescue'),
      tap('Thu 15:00'),
    )
      .where({ sends: ['sent', ...outage], sendPauseMs: 10 * MINUTE })
      .until('next Fri 12:00');
    expect(again.received.slice(1)).toEqual([template('Thu 11:00', 'rescue'), text('Thu 15:00', words)]);
  });

  it('R11 rule 3 looks for words of unknown outcome before it sends them again', () => {
    const arrived = story(monday, late, asks, tap('Wed 10:00')).where({ sends: ['sent', 'lostButArrived'] });
    expect(arrived.until('next Fri 12:00').received).toEqual([
      template('Tue 11:05', 'rescue'),
      text('Wed 10:00', words),
    ]);
    const it = story(monday, late, asks, tap('Wed 10:00'))
      .where({ sends: ['sent', 'lost'] })
      .until('next Fri 12:00');
    expect(it.received.slice(1)).toEqual([text('Wed 10:02:35', words)]);
    expect(it.looks).toHaveLength(3);
  });

  it('R11 another ticket of the conversation has sent them: not again', () => {
    const theirs = change('Wed 09:59', (w) => {
      w.messages.push({
        by: 'ventana',
        id: 'theirs',
        at: w.now,
        ticketId: '99',
        sendId: `99-rescued-${words}:text:1`,
        purpose: { kind: 'rescued', name: 'rescued' },
      });
    });
    expect(story(monday, late, asks, theirs, tap('Wed 10:00')).until('next Fri 12:00').received).toHaveLength(1);
  });

  it('R12 says that they failed again, and does nothing more until an agent asks', () => {
    const failing = [monday, late, asks, tap('Wed 10:00'), undelivered('Wed 10:01', 'ventana', 131026)];
    const it = story(...failing, tap('Wed 12:00'), tap('Thu 11:00')).until('next Fri 12:00');
    expect(it.sends).toHaveLength(2);
    expect(kinds(it)).toContain('sendFailed');
    const again = story(...failing, macro('Wed 15:00', 'rescue')).until('next Fri 12:00');
    expect(again.received).toEqual([template('Tue 11:05', 'rescue'), text('Wed 15:00', words)]);
  });

  it.each([130429, 131000, 424242])('R12 tries again what failed only for now: %i', (code) => {
    const it = story(monday, late, agent('Tue 11:01'), asks, tap('Wed 10:00'))
      .policy({ settleMs: 1_500 })
      .where({ reportMs: 700, sends: ['sent', { undelivered: code }] })
      .until('next Fri 12:00');
    expect(it.received.slice(1).map(({ what }) => what)).toEqual([words, 'agent Tue 11:01']);
    expect(kinds(it)).toEqual(['notDelivered', 'sent', 'rescued']);
  });

  it('R12 V9 says at the end that they went out, also if it said before that they are held or have failed', () => {
    const settling = { settleMs: 1_500 };
    const held = story(monday, late, asks, tap('Wed 10:00'))
      .policy(settling)
      .where({ reportMs: 20_000, sends: ['sent', { undelivered: 131042 }] });
    expect(kinds(held.until('next Fri 12:00')).slice(2)).toEqual(['rescued', 'sendHeld', 'rescued']);
    const failed = story(monday, late, asks, tap('Wed 10:00'), macro('Wed 15:00', 'rescue'))
      .policy(settling)
      .where({ reportMs: 20_000, sends: ['sent', { undelivered: 131026 }] });
    expect(kinds(failed.until('next Fri 12:00')).slice(2)).toEqual(['rescued', 'sendFailed', 'rescued']);
  });

  it('R12 does not send what came after words that failed', () => {
    const it = story(monday, late, agent('Tue 11:01'), asks, tap('Wed 10:00'))
      .where({ sends: ['sent', { refused: { reason: 'refused', code: 131026 } }] })
      .until('next Fri 12:00');
    expect(it.received).toEqual([template('Tue 11:05', 'rescue')]);
  });

  it.each(['agent', 'automatic'] as const)('R12 nor if the customer writes on, until an agent asks (%s)', (mode) => {
    const failing = withRescue({ mode }, monday, late, agent('Tue 11:01'), asks, tap('Wed 10:00'), tap('Wed 12:00'));
    const refused = { sends: ['sent' as const, { refused: { reason: 'refused' as const, code: 131026 } }] };
    expect(failing.where(refused).until('next Fri 12:00').sends).toHaveLength(2);
    const asked = [monday, late, agent('Tue 11:01'), asks, tap('Wed 10:00'), tap('Wed 12:00')];
    const again = withRescue({ mode }, ...asked, macro('Wed 15:00', 'rescue')).where(refused);
    expect(again.until('next Fri 12:00').received.slice(1)).toEqual([
      text('Wed 15:00', words),
      text('Wed 15:00', 'agent Tue 11:01'),
    ]);
  });

  it('R12 131047 brings no template of its own', () => {
    const it = story(monday, late, asks, tap('Wed 10:00'))
      .where({ sends: ['sent', { undelivered: 131047 }] })
      .until('next Fri 12:00');
    expect(it.sends.map(({ rendition }) => rendition)).toEqual(['template', 'text']);
  });

  it('R13 sends the words themselves where the window is open already', () => {
    const it = story(monday, late, customer('Wed 10:00'), macro('Wed 11:00', 'rescue')).until('next Fri 12:00');
    expect(it.received).toEqual([text('Wed 11:00', words)]);
    expect(it.world.action).toBeUndefined();
    const between = story(monday, late, asks, customer('Tue 11:05')).where({ requestedTurnMs: MINUTE });
    expect(between.until('next Fri 12:00').received).toEqual([text('Tue 11:06', words)]);
  });

  it('R14 only the ticket that owns the conversation sends them', () => {
    const conversation = { id: 'conversation', own: true, ownerTicketId: '200' };
    const it = story(monday, late, asks, tap('Wed 10:00')).where({ conversation }).until('next Fri 12:00');
    expect(it.received).toEqual([]);
    expect(kinds(it)).toContain('nothingToRescue');
  });

  it('R14 the ticket that the answer opened sends them, when the first one is closed', () => {
    const before: Happening[] = [
      change('Wed 10:00', (w) => {
        w.messages.push({ by: 'customer', id: 'first', at: at('Mon 09:00') });
        w.messages.push({ by: 'agent', id: words, at: at('Tue 11:00') });
        w.messages.push({
          by: 'ventana',
          id: 'asked',
          at: at('Tue 11:05'),
          ticketId: '99',
          sendId: '99-rescue-1:template:1',
          purpose: { kind: 'rescue', name: 'rescue' },
        });
      }),
      tap('Wed 10:00'),
    ];
    const it = story(...before).until('next Fri 12:00');
    expect(it.received).toEqual([text('Wed 10:00', words)]);
  });

  it('R14 sends them from a solved ticket too', () => {
    const { received } = story(monday, late, asks, status('Tue 12:00', 'solved'), tap('Wed 10:00')).until('Wed 12:00');
    expect(received.at(-1)).toEqual(text('Wed 10:00', words));
  });

  it('R15 says that there is nothing to rescue', () => {
    for (const name of ['rescue', 'rescue_withdraw']) {
      const it = story(monday, agent('Mon 10:00'), macro('Mon 11:00', name)).until('Mon 18:00');
      expect(it.received).toEqual([]);
      expect(it.notes).toEqual([note('Mon 11:00', 'nothingToRescue')]);
      expect(it.world.action).toBeUndefined();
    }
  });

  it('R15 the action is unknown where the policy has it off', () => {
    const it = given(monday, late, asks).until('Tue 12:00');
    expect(kinds(it)).toEqual(['notDelivered', 'unknownAction']);
  });
});
