/** A random week of an account: its policy, what people do, and what goes wrong. Drawn by fast-check, so that it shrinks. */
import fc from 'fast-check';
import type { TicketPolicy } from '../../activities/types';
import { DAY, MINUTE, SECOND, at } from '../support/madrid';
import type { Act } from './acts';
import { weighted } from './drawn';
import { CUSTOMERS, WEEK_MINUTES, lives, minuteOfWeek, rescues } from './lives';
import { policies } from './policies';

export type { Act, Deed, Fate } from './acts';

export type OutageOf =
  /** 429 or 503 to everything. */
  | 'zendesk'
  /** Updates of users are refused for good. */
  | 'users'
  /** 500 to everything: a message may have gone out all the same. */
  | 'sunshine'
  /** Messages are taken, and a failure of this kind follows. */
  | { whatsapp: number }
  /** Webhooks reach nobody. */
  | 'receiver';

export interface Outage {
  from: number;
  to: number;
  of: OutageOf;
}

/** How the n-th message that is handed over goes. */
export type SendFate =
  | 'sent'
  | 'lostButArrived'
  | 'lost'
  | { refused: number }
  | { undelivered: number }
  /** Reported as failed, and then as shown on the phone (D7). */
  | { contradicted: number };

export interface Week {
  from: number;
  /** The last act; then it is quiet. */
  to: number;
  end: number;
  customers: number;
  /** Customers who have never written: an e-mail ticket and a phone number. */
  strangers: number;
  acts: Act[];
  outages: Outage[];
  sends: SendFate[];
  policy: TicketPolicy;
  perSecond: number;
  templatesPerDay: number;
  whenReached: 'stop' | 'warn';
  zendeskReopens: boolean;
  optOutField: boolean;
  bots: boolean;
  /** For latencies, and for the fates of what no act causes. */
  seed: number;
}

const outage = fc
  .record({
    minute: minuteOfWeek,
    /** It begins while what an agent has just asked for is on its way. */
    atRequest: fc.option(fc.nat(9), { freq: 2 }),
    minutes: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 30, max: 360 })),
    of: weighted<OutageOf>(
      [3, 'zendesk'],
      [3, 'sunshine'],
      [1, 'users'],
      [2, 'receiver'],
      [1, { whatsapp: 131016 }],
      [1, { whatsapp: 132015 }],
      [1, { whatsapp: 131042 }],
    ),
  })
  .map(({ minute, minutes, of, atRequest }): Begins => ({
    from: minute * MINUTE,
    lasts: minutes * MINUTE,
    of,
    atRequest,
  }));

const sendFates = weighted<SendFate>(
  [30, 'sent'],
  [2, 'lostButArrived'],
  [2, 'lost'],
  [1, { refused: 131009 }],
  [1, { undelivered: 131026 }],
  [1, { undelivered: 131047 }],
  [1, { undelivered: 131049 }],
  [1, { undelivered: 131050 }],
  [1, { undelivered: 424242 }],
  [1, { undelivered: 130429 }],
  [1, { contradicted: 131000 }],
  [1, { contradicted: 424242 }],
);

/** Two acts never happen in the same second: audits could not tell their order. */
const inOrder = (acts: Act[], from: number): Act[] => {
  const sorted = acts.filter(({ at: time }) => time < WEEK_MINUTES * MINUTE).sort((a, b) => a.at - b.at);
  let last = -Infinity;
  return sorted.map((it) => {
    last = Math.max(from + it.at, last + 5 * SECOND);
    return { ...it, at: last };
  });
};

const weeksOf = (lived: fc.Arbitrary<Act[][]>, policy: fc.Arbitrary<TicketPolicy>): fc.Arbitrary<Week> =>
  fc
    .record({
      /** An ordinary week, or that in which the clocks go back. */
      from: fc.constantFrom(at('Mon 00:00'), at('Mon 00:00') + 14 * DAY),
      lives: lived,
      strangers: fc.integer({ min: 0, max: 1 }),
      outages: fc.oneof(
        { weight: 1, arbitrary: fc.constant<Begins[]>([]) },
        { weight: 1, arbitrary: fc.array(outage, { maxLength: 3 }) },
      ),
      sends: fc.array(sendFates, { maxLength: 12 }),
      policy,
      perSecond: weighted([4, 50 / 60], [1, 1 / 120]),
      templatesPerDay: weighted([4, 250], [1, 1], [1, 2], [1, 4]),
      whenReached: weighted<'stop' | 'warn'>([2, 'stop'], [1, 'warn']),
      zendeskReopens: fc.boolean(),
      optOutField: weighted([4, true], [1, false]),
      bots: fc.boolean(),
      seed: fc.nat(),
    })
    .map(({ lives: all, outages, from, ...it }) => {
      const acts = inOrder(all.flat(), from);
      const requests = acts.filter(({ deed }) => deed.startsWith('asks'));
      const begins = (one: Begins): number => {
        const request = one.atRequest === null ? undefined : requests[one.atRequest % Math.max(1, requests.length)];
        return request ? request.at + 2 * SECOND : from + one.from;
      };
      return {
        ...it,
        from,
        to: from + 7 * DAY,
        end: from + 10 * DAY,
        customers: CUSTOMERS,
        acts,
        outages: outages.map((one): Outage => ({ from: begins(one), to: begins(one) + one.lasts, of: one.of })),
      };
    });

export const weeks = weeksOf(fc.array(lives, { minLength: 1, maxLength: 30, size: 'max' }), policies);

/** Short ones, in which most replies are lost. */
export const rescueWeeks = weeksOf(
  fc.array(rescues, { minLength: 1, maxLength: 6, size: 'max' }),
  policies.filter(({ rescue }) => rescue !== undefined),
);

interface Begins {
  from: number;
  lasts: number;
  of: OutageOf;
  atRequest: number | null;
}
