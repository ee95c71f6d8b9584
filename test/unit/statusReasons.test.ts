/** V10: `status` names the true cause and what to do, for people and with codes. */
import { describe, expect, it } from 'vitest';
import { type Status, statusOf } from '../../src/operator/status/internal/status';
import { statusWords } from '../../src/operator/status/internal/statusWords';
import { type Story, agent, customer, given, macro, paused, status } from '../support/given';

const URL = 'https://acme.zendesk.com/agent/tickets/100';

function shown(story: Story, time: string): { status: Status; words: string } {
  const { conversation } = story.until(time);
  if (!conversation) throw new Error('there is no run');
  const run = { open: true, startedAt: 0, shown: {}, conversation };
  return { status: statusOf('100', URL, run), words: statusWords('100', URL, run) };
}

const saturday = customer('last Sat 10:12');
const asks = macro('Mon 10:00', 'incident');
const byPhone = { conversation: undefined, reach: 'phone' } as const;

describe('V10 status says why a message was not sent, and what to do:', () => {
  it.each<[string, Story, string, RegExp]>([
    [
      'a wrong number',
      given(asks).where({ conversation: undefined, reach: 'invalidPhone' }),
      'invalidPhone',
      /phone number is wrong: .*\. Correct it in their profile in Zendesk, then apply the macro again\./,
    ],
    [
      'STOP',
      given(customer('Mon 09:00', { stop: true }), asks),
      'optedOut',
      /asked for no more messages \(STOP\)\. .*clear "WhatsApp opt-out"/,
    ],
    [
      'a number without WhatsApp',
      given(asks).where({ ...byPhone, sends: [{ refused: { reason: 'refused', code: 131026 } }] }),
      'refused',
      /WhatsApp rejected it \(131026: .*\)\. Contact the customer another way\./,
    ],
    [
      'an unknown action',
      given(saturday, macro('Mon 10:00', 'birthday')),
      'unknownAction',
      /no such action\. Add it under `proactive`/,
    ],
    [
      'an outcome that nobody knows',
      given(asks).where({ ...byPhone, sends: ['lost'] }),
      'unknown',
      /did not confirm .* Ask the customer/,
    ],
  ])('%s', (_what, story, code, words) => {
    const told = shown(story, 'Mon 18:00');
    expect(told.status.outreach.at(-1)?.notSent?.code).toBe(code);
    expect(told.words).toMatch(words);
  });

  it('a ticket that was never on WhatsApp has no conversation, rather than another ticket’s', () => {
    const told = shown(given(asks).where({ ...byPhone, reach: 'invalidPhone' }), 'Mon 18:00');
    expect(told.status.automatic.map((it) => 'code' in it && it.code)).toContain('noConversation');
    expect(JSON.stringify(told)).not.toContain('another ticket');
  });

  it('a paused template: held, with the code and what to do, and nothing is called final', () => {
    const told = shown(given(asks).where({ ...byPhone, sends: [{ undelivered: 132015 }] }), 'Mon 10:02');
    expect(told.status.outreach[0]).toMatchObject({ waitsFor: { error: 132015 } });
    expect(told.status.outreach[0]).not.toHaveProperty('notSent');
    expect(told.words).toMatch(/Why not yet[^]*132015[^]*\. Wait: Meta lifts a pause after 3 to 6 hours/);
  });

  it('a pause of all sending', () => {
    const told = shown(given(saturday, paused('Mon 09:00'), asks), 'Mon 12:00');
    expect(told.status.outreach[0]?.waitsFor?.code).toBe('paused');
    expect(told.words).toMatch(/all sending is paused since .*\. Let it go on: `npx ventana resume`\./);
  });
});

describe('V10 status says what is in the way of the ticket:', () => {
  it('an agent who has not answered, while the window is open and after', () => {
    const waits = given(customer('Mon 09:00'));
    expect(shown(waits, 'Mon 12:00').status.troubles.map(({ code }) => code)).toEqual(['agentOwes']);
    expect(shown(waits, 'Mon 12:00').words).toMatch(
      /has waited for an agent's answer since .*\. Answer before the window/,
    );
    expect(shown(waits, 'Wed 12:00').words).toMatch(/window is closed: apply the macro "WhatsApp::Reabrir/);
    const answered = given(customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending'));
    expect(shown(answered, 'Mon 12:00').status.troubles).toEqual([]);
  });

  it('Zendesk, which refuses a reading or an update, and a budget without room', () => {
    const reading = shown(given(customer('Mon 09:00')), 'Mon 10:00').status;
    expect(reading.troubles.map(({ code }) => code)).not.toContain('reading');
    const { conversation } = given(customer('Mon 09:00')).until('Mon 10:00');
    const since = conversation!.asOf - 60_000;
    const failing = {
      ...conversation!,
      readsFailing: { since, times: 3 },
      readNotBefore: conversation!.asOf + 40_000,
      writesFailing: { since, times: 1 },
      writeNotBefore: conversation!.asOf + 60_000,
      readLine: { until: conversation!.asOf + 90_000, urgency: 'due' as const },
    };
    const run = { open: true, startedAt: 0, shown: {}, conversation: failing };
    expect(statusOf('100', URL, run).troubles.map(({ code }) => code)).toEqual([
      'reading',
      'writing',
      'budget',
      'agentOwes',
    ]);
    expect(statusWords('100', URL, run)).toMatch(/cannot be read since .*\(3 attempts\).* Run `npx ventana doctor`/);
  });
});
