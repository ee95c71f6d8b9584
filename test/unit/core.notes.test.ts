/** The notes and their keys. The keys stand in the audits of open tickets: another spelling would write each note once more. */
import { describe, expect, it } from 'vitest';
import type { Live } from '../../workflows/core/conversation';
import { plansOf } from '../../workflows/core/plans';
import {
  type Happening,
  type Story,
  agent,
  customer,
  given,
  heldBehind,
  lost,
  macro,
  sentBefore,
  status,
  undelivered,
} from '../support/given';
import { HOUR, MINUTE, at } from '../support/madrid';

const byPhone = { conversation: undefined, reach: 'phone' } as const;
const written = (story: Story, time: string) =>
  story.until(time).world.notes.map(({ key, ticketId }) => (ticketId === '100' ? key : `${ticketId}: ${key}`));
const incident = `100-incident-${at('Mon 10:00')}`;
const asks = macro('Mon 10:00', 'incident');
const macroName = 'WhatsApp::Reabrir conversación';

describe('the keys of the notes', () => {
  it.each<[string, Story]>([
    [`sent:${incident}:template:1`, given(asks).where(byPhone)],
    [
      `failed:${incident}`,
      given(asks).where({ ...byPhone, sends: [{ refused: { reason: 'refused', code: 131026 } }] }),
    ],
    [`refused:${incident}`, given(asks).where({ conversation: undefined, reach: 'noPhone' })],
    [`unknown:${incident}`, given(asks).where({ ...byPhone, sends: ['lost'] })],
    [`held:${incident}`, given(asks).where({ ...byPhone, sends: [{ refused: { reason: 'refused', code: 132015 } }] })],
    [`held:${incident}`, given(asks, heldBehind('Mon 10:05', 132015)).where({ ...byPhone, requestedTurnMs: 9 * HOUR })],
    ['closing:customer Mon 08:30', given(customer('Mon 08:30'))],
    ['late:customer last Mon 09:00', given(customer('last Mon 09:00'), agent('Mon 10:00'))],
    [
      'undelivered:agent Mon 10:00',
      given(customer('Mon 09:00'), agent('Mon 10:00'), undelivered('Mon 10:01', 'agent', 131026)),
    ],
    ['optOut:customer Mon 09:00', given(customer('Mon 09:00', { stop: true }))],
  ])('%s', (key, story) => {
    expect(written(story, 'Mon 18:00')).toContain(key);
  });

  it('limit:… of the message whose turn came near to a limit', () => {
    const warning = { limit: 'templatesPerDay', used: 200, max: 250 } as const;
    const turn: Happening = {
      at: at('Mon 10:05'),
      act: () => [{ type: 'turn', id: 't', intentId: incident, warning }],
      webhooks: [at('Mon 10:05')],
    };
    expect(written(given(asks, turn).where({ ...byPhone, requestedTurnMs: HOUR }), 'Mon 12:00')).toContain(
      `limit:${incident}`,
    );
  });

  it('P3 answers:… here and answered:… on the ticket that asked', () => {
    const theirs = { ...sentBefore('Mon 08:00', 'reopening'), ticketId: '200' };
    const story = given(customer('Mon 09:00')).where({ messages: [theirs] });
    expect(written(story, 'Mon 10:00')).toEqual([`answers:${theirs.sendId}`, `200: answered:${theirs.sendId}`]);
  });
});

describe('F13 the note that a message did not reach the customer', () => {
  const words = (story: Story, time = 'Mon 18:00') =>
    story.until(time).words.filter(({ kind }) => kind === 'notDelivered');
  const late = given(customer('last Mon 09:00'), agent('Mon 10:00'), agent('Mon 10:05'));

  it('says once a window that it was late, and names the macro where there is one', () => {
    expect(words(late)).toEqual([{ kind: 'notDelivered', late: true, macro: macroName }]);
    expect(words(late.policy({ reopening: 'off' }))).toStrictEqual([{ kind: 'notDelivered', late: true }]);
  });

  it('is written once, though the customer writes again and the failure is known', () => {
    const told = given(
      customer('last Mon 09:00'),
      agent('Mon 10:00'),
      undelivered('Mon 10:01', 'agent', 131047),
      customer('Mon 10:20'),
    );
    expect(words(told)).toEqual([{ kind: 'notDelivered', late: true, macro: macroName }]);
  });

  it('says of each message that failed why, where that is known', () => {
    const failed = (code: number | undefined) =>
      given(customer('Mon 09:00'), agent('Mon 10:00'), {
        at: at('Mon 10:01'),
        act: () => [
          {
            type: 'deliveryFailed',
            id: 'f',
            reference: 'agent Mon 10:00',
            failure: { reason: 'refused', ...(code !== undefined && { code }) },
          },
        ],
        webhooks: [at('Mon 10:01')],
      });
    expect(words(failed(131026))).toEqual([{ kind: 'notDelivered', late: false, code: 131026, macro: macroName }]);
    expect(words(failed(undefined))).toStrictEqual([{ kind: 'notDelivered', late: false, macro: macroName }]);
    const two = given(
      customer('Mon 09:00'),
      agent('Mon 10:00'),
      undelivered('Mon 10:01', 'agent', 131026),
      agent('Mon 10:05'),
      undelivered('Mon 10:06', 'agent', 131026),
    );
    expect(words(two)).toHaveLength(2);
  });

  it('is not written for one that arrived, for one of ours, on a ticket that the conversation does not belong to, or about an earlier window', () => {
    expect(words(given(customer('Mon 09:00'), agent('Mon 10:00')))).toEqual([]);
    const ours = given(customer('last Mon 09:00'), macro('Mon 10:00', 'reopening')).where({
      sends: [{ undelivered: 131026 }],
    });
    expect(words(ours)).toEqual([]);
    const other = { conversation: { id: 'conversation', own: true, ownerTicketId: '200' } };
    expect(words(late.where(other))).toEqual([]);
    const answered = given(customer('last Mon 09:00'), lost(agent('Mon 10:00')), customer('Mon 10:30'));
    expect(words(answered)).toEqual([]);
  });
});

