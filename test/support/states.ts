/** States of a ticket that a story has led to, changed in one place: for what stories do not tell apart. */
import type { Live, Outreach, Progress } from '../../workflows/core/conversation';
import { type Story, given, agent, customer, status } from './given';
import { at } from './madrid';

export const NOON = at('Mon 12:00');

/** As the story has it then: read at that time, nothing stale. */
export function stateOf(story: Story, time: string): Live {
  const c = story.until(time).conversation;
  if (c?.stage !== 'watching') throw new Error('it should be watched');
  const { staleSince: _stale, ...known } = c;
  return { ...known, asOf: at(time), truth: { ...c.truth, readAt: at(time) } };
}

/** At noon: the customer wrote at nine; an agent replied at eleven; the ticket is pending since. */
export const waiting = stateOf(given(customer('Mon 09:00')), 'Mon 12:00');
export const answered = stateOf(given(customer('Mon 09:00'), agent('Mon 11:00')), 'Mon 12:00');
export const asked = given(customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending'));
export const pending = stateOf(asked, 'Mon 12:00');

export const withTruth = (c: Live, truth: Partial<Live['truth']>): Live => ({ ...c, truth: { ...c.truth, ...truth } });
export const withTicket = (c: Live, ticket: Partial<Live['truth']['ticket']>): Live =>
  withTruth(c, { ticket: { ...c.truth.ticket, ...ticket } });
export const withPolicy = (c: Live, policy: Partial<Live['truth']['policy']>): Live =>
  withTruth(c, { policy: { ...c.truth.policy, ...policy } });

/** As a ticket has it that never was on WhatsApp. */
export function withoutConversation(c: Live): Live {
  const { conversation: _conversation, ...truth } = c.truth;
  return { ...c, truth };
}

/** An automatic reminder. */
export const intent = (progress: Progress, changes: Partial<Outreach> = {}): Outreach => ({
  id: '100-followUp-1-1',
  purpose: { kind: 'followUp', name: 'followUp' },
  message: 'followUp',
  requested: false,
  since: NOON,
  rendition: 'template',
  attempts: 0,
  progress,
  ...changes,
});
export const sent = { state: 'sent', at: NOON, reference: 'r' } as const;
export const ready = { state: 'ready', notBefore: NOON } as const;
