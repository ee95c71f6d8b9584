/** What goes into an update of the ticket, piece by piece (rules 7 and 8, H3). */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../activities/types';
import type { Live, Outreach } from '../../workflows/core/conversation';
import { mustReopen, updateOf } from '../../workflows/core/update';
import { sentBefore } from '../support/given';
import { SECOND, at } from '../support/madrid';
import { NOON, answered, intent, sent, waiting, withPolicy, withTicket, withTruth } from '../support/states';

const pendingSince = (c: Live, time: string) => withTicket(c, { status: 'pending', statusSince: at(time) });
const written = (c: Live) => updateOf(c, true);
const quiet = (c: Live): Live => ({ ...c, outreach: [], done: [] });

describe('rule 7 the ticket is reopened', () => {
  it('for a customer who wrote a second or more after the status was set, and for no older message', () => {
    expect(mustReopen(pendingSince(waiting, 'Mon 08:59'))).toBe(true);
    const nine = at('Mon 09:00');
    expect(mustReopen(withTicket(waiting, { status: 'hold', statusSince: nine - SECOND }))).toBe(true);
    expect(mustReopen(withTicket(waiting, { status: 'hold', statusSince: nine - SECOND + 1 }))).toBe(false);
  });

  it('not where nothing says when the status was set, and not in another status', () => {
    const { statusSince: _since, ...ticket } = pendingSince(waiting, 'Mon 08:00').truth.ticket;
    expect(mustReopen(withTruth(waiting, { ticket }))).toBe(false);
    for (const status of ['new', 'open', 'solved', 'closed'] as const)
      expect(mustReopen(withTicket(waiting, { status, statusSince: at('Mon 08:00') }))).toBe(false);
  });

  it('not for a customer whom an agent has answered since', () => {
    expect(mustReopen(pendingSince(answered, 'Mon 08:00'))).toBe(false);
  });

  it('P3 in another ticket’s conversation, only where this ticket wrote before the answer', () => {
    const others = withTruth(pendingSince(waiting, 'Mon 08:00'), { conversation: { id: 'c', own: false } });
    const after = (message: Message) => mustReopen({ ...others, messages: [...others.messages, message] });
    const ours = sentBefore('Mon 08:30', 'reopening');
    expect(after(ours)).toBe(true);
    expect(after({ ...ours, ticketId: '200' })).toBe(false);
    expect(after({ ...ours, at: at('Mon 10:00') })).toBe(false);
    expect(after({ ...ours, at: at('Mon 09:00') })).toBe(false);
  });
});

describe('rule 8 one update', () => {
  const reported: Live = { ...quiet(answered), outreach: [intent(sent, { attempts: 1 })] };
  const requested: Outreach = {
    ...intent({ state: 'dropped' }, { requested: true }),
    purpose: { kind: 'proactive', name: 'incident' },
  };

  it('with nothing but a note is not guarded, and holds nothing else but where the message is that it quotes', () => {
    expect(updateOf(reported, false)).toStrictEqual({
      ticketId: '100',
      conversationId: 'conversation',
      notes: [{ key: 'sent:100-followUp-1-1:template:1', note: expect.objectContaining({ kind: 'sent' }) as unknown }],
    });
  });

  it('shows the window only where it is not shown already, and not on a ticket that must not show it', () => {
    expect(written(withTicket(reported, { shown: {} }))).toHaveProperty('window', {
      state: 'open',
      closesAt: at('Tue 09:00'),
    });
    expect(written(withTicket(withTicket(reported, { shown: {} }), { status: 'solved' }))).not.toHaveProperty('window');
  });

  it('rule 7 is guarded where it sets the status, empties the field or applies the macro', () => {
    const stamp = answered.truth.ticket.stamp;
    expect(written(pendingSince(waiting, 'Mon 08:00'))).toMatchObject({ status: 'open', stamp });
    const over = withTicket(
      { ...quiet(answered), outreach: [requested] },
      { action: { name: 'incident', since: NOON } },
    );
    expect(written(over)).toMatchObject({ clearAction: true, stamp });
    expect(written(over)).not.toHaveProperty('status');
  });

  it('rule 1 on a truth that may be old sets no status', () => {
    expect(updateOf(pendingSince(waiting, 'Mon 08:00'), false)).not.toHaveProperty('status');
  });
});

describe('H3 the macro', () => {
  const reopening = intent(sent, { id: 'r', purpose: { kind: 'reopening', name: 'reopening' }, attempts: 1 });
  const state = (it: Outreach, done: string[] = []): Live => ({ ...quiet(waiting), outreach: [it], done });
  const macro = waiting.truth.policy.reopening?.macro;

  it('goes with the note about an automatic reopening, guarded', () => {
    const { stamp } = waiting.truth.ticket;
    expect(written(state(reopening))).toMatchObject({ macro, stamp, notes: [{ key: 'sent:r:template:1' }] });
    expect(written(state(reopening, ['sent:other:template:1']))).toMatchObject({ macro });
  });

  it.each<[string, Live]>([
    ['a reminder', state(intent(sent, { attempts: 1 }))],
    ['a reopening that an agent asked for', state({ ...reopening, requested: true })],
    ['one whose note is written', state(reopening, ['sent:r:template:1'])],
    ['a second attempt after a first that was reported', state({ ...reopening, attempts: 2 }, ['sent:r:text:1'])],
    ['one that failed', state({ ...reopening, progress: { state: 'failed', failure: { reason: 'refused' } } })],
    ['one whose rules the policy no longer has', withoutReopening(state(reopening))],
  ])('does not go with %s', (_what, c) => {
    expect(written(c)).not.toHaveProperty('macro');
  });
});

function withoutReopening(c: Live): Live {
  const { reopening: _reopening, ...policy } = c.truth.policy;
  return withTruth(withPolicy(c, {}), { policy });
}
