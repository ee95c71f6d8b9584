/** Rule 2, for any history: order and repetition of the webhooks do not matter, and the truth heals what was lost. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { TicketStatus } from '../../activities/types';
import { wakeAt } from '../../workflows/core/decide';
import {
  type Happening,
  type Outcome,
  agent,
  blocked,
  customer,
  hint,
  macro,
  play,
  status,
  undeliveredMessage,
} from '../support/given';
import { MINUTE, SECOND, at, when } from '../support/madrid';
import { type World, defaultPolicy } from '../support/worldModel';

/** Hundreds of weeks each: seconds on a busy machine. */
vi.setConfig({ testTimeout: 30_000 });

const START = at('Mon 09:00');
/** By then everything has happened. */
const HEARD = at('Mon 14:30');
const END = at('Thu 12:00');

type Kind = 'customer' | 'stop' | 'agent' | 'failedAgent' | 'macro' | 'blocked' | 'hint' | TicketStatus;

const kinds: Kind[] = [
  'customer',
  'customer',
  'agent',
  'agent',
  'failedAgent',
  'pending',
  'pending',
  'open',
  'hold',
  'solved',
  'hint',
];

function happenings(kind: Kind, time: string): Happening[] {
  switch (kind) {
    case 'customer':
      return [customer(time)];
    case 'stop':
      return [customer(time, { stop: true })];
    case 'agent':
      return [agent(time)];
    case 'failedAgent':
      return [agent(time), undeliveredMessage(time, `agent ${time}`, 131026)];
    case 'macro':
      return [macro(time, 'reopening')];
    case 'blocked':
      return [blocked(time)];
    case 'hint':
      return [hint(time)];
    case 'new':
    case 'open':
    case 'pending':
    case 'hold':
    case 'solved':
    case 'closed':
      return [status(time, kind)];
  }
}

/** What happened between 09:00 and 14:00, one thing a minute at most, after a first message in the morning or on Saturday. */
const histories = (more: Kind[]) =>
  fc
    .record({
      first: fc.constantFrom('Mon 08:50', 'last Sat 10:00'),
      rest: fc.uniqueArray(fc.record({ minute: fc.nat(300), kind: fc.constantFrom(...kinds, ...more) }), {
        maxLength: 9,
        selector: ({ minute }) => minute,
      }),
    })
    .map(({ first, rest }) => [
      customer(first),
      ...[...rest]
        .sort((a, b) => a.minute - b.minute)
        .flatMap(({ minute, kind }) => happenings(kind, when(START + minute * MINUTE))),
    ]);

const worlds: fc.Arbitrary<Partial<World>> = fc
  .record({
    zendeskReopens: fc.boolean(),
    latencyMs: fc.constantFrom(0, 300, 4 * SECOND),
    anchor: fc.constantFrom('agentReply' as const, 'windowClose' as const),
    mode: fc.constantFrom('agent' as const, 'automatic' as const),
    max: fc.constantFrom(1, 2),
    botAnswers: fc.boolean(),
  })
  .map(({ zendeskReopens, latencyMs, anchor, mode, max, botAnswers }) => ({
    zendeskReopens,
    botAnswers,
    latencyMs,
    policy: {
      ...defaultPolicy,
      followUp: { ...defaultPolicy.followUp!, anchor, max },
      reopening: { ...defaultPolicy.reopening!, mode },
    },
  }));

