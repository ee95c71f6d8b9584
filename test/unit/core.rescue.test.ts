import { describe, expect, it } from 'vitest';
import {
  type Happening,
  type Outcome,
  type Story,
  agent,
  blocked,
  change,
  customer,
  given,
  lost,
  macro,
  note,
  repeated,
  status,
  template,
  text,
  undelivered,
  undeliveredMessage,
} from '../support/given';
import { at, HOUR, MINUTE } from '../support/madrid';

const RESCUE = { mode: 'agent' as const, deliver: 'always' as const, expiresMs: 72 * HOUR, message: 'rescue' };
const messages = {
  followUp: { hasText: true },
  reopening: { hasText: true },
  incident: { hasText: false },
  rescue: { hasText: false },
};
type Rules = Partial<{ mode: 'agent' | 'automatic'; deliver: 'always' | 'ask'; expiresMs: number }>;
const withRescue = (rules: Rules, ...happenings: Happening[]): Story =>
  given(...happenings)
    .policy({ rescue: { ...RESCUE, ...rules }, messages })
    .where({ latencyMs: 1 });
const story = (...happenings: Happening[]): Story => withRescue({}, ...happenings);

/** The window closes on Tuesday at 09:00; the agent answers at 11:00. */
const monday = customer('Mon 09:00');
const late = agent('Tue 11:00');
const words = 'agent Tue 11:00';
const asks = macro('Tue 11:05', 'rescue');
const tap = (time: string) => customer(time, { tap: true });
/** F10 has nothing to do with it. */
const others = ({ notes }: Outcome) => notes.filter(({ kind }) => kind !== 'windowClosing');
const kinds = (it: Outcome) => others(it).map(({ kind }) => kind);

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

  it('R12 does not send what came after words that failed', () => {
    const it = story(monday, late, agent('Tue 11:01'), asks, tap('Wed 10:00'))
      .where({ sends: ['sent', { refused: { reason: 'refused', code: 131026 } }] })
      .until('next Fri 12:00');
    expect(it.received).toEqual([template('Tue 11:05', 'rescue')]);
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

  it('R12 tells the customer no second time when the words have failed', () => {
    const it = automatic(
      monday,
      late,
      tap('Wed 10:00'),
      undeliveredMessage('Wed 10:01', `message of 100-rescued-${words}:text:1`, 131026),
    );
    expect(it.until('next Fri 12:00').sends).toHaveLength(2);
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
