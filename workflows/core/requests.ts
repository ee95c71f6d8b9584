/** Cases 2 and 3: what an agent's macro requested by setting "WhatsApp action". Rows H1, H7, P1-P6. */
import type { Note } from '../../activities/orders';
import type { Purpose, Unreachable } from '../../activities/types';
import { type Live, type Outreach, type Progress, isOver, waitsForTurn } from './conversation';
import { own } from './own';
import { lacksConsent } from './consent';
import { unanswered } from './history';
import { optedOut } from './optOut';
import { isSwitch, switchIsOver } from './pauseSwitch';
import { REQUESTS_OVERTAKE, decidesBy } from './rules';
import { settlesAt } from './settling';
import { isSilencing } from './silence';
import { RESCUE, WITHDRAW, isOpen, noRescue } from './rescue';

const DAY_MS = 24 * 3_600_000;
const KEPT_OUTREACH = 20;

/**
 * The intent for the value that the ticket shows; undefined if it shows none, or no intent has been made for it yet.
 */
export function requestOf(c: Live): Outreach | undefined {
  const { action } = c.truth.ticket;
  return (
    action && c.outreach.find((it) => it.requested && it.purpose.name === action.name && it.since === action.since)
  );
}

/**
 * Makes an intent for a requested action, once. If the action cannot be done, the intent is refused, with a note that
 * says why.
 */
export function takeRequest(c: Live): Live {
  const { action } = c.truth.ticket;
  if (!action || requestOf(c) || isOnItsWay(c, action.name) || isSwitch(c) || isSilencing(c)) return c;
  const since = action.since ?? c.asOf;
  const { purpose, message, refusal } = weighed(c, action.name);
  const progress: Progress = refusal ? { state: 'refused', note: refusal } : begun(c, purpose);
  const id = `${c.ticketId}-${action.name}-${since}`;
  return addOutreach(c, { id, purpose, message, requested: true, since, rendition: 'template', attempts: 0, progress });
}

/** What an action asks for, and why it cannot be done; without `refusal` it can. */
export function weighed(c: Live, name: string): { purpose: Purpose; message: string; refusal?: Note | undefined } {
  const wanted = purposeOf(c, name);
  if (wanted) return { ...wanted, refusal: refusalOf(c, wanted.purpose, wanted.message) };
  return { purpose: { kind: 'proactive', name }, message: name, refusal: { kind: 'unknownAction', action: name } };
}

/** R13: with an open window the customer gets the lost words themselves. */
const begun = (c: Live, { kind }: Purpose): Progress =>
  kind === 'rescue' && isOpen(c) ? { state: 'dropped', instead: 'words' } : { state: 'wanted', notBefore: c.asOf };

/** The same message is on its way and its outcome is not known yet: the request waits until it is. */
const isOnItsWay = (c: Live, name: string): boolean =>
  c.outreach.some((it) => it.purpose.name === name && it.attempts > 0 && !isOver(it) && !isOvertaken(c, it));

/** H8: an automatic one that failed, and waits for a turn to be tried again, ends when an agent asks for it. */
const isOvertaken = (c: Live, it: Outreach): boolean =>
  !it.requested && waitsForTurn(it) && decidesBy(c, REQUESTS_OVERTAKE);

/** A message that an agent asked for is about to go out: nothing automatic is sent beside it. */
export const isRequestPending = (c: Live): boolean => c.outreach.some((it) => it.requested && !isOver(it));

export const addOutreach = (c: Live, intent: Outreach): Live => ({
  ...c,
  outreach: [...c.outreach, intent].slice(-KEPT_OUTREACH),
});

function purposeOf({ truth: { policy } }: Live, name: string): { purpose: Purpose; message: string } | undefined {
  if (name === 'reopening') {
    return policy.reopening && { purpose: { kind: 'reopening', name }, message: policy.reopening.message };
  }
  if (name === RESCUE || name === WITHDRAW)
    return policy.rescue && { purpose: { kind: 'rescue', name }, message: policy.rescue.message };
  const proactive = own(policy.proactive, name);
  return proactive && { purpose: { kind: 'proactive', name }, message: proactive.message };
}

function refusalOf(c: Live, purpose: Purpose, message: string): Note | undefined {
  const { reach } = c.truth;
  const nothing = purpose.kind === 'rescue' ? noRescue(c, purpose) : undefined;
  if (purpose.name === WITHDRAW) return nothing;
  const no = (reason: 'optedOut' | 'noConsent' | Unreachable): Note => ({
    kind: 'sendFailed',
    purpose,
    message,
    failure: { reason },
  });
  if (optedOut(c)) return no('optedOut');
  if (lacksConsent(c, purpose)) return no('noConsent');
  if (reach !== 'conversation' && reach !== 'phone') return no(reach);
  if (nothing || (purpose.kind === 'rescue' && isOpen(c))) return nothing;
  const earlier = unanswered(c).findLast(
    (it) => it.purpose.kind === purpose.kind && it.purpose.name === purpose.name && !(it.id in c.failures),
  );
  if (earlier && earlier.at > c.asOf - DAY_MS) return { kind: 'alreadySent', purpose, at: earlier.at };
  return undefined;
}

/** Whether the agent still wants it: emptying the field before the first attempt withdraws the request. */
export const stillRequested = (c: Live, intent: Outreach): boolean =>
  intent.attempts > 0 || requestOf(c)?.id === intent.id;

/** Whether the field must be emptied, because its request is finished. */
export function requestIsOver(c: Live): boolean {
  const request = requestOf(c);
  const isSettled = request !== undefined && settlesAt(c, request) === undefined;
  return (isSettled && isOver(request)) || switchIsOver(c) || isSilencing(c);
}
