/** The internal notes owed to the agents, each with the key that prevents writing it twice. */
import type { KeyedNote } from '../../activities/orders';
import type { AgentMessage, OutreachMessage } from '../../activities/types';
import { type Live, type Outreach, keyed } from './conversation';
import { formerNotes } from './formerNotes';
import { closesAt, customerBefore, isLate, isOutreach, lastCustomer, ownsConversation } from './history';
import { isUnconfirmed } from './listed';
import { optOutNotes } from './optOut';
import { outcomeNote } from './outcomeNotes';
import { isHopeless, isRescued } from './rescue';
import { notRescuedNote, rescuedNote } from './rescued';
import { switchNote } from './pauseSwitch';
import { LAST_NOTE_IS_TRUE, LATE_IS_TOLD_ONCE, decidesBy } from './rules';
import { silenceNote } from './silence';
import { isOfBudget } from './turnBudget';
import { timeOf } from './verdict';
import { judgeWarning, warningKey } from './warning';

/** If a run first reads an answer when it is this old (ms), it is no longer news and gets no note. */
const NEWS_MS = 48 * 3_600_000;

const notDone =
  (c: Live) =>
  (it: KeyedNote | undefined): it is KeyedNote =>
    it !== undefined && !c.done.includes(it.key);

/** Notes about what happened to our own outreach: written as soon as it is known. */
export function reportsDue(c: Live): KeyedNote[] {
  const isTrue = decidesBy(c, LAST_NOTE_IS_TRUE);
  return [
    ...c.outreach.flatMap((it) => [limitNote(it), ...(isTrue ? [outcomeNote(c, it)] : formerNotes(c, it))]),
    switchNote(c),
    silenceNote(c),
    ...optOutNotes(c),
    rescuedNote(c),
  ].filter(notDone(c));
}

/** Rule 10: warns people at 80 %, on the ticket whose message reached that level. The same of the budget (Q76, Q77). */
function limitNote({ id, warning }: Outreach): KeyedNote | undefined {
  if (!warning) return undefined;
  if (!isOfBudget(warning)) return keyed(`limit:${id}`, { kind: 'limitNear', ...warning });
  const { limit, ...used } = warning;
  return keyed(`budget:${id}`, { kind: limit, ...used });
}

/** Notes that a lost or late webhook could make wrong: they are written only on a fresh truth. */
export const observationsDue = (c: Live): KeyedNote[] =>
  [...notDeliveredNotes(c), warningNote(c), answersOtherNote(c), notRescuedNote(c)].filter(notDone(c));

/** F10 */
function warningNote(c: Live): KeyedNote | undefined {
  const at = timeOf(judgeWarning(c));
  const closes = closesAt(c);
  if (at === undefined || closes === undefined || at > c.asOf) return undefined;
  return keyed(warningKey(c), { kind: 'windowClosing', closesAt: closes });
}

/**
 * F13: the message was written after the window had closed, or it failed, so it never reached the customer. Late
 * messages get one note per window, also if WhatsApp's report of them is read after the customer has written again.
 */
function notDeliveredNotes(c: Live): KeyedNote[] {
  if (!ownsConversation(c)) return [];
  const macro = c.truth.policy.reopening && { macro: c.truth.policy.reopening.macro };
  const customer = lastCustomer(c);
  return c.messages
    .flatMap((it) => {
      if (it.by !== 'agent' || isUnconfirmed(it) || isRescued(c, it)) return [];
      const failure = c.failures[it.id];
      if (wasToldLate(c, it)) return [];
      const late = customer !== undefined && it.at > customer.at && isLate(c, it);
      const rescue = isHopeless(c, it) ? undefined : c.truth.policy.rescue;
      const how = { ...macro, ...(rescue && { rescue: rescue.mode }) };
      if (late) return [keyed(lateKey(customer), { kind: 'notDelivered', late, ...how } as const)];
      if (!failure) return [];
      const code = failure.code !== undefined && { code: failure.code };
      return [keyed(`undelivered:${it.id}`, { kind: 'notDelivered', late, ...code, ...how } as const)];
    })
    .filter(({ key }, index, all) => all.findIndex((it) => it.key === key) === index);
}

const lateKey = ({ id }: { id: string }): string => `late:${id}`;

function wasToldLate(c: Live, it: AgentMessage): boolean {
  if (!decidesBy(c, LATE_IS_TOLD_ONCE) || !isLate(c, it)) return false;
  const before = customerBefore(c, it);
  return before !== undefined && c.done.includes(lateKey(before));
}

/** P3: another ticket's newest outreach that the customer answered in this ticket. */
function answeredOutreach(c: Live): OutreachMessage | undefined {
  if (!ownsConversation(c)) return undefined;
  const asked = c.messages.findLast((it): it is OutreachMessage => isOutreach(it) && isAnswered(c, it));
  return asked && asked.ticketId !== c.ticketId ? asked : undefined;
}

function isAnswered(c: Live, asked: OutreachMessage): boolean {
  const answer = c.messages.find((it) => it.by === 'customer' && it.at > asked.at);
  return answer !== undefined && answer.at > Math.max(c.asOf - NEWS_MS, c.truth.ticket.createdAt - NEWS_MS / 48);
}

function answersOtherNote(c: Live): KeyedNote | undefined {
  const asked = answeredOutreach(c);
  return asked && keyed(`answers:${asked.sendId}`, { kind: 'answersOther', otherTicketId: asked.ticketId });
}

/** The note for the ticket that asked. This ticket's run writes both notes, so that each is written once. */
export function noteForAskingTicket(c: Live): { ticketId: string; note: KeyedNote } | undefined {
  const asked = answeredOutreach(c);
  if (!asked || c.done.includes(`${asked.ticketId}/answered:${asked.sendId}`)) return undefined;
  const note = keyed(`answered:${asked.sendId}`, { kind: 'answeredElsewhere', otherTicketId: c.ticketId });
  return { ticketId: asked.ticketId, note };
}
