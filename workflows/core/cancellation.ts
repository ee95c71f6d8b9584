/** What cancels an outreach before it is sent. */
import type { Instant } from '../../activities/types';
import { lacksConsent } from './consent';
import { type Live, type Outreach, type Progress, isOver, waitsForTurn } from './conversation';
import { heldUntil } from './deliveryErrors';
import { unlessUncertain } from './uncertainDelivery';
import { lastCustomer, lateArrival } from './history';
import { optedOut } from './optOut';
import { TOO_LATE_MS } from './reopening';
import { reassessWords } from './rescued';
import { LATE_TURNS_END, TURN_FOR_EACH_ATTEMPT, decidesBy } from './rules';

/**
 * Turns are asked for this long ahead, so that all tickets due at the same moment are queued when it comes, the oldest
 * first.
 */
export const ASKED_AHEAD_MS = 60_000;

/**
 * When the reason for an outreach allows it to be sent: at once if the time has come, otherwise not before `at`.
 * Undefined: the reason no longer exists.
 */
type Judge = (intent: Outreach) => Instant | undefined;

/** A customer message cancels an outreach (rule 5), and so does a reason that no longer holds. */
export function cancelOutreach(c: Live, timeFor: Judge): Live {
  return { ...c, outreach: c.outreach.map((it) => ({ ...it, progress: reassess(c, it, timeFor) })) };
}

function reassess(c: Live, intent: Outreach, timeFor: Judge): Progress {
  const { progress } = intent;
  if (isOver(intent) || progress.state === 'looking') return progress;
  return unlessUncertain(c, intent, verdictOn(c, intent, timeFor));
}

/** Audits, which say when an agent asked, are precise to the second. */
const AUDIT_PRECISION_MS = 1_000;

/** The customer's word came after `since`: it was sent then, or it was sent earlier and arrived then. */
const wroteAfter = (c: Live, since: Instant): boolean =>
  (lastCustomer(c)?.at ?? -Infinity) > since || (lateArrival(c) ?? -Infinity) >= since + AUDIT_PRECISION_MS;

/** An agent asked for it a day ago or more, and no turn has come since: whether it still makes sense is for people. */
const isTooLate = (c: Live, intent: Outreach): boolean => c.asOf >= (tooLateAt(c, intent) ?? Infinity);

/** When a turn comes too late for it; undefined: never. */
export const tooLateAt = (c: Live, { requested, attempts, since, repeats }: Outreach): Instant | undefined =>
  requested && attempts === 0 && repeats === undefined && decidesBy(c, LATE_TURNS_END)
    ? since + TOO_LATE_MS + 1
    : undefined;

function verdictOn(c: Live, intent: Outreach, timeFor: Judge): Progress {
  const { progress, purpose, requested, since, attempts } = intent;
  if (requested && optedOut(c)) return { state: 'failed', failure: { reason: 'optedOut' } };
  if (lacksConsent(c, purpose)) return { state: 'failed', failure: { reason: 'noConsent' } };
  const held = waitsForTurn(intent) && decidesBy(c, TURN_FOR_EACH_ATTEMPT) ? heldUntil(intent) : undefined;
  if (held && c.asOf >= held.at) return { state: 'failed', failure: { reason: 'refused', code: held.code } };
  if (intent.repeats !== undefined) return reassessWords(c, intent);
  if (wroteAfter(c, since)) {
    if (purpose.kind === 'rescue') return { state: 'dropped', instead: 'words' };
    return requested ? { state: 'refused', note: { kind: 'customerWroteFirst', purpose } } : { state: 'dropped' };
  }
  if (isTooLate(c, intent)) return { state: 'refused', note: { kind: 'turnTooLate', purpose } };
  const at = timeFor(intent);
  if (at === undefined) return { state: 'dropped' };
  if (progress.state !== 'ready') return progress;
  const isPutOff = progress.notBefore > c.asOf;
  if (at <= c.asOf || isPutOff) return progress;
  const isNear = at - c.asOf <= ASKED_AHEAD_MS;
  if (!isNear && attempts === 0) return { state: 'dropped' };
  // Its turn is given back. An attempt that may have been carried out has used it.
  if (!isNear && !progress.doubt && decidesBy(c, TURN_FOR_EACH_ATTEMPT))
    return { state: 'wanted', notBefore: at - ASKED_AHEAD_MS };
  return { ...progress, notBefore: at };
}
