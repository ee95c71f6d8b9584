import { describe, expect, it } from 'vitest';
import {
  agent,
  blocked,
  change,
  customer,
  lost,
  macro,
  note,
  repeated,
  status,
  template,
  text,
  undelivered,
} from '../support/given';
import { at } from '../support/madrid';
import { asks, kinds, late, monday, others, story, tap, withRescue, words } from '../support/rescues';

describe('case 4: an agent asks for the rescue of a lost reply', () => {
  it('R1 sends the template at once, and the words once, after the tap', () => {
    const it = story(monday, late, asks, tap('Wed 10:00')).until('next Fri 12:00');
    expect(it.received).toEqual([template('Tue 11:05', 'rescue'), text('Wed 10:00', words)]);
    expect(others(it)).toEqual([
      note('Tue 11:00', 'notDelivered'),
      note('Tue 11:05', 'sent'),
      note('Wed 10:00', 'rescued'),
    ]);
    expect(it.world.action).toBeUndefined();
    expect(it.words.at(-1)).toEqual({ kind: 'rescued', count: 1 });
  });

  it('R1 sends the words after an ordinary message too, and after a tap that no list has', () => {
    for (const answer of [customer('Wed 10:00'), customer('Wed 10:00', { tap: true, unlisted: true })])
      expect(story(monday, late, asks, answer).until('next Fri 12:00').received).toEqual([
        template('Tue 11:05', 'rescue'),
        text('Wed 10:00', words),
      ]);
  });

  it('R1 sends nothing that nobody asked for', () => {
    const it = story(monday, late, tap('Wed 10:00')).until('next Fri 12:00');
    expect(it.received).toEqual([]);
    expect(kinds(it)).toEqual(['notDelivered']);
  });

  it('R1 sends both once, whatever is repeated', () => {
    const all = [monday, late, asks, tap('Wed 10:00'), customer('Wed 10:01')].map(repeated);
    expect(story(...all).until('next Fri 12:00').received).toEqual([
      template('Tue 11:05', 'rescue'),
      text('Wed 10:00', words),
    ]);
  });

  it('R1 sends the words in quiet hours: the customer has just written', () => {
    const { received } = story(monday, late, asks, tap('Wed 02:00')).until('next Fri 12:00');
    expect(received.at(-1)).toEqual(text('Wed 02:00', words));
  });

  it('R1 rescues a reply that failed in an open window', () => {
    const { received } = story(
      monday,
      agent('Mon 11:00'),
      undelivered('Mon 11:01', 'agent', 131047),
      macro('Tue 10:00', 'rescue'),
      tap('Wed 10:00'),
    ).until('next Fri 12:00');
    expect(received).toEqual([template('Tue 10:00', 'rescue'), text('Wed 10:00', 'agent Mon 11:00')]);
  });

  it('R1 asks for the words by the id of their message, and knows no more of them', () => {
    const { world } = story(monday, late, asks, tap('Wed 10:00')).until('Wed 12:00');
    const order = world.log.sends.at(-1)?.order;
    expect(order).toMatchObject({
      sendId: `100-rescued-${words}:text:1`,
      repeats: { messageId: words, at: at('Tue 11:00'), agentLastAt: at('Tue 11:00') },
      purpose: { kind: 'rescued', name: 'rescued' },
    });
  });

  it('R3 sends one template for several lost replies, and all their words in order', () => {
    const it = story(monday, late, asks, agent('Tue 15:00'), agent('Tue 15:01'), tap('Wed 10:00')).until(
      'next Fri 12:00',
    );
    expect(it.received).toEqual([
      template('Tue 11:05', 'rescue'),
      text('Wed 10:00', words),
      text('Wed 10:00', 'agent Tue 15:00'),
      text('Wed 10:00', 'agent Tue 15:01'),
    ]);
    expect(it.words.filter(({ kind }) => kind === 'rescued')).toEqual([{ kind: 'rescued', count: 3 }]);
  });

  it('R4 the words are the agent’s reply: last word, reminder a day later, no warning and no more F13', () => {
    const it = story(monday, late, asks, tap('Wed 10:00'), status('Wed 10:30', 'pending')).until('next Fri 12:00');
    expect(it.received.slice(2)).toEqual([template('Thu 10:00', 'followUp')]);
    expect(kinds(it)).toEqual(['notDelivered', 'sent', 'rescued', 'sent']);
  });

  it('R4 a word of replyKeywords in answer to them is an answer', () => {
    const it = story(monday, late, asks, tap('Wed 10:00'), customer('Wed 10:30', { stopIfReply: true })).until(
      'Wed 12:00',
    );
    expect(it.world.optedOut).toBe(false);
  });

  it('R5 sends nothing where the agent has reached the customer meanwhile', () => {
    const before = story(monday, late, asks, tap('Wed 10:00'), agent('Wed 10:00')).where({ requestedTurnMs: 1_000 });
    expect(before.until('next Fri 12:00').received).toEqual([template('Tue 11:05:01', 'rescue')]);
    const unheard = story(monday, late, asks, tap('Wed 10:00'), lost(agent('Wed 10:00'))).where({
      requestedTurnMs: 1_000,
    });
    expect(unheard.until('next Fri 12:00').received).toEqual([template('Tue 11:05:01', 'rescue')]);
  });

  it('R5 sends nothing where the agent has withdrawn it, before or after the template', () => {
    const withdrawn = macro('Tue 12:00', 'rescue_withdraw');
    const it = story(monday, late, asks, withdrawn, tap('Wed 10:00')).until('next Fri 12:00');
    expect(it.received).toEqual([template('Tue 11:05', 'rescue')]);
    expect(kinds(it)).toEqual(['notDelivered', 'sent', 'rescueWithdrawn']);
    const failed = story(monday, late, undelivered('Tue 11:01', 'agent', 131047), asks, withdrawn, tap('Wed 10:00'));
    expect(kinds(failed.until('next Fri 12:00'))).toEqual(['notDelivered', 'sent', 'rescueWithdrawn']);
    const automatic = withRescue(
      { mode: 'automatic' },
      monday,
      agent('Tue 03:00'),
      agent('Tue 22:00'),
      macro('Tue 22:30', 'rescue_withdraw'),
      tap('Wed 10:00'),
    );
    expect(automatic.until('next Fri 12:00').received).toEqual([]);
  });

  it('R5 sends it after all where the agent asks again', () => {
    const again = [macro('Tue 12:00', 'rescue_withdraw'), tap('Wed 10:00'), macro('Wed 11:00', 'rescue')];
    const { received } = story(monday, late, asks, ...again).until('next Fri 12:00');
    expect(received).toEqual([template('Tue 11:05', 'rescue'), text('Wed 11:00', words)]);
  });

  it('R5 sends nothing where the message was deleted', () => {
    const deletes = change('Tue 18:00', (w) => {
      w.messages = w.messages.filter(({ id }) => id !== words);
    });
    const { received } = story(monday, late, asks, deletes, tap('Wed 10:00')).until('next Fri 12:00');
    expect(received).toEqual([template('Tue 11:05', 'rescue')]);
  });

  it('R6 asks the agent where the customer wrote more than a tap', () => {
    const ask = withRescue({ deliver: 'ask' }, monday, late, asks, customer('Wed 10:00'), customer('Wed 10:05'));
    const it = ask.until('Wed 20:00');
    expect(it.received).toEqual([template('Tue 11:05', 'rescue')]);
    expect(kinds(it)).toEqual(['notDelivered', 'sent', 'rescueAsks']);
    const tapped = withRescue({ deliver: 'ask' }, monday, late, asks, tap('Wed 10:00')).until('Wed 20:00');
    expect(tapped.received.at(-1)).toEqual(text('Wed 10:00', words));
  });

  it('R6 sends it when the agent then asks, and not when the agent withdraws it', () => {
    const wrote = [monday, late, asks, customer('Wed 10:00')];
    const sent = withRescue({ deliver: 'ask' }, ...wrote, macro('Wed 11:00', 'rescue')).until('next Fri 12:00');
    expect(sent.received).toEqual([template('Tue 11:05', 'rescue'), text('Wed 11:00', words)]);
    expect(sent.world.action).toBeUndefined();
    const not = withRescue({ deliver: 'ask' }, ...wrote, macro('Wed 11:00', 'rescue_withdraw')).until('next Fri 12:00');
    expect(not.received).toHaveLength(1);
  });

  it('R7 does not send words that are too old, and says so', () => {
    const it = story(monday, late, asks, tap('Fri 11:30')).until('next Fri 12:00');
    expect(it.received).toEqual([template('Tue 11:05', 'rescue')]);
    expect(kinds(it)).toContain('rescueExpired');
    const inTime = story(monday, late, asks, tap('Fri 10:30')).until('next Fri 12:00');
    expect(inTime.received.at(-1)).toEqual(text('Fri 10:30', words));
    const asked = story(monday, late, macro('Fri 11:30', 'rescue')).until('next Fri 12:00');
    expect(asked.received).toEqual([]);
    expect(kinds(asked)).toEqual(['notDelivered', 'rescueExpired']);
  });

  it('R8 sends nothing to a customer who said STOP or has blocked the number', () => {
    const stop = story(monday, late, asks, customer('Wed 10:00', { stop: true }), tap('Wed 11:00')).until(
      'next Fri 12:00',
    );
    expect(stop.received).toEqual([template('Tue 11:05', 'rescue')]);
    const block = story(monday, late, asks, blocked('Tue 12:00'), tap('Wed 10:00')).until('next Fri 12:00');
    expect(block.received).toEqual([template('Tue 11:05', 'rescue')]);
    const before = withRescue({ mode: 'automatic' }, monday, customer('Mon 09:01', { stop: true }), late);
    expect(before.until('next Fri 12:00').received).toEqual([]);
  });
});
