/** Kinds of lives of an account's customers, each with its truth. Those in `withVentana.ts` need Ventana. */
import { DAY, SECOND } from '../support/madrid';
import type { Act, Life, OutreachTruth, TicketTruth, TimedAct, WindowTruth } from './life';
import type { Moments } from './moments';

export type Kind = (m: Moments) => Omit<Life, 'kind'>;

/** Codes after which WhatsApp would not take it again soon, and nobody else is concerned. */
export const CODES = [131026, 130472] as const;

export const timed = (at: number, act: Act): TimedAct => ({ at, ...act });
export const writes = (at: number): TimedAct => timed(at, { does: 'writes' });
export const replies = (at: number): TimedAct => timed(at, { does: 'replies' });
/** A second after the reply that it belongs to: audits know no less. */
export const sets = (at: number, status: 'pending' | 'hold' | 'solved' | 'closed'): TimedAct =>
  timed(at + SECOND, { does: 'sets', status });

export const truth = (openedAt: number, more: Partial<TicketTruth> = {}): TicketTruth => ({
  ...{ openedAt, findings: [], windows: [], replies: [], outreach: [] },
  ...more,
});

type Closing = [owedBy: WindowTruth['owedBy'], result: WindowTruth['result']];
export const ANSWERED: Closing = ['customer', 'kept'];
export const LOST: Closing = ['agent', 'lost'];
/** Nobody answered, and the ticket was solved. */
export const SOLVED: Closing = ['agent', 'kept'];

/** The window that a customer's message has opened, when it closed. */
export const windowOf = (m: Moments, wroteAt: number, [owedBy, result]: Closing): WindowTruth => ({
  ...{ closesAt: wroteAt + DAY, owedBy, result },
  officeMs: m.officeMs(wroteAt),
});

export const reminder = (at: number, more: Partial<OutreachTruth> = {}): OutreachTruth => ({
  ...{ purpose: 'followUp', at, requested: false, category: 'utility' },
  ...more,
});

/** The customer asks, the agent answers and waits for an answer. */
export function question(m: Moments): { wrote: number; asked: number; due: number; acts: TimedAct[] } {
  const wrote = m.office();
  const asked = wrote + m.minutes(10, 180);
  return { wrote, asked, due: asked + DAY, acts: [writes(wrote), replies(asked), sets(asked, 'pending')] };
}

/** The customer's next message, which the agent answers and solves. */
export function answered(m: Moments, at: number): TimedAct[] {
  const repliedAt = at + m.minutes(20, 40);
  return [writes(at), replies(repliedAt), sets(repliedAt + m.minutes(10, 30), 'solved')];
}

const solvedSoon: Kind = (m) => {
  const wrote = m.office();
  const replied = wrote + m.minutes(5, 300);
  return {
    acts: [writes(wrote), replies(replied), sets(replied + m.minutes(10, 120), 'solved')],
    tickets: [truth(wrote, { firstReplyAt: replied, windows: [windowOf(m, wrote, ANSWERED)] })],
  };
};

const talked: Kind = (m) => {
  const wrote = m.office();
  const acts: TimedAct[] = [];
  let [at, last, first] = [wrote, wrote, 0];
  for (let round = m.dice.between(2, 4); round > 0; round--) {
    const replied = at + m.minutes(20, 60);
    acts.push(writes(at), replies(replied));
    [last, first, at] = [at, first || replied, replied + m.minutes(20, 120)];
  }
  acts.push(sets(at, 'solved'));
  return { acts, tickets: [truth(wrote, { firstReplyAt: first, windows: [windowOf(m, last, ANSWERED)] })] };
};

const tooLate: Kind = (m) => {
  const wrote = m.office();
  const replied = wrote + DAY + m.minutes(10, 300);
  const status = m.dice.oneOf(['solved', 'pending'] as const);
  const findings = [
    { kind: 'closedOnWaiting', at: wrote + DAY },
    { kind: 'replyTooLate', at: replied },
  ] as const;
  return {
    acts: [writes(wrote), replies(replied), sets(replied + m.minutes(20, 60), status)],
    tickets: [
      truth(wrote, {
        findings: [...findings],
        windows: [windowOf(m, wrote, LOST)],
        replies: [{ at: replied, why: 'late' }],
      }),
    ],
  };
};

