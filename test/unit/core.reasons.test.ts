/** What the engineer sees: where nothing is planned, Temporal's UI says why. Each reason is one story, one step away from a ticket with a plan. */
import { describe, expect, it } from 'vitest';
import type { Live } from '../../workflows/core/conversation';
import { judgeFollowUp } from '../../workflows/core/followUp';
import { judgeReopening } from '../../workflows/core/reopening';
import { judgeSolving } from '../../workflows/core/solving';
import type { Verdict } from '../../workflows/core/verdict';
import { judgeWarning } from '../../workflows/core/warning';
import { type Story, agent, change, customer, given, macro, status } from '../support/given';
import { HOUR, at, when } from '../support/madrid';
import { withoutConversation } from '../support/states';

type Case = [says: string, story: Story, time: string];

/** The reason, or the time that is planned. */
function said(judge: (c: Live) => Verdict, story: Story, time: string): string {
  const verdict = judge(story.until(time).conversation as Live);
  return 'none' in verdict ? verdict.none : when(verdict.at);
}

const another = { conversation: { id: 'conversation', own: true, ownerTicketId: '200' } };
const waiting = { requestedTurnMs: HOUR };
const asked = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];

describe('F5, F10 why no reminder is planned', () => {
  const pending = given(...asked);

  it.each<Case>([
    ['Tue 11:00', pending, 'Mon 12:00'],
    ['it is off in the policy', pending.policy({ followUp: 'off' }), 'Mon 12:00'],
    ['the conversation belongs to another ticket', pending.where(another), 'Mon 12:00'],
    ['the customer opted out', pending.where({ optedOut: true }), 'Mon 12:00'],
    ['the ticket is hold, not pending', given(...asked, status('Mon 11:30', 'hold')), 'Mon 12:00'],
    ['the customer has not written', given(agent('Mon 11:00'), status('Mon 11:00', 'pending')), 'Mon 12:00'],
    ["the last word is the customer's", given(customer('Mon 09:00'), status('Mon 11:00', 'pending')), 'Mon 12:00'],
    ['the customer has already been reminded', pending, 'Tue 12:00'],
    ['an agent has requested a message', given(...asked, macro('Mon 11:30', 'incident')).where(waiting), 'Mon 12:00'],
  ])('%s', (says, story, time) => {
    expect(said(judgeFollowUp, story, time)).toBe(says);
  });
});

describe('H3, H8 why no automatic reopening is planned', () => {
  const policy = { reopening: { mode: 'automatic' } } as const;
  const saturday = given(customer('Sat 10:12')).policy(policy);
  const also = (...more: Parameters<typeof given>) => given(customer('Sat 10:12'), ...more).policy(policy);

  it.each<Case>([
    ['next Mon 09:00', saturday, 'Sat 12:00'],
    ['it is left to the agents', given(customer('Sat 10:12')), 'Sat 12:00'],
    ['it is left to the agents', given(customer('Sat 10:12')).policy({ reopening: 'off' }), 'Sat 12:00'],
    [
      'the customer has not written',
      given(agent('Sat 10:12'), status('Sat 10:13', 'pending')).policy(policy),
      'Sat 12:00',
    ],
    ['the conversation belongs to another ticket', saturday.where(another), 'Sat 12:00'],
    ['the customer opted out', saturday.where({ optedOut: true }), 'Sat 12:00'],
    ['the ticket is solved', also(status('Sat 11:00', 'solved')), 'Sat 12:00'],
    ["the last word is the agent's", also(agent('Sat 11:00')), 'Sat 12:00'],
    ['the office is open during the window', given(customer('Fri 09:00')).policy(policy), 'Fri 12:00'],
    ['the customer has already been contacted', saturday, 'next Mon 12:00'],
    ['an agent has requested a message', also(macro('Sat 11:00', 'incident')).where(waiting), 'Sat 11:30'],
    ['the office opened more than a day ago', saturday.where({ turnMs: 100 * HOUR }), 'next Wed 12:00'],
  ])('%s', (says, story, time) => {
    expect(said(judgeReopening, story, time)).toBe(says);
  });

  it('H3 there is none where the office stays shut for two weeks', () => {
    const holidays = Array.from({ length: 31 }, (_, day) => `2026-10-${String(day + 1).padStart(2, '0')}`);
    expect(said(judgeReopening, saturday.where({ holidays }), 'Sat 12:00')).toBe(
      'the office does not open within two weeks',
    );
  });
});

