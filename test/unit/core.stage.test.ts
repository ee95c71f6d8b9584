/** What the engineer sees: where a conversation stands, in one word. */
import { expect, it } from 'vitest';
import { stageOf } from '../../workflows/core/stage';
import { newConversation } from '../../workflows/core/conversation';
import { type Story, agent, customer, given, macro, sentBefore, status } from '../support/given';

const asked = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const byPhone = { conversation: undefined, reach: 'phone' } as const;

it.each<[string, string, Story, string]>([
  ['customer-waits', 'the customer has the last word', given(customer('Mon 09:00')), 'Tue 08:59'],
  ['window-closed', 'nobody answered in time', given(customer('Mon 09:00')), 'Tue 09:00'],
  ['answered', 'an agent answered', given(customer('Mon 09:00'), agent('Mon 11:00')), 'Mon 12:00'],
  ['pending', 'an agent answered and waits', given(...asked), 'Mon 12:00'],
  ['reminded', 'the reminder went out', given(...asked), 'Tue 12:00'],
  ['pending', 'the reminder did not arrive', given(...asked).where({ sends: [{ undelivered: 131026 }] }), 'Tue 12:00'],
  ['contacted', 'an agent had a message sent', given(macro('Mon 10:00', 'incident')).where(byPhone), 'Mon 12:00'],
  [
    'watching',
    'nothing was sent yet',
    given(macro('Mon 10:00', 'incident')).where({ ...byPhone, requestedTurnMs: 9e6 }),
    'Mon 12:00',
  ],
  ['solved', 'an agent solved it', given(...asked, status('Mon 12:00', 'solved')), 'Mon 13:00'],
  [
    'gone',
    'S7 Zendesk has no such ticket',
    given(...asked, macro('Mon 12:00', 'incident')).where({
      reads: ['answered', 'answered', ...Array<'deleted'>(9).fill('deleted')],
    }),
    'Mon 13:00',
  ],
  ['ended', 'it was solved a week ago', given(...asked, status('Mon 12:00', 'solved')), 'next Tue 12:00'],
])('says %s when %s', (stage, _when, story, time) => {
  expect(stageOf(story.until(time).conversation!)).toBe(stage);
});

it('says reading before anything was read', () => {
  expect(stageOf(newConversation('100', 0))).toBe('reading');
});

it('does not count a message of ours that the customer has answered', () => {
  const messages = [sentBefore('last Mon 09:00', 'followUp')];
  expect(stageOf(given(customer('Mon 09:00')).where({ messages }).until('Mon 10:00').conversation!)).toBe(
    'customer-waits',
  );
});
