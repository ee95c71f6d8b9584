/** What agents are told: notes that must be there, and notes that must be true. Rows F13, H7, R1, V9, Z5 and Z24. */
import type { Instant } from '../../../activities/types';
import { DAY, MINUTE, SECOND, when } from '../../support/madrid';
import type { Account, Ticket } from '../account';
import { type Breach, type Judge, breach, intentOf } from '../breach';
import { closesAt, customersWords, isLost, momentsOf, optedOut, ownsAt, statusAt, wasToldOf } from '../facts';
import { expectedBy } from '../patience';

type Note = Ticket['notes'][number];

const handedOf = (a: Account, ticket: Ticket, until: Instant) =>
  a.handed.filter((it) => it.ticket === ticket && it.at <= until);

/** Why the note is not true; undefined: it is. */
function lieOf(a: Account, ticket: Ticket, { at, note }: Note): string | undefined {
  const ours = handedOf(a, ticket, at);
  const c = ticket.conversation;
  switch (note.kind) {
    case 'sent': {
      const { message, rendition, purpose } = note;
      const is = ours.some(
        ({ order }) =>
          order.message === message && order.rendition === rendition && order.purpose.name === purpose.name,
      );
      return is ? undefined : `no such message: ${message}, ${rendition}`;
    }
    case 'alreadySent': {
      // A note may be written long after it was decided, when Zendesk takes updates again.
      const { since = at } = ticket.requests.findLast((it) => it.name === note.purpose.name && it.since <= at) ?? {};
      const earlier = ours.some((it) => it.order.purpose.name === note.purpose.name && it.at > since - DAY - MINUTE);
      return earlier ? undefined : `no ${note.purpose.name} within a day`;
    }
    case 'rescued':
      return ours.filter(({ order }) => order.repeats).length >= note.count ? undefined : `not ${note.count} replies`;
    case 'notDelivered':
      return c?.messages.some((it) => it.by === 'agent' && it.at <= at && isLost(c, it, at))
        ? undefined
        : 'no reply was lost';
    case 'solvedUnanswered':
      return ticket.statuses.some((it) => it.at === at && it.by === 'ventana' && it.value === 'solved')
        ? undefined
        : 'it was not solved';
    case 'limitReached':
      return a.week.whenReached === 'stop' ? undefined : 'the policy only warns';
    case 'customerWroteFirst':
      return a.conversations.some((it) => it.customer === ticket.customer && customersWords(it, at).length > 0)
        ? undefined
        : 'nobody wrote';
    default:
      return undefined;
  }
}

export const areTrue: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket) =>
    ticket.notes.flatMap((it): Breach[] => {
      const lie = lieOf(a, ticket, it);
      return lie === undefined ? [] : [breach('notes true', it.at, ticket, `${it.note.kind}: ${lie}`)];
    }),
  );

const closedAt = ({ statuses }: Ticket): Instant => statuses.find(({ value }) => value === 'closed')?.at ?? Infinity;

/** Each message that reached the customer has its note; words that were sent again have one together. */
export const ofMessages: Judge = (a) =>
  a.handed.flatMap(({ at, ticket, order, reached, unheard, conversation }): Breach[] => {
    const by = expectedBy(a, ticket, { from: at, due: at, isUpdate: true })! + 5 * MINUTE;
    if (!reached || by >= Math.min(closedAt(ticket), a.week.end)) return [];
    // A note that is still true is not written again.
    const since = a.handed.find((it) => intentOf(it.order.sendId) === intentOf(order.sendId))!.at;
    const told = ticket.notes.some(({ at: noted, note }) => {
      if (noted < since || noted > by) return false;
      if (order.repeats) return note.kind === 'rescued';
      // Of a notification without an answer, only the report of its delivery can tell, and that may be lost.
      if (unheard && !conversation && note.kind === 'sendUnknown') return true;
      return note.kind === 'sent' && note.purpose.name === order.purpose.name && note.rendition === order.rendition;
    });
    return told ? [] : [breach('notes missing', at, ticket, `nothing of ${order.sendId} by ${when(by)}`)];
  });

