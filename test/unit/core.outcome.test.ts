import { describe, expect, it } from 'vitest';
import { outcomeToShow } from '../../workflows/core/afterOutreach';
import type { Live } from '../../workflows/core/conversation';
import { type Happening, agent, customer, given, macro, status } from '../support/given';
import { at } from '../support/madrid';

describe('Z24 "WhatsApp outcome" shows, for reports, what came of our last message', () => {
  const outcomes = (...happenings: Happening[]) => {
    const { log } = given(...happenings).until('Sun 12:00').world;
    return log.writes.flatMap(({ update: { outcome, notes } }) => (outcome ? [[outcome, notes.length > 0]] : []));
  };
  const pending = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:05', 'pending')];

  it('a reminder, and whether the customer answered it: with its note, and with the opening of the ticket', () => {
    expect(outcomes(...pending)).toEqual([['reminded', true]]);
    expect(outcomes(...pending, customer('Wed 08:30'))).toEqual([
      ['reminded', true],
      ['reminded_answered', false],
    ]);
  });

  it('any other message', () => {
    const asked = [customer('last Sat 10:12'), macro('Mon 09:05', 'reopening')];
    expect(outcomes(...asked, customer('Mon 09:40')).map(([outcome]) => outcome)).toEqual([
      'contacted',
      'contacted_answered',
    ]);
  });

  it('nothing where nothing was sent, where the account has no such field, and for runs of earlier rules', () => {
    expect(outcomes(customer('Mon 09:00'), agent('Mon 11:00'))).toEqual([]);
    const without = given(...pending)
      .where({ outcome: undefined })
      .until('Sun 12:00').world;
    expect(without.log.writes.filter(({ update }) => update.outcome)).toEqual([]);
    const c = given(...pending).until('Mon 12:00').conversation as Live;
    const message = {
      by: 'ventana',
      id: 'm',
      at: at('Tue 11:00'),
      ticketId: c.ticketId,
      sendId: 'i:template:1',
    } as const;
    const reminded = {
      ...c,
      messages: [...c.messages, { ...message, purpose: { kind: 'followUp', name: 'followUp' } }],
    };
    expect([outcomeToShow(reminded as Live), outcomeToShow({ ...reminded, rules: 5 } as Live)]).toEqual([
      'reminded',
      undefined,
    ]);
  });
});
