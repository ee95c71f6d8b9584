/** What people do in random weeks: single acts, and those that belong together. */
import fc from 'fast-check';
import { MINUTE } from '../support/madrid';
import type { Act, Deed, Fate } from './acts';
import { weighted } from './drawn';

export const WEEK_MINUTES = 7 * 24 * 60;
export const CUSTOMERS = 3;

const deeds = weighted<Deed>(
  [14, 'writes'],
  [2, 'writesLate'],
  [2, 'taps'],
  [2, 'tapsButton'],
  [2, 'stop'],
  [2, 'baja'],
  [10, 'replies'],
  [2, 'repliesInVain'],
  [3, 'repliesUnread'],
  [3, 'open'],
  [10, 'pending'],
  [3, 'hold'],
  [4, 'solved'],
  [2, 'closed'],
  [6, 'asksReopening'],
  [6, 'asksIncident'],
  [3, 'asksRescue'],
  [1, 'withdrawsRescue'],
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
export const minuteOfWeek = fc.oneof(
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

const afterwards = weighted<Deed>([3, 'edits'], [1, 'replies'], [1, 'hold'], [1, 'asksIncident']);

/** A question, a reply, and the ticket set to pending; sometimes an answer. */
const question = fc
  .record({
    minute: minuteOfWeek,
    customer: customers,
    reply: fc.integer({ min: 1, max: 20 * 60 }),
    unread: weighted([9, false], [1, true]),
    pending: fc.integer({ min: 0, max: 180 }),
    answer: fc.option(fc.integer({ min: 5, max: 48 * 60 })),
    /** Somebody looks after the ticket later, mostly when the reminder has gone out. */
    after: fc.option(fc.record({ minutes: fc.integer({ min: 60, max: 96 * 60 }), deed: afterwards })),
    fates: fc.array(fates, { minLength: 4, maxLength: 4 }),
    delay: fc.integer({ min: 1, max: 600 }),
  })
  .map(({ minute, customer, reply, unread, pending, answer, after, fates: [a, b, c, d] = [], delay }) => {
    const act = (later: number, deed: Deed, fate: Fate = 'comes'): Act => ({
      at: (minute + later) * MINUTE,
      ...{ customer, deed, fate },
      pick: 0,
      delayMs: delay * MINUTE,
    });
    return [
      act(0, 'writes', a),
      act(reply, unread ? 'repliesUnread' : 'replies', b),
      act(reply + pending, 'pending', c),
      ...(answer === null ? [] : [act(reply + pending + answer, 'writes', d)]),
      ...(after === null ? [] : [act(reply + pending + after.minutes, after.deed, d)]),
    ];
  });

const answers = weighted<Deed>([4, 'writes'], [3, 'tapsButton'], [1, 'taps'], [1, 'stop'], [1, 'writesLate']);
const meanwhile = weighted<Deed>(
  [3, 'replies'],
  [2, 'withdrawsRescue'],
  [2, 'asksRescue'],
  [1, 'stop'],
  [1, 'blocks'],
  [1, 'solved'],
  [1, 'closed'],
  [1, 'pending'],
);
const HOUR = 60;

/** Case 4: replies that do not reach the customer, and mostly what it takes to rescue them. */
const lostReply = fc
  .record({
    minute: minuteOfWeek,
    customer: customers,
    lost: fc.oneof(
      fc.record({ deed: fc.constant<Deed>('replies'), after: fc.integer({ min: 24 * HOUR, max: 40 * HOUR }) }),
      fc.record({ deed: fc.constant<Deed>('repliesInVain'), after: fc.integer({ min: 1, max: 23 * HOUR }) }),
    ),
    /** How long after the first one. */
    second: fc.option(fc.integer({ min: 1, max: 10 * HOUR })),
    asked: fc.option(fc.integer({ min: 0, max: 3 * HOUR }), { freq: 3 }),
    between: fc.option(fc.record({ minutes: fc.integer({ min: 1, max: 30 * HOUR }), deed: meanwhile }), { freq: 2 }),
    answer: fc.option(fc.record({ minutes: fc.integer({ min: 1, max: 80 * HOUR }), deed: answers }), { freq: 5 }),
    again: fc.option(fc.integer({ min: 1, max: 5 * HOUR }), { freq: 2 }),
    fates: fc.array(fates, { minLength: 6, maxLength: 6 }),
    delay: fc.integer({ min: 1, max: 600 }),
    pick: fc.integer({ min: 0, max: 1 }),
  })
  .map(({ minute, customer, lost, second, asked, between, answer, again, fates: drawn, delay, pick }) => {
    const act = (later: number, deed: Deed, fate: Fate = 'comes'): Act => ({
      at: (minute + later) * MINUTE,
      ...{ customer, deed, fate, pick },
      delayMs: delay * MINUTE,
    });
    const last = lost.after + (second ?? 0);
    const told = last + (asked ?? 0);
    return [
      act(0, 'writes', drawn[0]),
      act(lost.after, lost.deed, drawn[1]),
      ...(second === null ? [] : [act(last, lost.deed, drawn[2])]),
      ...(asked === null ? [] : [act(told, 'asksRescue', drawn[3])]),
      ...(between === null ? [] : [act(lost.after + between.minutes, between.deed, drawn[4])]),
      ...(answer === null ? [] : [act(told + answer.minutes, answer.deed, drawn[5])]),
      ...(answer === null || again === null ? [] : [act(told + answer.minutes + again, 'asksRescue')]),
    ];
  });

export const lives = fc.oneof(
  { weight: 4, arbitrary: question },
  { weight: 2, arbitrary: lostReply },
  { weight: 6, arbitrary: single },
);

/** Mostly case 4, so that few weeks play much of it. */
export const rescues = fc.oneof({ weight: 5, arbitrary: lostReply }, { weight: 2, arbitrary: single });
