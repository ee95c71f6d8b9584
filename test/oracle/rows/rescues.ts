/** Case 4: replies that never reached the customer. Rows R1 to R8 and R13 of docs/behaviour.md. */
import type { Instant } from '../../../activities/types';
import { DAY, MINUTE, when } from '../../support/madrid';
import type { Account, Conversation, Stored, Ticket } from '../account';
import { type Breach, type Judge, breach, groupBy, intentOf } from '../breach';
import {
  SLACK,
  afterQuiet,
  closesAt,
  heldLately,
  isLost,
  isRequested,
  isRequestedLong,
  isRetried,
  lastCustomer,
  momentsOf,
  optedOut,
  oursSince,
  ownsAt,
  seemedToHaveFailed,
  sessionEndedAt,
  statusAt,
  wasToldOf,
} from '../facts';
import { expectedBy } from '../patience';

import {
  PRECISION,
  TOLD_AFTER,
  placeOf,
  agentsIn,
  isOvertaken,
  asKnownTo,
  answersTo,
  requestsOf,
  isWanted,
  isAskedFor,
  isWithdrawn,
  wordsOrders,
  templates,
  wasStoppedByItself,
  isToldOf,
} from '../rescueFacts';

/** R1, R11: whichever ticket of the conversation sends them. */
export const once: Judge = (a) =>
  [
    ...groupBy(
      a.handed.filter(({ order, reached }) => order.repeats && reached),
      ({ order }) => order.repeats!.messageId,
    ).values(),
  ]
    .filter(([first, second]) => second && !seemedToHaveFailed(first!, second.at))
    .map((all) =>
      breach('R1 once', all[1]!.at, all[1]!.ticket, `the words of ${all[1]!.order.repeats!.messageId} twice`),
    );

/** R1, R3, R5, R6, R7: when the words go out, all that it needs holds. */
export const onlyWhenDue: Judge = (a) =>
  wordsOrders(a).flatMap((ordered): Breach[] => {
    const { at, ticket, order } = ordered;
    if (wasStoppedByItself(a, ordered)) return [];
    const c = placeOf(a, order)!;
    const it = c.messages.find(({ id }) => id === order.repeats!.messageId)!;
    const wrong = (row: string, words: string) => [breach(row, at, ticket, `${order.sendId}, ${words}`)];
    const known = asKnownTo(ticket, c);
    if (!isLost(known, it, at)) return wrong('R1 not due', 'which was not lost');
    if (!isWanted(a, c, it, at)) return wrong('R1 not due', 'which nobody has asked for');
    if (isOvertaken(known, it, at - SLACK) && isOvertaken(known, it, at))
      return wrong('R5', "after an agent's own reply");
    if (isWithdrawn(c, it, at)) return wrong('R5', 'which an agent has withdrawn');
    if (at > it.at + a.week.policy.rescue!.expiresMs + SLACK) return wrong('R7', 'which is too old');
    const asked = requestsOf(c.customer, 'rescue', at).filter(({ since }) => since > it.at - PRECISION);
    const answers = answersTo(c, it, at);
    if (answers.length === 0 && asked.length === 0) return wrong('R1 not due', 'and the customer has not written');
    const said = answers.find(({ tap, arrivedAt }) => tap !== true && arrivedAt < at - SLACK);
    const decided = asked.some(({ since }) => said === undefined || since > said.at - PRECISION);
    if (said && a.week.policy.rescue!.deliver === 'ask' && !decided) return wrong('R6', 'which no agent has decided');
    return [];
  });

/** R3: in order, as far as it was known by then that the earlier ones were lost. */
export const inOrder: Judge = (a) => {
  const all = a.handed.filter(({ order, reached }) => order.repeats && reached);
  return all.flatMap(({ at, ticket, order, conversation }, index) => {
    const it = conversation!.messages.find(({ id }) => id === order.repeats!.messageId)!;
    const later = all.slice(0, index).find((other) => {
      return other.conversation === conversation && other.order.repeats!.at > it.at;
    });
    // R12: they have failed before, which was not known yet.
    if (later && wasTried(a, it, later.at)) return [];
    // R5: an agent had withdrawn them, and asked again.
    const withdrawals = requestsOf(conversation!.customer, 'rescue_withdraw', later?.at ?? at);
    if (withdrawals.some(({ since }) => since >= it.at)) return [];
    // R5: another reply seemed to have come through after them.
    if (later && isOvertaken(conversation!, it, later.at - SLACK)) return [];
    const wasKnown = later && isLost(conversation!, it, later.at - SLACK) && !it.unread;
    return wasKnown ? [breach('R3', at, ticket, `${order.sendId} after ${later.order.sendId}`)] : [];
  });
};

