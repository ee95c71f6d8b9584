/**
 * What follows a reopening or proactive message that the customer has not answered (cases 2 and 3). Where the last word
 * is an agent's reply, case 1 holds instead. Rows F15, F16, U7 and U8 of docs/behaviour.md.
 */
import type { AnswerState, OutcomeState, OutreachMessage } from '../../activities/types';
import { type Live, type Outreach, isOver } from './conversation';
import { own } from './own';
import { arrivalOf, isOutreach, lastArrival, lastCustomer, lastWord, ownsConversation, unanswered } from './history';
import { observes } from './observing';
import { OUTCOMES, OUTREACH_IS_FOLLOWED, REMINDERS_ARE_INTENTS, decidesBy } from './rules';
import { attemptOf } from './sendId';
import { answeredInLaterTicket } from './session';
import { isSilenced } from './silence';

/** The ticket's last message that asks the customer to answer, still unanswered. @returns undefined if there is none */
export const askedLast = (c: Live): OutreachMessage | undefined =>
  ownsConversation(c) && lastWord(c) === 'agent' ? undefined : lastUnanswered(c);

function lastUnanswered(c: Live): OutreachMessage | undefined {
  if (!decidesBy(c, OUTREACH_IS_FOLLOWED)) return undefined;
  const asked = unanswered(c).findLast(({ id, purpose }) => purpose.kind !== 'followUp' && !(id in c.failures));
  // Written before it, but arrived after it: the customer's word ends it all the same.
  return asked && (lastArrival(c) ?? -Infinity) <= asked.at ? asked : undefined;
}

/** What the field "WhatsApp answer" should show, if it shows something else. A solved ticket keeps what it shows. */
export function answerToShow(c: Live): AnswerState | undefined {
  const { status, shown } = c.truth.ticket;
  const isAwaited = lastUnanswered(c) !== undefined && !answeredInLaterTicket(c);
  const wanted = isAwaited ? 'awaited' : 'none';
  const isDue =
    shown.answer !== undefined && shown.answer !== wanted && status !== 'solved' && !observes(c) && !isSilenced(c);
  return isDue && decidesBy(c, OUTREACH_IS_FOLLOWED) ? wanted : undefined;
}

/**
 * What the field "WhatsApp outcome" should show, if it shows something else. It is for reports, so nothing empties it, and
 * a solved ticket keeps what it shows.
 */
export function outcomeToShow(c: Live): OutcomeState | undefined {
  const { status, shown } = c.truth.ticket;
  const last = c.messages.findLast((it) => isOutreach(it) && it.ticketId === c.ticketId && !(it.id in c.failures));
  if (!isOutreach(last) || shown.outcome === undefined || !decidesBy(c, OUTCOMES)) return undefined;
  if (status === 'solved' || observes(c) || isSilenced(c)) return undefined;
  const kind = last.purpose.kind === 'followUp' ? 'reminded' : 'contacted';
  const isAnswered = c.messages.some((it) => it.by === 'customer' && arrivalOf(it) > last.at);
  const wanted = isAnswered ? (`${kind}_answered` as const) : kind;
  return shown.outcome === wanted ? undefined : wanted;
}

/** How many reminders the policy allows after this message. */
export function followUpsAfter({ truth: { policy } }: Live, { purpose: { kind, name } }: OutreachMessage): number {
  const settings = kind === 'reopening' ? policy.reopening : own(policy.proactive, name);
  return settings?.followUps ?? 0;
}

/** Reminders that the customer has not answered. @param except id of an intent not to count */
export function reminders(c: Live, except?: string): OutreachMessage[] {
  const since = askedLast(c)?.at ?? -Infinity;
  const all = unanswered(c, except).filter(({ at, purpose }) => purpose.kind === 'followUp' && at > since);
  if (!decidesBy(c, REMINDERS_ARE_INTENTS)) return all;
  return all.filter((it, index) => !all.slice(index + 1).some((later) => intentOf(later) === intentOf(it)));
}

/** A reminder that failed and was tried again has two messages. */
const intentOf = ({ sendId }: OutreachMessage): string => attemptOf(sendId).intentId;

/** Reminders that failed or ended unknown. An earlier attempt of theirs may have left a message. */
export function lostReminders(c: Live, except?: string): Outreach[] {
  const since = Math.max(lastCustomer(c)?.at ?? -Infinity, askedLast(c)?.at ?? -Infinity);
  const sent = reminders(c, except);
  return c.outreach.filter(
    (it) =>
      it.purpose.kind === 'followUp' &&
      it.since > since &&
      isOver(it) &&
      it.progress.state !== 'dropped' &&
      it.progress.state !== 'observed' &&
      it.progress.state !== 'heldBack' &&
      (!sent.some(({ sendId }) => sendId.startsWith(`${it.id}:`)) ||
        (isLost(it) && decidesBy(c, REMINDERS_ARE_INTENTS))),
  );
}

/** It is not known to have reached anybody. */
export const isLost = ({ progress: { state } }: Outreach): boolean => state === 'failed' || state === 'unknown';

/** How many reminders were made. Lost ones count: otherwise a new intent would attempt the same reminder again. */
export function remindersMade(c: Live, except?: string): number {
  const sent = reminders(c, except);
  const lost = lostReminders(c, except);
  if (!decidesBy(c, REMINDERS_ARE_INTENTS)) return sent.length + lost.length;
  return new Set([...sent.map(intentOf), ...lost.map(({ id }) => id)]).size;
}

/** Why the next reminder is made: the same in a later run, so that its message is found and not sent again. */
export function reasonAfter(c: Live, message: OutreachMessage): string {
  const asked = intentOf(message).replace(`${c.ticketId}-`, '');
  return `${asked}-${remindersMade(c) + 1}`;
}
