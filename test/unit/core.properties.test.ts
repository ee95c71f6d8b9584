/** What the rows promise for one set of times, for any: the expected time is worked out from the words of docs/behaviour.md alone. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { TicketStatus } from '../../activities/types';
import { agent, customer, given, lost, macro, status, template, text } from '../support/given';
import { at, DAY, HOUR, MINUTE, when } from '../support/madrid';

/** Dozens of weeks each: seconds on a busy machine. */
vi.setConfig({ testTimeout: 30_000 });

const START = at('Mon 09:00');
const END = 'next Fri 12:00';
const FROM = 21;
const TO = 8;

/** Moved to the end of quiet hours if it falls into them. */
function afterQuietHours(time: number): number {
  const [, hours, minutesPast] = /(\d\d):(\d\d)$/.exec(when(time))!;
  const hour = Number(hours);
  if (hour >= TO && hour < FROM) return time;
  const midnight = time - hour * HOUR - Number(minutesPast) * MINUTE;
  return midnight + TO * HOUR + (hour >= FROM ? DAY : 0);
}

const minutes = (max: number, min = 0) => fc.integer({ min, max }).map((it) => it * MINUTE);

/** A customer on Monday at 09:00, one to three replies while the window is open, pending at some time after the first. */
const pendings = fc
  .record({
    replies: fc.uniqueArray(minutes(23 * 60, 1), { minLength: 1, maxLength: 3 }),
    pending: minutes(40 * 60, 1),
  })
  .map(({ replies, pending }) => {
    const sorted = [...replies].sort((a, b) => a - b);
    const pendingAt = START + sorted[0]! + pending;
    const lastReplyAt = START + sorted.at(-1)!;
    return {
      story: [
        customer(when(START)),
        ...sorted.map((it) => agent(when(START + it))),
        status(when(pendingAt), 'pending'),
      ],
      pendingAt,
      lastReplyAt,
      due: afterQuietHours(Math.max(lastReplyAt + DAY, pendingAt + HOUR)),
    };
  })
  .filter(({ pendingAt, lastReplyAt }) => pendingAt !== lastReplyAt);

describe('the follow-up, at any time', () => {
  it('F1 F4 F7 F8 reminds once, by template, 24 h after the last reply, with an hour of grace, not in quiet hours', () => {
    fc.assert(
      fc.property(pendings, ({ story, due }) => {
        expect(given(...story).until(END).received).toEqual([template(when(due), 'followUp')]);
      }),
      { numRuns: 60 },
    );
  });

  it('F5 F6 does not remind a ticket that is no longer pending, and reminds at the same time if it is again', () => {
    const others = fc.constantFrom<TicketStatus>('open', 'hold', 'solved');
    fc.assert(
      fc.property(
        pendings,
        others,
        fc.double({ min: 0, max: 0.9, noNaN: true }),
        ({ story, due, pendingAt, lastReplyAt }, to, part) => {
          const left = status(
            when(pendingAt + Math.max(MINUTE, Math.floor((part * (due - pendingAt)) / MINUTE) * MINUTE)),
            to,
          );
          expect(given(...story, left).until(END).received).toEqual([]);
          const back = status(when(left.at + MINUTE), 'pending');
          const again = afterQuietHours(Math.max(lastReplyAt + DAY, back.at + HOUR));
          expect(given(...story, left, back).until(END).received).toEqual([template(when(again), 'followUp')]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('F2 F12 does not remind a customer who answered before, also when the webhook was lost', () => {
    fc.assert(
      fc.property(pendings, fc.boolean(), minutes(60, 2), ({ story, due, pendingAt }, isLost, before) => {
        const answer = customer(when(Math.max(pendingAt + MINUTE, due - before)));
        fc.pre(answer.at < due - MINUTE);
        const { received, status: final } = given(...story, isLost ? lost(answer) : answer).until(END);
        expect(received).toEqual([]);
        expect(final).toBe('open');
      }),
      { numRuns: 60 },
    );
  });
});

describe('the reopening, at any time', () => {
  const automatic = { reopening: { mode: 'automatic' as const } };

  it('H3 H4 goes out on Monday at 09:00 where the window held no office hour, and not where it is still open then', () => {
    fc.assert(
      fc.property(minutes(60 * 62, 1), (after) => {
        const wrote = at('Fri 18:00') + after;
        const { received } = given(customer(when(wrote)))
          .policy(automatic)
          .until(END);
        const closes = wrote + DAY;
        if (closes <= at('next Mon 09:05')) expect(received).toEqual([template('next Mon 09:00', 'reopening')]);
        else if (closes >= at('next Mon 10:00')) expect(received).toEqual([]);
        else expect(received).toEqual([text('next Mon 09:00', 'reopening')]);
      }),
      { numRuns: 60 },
    );
  });

  it('H1 H7 sends what a macro asks for at once, and the same once within 24 h', () => {
    fc.assert(
      fc.property(minutes(48 * 60, 1), minutes(23 * 60, 1), (first, pause) => {
        const asked = at('Sun 11:00') + first;
        const requests = [asked, asked + pause].map((it) => macro(when(it), 'reopening'));
        const story = given(customer('Sat 10:12'), ...requests);
        expect(story.until(END).received).toEqual([template(when(asked), 'reopening')]);
      }),
      { numRuns: 40 },
    );
  });
});