/** How the webhooks come in the end: a number for the order of each, and how often it comes. */
const shuffles = fc.array(fc.record({ order: fc.nat(), times: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 30,
  maxLength: 30,
});

/** All webhooks come only when all has happened, one a second, in the order of `rank`. */
function heardAfterwards(history: Happening[], rank: (index: number) => number[]): Happening[] {
  const turns = history.flatMap((_, index) => rank(index).map((order) => ({ index, order })));
  turns.sort((a, b) => a.order - b.order || a.index - b.index);
  return history.map((it, index) => ({
    ...it,
    webhooks: turns.flatMap((turn, second) => (turn.index === index ? [HEARD + second * SECOND] : [])),
  }));
}

/** A ticket whose first webhook always comes, and comes first. */
const beginning = (time: number): Happening => ({
  at: time,
  act: () => [{ type: 'ticketCreated', id: 'created' }],
  webhooks: [time],
});
const afterwards = beginning(HEARD - SECOND);
const atOnce = beginning(at('last Sat 09:59'));

/** What matters in the end. Not when a note was written, nor how often was read, nor what a solved ticket showed last. */
function result({ received, world, status: final, window, conversation }: Outcome) {
  return {
    received: received.map(({ what, rendition }) => `${what} ${rendition}`),
    notes: world.notes.map(({ key }) => key.replace(/\d{13}/g, 'then')).sort(),
    status: final,
    window: final === 'solved' ? '' : window,
    optedOut: world.optedOut,
    failures: conversation?.failures,
    messages: conversation?.messages.map(({ id }) => id),
    deadline: conversation && wakeAt(conversation),
    outreach:
      conversation?.stage === 'watching'
        ? conversation.outreach.filter(({ progress: { state } }) => state !== 'dropped').map(({ id }) => id)
        : [],
  };
}

describe('rule 2, for any history', () => {
  it.each([
    ['a macro', ['macro', 'stop'] as Kind[]],
    ['a blocked customer', ['blocked', 'stop'] as Kind[]],
  ])(
    'rule 2 the same events in another order, and repeated, end in the same state and the same messages (with %s)',
    (_, more) => {
      fc.assert(
        fc.property(histories(more), worlds, shuffles, (history, world, shuffle) => {
          const inOrder = heardAfterwards(history, (index) => [index]);
          const shuffled = heardAfterwards(history, (index) => {
            const { order, times } = shuffle[index % shuffle.length]!;
            return Array.from({ length: times }, (_unused, time) => order + time * 7_919);
          });
          expect(result(play([afterwards, ...shuffled], world, END))).toEqual(
            result(play([afterwards, ...inOrder], world, END)),
          );
        }),
        { numRuns: 45 },
      );
    },
  );

  it('rule 2 late and repeated webhooks lead to the same messages as prompt ones', () => {
    fc.assert(
      fc.property(histories([]), worlds, shuffles, (history, world, shuffle) => {
        const delayed = history.map((it, index) => {
          const { order, times } = shuffle[index % shuffle.length]!;
          const delay = (order % 60) * MINUTE;
          return {
            ...it,
            webhooks: Array.from({ length: times }, (_, time) => Math.min(it.at + delay * (time + 1), HEARD)),
          };
        });
        const settled = {
          ...world,
          zendeskReopens: true,
          policy: { ...world.policy!, reopening: defaultPolicy.reopening! },
        };
        const prompt = result(play([atOnce, ...history], settled, END));
        const later = result(play([atOnce, ...delayed], settled, END));
        expect({ ...later, notes: [] }).toEqual({ ...prompt, notes: [] });
      }),
      { numRuns: 45 },
    );
  });

  it('rule 1 the truth heals lost webhooks: no message more, none less', () => {
    fc.assert(
      fc.property(histories(['stop']), worlds, shuffles, (history, world, shuffle) => {
        const isReport = (it: Happening): boolean => it.act.toString().includes('deliveryFailure');
        const all = heardAfterwards(history, (index) => [index]);
        const some = all.map((it, index) =>
          !isReport(it) && shuffle[index % 30]!.times === 1 ? { ...it, webhooks: [] } : it,
        );
        expect(result(play([afterwards, ...some], world, END))).toEqual(result(play([afterwards, ...all], world, END)));
      }),
      { numRuns: 40 },
    );
  });

  it('rule 2 the histories do contain reminders, warnings and reopened tickets', () => {
    const samples = fc.sample(fc.tuple(histories([]), worlds), { numRuns: 60, seed: 7 });
    const results = samples.map(([history, world]) => result(play([atOnce, ...history], world, END)));
    expect(results.filter(({ received }) => received.length > 0).length).toBeGreaterThan(5);
    expect(results.filter(({ notes }) => notes.some((key) => key.startsWith('closing:'))).length).toBeGreaterThan(5);
  });
});
