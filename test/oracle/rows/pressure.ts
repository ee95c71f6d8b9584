/** What stays wrong for long: requests that nobody needs any more, holds, vendors that do not take a send. L2, L6, K1. */
import type { Instant } from '../../../activities/types';
import { HOUR, MINUTE, SECOND, when } from '../../support/madrid';
import type { Account, Handed, Ticket } from '../account';
import { type Breach, type Judge, breach, groupBy, intentOf, isTemplate } from '../breach';
import { customersWords, momentsOf, statusAt } from '../facts';
import { expectedBy } from '../patience';

/** L2: no turn for a message that its ticket has not needed for long: solved, closed, answered. */
export const withdrawn: Judge = (a) =>
  a.turns.given.flatMap(({ at, intentId, request }): Breach[] => {
    const ticket = a.tickets.get(request.ticketId)!;
    if (request.requested) return [];
    const asked = a.turns.asked.find((it) => it.request.intentId === intentId)!.at;
    const isOver = (t: Instant): boolean => {
      const status = statusAt(ticket, t);
      // R14: a reply is rescued from a solved ticket too.
      return (
        (status === 'solved' && request.message !== 'rescue') || status === 'closed' || wroteBetween(ticket, asked, t)
      );
    };
    const since = overSince(momentsOf(a, ticket), at, isOver);
    if (since === undefined || since < asked) return [];
    const by = expectedBy(a, ticket, { from: since, due: since, isUpdate: true });
    if (by === undefined || at <= by) return [];
    return [breach('L2', at, ticket, `a turn for ${intentId}, which nobody needs since ${when(since)}`)];
  });

const wroteBetween = ({ conversation: c }: Ticket, from: Instant, to: Instant): boolean =>
  c !== undefined && customersWords(c, to).some(({ arrivedAt, unlisted }) => arrivedAt > from && !unlisted);

/** Since when it has been so, until `at`. */
function overSince(moments: Instant[], at: Instant, isOver: (t: Instant) => boolean): Instant | undefined {
  let since: Instant | undefined;
  for (const t of [...moments.filter((it) => it <= at)].reverse()) {
    if (!isOver(t)) break;
    since = t;
  }
  return since;
}

const PROBE_EVERY = 5 * MINUTE;
/** A refusal comes some seconds after the message, and reaches the account's turns a little later. */
const HEARD = 20 * SECOND;

/** L6: while WhatsApp refuses a template, or the whole account, one attempt in five minutes. */
export const probes: Judge = (a) =>
  a.week.outages.flatMap(({ from, to, of }) => {
    const code = typeof of === 'object' ? of.whatsapp : undefined;
    if (code !== 132015 && code !== 131042) return [];
    const refused = a.handed.filter((it) => it.at >= from && it.at < to && isTemplate(it) && it.conversation);
    const holds = groupBy(refused, ({ order }) => (code === 132015 ? order.message : 'account'));
    return [...holds.values()].flatMap((all) => tooSoon(a, all));
  });

/** Where the report on a probe came late or never, it passed for one that was not refused. */
const tooSoon = (a: Account, all: Handed[]): Breach[] =>
  all.slice(1).flatMap((it, place) => {
    const last = all[place]!;
    const isKnown = (failedKnownAt(last) ?? Infinity) < Math.min(last.at + HEARD, it.at - HEARD);
    const pause = it.at - last.at;
    if (!isKnown || a.turns.stops.every(({ at }) => at > it.at - HEARD) || pause > PROBE_EVERY - HEARD) return [];
    return [breach('L6', it.at, it.ticket, `${it.order.sendId}, ${pause / SECOND} s after the last probe`)];
  });

const failedKnownAt = ({ conversation, order }: Handed): Instant | undefined =>
  conversation?.messages.find(({ sendId }) => sendId === order.sendId)?.failedKnownAt;

const SHORTEST = 10 * SECOND;
const LONGEST = 10 * MINUTE;

/** K1: in an outage of so long, attempts after 10, 20, 40 s ... 10 min. */
function mostAttempts(lasts: Instant): number {
  let attempts = 1;
  for (let [at, pause] = [0, SHORTEST]; at < lasts; pause = Math.min(LONGEST, pause * 2)) {
    at += pause;
    attempts += 1;
  }
  return attempts;
}

/** An outage is over for an attempt that began in it: one more. */
const SPARE = 2;

export const growingPauses: Judge = (a) =>
  a.week.outages.flatMap(({ from, to, of }) => {
    if (of !== 'sunshine' && of !== 'zendesk') return [];
    const inIt = a.orders.filter(({ at }) => at >= from && at < to);
    return [...groupBy(inIt, ({ order }) => intentOf(order.sendId)).values()].flatMap((all) => {
      const [first] = all;
      const most = mostAttempts(to - first!.at) + SPARE;
      if (all.length <= most) return [];
      const words = `${all.length} attempts in ${(to - first!.at) / HOUR} h`;
      return [breach('K1', all.at(-1)!.at, first!.ticket, `${first!.order.sendId}: ${words}`)];
    });
  });
