import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newConversation } from '../../workflows/core/conversation';
import { detailsOf } from '../../workflows/details';
import { nextAction, reasonToWake, summaryOf } from '../../workflows/words';
import { agent, customer, given, macro, status } from '../support/given';
import { at } from '../support/madrid';

const url = 'https://acme.zendesk.com/agent/tickets/100';
const asked = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const pending = () => given(...asked).until('Mon 12:00').conversation!;
const closed = () => given(...asked).until('Tue 09:30').conversation!;
const reminded = () => given(...asked).until('Tue 12:00').conversation!;
const waiting = () => given(customer('Mon 13:00')).until('Mon 14:00').conversation!;
const solved = () => given(...asked, status('Mon 12:00', 'solved')).until('next Tue 12:00').conversation!;

describe('the words for engineers', () => {
  it('name the next action and its time', () => {
    expect(nextAction(closed())).toMatchObject({ name: 'followUp', words: 'remind the customer' });
    expect(nextAction(waiting())).toMatchObject({ name: 'warning', at: at('Tue 11:00') });
  });

  it('name no action when only news can change anything', () => {
    const resting = given(...asked, status('Mon 12:00', 'hold')).until('Thu 12:00').conversation!;
    expect(nextAction(resting)).toBeUndefined();
    expect(reasonToWake(resting)).toBe('Nothing planned');
  });

  it('say what a timer waits for, in UTC', () => {
    expect(reasonToWake(waiting())).toBe('At 2026-10-06 09:00 UTC: warn the agent that the window is closing');
    expect(reasonToWake(pending())).toBe("At 2026-10-06 07:00 UTC: update the ticket's window fields");
  });

  it('say where the ticket stands, what comes and why nothing else does', () => {
    const details = detailsOf(pending(), url);
    expect(details).toContain(`**[Ticket 100](${url})**: pending`);
    expect(details).toContain("Agent's last reply: 2026-10-05 09:00 UTC");
    expect(details).toContain('The window closes at 2026-10-06 07:00 UTC');
    expect(details).toContain('Reminder: 2026-10-06 09:00 UTC');
    expect(details).toContain('Automatic reopening: none: it is left to the agents');
    expect(details).toContain('Warning to the agent: none: the customer has been answered');
    expect(details).toContain('nothing in this run');
  });

  it('say what was sent, and that a second reminder is not planned', () => {
    const details = detailsOf(reminded(), url);
    expect(details).toContain('the follow-up (automatic): template sent at 2026-10-06 09:00 UTC');
    expect(details).toContain('Reminder: none: the customer has already been reminded');
  });

  it('say why a message failed or was not sent', () => {
    const failing = (sends: Parameters<ReturnType<typeof given>['where']>[0]['sends']) =>
      detailsOf(
        given(customer('last Sat 10:00'), macro('Mon 10:00', 'reopening'))
          .where({ sends: sends! })
          .until('Mon 10:00:10').conversation!,
        url,
      );
    expect(failing([{ undelivered: 131026 }])).toMatch(/failed: .*131026/);
    expect(failing([{ refused: { reason: 'missingValue', detail: 'agent.name' } }])).toContain('(agent.name)');
    expect(failing(['lost'])).toContain('checking whether it was sent');
    expect(failing(['busy'])).toContain('to be sent at 2026-10-05 08:01 UTC');
  });

  it('say of a run that has not begun, and of one that has ended, just that', () => {
    expect(detailsOf(newConversation('100', 0), url)).toContain('for the first time');
    expect(detailsOf(solved(), url)).toContain('The run ended: solved for a week.');
  });

  it('hold no "undefined" and no message id', () => {
    for (const conversation of [pending(), reminded(), waiting(), solved()]) {
      expect(detailsOf(conversation, url)).not.toMatch(/undefined|NaN|customer Mon/);
    }
  });

  it('say of each activity what it does', () => {
    const { world } = given(customer('last Sat 10:00'), macro('Mon 10:00', 'reopening')).until('Mon 12:00');
    const [{ order } = expect.fail()] = world.log.sends;
    const update = world.log.writes.at(-1)!.update;
    expect(summaryOf({ type: 'send', intentId: 'x', order })).toBe(
      'Send the reopening: template of message "reopening"',
    );
    expect(summaryOf({ type: 'look', intentId: 'x', order })).toContain('the reopening was sent after all');
    expect(summaryOf({ type: 'updateTicket', update })).toBe(
      'Update ticket 100: clear the request, note "sent: the reopening"',
    );
    expect(summaryOf({ type: 'storeOptOut', order: { ticketId: '100', of: 'everything' } })).toContain('opt-out');
  });

  it('are plain TypeScript over the core: nothing of Temporal is imported', () => {
    const source = readFileSync(join(__dirname, '../../workflows/words.ts'), 'utf8');
    const imports = [...source.matchAll(/from '([^']+)'/g)].map(([, path]) => path);
    expect(imports.filter((path) => !path?.startsWith('.'))).toEqual([]);
  });
});