/** R12: words have failed, and no agent has asked since. */
export const heldAfterFailure: Judge = (a) =>
  wordsOrders(a).flatMap(({ at, ticket, order }) => {
    const c = placeOf(a, order)!;
    const { messageId, at: writtenAt } = order.repeats!;
    const others = agentsIn(c, at).filter((it) => it.id !== messageId && it.at < writtenAt);
    const failed = others.find((it) => haveFailedFor(a, { ticket, c, it }, at));
    return failed ? [breach('R12', at, ticket, `${order.sendId}, though the words of ${failed.id} have failed`)] : [];
  });

/** R12: what became of words that went out and failed is not left at "sent". */
export const failureIsTold: Judge = (a) =>
  a.handed.flatMap(({ at, ticket, order, conversation: c }): Breach[] => {
    const it = c?.messages.find(({ id }) => id === order.repeats?.messageId);
    const knownAt = c?.messages.find(({ sendId }) => sendId === order.sendId)?.failedKnownAt ?? Infinity;
    if (!c || !it || knownAt === Infinity) return [];
    const by = expectedBy(a, ticket, { from: knownAt, due: knownAt + 30 * MINUTE, isUpdate: true })!;
    const isOver = statusAt(ticket, by) === 'closed' || by >= a.week.end;
    if (isOver || isOvertaken(c, it, by) || isWithdrawn(c, it, by)) return [];
    const told = ticket.notes.some(({ at: noted, note }) => noted > at && noted <= by && note.kind !== 'rescued');
    const again = a.handed.some((other) => other.at > at && other.order.repeats?.messageId === it.id);
    return told || again ? [] : [breach('R12 told', at, ticket, `nothing of the failure of ${order.sendId}`)];
  });

interface Words {
  ticket: Ticket;
  c: Conversation;
  it: Stored;
}

function haveFailedFor(a: Account, { ticket, c, it }: Words, t: Instant): boolean {
  const tries = a.handed.filter(({ at, order }) => order.repeats?.messageId === it.id && at <= t);
  const last = tries.at(-1);
  if (last?.ticket !== ticket || tries.some(({ reached, unheard }) => reached || unheard)) return false;
  const stored = c.messages.find(({ sendId }) => sendId === last.order.sendId);
  const knownAt = last.taken ? (stored?.failedKnownAt ?? Infinity) : last.at;
  if (
    !isToldOf(c, last.at, t) ||
    knownAt > t - SLACK ||
    !isLost(c, it, t) ||
    isOvertaken(c, it, t) ||
    isWithdrawn(c, it, t + SLACK)
  )
    return false;
  return requestsOf(c.customer, 'rescue', t).every(({ since }) => since <= last.at - PRECISION);
}

/** What waits to be rescued, as of `t`. */
const lostIn = (a: Account, c: Conversation, t: Instant): Stored[] => owedIn(c, t).filter((it) => !wasTried(a, it, t));

/** Also those whose words were tried: R10, the window may have closed before another attempt. */
const owedIn = (c: Conversation, t: Instant): Stored[] =>
  agentsIn(c, t).filter((it) => isLost(c, it, t) && !isOvertaken(c, it, t) && !isWithdrawn(c, it, t + SLACK));

const wasTried = (a: Account, { id }: Stored, t: Instant): boolean =>
  wordsOrders(a).some(({ at, order }) => order.repeats!.messageId === id && at <= t);

const hasReached = (a: Account, { id }: Stored, t: Instant): boolean =>
  a.handed.some(({ at, order, reached }) => order.repeats?.messageId === id && reached && at <= t);

