/**
 * Sends that Sunshine or Zendesk does not take, and looks for them that fail: WhatsApp has said nothing. Rows K1 to K3
 * of docs/behaviour.md.
 */
import type { SendOrder } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import { type Live, type Outreach, type Progress } from './conversation';
import type { OwnEvent } from './events';
import { isUnconfirmed } from './listed';
import { marketingIsStopped } from './optOut';
import { AT_MOST_MS, WORTH_TELLING_MS, nextTry, failedAgain } from './pauses';
import { DOUBT_STAYS, GROWING_PAUSES, NEW_TURN_BEGINS_ANEW, decidesBy } from './rules';
import { withUsedTurn } from './turnReturns';
import { lookAgain, unlessUncertain } from './uncertainDelivery';

type Postponed = Extract<OwnEvent, { type: 'sendPostponed' }>;
type LookFailed = Extract<OwnEvent, { type: 'lookFailed' }>;

/** The state after the send was put off. */
export function postpone(c: Live, event: Postponed): Live {
  const { intentId, retryAt, own, gone } = event;
  const putOff = (intent: Outreach): Outreach => {
    const doubt = doubtAfter(c, intent, event);
    if (!decidesBy(c, GROWING_PAUSES) || own || gone) return { ...intent, progress: putOffUntil(doubt, retryAt) };
    const postponed = failedAgain(intent.postponed, c.asOf);
    const last = Math.max(postponed.since + AT_MOST_MS, c.asOf);
    const at = Math.min(nextTry(postponed, c.asOf, retryAt), last);
    return { ...intent, postponed, progress: putOffUntil(doubt, at) };
  };
  const outreach = c.outreach.map((it) => (it.id === intentId ? putOff(it) : it));
  const isGone = gone && decidesBy(c, GROWING_PAUSES);
  return { ...c, outreach, ...(isGone && { staleSince: c.staleSince ?? c.asOf }) };
}

/** An attempt that was surely not carried out says nothing of the one before. We cannot look for a notification. */
function doubtAfter(c: Live, { progress }: Outreach, { doubt }: Postponed): SendOrder | undefined {
  const now = doubt?.conversationId === undefined ? undefined : doubt;
  const before = progress.state === 'ready' ? progress.doubt : undefined;
  return now ?? (decidesBy(c, DOUBT_STAYS) ? before : undefined);
}

const putOffUntil = (doubt: SendOrder | undefined, notBefore: Instant): Progress => ({
  state: 'ready',
  notBefore,
  ...(doubt && { doubt }),
});

/**
 * An attempt that got no answer, or a look that did not find it. If none of the looks finds it, it is tried again: at
 * once the first time, then after growing pauses.
 * @param isAttempt it is the attempt that has ended
 */
export function unseen(c: Live, intent: Outreach, order: SendOrder, isAttempt: boolean): Outreach {
  const progress = lookAgain(c, intent.id, order);
  if (!decidesBy(c, GROWING_PAUSES)) return { ...intent, progress };
  const postponed = isAttempt ? failedAgain(intent.postponed, c.asOf) : intent.postponed;
  if (progress.state !== 'ready' || !postponed || postponed.times < 2)
    return { ...intent, progress, ...(postponed && { postponed }) };
  const notBefore = nextTry({ ...postponed, times: postponed.times - 1 }, c.asOf, c.asOf);
  return { ...intent, postponed, progress: { ...progress, notBefore } };
}

/** A vendor has answered after all. */
export function taken({ postponed: _postponed, ...intent }: Outreach): Outreach {
  return intent;
}

/** Nobody could look for the message. After a day without an answer the agent has to. */
export function lookFailed(c: Live, { retryAt }: LookFailed, intent: Outreach): Outreach {
  const { progress } = intent;
  if (progress.state !== 'looking') return intent;
  if (!decidesBy(c, GROWING_PAUSES)) return { ...intent, progress: { ...progress, notBefore: retryAt } };
  const failed = failedAgain(progress.failed, c.asOf);
  if (c.asOf >= failed.since + AT_MOST_MS)
    return { ...withUsedTurn(intent, c.asOf), progress: { state: 'unknown', mayTurnUp: true } };
  return { ...intent, progress: { ...progress, failed, notBefore: nextTry(failed, c.asOf, retryAt) } };
}

/** After a day of attempts it is over; if the last one may have sent something, that is looked for first. */
export const giveUpLate = (c: Live): Live => ({
  ...c,
  outreach: c.outreach.map((it) => {
    if (!isTooLate(c, it)) return it;
    const progress = unlessUncertain(c, it, { state: 'failed', failure: { reason: 'notTaken' } });
    return { ...it, progress };
  }),
});

const isTooLate = (c: Live, intent: Outreach): boolean =>
  intent.progress.state === 'ready' && isLongAgo(c, intent) && !beginsAnew(c, intent);

const isLongAgo = ({ asOf }: Live, { postponed }: Outreach): boolean =>
  postponed !== undefined && asOf >= postponed.since + AT_MOST_MS;

/**
 * It has a turn that it has not tried yet. What it waited for meanwhile (a pause, a limit, another time) says nothing of
 * the vendor.
 */
const hasNewTurn = (c: Live, { turn, triedAt }: Outreach): boolean =>
  decidesBy(c, NEW_TURN_BEGINS_ANEW) && turn?.given !== undefined && triedAt !== undefined && triedAt < turn.given;

/** What an agent asked for a day ago ends all the same (H11). */
const beginsAnew = (c: Live, intent: Outreach): boolean =>
  hasNewTurn(c, intent) && (!intent.requested || intent.repeats !== undefined);

/** The intent as its next attempt finds it. */
export const anew = (c: Live, intent: Outreach): Outreach =>
  isLongAgo(c, intent) && beginsAnew(c, intent) ? taken(intent) : intent;

/** Whether the next attempt comes a quarter of an hour or more after the first. */
export const isLongPostponed = ({ progress, postponed }: Outreach): boolean =>
  progress.state === 'ready' && postponed !== undefined && progress.notBefore - postponed.since >= WORTH_TELLING_MS;

/**
 * Before a repeated attempt nothing is read as long as no hint has come: the send itself reads ticket, requester and
 * messages, and finds out whether they are still as the decision knew them (`known`).
 */
export const isCheckedBySend = (c: Live, intent: Outreach): boolean =>
  decidesBy(c, GROWING_PAUSES) &&
  intent.postponed !== undefined &&
  !hasNewTurn(c, intent) &&
  c.staleSince === undefined &&
  !c.outdated &&
  c.asOf - c.truth.readAt < AT_MOST_MS;

/** What the send has to check besides what it always checks. */
export function checksOf(c: Live, intent: Outreach, isFresh: boolean): Pick<SendOrder, 'known' | 'marketingStopped'> {
  const agent = c.messages.findLast((it) => it.by === 'agent' && !isUnconfirmed(it));
  const known = { stamp: c.truth.ticket.stamp, ...(agent && { agentLastAt: agent.at }) };
  return {
    ...(!isFresh && isCheckedBySend(c, intent) && { known }),
    ...(marketingIsStopped(c) && { marketingStopped: true as const }),
  };
}
