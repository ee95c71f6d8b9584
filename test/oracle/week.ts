/** A random week of an account: its policy, what people do, and what goes wrong. Drawn by fast-check, so that it shrinks. */
import fc from 'fast-check';
import type { TicketPolicy } from '../../activities/types';
import { defaultPolicy } from '../support/worldModel';
import { DAY, HOUR, MINUTE, SECOND, at } from '../support/madrid';

export type Deed =
  | 'writes'
  /** Their message was long on its way. */
  | 'writesLate'
  | 'taps'
  | 'stop'
  /** A word that opts out only in reply to an outreach. */
  | 'baja'
  | 'replies'
  /** WhatsApp does not deliver the agent's reply. */
  | 'repliesInVain'
  | 'open'
  | 'pending'
  | 'hold'
  | 'solved'
  | 'closed'
  | 'asksReopening'
  | 'asksIncident'
  | 'withdraws'
  | 'endsSession'
  | 'mails'
  | 'clearsBox'
  | 'optsIn'
  | 'blocks'
  | 'edits';

/** What befalls the webhooks of an act. */
export type Fate = 'comes' | 'late' | 'lost' | 'twice';

export interface Act {
  at: number;
  customer: number;
  deed: Deed;
  /** Which of the customer's tickets, where it could be several. */
  pick: number;
  fate: Fate;
  /** How late; how long a message was on its way. */
  delayMs: number;
}

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
export type SendFate = 'sent' | 'lostButArrived' | 'lost' | { refused: number } | { undelivered: number };

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

const weighted = <T>(...choices: [weight: number, value: T][]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

const WEEK_MINUTES = 7 * 24 * 60;
const CUSTOMERS = 3;

const deeds = weighted<Deed>(
  [14, 'writes'],
  [2, 'writesLate'],
  [2, 'taps'],
  [2, 'stop'],
  [2, 'baja'],
  [10, 'replies'],
  [2, 'repliesInVain'],
  [3, 'open'],
  [10, 'pending'],
  [3, 'hold'],
  [4, 'solved'],
  [2, 'closed'],
  [6, 'asksReopening'],
  [6, 'asksIncident'],
  [1, 'withdraws'],
  [3, 'endsSession'],
  [3, 'mails'],
  [2, 'clearsBox'],
  [2, 'optsIn'],
  [1, 'blocks'],
  [3, 'edits'],
);

const fates = weighted<Fate>([10, 'comes'], [1, 'late'], [1, 'lost'], [1, 'twice']);
/** Office hours more often than nights. */
const minuteOfWeek = fc.oneof(
  fc.integer({ min: 0, max: WEEK_MINUTES - 1 }),
  fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 8 * 60, max: 19 * 60 }))
    .map(([day, minute]) => day * 1440 + minute),
);
const customers = fc.integer({ min: 0, max: CUSTOMERS - 1 });

const single = fc
  .record({
    minute: minuteOfWeek,
    customer: customers,
    deed: deeds,
    pick: fc.nat(5),
    fate: fates,
    delay: fc.integer({ min: 1, max: 600 }),
  })
  .map(({ minute, delay, ...it }) => [{ ...it, at: minute * MINUTE, delayMs: delay * MINUTE }]);

/** A question, a reply, and the ticket set to pending; sometimes an answer. */
const question = fc
  .record({
    minute: minuteOfWeek,
    customer: customers,
    reply: fc.integer({ min: 1, max: 20 * 60 }),
    pending: fc.integer({ min: 0, max: 180 }),
    answer: fc.option(fc.integer({ min: 5, max: 48 * 60 })),
    fates: fc.array(fates, { minLength: 4, maxLength: 4 }),
    delay: fc.integer({ min: 1, max: 600 }),
  })
  .map(({ minute, customer, reply, pending, answer, fates: [a, b, c, d] = [], delay }) => {
    const act = (after: number, deed: Deed, fate: Fate = 'comes'): Act => ({
      at: (minute + after) * MINUTE,
      ...{ customer, deed, fate },
      pick: 0,
      delayMs: delay * MINUTE,
    });
    return [
      act(0, 'writes', a),
      act(reply, 'replies', b),
      act(reply + pending, 'pending', c),
      ...(answer === null ? [] : [act(reply + pending + answer, 'writes', d)]),
    ];
  });