describe('F10 why no warning is planned', () => {
  const monday = given(customer('Mon 13:00'));

  it.each<Case>([
    ['Tue 11:00', monday, 'Mon 14:00'],
    ['it is off in the policy', monday.policy({ agentWarning: 'off' }), 'Mon 14:00'],
    ['the customer has not written', given(agent('Mon 13:00'), status('Mon 13:00', 'pending')), 'Mon 14:00'],
    ['the conversation belongs to another ticket', monday.where(another), 'Mon 14:00'],
    ['the ticket is solved', given(customer('Mon 13:00'), status('Mon 13:30', 'solved')), 'Mon 14:00'],
    ['the customer has been answered', given(customer('Mon 13:00'), agent('Mon 13:30')), 'Mon 14:00'],
    ['the window is closed', monday, 'Tue 13:00'],
    ['it has already been given', monday, 'Tue 11:30'],
    ['no office hours are left before the window closes', given(customer('Sat 10:00')), 'Sat 12:00'],
  ])('%s', (says, story, time) => {
    expect(said(judgeWarning, story, time)).toBe(says);
  });
});

describe('U1-U6 why the ticket will not be solved', () => {
  const policy = { followUp: { solveAfterMs: 48 * HOUR } };
  const reminded = given(...asked).policy(policy);
  const also = (...more: Parameters<typeof given>) => given(...asked, ...more).policy(policy);

  it.each<Case>([
    ['Thu 11:00', reminded, 'Tue 12:00'],
    ['it is off in the policy', given(...asked), 'Tue 12:00'],
    ['it is off in the policy', given(...asked).policy({ followUp: 'off' }), 'Tue 12:00'],
    ['the conversation belongs to another ticket', reminded.where(another), 'Tue 12:00'],
    ['the ticket is hold, not pending', also(status('Tue 11:30', 'hold')), 'Tue 12:00'],
    ["the last word is the customer's", also(customer('Tue 11:30'), status('Tue 11:31', 'pending')), 'Tue 12:00'],
    ['a message is about to go out', also(macro('Tue 11:30', 'incident')).where(waiting), 'Tue 12:00'],
    ['the last reminder has not been sent', reminded, 'Mon 12:00'],
    [
      'the last reminder has not been sent',
      given(...asked).policy({ followUp: { max: 2, solveAfterMs: 48 * HOUR } }),
      'Tue 12:00',
    ],
    [
      'it is not certain that the last reminder arrived',
      reminded.where({ sends: [{ undelivered: 131026 }] }),
      'Tue 12:00',
    ],
    ['somebody has worked on the ticket since the last reminder', also(agent('Tue 11:30')), 'Tue 12:00'],
    [
      'somebody has worked on the ticket since the last reminder',
      also(change('Tue 11:30', (w) => (w.changedByOthersAt = at('Tue 11:30')))),
      'Tue 12:00',
    ],
  ])('%s', (says, story, time) => {
    expect(said(judgeSolving, story, time)).toBe(says);
  });

  it('U4 there is no second time for the same reminder', () => {
    const solved = also(status('Thu 11:30', 'pending')).until('Thu 12:00').conversation as Live;
    const { statusSince: _since, ...ticket } = solved.truth.ticket;
    const asIfPendingAllTheTime = { ...solved, truth: { ...solved.truth, ticket } };
    expect(judgeSolving(asIfPendingAllTheTime)).toEqual({ none: 'it has already been done' });
  });

  it('U6 it is counted from whatever of ours went out last', () => {
    expect(said(judgeSolving, also(macro('Tue 15:00', 'incident')), 'Tue 16:00')).toBe('Thu 15:00');
  });
});

it.each([judgeFollowUp, judgeReopening, judgeWarning, judgeSolving])(
  'V10 a ticket that was never on WhatsApp: that, and not that another ticket has its conversation (%o)',
  (judge) => {
    const policy = { reopening: { mode: 'automatic' }, followUp: { solveAfterMs: 48 * HOUR } } as const;
    const { conversation } = given(...asked)
      .policy(policy)
      .until('Mon 12:00');
    expect(judge(withoutConversation(conversation as Live))).toEqual({
      none: 'the ticket has no WhatsApp conversation',
    });
  },
);
