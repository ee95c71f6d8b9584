import type { Instant, Interval } from '../../activities/types';
import { WINDOW_MS } from '../../workflows/core/history';
import { containing } from '../../workflows/core/intervals';
import { windowHours } from '../../workflows/core/windowHours';
import type { PastMessage } from './facts';
import { arrival, closesAt, isCustomers, isDelivered, isPersons, statusAt, type Timeline } from './timeline';

export type FindingKind =
  /** An agent's reply that was sent after the window had closed. */
  | 'replyTooLate'
  /** One that failed, according to the ticket's audits. */
  | 'replyFailed'
  /** A window that closed while the customer waited for an answer. */
  | 'closedOnWaiting'
  /** The same, where the customer had written out of hours: the office was open for less than an hour of it. */
  | 'outOfHours'
  /** A question to the customer, pending for 24 hours without an answer and without a reminder. */
  | 'notReminded';

export interface Finding {
  ticket: string;
  kind: FindingKind;
  /** When the reply was sent, the window closed, or the reminder was missing. */
  at: Instant;
  /** When the customer next wrote. */
  answeredAt?: Instant;
}

/** How long a ticket of this time waited for its first reply that was delivered. */
export interface FirstReply {
  ticket: string;
  openedAt: Instant;
  /** Absent: there was none. */
  hours?: number;
}

export interface Span {
  since: Instant;
  until: Instant;
}

export const isIn = ({ since, until }: Span, at: Instant): boolean => at >= since && at <= until;

const HOUR_MS = 3_600_000;
/** A reminder is missing this long after the question. */
const REMINDER_MS = 24 * HOUR_MS;
const MIN_OFFICE_MS = HOUR_MS;
/** What is sent by itself sooner after an agent's reply than this is no reminder of it. */
const REMINDS_AFTER_MS = HOUR_MS;

/** What was lost on one ticket, by its times alone. @param office around `at` */
export function findingsOf(timeline: Timeline, span: Span, office: (at: Instant) => readonly Interval[]): Finding[] {
  const found = [...lostReplies(timeline), ...closings(timeline, office), ...questions(timeline)];
  return found.filter(({ at }) => isIn(span, at) && at <= timeline.until).sort((a, b) => a.at - b.at);
}

function lostReplies(timeline: Timeline): Finding[] {
  return timeline.messages.flatMap((it) => {
    if (it.by !== 'agent' || isDelivered(timeline, it)) return [];
    const isLate = it.at >= (closesAt(timeline, it.at) ?? -Infinity);
    const kind = isLate ? 'replyTooLate' : 'replyFailed';
    return [{ ticket: timeline.id, kind, at: it.at, ...answer(timeline, it.at) }];
  });
}

function closings(timeline: Timeline, office: (at: Instant) => readonly Interval[]): Finding[] {
  const theirs = timeline.messages.filter(isCustomers);
  return theirs.flatMap((last, place) => {
    const at = last.at + WINDOW_MS;
    const next = theirs[place + 1];
    if ((next && next.at < at) || !isWaiting(timeline, at)) return [];
    const status = statusAt(timeline, at);
    if (status === 'solved' || status === 'closed') return [];
    const intervals = office(last.at);
    const isOut = !containing(intervals, last.at) && windowHours(intervals, last.at).officeMs < MIN_OFFICE_MS;
    return [{ ticket: timeline.id, kind: isOut ? 'outOfHours' : 'closedOnWaiting', at, ...answer(timeline, at) }];
  });
}

/** No reply that was delivered came after what the customer had said by then. */
function isWaiting(timeline: Timeline, at: Instant): boolean {
  const heard = timeline.messages.filter((it) => isCustomers(it) && arrival(it) < at).map(arrival);
  const last = Math.max(...heard);
  return !timeline.messages.some((it) => isPersons(it) && it.at > last && it.at < at && isDelivered(timeline, it));
}

function questions(timeline: Timeline): Finding[] {
  const { messages, sessionEndedAt = Infinity, until, id: ticket } = timeline;
  return messages.flatMap((question, place): Finding[] => {
    const at = question.at + REMINDER_MS;
    if (!isPersons(question) || !isDelivered(timeline, question)) return [];
    if (at > until || at >= sessionEndedAt || statusAt(timeline, at) !== 'pending') return [];
    const isInTime = (it: PastMessage): boolean => (isCustomers(it) ? arrival(it) : it.at) < at;
    const follows = messages.slice(place + 1).some((it) => isInTime(it) && isFollowUp(timeline, question, it));
    return follows ? [] : [{ ticket, kind: 'notReminded', at, ...answer(timeline, at) }];
  });
}

/** The customer's answer, or another message to them. */
function isFollowUp(timeline: Timeline, question: PastMessage, it: PastMessage): boolean {
  if (isCustomers(it)) return true;
  if (it.by === 'automatic' && it.at < question.at + REMINDS_AFTER_MS) return false;
  return isDelivered(timeline, it);
}

function answer({ messages }: Timeline, after: Instant): { answeredAt?: Instant } {
  const next = messages.find((it) => isCustomers(it) && it.at > after);
  return next ? { answeredAt: next.at } : {};
}

/** Of a ticket that the customer opened in this time; undefined for any other. */
export function firstReplyOf(timeline: Timeline, span: Span): FirstReply | undefined {
  const { id: ticket, createdAt: openedAt, messages } = timeline;
  const first = messages.find(isCustomers);
  if (!isIn(span, openedAt) || !first) return undefined;
  const reply = messages.find((it) => isPersons(it) && it.at > first.at && isDelivered(timeline, it));
  return { ticket, openedAt, ...(reply && { hours: Math.max(0, reply.at - openedAt) / HOUR_MS }) };
}
