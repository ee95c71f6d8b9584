/** What is written to tickets: rules 7, 8 and 9, notes, the end of case 1. */
import type { Instant } from '../../../activities/types';
import { DAY, HOUR, MINUTE, SECOND, when } from '../../support/madrid';
import type { Account, Ticket } from '../account';
import { type Breach, type Judge, breach, groupBy } from '../breach';
import { SLACK, closesAt, customersWords, heldLately, lastWord, momentsOf, ownsAt, statusAt } from '../facts';
import { expectedBy } from '../patience';

const each =
  (judge: (a: Account, ticket: Ticket) => Breach[]): Judge =>
  (a) =>
    [...a.tickets.values()].flatMap((ticket) => judge(a, ticket));

export const notesOnce = each((_, ticket) =>
  [...groupBy(ticket.notes, ({ key }) => key).values()]
    .filter(({ length }) => length > 1)
    .map((all) => breach('notes once', all[1]!.at, ticket, `${all[0]!.key} twice`)),
);

const opensOf = (ticket: Ticket) => ticket.statuses.filter(({ by, value }) => by === 'ventana' && value === 'open');

/** Rule 7: only what waits, only for the customer's last word, and never what an agent has set since. */
export const opensRightly = each((a, ticket) =>
  opensOf(ticket).flatMap(({ at }): Breach[] => {
    const before = ticket.statuses.findLast((it) => it.at < at)!;
    const waits = before.value === 'pending' || before.value === 'hold';
    const wrong = (words: string) => [breach('rule 7', at, ticket, words)];
    if (!waits) return wrong(`opened, though ${before.value}`);
    const arrived = arrivals(a, ticket, at);
    if (!arrived.some((it) => it >= before.at - SECOND))
      return wrong('opened, though nobody wrote since its status was set');
    const c = ticket.conversation;
    const owns = c !== undefined && ownsAt(ticket, at);
    if (!owns) return [];
    const word = heldLately(momentsOf(a, ticket), at, (t) => lastWord(c, t) === 'customer');
    return word ? [] : wrong('opened, though answered');
  }),
);

/** When words of the customer's arrived that are for this ticket: in its own conversation, or after it had asked. */
function arrivals(a: Account, ticket: Ticket, at: Instant): Instant[] {
  return a.conversations
    .filter((c) => c.customer === ticket.customer)
    .flatMap((c) => {
      const asked = c.messages.find((it) => it.by === 'ventana' && it.ticketId === ticket.id)?.at ?? Infinity;
      const words = customersWords(c, at);
      return (c === ticket.conversation ? words : words.filter((it) => it.arrivedAt > asked)).map((it) => it.arrivedAt);
    });
}

/** Rule 7: the ticket that asked opens once for each message of its own. */
export const askingOpensOnce = each((a, ticket) => {
  if (ticket.conversation) return [];
  const sent = a.handed.filter((it) => it.ticket === ticket && it.taken).map(({ at }) => at);
  return [...groupBy(opensOf(ticket), ({ at }) => String(sent.findLast((it) => it < at))).values()]
    .filter(({ length }) => length > 1)
    .map((all) => breach('rule 7 once', all[1]!.at, ticket, 'opened again, though it has asked nothing since'));
});

/** F2: the customer's word opens the conversation's own ticket. */
export const isOpened = each((a, ticket) => {
  const moments = momentsOf(a, ticket);
  return moments.flatMap((from, index) => {
    const until = moments[index + 1] ?? a.week.end;
    const c = ticket.conversation;
    const status = ticket.statuses.findLast(({ at }) => at <= from);
    if (!c || !ownsAt(ticket, from) || !status || (status.value !== 'pending' && status.value !== 'hold')) return [];
    if (!customersWords(c, from).some(({ arrivedAt }) => arrivedAt > status.at + 2 * SECOND)) return [];
    if (lastWord(c, from) !== 'customer') return [];
    const by = expectedBy(a, ticket, { from, due: from, isUpdate: true });
    if (by === undefined || by >= until) return [];
    return statusAt(ticket, by) === 'open' ? [] : [breach('F2', from, ticket, `not open by ${when(by)}`)];
  });
});