const outage = (from: number) =>
  fc
    .record({
      minute: minuteOfWeek,
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
    .map(({ minute, minutes, of }): Outage => {
      const begins = from + minute * MINUTE;
      return { from: begins, to: begins + minutes * MINUTE, of };
    });

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
);

const policies: fc.Arbitrary<TicketPolicy> = fc
  .record({
    anchor: weighted([5, 'agentReply' as const], [1, 'windowClose' as const]),
    after: weighted([4, 24 * HOUR], [1, 12 * HOUR], [1, 36 * HOUR]),
    max: weighted([4, 1], [2, 2]),
    solveAfter: weighted<number | undefined>([2, undefined], [1, 12 * HOUR], [1, 48 * HOUR]),
    remindsEnded: weighted([4, false], [1, true]),
    followUp: weighted([9, true], [1, false]),
    automatic: fc.boolean(),
    warning: weighted([5, true], [1, false]),
    consent: weighted([4, false], [1, true]),
    texts: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  })
  .map((it) => {
    const { followUp, agentWarning, reopening, ...others } = defaultPolicy;
    const [followUpText, reopeningText, incidentText] = it.texts;
    const solve = it.solveAfter !== undefined && { solveAfterMs: it.solveAfter };
    const reminds = it.remindsEnded && { remindsEndedSession: true as const };
    return {
      ...others,
      ...(it.followUp &&
        followUp && {
          followUp: { ...followUp, anchor: it.anchor, afterMs: it.after, max: it.max, ...solve, ...reminds },
        }),
      ...(it.warning && agentWarning && { agentWarning }),
      ...(reopening && { reopening: { ...reopening, mode: it.automatic ? 'automatic' : 'agent' } }),
      ...(it.consent && { consentRequired: true as const }),
      messages: {
        followUp: { hasText: followUpText },
        reopening: { hasText: reopeningText },
        incident: { hasText: incidentText },
      },
    };
  });

/** Two acts never happen in the same second: audits could not tell their order. */
const inOrder = (acts: Act[], from: number): Act[] => {
  const sorted = acts.filter(({ at: time }) => time < WEEK_MINUTES * MINUTE).sort((a, b) => a.at - b.at);
  let last = -Infinity;
  return sorted.map((it) => {
    last = Math.max(from + it.at, last + 5 * SECOND);
    return { ...it, at: last };
  });
};

export const weeks: fc.Arbitrary<Week> = fc
  .record({
    /** An ordinary week, or that in which the clocks go back. */
    from: fc.constantFrom(at('Mon 00:00'), at('Mon 00:00') + 14 * DAY),
    lives: fc.array(fc.oneof({ weight: 2, arbitrary: question }, { weight: 3, arbitrary: single }), {
      minLength: 1,
      maxLength: 30,
      size: 'max',
    }),
    strangers: fc.integer({ min: 0, max: 1 }),
    outages: fc.oneof(
      { weight: 1, arbitrary: fc.constant<Outage[]>([]) },
      { weight: 1, arbitrary: fc.array(outage(0), { maxLength: 3 }) },
    ),
    sends: fc.array(sendFates, { maxLength: 12 }),
    policy: policies,
    perSecond: weighted([4, 50 / 60], [1, 1 / 120]),
    templatesPerDay: weighted([4, 250], [1, 1], [1, 2], [1, 4]),
    whenReached: weighted<'stop' | 'warn'>([2, 'stop'], [1, 'warn']),
    zendeskReopens: fc.boolean(),
    optOutField: weighted([4, true], [1, false]),
    bots: fc.boolean(),
    seed: fc.nat(),
  })
  .map(({ lives, outages, from, ...it }) => ({
    ...it,
    from,
    to: from + 7 * DAY,
    end: from + 10 * DAY,
    customers: CUSTOMERS,
    acts: inOrder(lives.flat(), from),
    outages: outages.map((one) => ({ ...one, from: from + one.from, to: from + one.to })),
  }));
