/** F10: the agents are warned before the window closes on a customer who waits. */
import type { Instant } from '../../../activities/types';
import { DAY, MINUTE, SECOND, when } from '../../support/madrid';
import type { Account, Ticket } from '../account';
import { type Judge, breach, groupBy } from '../breach';
import {
  closesAt,
  heldLately,
  isOffice,
  lastCustomer,
  lastWord,
  momentsOf,
  officeBetween,
  ownsAt,
  statusAt,
} from '../facts';
import { expectedBy } from '../patience';

const PRECISION = 1.5 * SECOND;
/** Where the moment is outside office hours: from so long before the office's end, */
const FROM_BEFORE_END = 90 * MINUTE;
/** to so long before it, or to the middle of a short shift. */
const TO_BEFORE_END = 30 * MINUTE;

/** Between when and when the warning is to be given, as of `t`; undefined: there is none. */
function dueAt(a: Account, ticket: Ticket, t: Instant): { from: Instant; to: Instant } | undefined {
  const { agentWarning } = a.week.policy;
  const c = ticket.conversation;
  if (!agentWarning || !c || !ownsAt(ticket, t)) return undefined;
  const status = statusAt(ticket, t);
  const closes = closesAt(c, t);
  if (status === 'solved' || status === 'closed' || closes === undefined || t >= closes) return undefined;
  if (lastWord(c, t) !== 'customer') return undefined;
  const wrote = lastCustomer(c, t)!.at;
  const wanted = Math.max(closes - agentWarning.beforeMs, wrote);
  if (isOffice(wanted)) return { from: wanted, to: wanted };
  const shift = officeBetween(wrote - DAY, wanted + DAY).findLast(({ start, end }) => start < wanted && end > wrote);
  if (!shift) {
    const opening = officeBetween(wanted, closes).find(({ start }) => start >= wanted && start < closes)?.start;
    return opening === undefined ? undefined : { from: Math.max(opening, wrote), to: Math.max(opening, wrote) };
  }
  const to = Math.max(shift.end - Math.min(TO_BEFORE_END, (shift.end - shift.start) / 2), wrote);
  return { from: Math.min(to, Math.max(shift.end - FROM_BEFORE_END, wrote, shift.start)), to };
}

const warningsOf = (ticket: Ticket) => ticket.notes.filter(({ note }) => note.kind === 'windowClosing');

export const onlyWhenDue: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket) =>
    warningsOf(ticket).flatMap(({ at }) => {
      const isDue = heldLately(
        momentsOf(a, ticket),
        at,
        (t) => (dueAt(a, ticket, t)?.from ?? Infinity) <= at + PRECISION,
      );
      return isDue ? [] : [breach('F10 not due', at, ticket, 'a warning')];
    }),
  );

export const once: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket) =>
    [
      ...groupBy(warningsOf(ticket), ({ note }) =>
        note.kind === 'windowClosing' ? String(note.closesAt) : '',
      ).values(),
    ]
      .filter(({ length }) => length > 1)
      .map((all) => breach('F10 once', all[1]!.at, ticket, 'warned twice of one window')),
  );

export const isGiven: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket) => {
    const moments = momentsOf(a, ticket);
    return moments.flatMap((since, index) => {
      const until = moments[index + 1] ?? a.week.end;
      const due = dueAt(a, ticket, since);
      if (!due) return [];
      const by = expectedBy(a, ticket, { from: since, due: Math.max(due.to, since), isUpdate: true });
      const closes = closesAt(ticket.conversation!, since)!;
      if (by === undefined || by >= until - MINUTE || by >= closes - MINUTE) return [];
      const given = warningsOf(ticket).some(({ at }) => at >= due.from - PRECISION && at <= by);
      return given ? [] : [breach('F10 missing', due.from, ticket, `no warning by ${when(by)}`)];
    });
  });