/** R12: words have failed, and nothing more is sent. @param intent without it, they may have */
const haveFailed = (a: Account, c: Conversation, t: Instant, intent?: string): boolean =>
  agentsIn(c, t).some(
    (it) =>
      isLost(c, it, t) &&
      !isOvertaken(c, it, t) &&
      wasTried(a, it, t) &&
      (intent === undefined || haveAllFailed(c, it, t)),
  );

/** Of several attempts at the same words, none has arrived. */
function haveAllFailed(c: Conversation, { id }: Stored, t: Instant): boolean {
  const tries = c.messages.filter((words) => words.id.includes(`-rescued-${id}:`) && words.at <= t);
  return tries.length > 0 && tries.every((words) => hasFailed(words, t)) && isToldOf(c, tries.at(-1)!.at, t);
}

const hasFailed = ({ failedKnownAt = Infinity }: Stored, t: Instant): boolean => failedKnownAt <= t - SLACK;

/** The day's limit refused it another turn: that is no attempt. */
const isRefused = ({ turns }: Account, { order }: Account['orders'][number]): boolean =>
  turns.refused.some(({ intentId }) => intentId === intentOf(order.sendId));

/** When the automatic template is due, as of `t`. @param intent the one being judged */
function templateDueAt(a: Account, ticket: Ticket, t: Instant, intent?: string): Instant | undefined {
  const { rescue } = a.week.policy;
  const c = ticket.conversation;
  const requested = intent === undefined ? isRequested : isRequestedLong;
  if (rescue?.mode !== 'automatic' || !c || !ownsAt(ticket, t) || statusAt(ticket, t) === 'closed') return undefined;
  if (optedOut(a, c, ticket.customer, t) || requested(ticket, t) || sessionEndedAt(ticket, t)) return undefined;
  if (intent === undefined && isRetried(ticket, t)) return undefined;
  if (intent === undefined && (ticket.customer.blockedAt ?? Infinity) <= t) return undefined;
  if (haveFailed(a, c, t, intent)) return undefined;
  const owed = intent === undefined ? lostIn(a, c, t) : owedIn(c, t).filter((it) => !hasReached(a, it, t));
  const [first] = owed.filter(({ at }) => t < at + rescue.expiresMs);
  const closes = closesAt(c, t);
  if (!first || closes === undefined || t < closes) return undefined;
  if (intent === undefined && !isKnownTo(a, ticket, c, first)) return undefined;
  if (rescue.deliver === 'ask' && answersTo(c, first, t).length > 0) return undefined;
  const since = lastCustomer(c, t)!.at;
  const others = oursSince(c, ticket, t).filter((it) => intentOf(it.sendId!) !== intent);
  const told = others.some(
    ({ purpose, failedKnownAt = Infinity }) =>
      purpose!.kind === 'rescue' && (failedKnownAt > t || intent === undefined),
  );
  const tried = templates(a).some(
    (it) =>
      it.ticket === ticket && it.at > since && it.at <= t && intentOf(it.order.sendId) !== intent && !isRefused(a, it),
  );
  if (told || tried) return undefined;
  const reached = others.filter(({ failedKnownAt = Infinity }) => failedKnownAt > t).map(({ at }) => at + DAY);
  return afterQuiet(Math.max(first.at + TOLD_AFTER, closes, ...reached));
}

/** R2 */
export const toldWhenDue: Judge = (a) =>
  templates(a).flatMap(({ at, ticket, order, requested }) => {
    if (requested) return [];
    const isDue = heldLately(momentsOf(a, ticket), at, (t) => {
      return (templateDueAt(a, ticket, t, intentOf(order.sendId)) ?? Infinity) <= at + PRECISION;
    });
    return isDue ? [] : [breach('R2 not due', at, ticket, order.sendId)];
  });

/** R2: one in each silence of the customer. */
export const toldOnce: Judge = (a) =>
  [
    ...groupBy(
      templates(a).filter(({ requested }) => !requested),
      ({ ticket }) => ticket.id,
    ).values(),
  ].flatMap((all) =>
    [...groupBy(all, ({ at, ticket }) => lastCustomer(ticket.conversation!, at)?.id ?? '').values()].flatMap((mine) => {
      const intents = new Set(mine.map(({ order }) => intentOf(order.sendId)));
      const { at, ticket } = mine.at(-1)!;
      return intents.size > 1 ? [breach('R3 told once', at, ticket, [...intents].join(', '))] : [];
    }),
  );