/** @param after what follows the reply that failed */
const failing =
  (after: 'solved' | 'nothing' | 'reply'): Kind =>
  (m) => {
    const wrote = m.office();
    const failed = wrote + m.minutes(10, 180);
    const again = failed + m.minutes(30, 60);
    const code = m.dice.oneOf(CODES);
    const ends = { solved: SOLVED, nothing: LOST, reply: ANSWERED }[after];
    const waits = after === 'nothing' ? [{ kind: 'closedOnWaiting', at: wrote + DAY } as const] : [];
    return {
      acts: [
        writes(wrote),
        timed(failed, { does: 'replies', code }),
        ...(after === 'reply' ? [replies(again)] : []),
        ...(after === 'nothing' ? [] : [sets(again + m.minutes(20, 60), 'solved')]),
      ],
      tickets: [
        truth(wrote, {
          findings: [{ kind: 'replyFailed', at: failed }, ...waits],
          ...(after === 'reply' && { firstReplyAt: again }),
          windows: [windowOf(m, wrote, ends)],
          replies: [{ at: failed, why: 'failed', code }],
        }),
      ],
    };
  };

const outOfHours: Kind = (m) => {
  const wrote = m.weekend();
  return {
    acts: [writes(wrote)],
    tickets: [
      truth(wrote, { findings: [{ kind: 'outOfHours', at: wrote + DAY }], windows: [windowOf(m, wrote, LOST)] }),
    ],
  };
};

/** @param how what is all that the customer gets */
const waiting =
  (how: 'nothing' | 'hold' | 'trigger' | 'evening'): Kind =>
  (m) => {
    const wrote = how === 'evening' ? m.evening() : m.office();
    const then = wrote + m.minutes(10, 60);
    return {
      acts: [
        writes(wrote),
        ...(how === 'hold' ? [sets(then, 'hold')] : []),
        ...(how === 'trigger' ? [timed(wrote + SECOND, { does: 'trigger' })] : []),
      ],
      tickets: [
        truth(wrote, { findings: [{ kind: 'closedOnWaiting', at: wrote + DAY }], windows: [windowOf(m, wrote, LOST)] }),
      ],
    };
  };

const neverAnswered: Kind = (m) => {
  const { wrote, asked, due, acts } = question(m);
  return { acts, tickets: [reminded(m, { wrote, asked, due })] };
};

/** A question of which the customer is reminded. */
export function reminded(
  m: Moments,
  { wrote, asked, due }: { wrote: number; asked: number; due: number },
  more: Partial<OutreachTruth> = {},
): TicketTruth {
  return truth(wrote, {
    findings: [{ kind: 'notReminded', at: due }],
    firstReplyAt: asked,
    remindedAt: due,
    windows: [windowOf(m, wrote, ANSWERED)],
    outreach: [reminder(due, more)],
  });
}

/** @param from and to: hours after the reminder was due */
const answeredAfter =
  (from: number, to: number): Kind =>
  (m) => {
    const asked = question(m);
    const answeredAt = asked.due + m.minutes(from * 60, to * 60);
    const ticket = reminded(m, asked, { answeredAt });
    return {
      acts: [...asked.acts, ...answered(m, answeredAt)],
      tickets: [{ ...ticket, windows: [...ticket.windows, windowOf(m, answeredAt, ANSWERED)] }],
    };
  };

const answeredInTime: Kind = (m) => {
  const { wrote, asked, acts } = question(m);
  const answeredAt = asked + m.minutes(60, 20 * 60);
  return {
    acts: [...acts, ...answered(m, answeredAt)],
    tickets: [truth(wrote, { firstReplyAt: asked, windows: [windowOf(m, answeredAt, ANSWERED)] })],
  };
};

const stopsEarly: Kind = (m) => {
  const { wrote, asked, acts } = question(m);
  const stopped = asked + m.minutes(60, 600);
  return {
    acts: [...acts, timed(stopped, { does: 'stops' }), sets(stopped + m.minutes(20, 60), 'solved')],
    tickets: [truth(wrote, { firstReplyAt: asked, windows: [windowOf(m, stopped, SOLVED)] })],
  };
};

