/** What a ticket asks its turn for by price, and which rendition it chooses. Rows Q78 to Q80, Q82; rule 4. */
import { describe, expect, it } from 'vitest';
import type { LimitWarning } from '../../activities/limits';
import type { Prices } from '../../activities/pricesPort';
import type { TicketPolicy } from '../../activities/types';
import { agent, customer, given, happening, macro, note, status, template, text } from '../support/given';
import { defaultPolicy } from '../support/worldModel';

const priced = (prices: Prices): TicketPolicy['messages'] =>
  Object.fromEntries(Object.entries(defaultPolicy.messages).map(([key, it]) => [key, { ...it, prices }]));

const asked = customer('Mon 09:00');
const inWindow = [asked, macro('Mon 10:00', 'reopening')];
const closed = [customer('Sat 10:12'), macro('next Mon 09:05', 'reopening')];
const dearText = priced({ text: 30, template: 20, templateInWindow: 20 });
const costs = (story: ReturnType<ReturnType<typeof given>['until']>) =>
  story.world.log.turns.map(({ request }) => request.cost);

describe('Q82, rule 4 the cheaper of text and template', () => {
  it('Q82 is the template where the policy prefers the cheapest and the window is open', () => {
    const story = given(...inWindow)
      .policy({ messages: dearText, prefersCheapest: true })
      .until('Mon 12:00');
    expect(story.received).toEqual([template('Mon 10:00', 'reopening')]);
    expect(story.world.log.turns).toMatchObject([{ request: { uses: 'template', cost: 20 } }]);
  });

  const cheapest = { prefersCheapest: true } as const;

  it.each([
    ['without the policy’s word', dearText, {}],
    ['at the same price', priced({ text: 20, template: 20, templateInWindow: 20 }), cheapest],
    ['for a marketing template, or one of no category', priced({ text: 30, template: 20 }), cheapest],
    ['where a rate is not known', priced({ template: 20, templateInWindow: 20 }), cheapest],
  ])('Q82 is the text as ever %s', (_what, messages, more) => {
    const story = given(...inWindow)
      .policy({ messages, ...more })
      .until('Mon 12:00');
    expect(story.received).toEqual([text('Mon 10:00', 'reopening')]);
  });

  it('Q82 is chosen once: where the template fails, the text goes out, and then the template no more', () => {
    const story = given(...inWindow)
      .policy({ messages: dearText, prefersCheapest: true })
      .where({ sends: [{ refused: { reason: 'refused', code: 132015 } }, { undelivered: 131047 }] })
      .until('Mon 12:00');
    expect(story.sends.map(({ rendition }) => rendition)).toEqual(['template', 'text', 'template']);
    expect(story.received).toMatchObject([{ what: 'reopening', rendition: 'template' }]);
  });

  it('Q82 the closed window leaves no choice', () => {
    const story = given(...closed)
      .policy({ messages: priced({ text: 10, template: 20, templateInWindow: 20 }), prefersCheapest: true })
      .until('next Mon 12:00');
    expect(story.received).toEqual([template('next Mon 09:05', 'reopening')]);
  });
});

describe('Q80 what a request for a turn costs', () => {
  const prices = priced({ text: 30, template: 70, templateInWindow: 50 });

  it('Q80 the rate of its rendition; nothing is said without prices', () => {
    expect(
      costs(
        given(...inWindow)
          .policy({ messages: prices })
          .until('Mon 12:00'),
      ),
    ).toEqual([30]);
    expect(
      costs(
        given(...closed)
          .policy({ messages: prices })
          .until('next Mon 12:00'),
      ),
    ).toEqual([70]);
    expect(costs(given(...inWindow).until('Mon 12:00'))).toEqual([undefined]);
  });

  it('Q80 another attempt costs only what it costs more', () => {
    const story = given(...inWindow)
      .policy({ messages: prices })
      .where({ sends: [{ undelivered: 131047 }, { undelivered: 131000 }, { undelivered: 131000 }] })
      .until('Mon 13:00');
    expect(story.sends.map(({ rendition }) => rendition)).toEqual(['text', 'template', 'template', 'template']);
    expect(costs(story)).toEqual([30, 20, 0, 0]);
  });

  it('Q80 a turn that is given back costs nothing: the next one costs as much', () => {
    const story = given(customer('Mon 09:00'), agent('Mon 20:55'), status('Mon 20:55', 'pending'))
      .policy({ messages: prices })
      .where({ turnMs: 600_000 })
      .until('Wed 12:00');
    expect(story.world.log.returns).toMatchObject([{ given: expect.any(Number) as number }]);
    expect(costs(story)).toEqual([70, 70]);
    expect(story.received).toMatchObject([{ rendition: 'template' }]);
  });
});

describe('Q79 an agent’s own words', () => {
  it('Q79 go out again without a cost', () => {
    const prices = priced({ text: 30, template: 70 });
    const story = given(asked, agent('Tue 11:00'), macro('Tue 11:05', 'rescue'), customer('Wed 10:00'))
      .policy({
        messages: { ...prices, rescue: { hasText: false, prices: { template: 70 } } },
        rescue: { mode: 'agent', deliver: 'always', expiresMs: 72 * 3_600_000, message: 'rescue' },
      })
      .until('Wed 12:00');
    expect(story.received.map(({ what }) => what)).toEqual(['rescue', 'agent Tue 11:00']);
    expect(costs(story)).toEqual([70, undefined]);
  });
});

describe('Q76, Q77 what the ticket is told', () => {
  const used = { used: 200, max: 200, currency: 'EUR', card: '2026-10-01' };
  const answer = (warning: LimitWarning) =>
    happening('next Mon 09:06', (w) => {
      const { intentId } = w.log.turns.at(-1)!.request;
      return [{ type: 'turn', id: 'the answer', intentId, given: w.now, warning }];
    });
  const refusal = (warning: LimitWarning) =>
    happening('next Mon 09:06', (w) => {
      const { intentId } = w.log.turns.at(-1)!.request;
      return [{ type: 'turnRefused', id: 'the answer', intentId, warning }];
    });

  it.each(['budgetSoft', 'budgetHard'] as const)('Q76, Q77 one note of %s, and the message goes out', (limit) => {
    const story = given(...closed, answer({ limit, ...used }))
      .where({ requestedTurnMs: 600_000 })
      .until('next Mon 12:00');
    expect(story.words).toContainEqual({ kind: limit, ...used });
    expect(story.received).toEqual([template('next Mon 09:06', 'reopening')]);
  });

  it('Q78 a note says that the request is refused, and the request is over', () => {
    const story = given(...closed, refusal({ limit: 'budgetHard', ...used }))
      .where({ requestedTurnMs: 600_000 })
      .until('next Mon 12:00');
    expect(story.received).toEqual([]);
    expect(story.notes).toEqual([note('next Mon 09:06', 'budgetRefused')]);
    expect(story.world.action).toBeUndefined();
  });
});