/** Rule 9: each request ends with a message or a note, and the field empty. */
export const requestsEnd = each((a, ticket) =>
  ticket.requests.flatMap(({ since, name, clearedAt = Infinity }, index): Breach[] => {
    if (ticket.requests.slice(0, index).some((it) => it.name === name && it.since > since - 2 * DAY)) return [];
    const next = ticket.requests[index + 1]?.since ?? Infinity;
    const by = expectedBy(a, ticket, { from: since, due: since + MINUTE, isUpdate: true })!;
    const closed = ticket.statuses.find(({ value }) => value === 'closed')?.at ?? Infinity;
    const held = a.turns.stops.some(({ at }) => at > since - DAY && at < by);
    if (by >= Math.min(next, closed, a.week.end) || held || clearedAt <= by) return [];
    const tried = a.orders.some((it) => it.ticket === ticket && it.requested && it.at >= since && it.at <= by);
    return tried ? [] : [breach('rule 9 end', since, ticket, `${name}: neither sent nor refused by ${when(by)}`)];
  }),
);

/** Rule 8 */
export const fewWrites = each((a, ticket) => {
  const display = ticket.updates.filter(({ displayOnly }) => displayOnly);
  const soon = display.find((it, index) => index > 0 && it.at - display[index - 1]!.at < 10 * MINUTE - SECOND);
  const many = ticket.updates.find((it, index) => index >= 30 && it.at - ticket.updates[index - 30]!.at < 10 * MINUTE);
  const idle = a.week.outages.length === 0 ? ticket.updates.find(({ empty }) => empty) : undefined;
  return [
    ...(soon ? [breach('rule 8', soon.at, ticket, 'display fields twice within 10 minutes')] : []),
    ...(many ? [breach('rule 8', many.at, ticket, 'over 30 updates within 10 minutes')] : []),
    ...(idle ? [breach('rule 8', idle.at, ticket, 'an update that changes nothing')] : []),
  ];
});

/** The fields are right in the end, days after the last act. */
export const display = each((a, ticket) => {
  const c = ticket.conversation;
  const t = a.week.end;
  const status = statusAt(ticket, t);
  if (!c || !ownsAt(ticket, t) || status === 'solved' || status === 'closed') return [];
  const closes = closesAt(c, t)!;
  const { window, closesAt: shown = 0 } = ticket.shown;
  const isRight = window === 'closed' && Math.abs(shown - closes) < HOUR;
  return isRight
    ? []
    : [breach('fields', t, ticket, `${window} till ${when(shown)} instead of closed ${when(closes)}`)];
});

/** U1 to U6; U7 and U8, of a reopening or proactive message: from *pending*, if that was set later. */
export const solves = each((a, ticket) =>
  ticket.statuses
    .filter(({ by, value }) => by === 'ventana' && value === 'solved')
    .flatMap(({ at }): Breach[] => {
      const { solveAfterMs = Infinity } = a.week.policy.followUp ?? {};
      const before = ticket.statuses.findLast((it) => it.at < at)!;
      const last = a.handed.findLast((it) => it.ticket === ticket && it.at < at && it.taken);
      const wrong = (row: string, words: string) => [breach(row, at, ticket, `solved, though ${words}`)];
      if (before.value !== 'pending') return wrong('U4', before.value);
      const since = last && (last.order.purpose.kind === 'followUp' ? last.at : Math.max(last.at, before.at));
      if (since === undefined || at < since + solveAfterMs - SECOND) return wrong('U1', 'it is too early');
      const place = last?.conversation;
      const message = place?.messages.find(({ sendId }) => sendId === last?.order.sendId);
      if ((message?.failedKnownAt ?? Infinity) < at - MINUTE) return wrong('U5', 'the message failed');
      const changes = ticket.changedByOthers.filter((it) => it < at - SLACK);
      const touched = Math.max(before.at, ...changes);
      if (touched > since + SECOND) return wrong('U4', `somebody worked on it at ${when(touched)}`);
      const answered = place && customersWords(place, at - SLACK).some((it) => it.arrivedAt > since);
      return answered ? wrong('U3', 'they answered') : [];
    }),
);