const stopsWhenReminded: Kind = (m) => {
  const asked = question(m);
  const stopped = asked.due + m.minutes(30, 600);
  const ticket = reminded(m, asked, { answeredAt: stopped, optedOutAt: stopped });
  return {
    acts: [...asked.acts, timed(stopped, { does: 'stops' }), sets(stopped + m.minutes(20, 60), 'solved')],
    tickets: [{ ...ticket, windows: [...ticket.windows, windowOf(m, stopped, SOLVED)] }],
  };
};

const solvedUnanswered: Kind = (m) => {
  const wrote = m.office();
  return {
    acts: [writes(wrote), sets(wrote + m.minutes(30, 120), 'solved')],
    tickets: [truth(wrote, { windows: [windowOf(m, wrote, SOLVED)] })],
  };
};

const deleted: Kind = (m) => {
  const wrote = m.office();
  return {
    acts: [writes(wrote), timed(wrote + m.minutes(30, 120), { does: 'deletes' })],
    tickets: [truth(wrote, { unknown: 'gone' })],
  };
};

/** The first ticket is closed; what the customer writes two days later opens another one in the same conversation. */
const nextTicket: Kind = (m) => {
  const wrote = m.office();
  const replied = wrote + m.minutes(20, 120);
  const again = wrote + 2 * DAY;
  const acts = answered(m, again);
  return {
    acts: [writes(wrote), replies(replied), sets(replied + m.minutes(20, 60), 'closed'), ...acts],
    tickets: [
      truth(wrote, { firstReplyAt: replied, windows: [windowOf(m, wrote, ANSWERED)] }),
      truth(again, { firstReplyAt: acts[1]?.at ?? 0, windows: [windowOf(m, again, ANSWERED)] }),
    ],
  };
};

/** Nobody is reminded who could no longer answer in this ticket. */
const sessionEnded: Kind = (m) => {
  const { wrote, asked, acts } = question(m);
  return {
    acts: [...acts, timed(asked + m.minutes(30, 120), { does: 'endsSession' })],
    tickets: [truth(wrote, { firstReplyAt: asked, windows: [windowOf(m, wrote, ANSWERED)] })],
  };
};

/** The message was on its way for hours: its window counts from when it was sent. */
const arrivedLate: Kind = (m) => {
  const sentAt = m.office();
  const arrived = sentAt + m.minutes(30, 180);
  const replied = arrived + m.minutes(20, 60);
  return {
    acts: [timed(arrived, { does: 'writes', sentAt }), replies(replied), sets(replied + m.minutes(20, 60), 'solved')],
    tickets: [truth(arrived, { firstReplyAt: replied, windows: [windowOf(m, sentAt, ANSWERED)] })],
  };
};

/** What a service that waited for its first week would see; each in its share of all tickets. */
export const LIVES: Record<string, { kind: Kind; share: number }> = {
  solvedSoon: { kind: solvedSoon, share: 20 },
  talked: { kind: talked, share: 12 },
  tooLate: { kind: tooLate, share: 6 },
  failedSolved: { kind: failing('solved'), share: 2 },
  failedWaiting: { kind: failing('nothing'), share: 1 },
  failedAgain: { kind: failing('reply'), share: 2 },
  outOfHours: { kind: outOfHours, share: 6 },
  waiting: { kind: waiting('nothing'), share: 3 },
  onHold: { kind: waiting('hold'), share: 1 },
  triggerOnly: { kind: waiting('trigger'), share: 2 },
  evening: { kind: waiting('evening'), share: 2 },
  neverAnswered: { kind: neverAnswered, share: 9 },
  answeredSoon: { kind: answeredAfter(0.5, 70), share: 9 },
  answeredVeryLate: { kind: answeredAfter(73, 100), share: 3 },
  answeredInTime: { kind: answeredInTime, share: 9 },
  stopsEarly: { kind: stopsEarly, share: 1 },
  stopsWhenReminded: { kind: stopsWhenReminded, share: 2 },
  solvedUnanswered: { kind: solvedUnanswered, share: 4 },
  deleted: { kind: deleted, share: 1 },
  nextTicket: { kind: nextTicket, share: 3 },
  sessionEnded: { kind: sessionEnded, share: 1 },
  arrivedLate: { kind: arrivedLate, share: 1 },
};

/** A reply lost after the window, and when its words went out. */
export const late = (at: number, rescuedAt?: number): TicketTruth['replies'] => [
  { at, why: 'late', ...(rescuedAt !== undefined && { rescuedAt }) },
];