/** R13: an open window needs no template. */
export const toldInVain: Judge = (a) =>
  templates(a).flatMap((ordered) => {
    const { at, ticket, order } = ordered;
    if (wasStoppedByItself(a, ordered)) return [];
    const c = placeOf(a, order);
    const margin = a.week.policy.windowMarginMs;
    const isOpen = c !== undefined && ticket.conversation === c && at < (closesAt(c, at - SLACK) ?? -Infinity) - margin;
    return isOpen ? [breach('R13', at, ticket, `${order.sendId}, though the window is open`)] : [];
  });

export const isTold: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket) => {
    const moments = momentsOf(a, ticket);
    return moments.flatMap((from, index) => {
      const until = moments[index + 1] ?? a.week.end;
      // Nothing may have changed by then: the window closes between two moments.
      const closes = ticket.conversation && closesAt(ticket.conversation, from);
      const t = Math.max(from, closes ?? from);
      const due = t < until ? templateDueAt(a, ticket, t) : undefined;
      if (due === undefined) return [];
      const by = expectedBy(a, ticket, { from, due: afterQuiet(Math.max(due, from)) });
      if (by === undefined || by >= until - 5 * MINUTE || templateDueAt(a, ticket, by) === undefined) return [];
      const went = templates(a).some((it) => it.ticket === ticket && it.at >= due - PRECISION && it.at <= by);
      return went ? [] : [breach('R2 missing', due, ticket, `no template by ${when(by)}`)];
    });
  });

/** R1, R13: the words do go out. */
export const goesOut: Judge = (a) =>
  [...a.tickets.values()].flatMap((ticket) => {
    const moments = momentsOf(a, ticket);
    const c = ticket.conversation;
    if (!c || !a.week.policy.rescue) return [];
    return moments.flatMap((from, index) => {
      const until = moments[index + 1] ?? a.week.end;
      const owed = owedWords(a, ticket, c, from);
      const by = owed && expectedBy(a, ticket, { from, due: from, isUpdate: true });
      const isHeld = a.turns.stops.some(({ at }) => at > from - DAY && at < from + DAY);
      if (!by || isHeld || by >= until || by >= owed.at + a.week.policy.rescue!.expiresMs) return [];
      if (by >= closesAt(c, from)! - a.week.policy.windowMarginMs) return [];
      return wasTried(a, owed, by) ? [] : [breach('R1 missing', from, ticket, `${owed.id} not by ${when(by)}`)];
    });
  });

/** R14 departs: of a failure, only the ticket of that time was told. */
const isKnownTo = (a: Account, ticket: Ticket, c: Conversation, it: Stored): boolean =>
  isLost(c, it, it.at) || (it.failedKnownAt! >= ticket.createdAt && wasToldOf(a, ticket, it));

/** The first reply whose words the customer should have, as of `t`. */
function owedWords(a: Account, ticket: Ticket, c: Conversation, t: Instant): Stored | undefined {
  const { deliver, expiresMs } = a.week.policy.rescue!;
  if (!ownsAt(ticket, t) || statusAt(ticket, t) === 'closed') return undefined;
  if ((ticket.customer.blockedAt ?? Infinity) <= t || optedOut(a, c, ticket.customer, t)) return undefined;
  const lost = lostIn(a, c, t);
  // R12: where words have failed, those after them are held.
  if (agentsIn(c, t).some((it) => wasTried(a, it, t) && isLost(c, it, t) && !isOvertaken(c, it, t))) return undefined;
  const [first] = lost;
  if (!first || first.unread || t >= first.at + expiresMs || !isAskedFor(a, c, first, t)) return undefined;
  if (!isKnownTo(a, ticket, c, first)) return undefined;
  const answers = answersTo(c, first, t);
  const isLeftToAgents = deliver === 'ask' && answers.some(({ tap }) => tap !== true);
  return answers.length === 0 || isLeftToAgents ? undefined : first;
}