describe('P3 the note that the customer answers another ticket', () => {
  const answers = (asked: string, ticketId: string, ...happenings: Happening[]) =>
    given(...happenings)
      .where({ messages: [{ ...sentBefore(asked, 'reopening'), ticketId }] })
      .until('Mon 23:00')
      .notes.filter(({ kind }) => kind === 'answersOther').length;

  it('is written for an answer that comes after the message, on another ticket than the one that asked', () => {
    expect(answers('Mon 08:00', '200', customer('Mon 09:00'))).toBe(1);
    expect(answers('Mon 09:00', '200', customer('Mon 09:00'))).toBe(0);
    expect(answers('Mon 08:00', '100', customer('Mon 09:00'))).toBe(0);
    expect(answers('Mon 08:00', '200', agent('Mon 09:00'), status('Mon 09:01', 'pending'))).toBe(0);
  });

  it('is written for the news of two days, and of the hour before the ticket began', () => {
    const old = (createdAt: string, answered: string) =>
      given(status('Mon 12:00', 'pending'))
        .where({
          createdAt: at(createdAt),
          messages: [
            { ...sentBefore('last Mon 09:00', 'reopening'), ticketId: '200' },
            { by: 'customer', id: 'c', at: at(answered) },
          ],
        })
        .until('Mon 13:00')
        .notes.some(({ kind }) => kind === 'answersOther');
    expect(old('last Mon 10:00', 'last Sat 12:01')).toBe(true);
    expect(old('last Mon 10:00', 'last Sat 12:00')).toBe(false);
    expect(old('Mon 11:00', 'Mon 10:01')).toBe(true);
    expect(old('Mon 11:00', 'Mon 10:00')).toBe(false);
  });
});

describe('what Temporal’s UI calls the plans', () => {
  const names = (story: Story, time: string) => plansOf(story.until(time).conversation!).map(({ name }) => name);
  const pending = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];

  it.each<[string, Story, string]>([
    ['warning', given(customer('Mon 09:00')), 'Mon 10:00'],
    ['display', given(customer('Mon 09:00')), 'Mon 10:00'],
    ['followUp', given(...pending), 'Mon 12:00'],
    ['solve', given(...pending).policy({ followUp: { solveAfterMs: 48 * HOUR } }), 'Tue 12:00'],
    ['reopening', given(customer('Sat 10:12')).policy({ reopening: { mode: 'automatic' } }), 'Sat 12:00'],
    ['turn', given(asks).where({ ...byPhone, requestedTurnMs: HOUR }), 'Mon 10:30'],
    ['send', given(asks).where({ ...byPhone, sends: ['busy'] }), 'Mon 10:00:30'],
    ['send', given(customer('Mon 09:00'), asks).where({ sends: ['lost'] }), 'Mon 10:00:03'],
    [
      'update',
      given(customer('Mon 09:00'), asks).where({ writes: ['written', 'busy', 'busy', 'busy'] }),
      'Mon 10:00:30',
    ],
    [
      'optOut',
      given(customer('Mon 09:00', { stop: true })).where({
        optOuts: ['refused', 'refused', 'refused'],
        writes: ['written'],
      }),
      'Mon 09:00:30',
    ],
    ['end', given(...pending, status('Mon 12:00', 'solved')), 'Mon 13:00'],
    ['read', given(customer('Mon 09:00')).where({ reads: ['failed', 'failed'] }), 'Mon 09:00:30'],
  ])('%s', (name, story, time) => {
    expect(names(story, time)).toContain(name);
  });

  it('read, of a stale ticket, and nothing of an ended one', () => {
    const c = given(customer('Mon 09:00')).until('Mon 10:00').conversation as Live;
    const [first] = plansOf({ ...c, staleSince: c.asOf + MINUTE });
    expect(first).toMatchObject({ name: 'read', at: c.asOf + MINUTE });
    expect(plansOf({ ...c, stage: 'ended', reason: 'closed' })).toEqual([]);
  });
});