/** F13: one note for each window, or for each failure. */
export const ofLostReplies: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket) => {
    const c = ticket.conversation;
    const moments = momentsOf(a, ticket);
    return (c?.messages ?? []).flatMap((it): Breach[] => {
      const from = isLost(c!, it, it.at) ? it.at : (it.failedKnownAt ?? Infinity);
      if (it.by !== 'agent' || from >= a.week.end || !ownsAt(ticket, from)) return [];
      if (from !== it.at && !wasToldOf(a, ticket, it)) return [];
      const until = moments.find((t) => t > from) ?? a.week.end;
      const by = expectedBy(a, ticket, { from, due: from, isUpdate: true })!;
      if (by >= Math.min(until, closedAt(ticket))) return [];
      const since = from === it.at ? closesAt(c!, from)! : it.at;
      const told = ticket.notes.some(({ at, note }) => note.kind === 'notDelivered' && at >= since && at <= by);
      return told ? [] : [breach('F13 missing', from, ticket, `nothing of ${it.id} by ${when(by)}`)];
    });
  });

/** O1: the agents know that the customer has opted out. */
export const ofOptOuts: Judge = (a) =>
  a.tickets.size === 0 || !a.week.optOutField
    ? []
    : a.customers.flatMap(({ optOut, tickets }) =>
        optOut
          .filter(({ value, by, at }) => value && by === 'ventana' && at > 0)
          .flatMap(({ at }): Breach[] => {
            const open = tickets.filter((it) => it.createdAt <= at && closedAt(it) > at + DAY);
            const told = tickets.some(({ notes }) => notes.some((it) => it.note.kind === 'optedOut'));
            return told || open.length === 0 || at > a.week.to
              ? []
              : [breach('notes missing', at, open[0]!, 'nothing of the opt-out')];
          }),
      );

/** Z5 and Z24, days after the last act. Solved tickets keep what they show. */
export const fields: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket): Breach[] => {
    const t = a.week.end;
    const status = statusAt(ticket, t);
    const last = a.handed.findLast((it) => it.ticket === ticket && !it.order.repeats && it.taken);
    if (status === 'solved' || status === 'closed' || !last?.reached || !last.conversation || last.at > t - DAY)
      return [];
    const c = last.conversation;
    const { kind } = last.order.purpose;
    const isAnswered = customersWords(c, t).some(({ arrivedAt }) => arrivedAt > last.at);
    const isOwn = ticket.conversation === c && ownsAt(ticket, t);
    // E3: they may have answered in another ticket.
    if (!isOwn || ticket.sessionEndedAt !== undefined || optedOut(a, c, ticket.customer, t)) return [];
    const outcome = `${kind === 'followUp' ? 'reminded' : 'contacted'}${isAnswered ? '_answered' : ''}`;
    const isAwaited = !isAnswered && (kind === 'reopening' || kind === 'proactive');
    return [
      ...(ticket.outcome === outcome ? [] : [breach('Z24', t, ticket, `${ticket.outcome} instead of ${outcome}`)]),
      ...(isAwaited && ticket.answer !== 'awaited'
        ? [breach('Z5', t, ticket, 'nobody sees that an answer is awaited')]
        : []),
      ...(isAnswered && ticket.answer === 'awaited' ? [breach('Z5', t, ticket, 'an answer is awaited that came')] : []),
    ];
  });

const SOON = 90 * SECOND;

/** Z21: *closing* only while the customer waits; F10's warning sets it. */
export const closing: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket): Breach[] =>
    ticket.notes
      .filter(({ note }) => note.kind === 'windowClosing')
      .flatMap(({ at, shown }): Breach[] => {
        const isRight = shown !== 'open' || closesAt(ticket.conversation!, at)! < at + SOON;
        return isRight ? [] : [breach('fields', at, ticket, `warned, and the field shows ${shown}`)];
      }),
  );
