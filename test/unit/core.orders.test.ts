/** What an outreach asks of the turns and of the sender, and what a refusal opens. */
import { describe, expect, it } from 'vitest';
import type { SendFailure } from '../../activities/orders';
import type { Outreach } from '../../workflows/core/conversation';
import { afterFailure } from '../../workflows/core/deliveryErrors';
import { agent, customer, given, macro, status } from '../support/given';
import { DAY, HOUR, MINUTE, at, when } from '../support/madrid';

const asked = [customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')];
const night = (evening: string, morning: string) => `${evening} - ${morning}`;

describe('what is asked of the turns', () => {
  const requestOf = (story: ReturnType<typeof given>, time: string) => {
    const { request } = story.until(time).world.log.turns.at(-1)!;
    return { ...request, quiet: request.quiet.map(({ start, end }) => night(when(start), when(end))) };
  };

  it('H9 an automatic message asks for its time, by the customer’s message, with the next two nights', () => {
    expect(requestOf(given(...asked), 'Tue 12:00')).toEqual({
      ticketId: '100',
      intentId: `100-followUp-${at('Mon 11:00')}-1`,
      customerLastAt: at('Mon 09:00'),
      notBefore: at('Tue 11:00'),
      quiet: [night('Tue 21:00', 'Wed 08:00'), night('Wed 21:00', 'Thu 08:00')],
      requested: false,
      message: 'followUp',
      uses: 'template',
      expiresAt: at('Tue 14:00'),
    });
  });

  it('F8 one that is due when a night ends asks for that moment, and names that night and the next', () => {
    const late = [customer('Mon 09:00'), agent('Mon 22:00'), status('Mon 22:00', 'pending')];
    const request = requestOf(given(...late), 'Wed 12:00');
    expect(when(request.notBefore)).toBe('Wed 08:00');
    expect(request.quiet).toEqual([night('Tue 21:00', 'Wed 08:00'), night('Wed 21:00', 'Thu 08:00')]);
  });

  it('F11 L8 one that is due at the very start of a night does not wait for its end, but gets no turn later that night', () => {
    const story = given(customer('Mon 23:30'), agent('Tue 08:30'), status('Tue 08:30', 'pending'));
    const byAnchor = story.policy({ followUp: { anchor: 'windowClose' } });
    const request = requestOf(byAnchor, 'Wed 12:00');
    expect(when(request.notBefore)).toBe('Tue 21:00');
    // Many are due then: the oldest goes first only if all have asked before.
    expect(when(byAnchor.until('Wed 12:00').world.log.turns[0]!.at)).toBe('Tue 20:59');
    expect(request.quiet).toEqual([night('Tue 21:15', 'Wed 08:00'), night('Wed 21:00', 'Thu 08:00')]);
  });

  it('H1 what an agent asked for waits for no night', () => {
    const request = requestOf(given(customer('last Sat 10:12'), macro('Mon 22:10', 'reopening')), 'Mon 23:00');
    expect(request).toMatchObject({ quiet: [], requested: true, notBefore: at('Mon 22:10'), uses: 'template' });
  });

  it('rule 10 a notification uses one up, a free-form text nothing', () => {
    const byPhone = given(macro('Mon 10:00', 'incident')).where({ conversation: undefined, reach: 'phone' });
    expect(requestOf(byPhone, 'Mon 12:00')).toMatchObject({ uses: 'notification', customerLastAt: at('Mon 10:00') });
    expect(requestOf(given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening')), 'Mon 12:00')).not.toHaveProperty(
      'uses',
    );
  });
});

describe('what is asked of the sender', () => {
  const orders = (story: ReturnType<typeof given>, time: string) =>
    story.until(time).world.log.sends.map(({ order }) => order);

  it('rule 3 the next try names the failed ones of the same intent, by which it is not found again', () => {
    const story = given(
      customer('Sun 20:00'),
      macro('next Mon 09:05', 'reopening'),
      macro('next Mon 12:00', 'incident'),
    )
      .where({ sends: [{ undelivered: 131047 }, { undelivered: 131026 }] })
      .until('next Mon 13:00');
    const [text, byTemplate, incident] = story.world.log.sends.map(({ order }) => order);
    expect(text).toMatchObject({ rendition: 'text', failedMessageIds: [] });
    expect(byTemplate).toMatchObject({ rendition: 'template', failedMessageIds: [`message of ${text?.sendId}`] });
    expect(incident).toMatchObject({ message: 'incident', failedMessageIds: [] });
  });

  it('rule 4 goes back to no text once the template was tried, though the window is open', () => {
    const story = given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening')).where({
      sends: [{ undelivered: 131047 }, { undelivered: 131056 }],
    });
    expect(orders(story, 'Mon 11:00').map(({ rendition }) => rendition)).toEqual(['text', 'template', 'template']);
  });

  it('rule 4 sends the template where the window is open by no more than the margin', () => {
    const at5 = (time: string) =>
      orders(given(customer('Mon 09:00'), macro(time, 'reopening')), 'Tue 09:30')[0]?.rendition;
    expect([at5('Tue 08:54'), at5('Tue 08:55')]).toEqual(['text', 'template']);
  });

  it('says which number the customer wrote to, and when', () => {
    const [order] = orders(given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening')), 'Mon 11:00');
    expect(order).toMatchObject({
      integrationId: 'number',
      customerLastAt: at('Mon 09:00'),
      conversationId: 'conversation',
    });
    const byPhone = given(macro('Mon 10:00', 'incident')).where({ conversation: undefined, reach: 'phone' });
    const [notification] = orders(byPhone, 'Mon 11:00');
    for (const key of ['integrationId', 'customerLastAt', 'conversationId'])
      expect(notification).not.toHaveProperty(key);
  });
});

describe('when WhatsApp says no', () => {
  const intent: Outreach = {
    id: 'i',
    purpose: { kind: 'followUp', name: 'followUp' },
    message: 'followUp',
    requested: false,
    since: 0,
    rendition: 'text',
    attempts: 1,
    progress: { state: 'sent', at: 0, reference: 'r' },
  };
  const NOW = at('Mon 12:00');
  const no = (code?: number): SendFailure => ({ reason: 'refused', ...(code !== undefined && { code }) });
  /** The minutes between the tries, until it is given up. */
  function pauses(code: number): number[] {
    const found: number[] = [];
    let [it, now] = [intent, NOW];
    for (;;) {
      it = afterFailure(it, no(code), now);
      if (it.progress.state !== 'wanted') return found;
      found.push((it.progress.notBefore - now) / MINUTE);
      now = it.progress.notBefore;
    }
  }

  it.each([131056, 130429, 131057])(
    '%i is tried again after 1, 2, 4 ... minutes, then every hour, for a day',
    (code) => {
      const tries = pauses(code);
      expect(tries.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
      const last = tries.reduce((sum, it) => sum + it, 0);
      expect(last).toBeGreaterThanOrEqual(DAY / MINUTE);
      expect(last).toBeLessThan((DAY + HOUR) / MINUTE);
    },
  );

  it.each([132015, 132016])('L5 M6 %i for a text holds nothing, and is tried again as an unknown code is', (code) => {
    const story = given(customer('Mon 09:00'), macro('Mon 10:00', 'reopening'))
      .where({ sends: Array.from({ length: 9 }, () => ({ undelivered: code })) })
      .until('Tue 08:00');
    expect(story.sends.map((it) => [it.at, it.rendition])).toEqual([
      ['Mon 10:00', 'text'],
      ['Mon 10:05:02', 'text'],
      ['Mon 10:35:04', 'text'],
    ]);
    expect(story.world.log.stops).toEqual([]);
    expect(story.notes.filter(({ kind }) => kind !== 'windowClosing').at(-1)?.kind).toBe('sendFailed');
  });

  it.each([132015, 132016, 131031, 131042, 131048])('L6 %i waits at once behind the hold, for a day', (code) => {
    const held = afterFailure({ ...intent, rendition: 'template' }, no(code), NOW);
    expect(held).toMatchObject({ progress: { state: 'wanted', notBefore: NOW }, putOff: { since: NOW, code } });
    expect(afterFailure(held, no(code), NOW + DAY - 1).progress).toEqual({ state: 'wanted', notBefore: NOW + DAY - 1 });
    expect(afterFailure(held, no(code), NOW + DAY).progress).toEqual({ state: 'failed', failure: no(code) });
  });

  it('131049 is tried once more, a day later', () => {
    expect(pauses(131049)).toEqual([DAY / MINUTE]);
  });

  it('131047 opens the template for a text, at once, and nothing for a template', () => {
    const opened = afterFailure(intent, no(131047), NOW);
    expect(opened).toEqual({ ...intent, rendition: 'template', progress: { state: 'wanted', notBefore: NOW } });
    expect(afterFailure(opened, no(131047), NOW).progress).toEqual({ state: 'failed', failure: no(131047) });
  });

  it.each([131026, 131050, 130472, 131021])('%s ends it, also for a text', (code) => {
    expect(afterFailure(intent, no(code), NOW)).toEqual({
      ...intent,
      progress: { state: 'failed', failure: no(code) },
    });
  });
});
