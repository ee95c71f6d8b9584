/**
 * Case 4: agents' replies that never reached the customer, and the template that asks for an answer so that they can.
 * Only the ids of the messages are known here. Rows R1 to R16 of docs/behaviour.md.
 */
import type { Note } from '../../activities/orders';
import type { AgentMessage, Instant, Message, OutreachMessage, Purpose } from '../../activities/types';
import { type Live, type Outreach, isOver } from './conversation';
import { AUDIT_PRECISION_MS } from './audits';
import { kindOfCode } from './errorCodes';
import {
  arrivalOf,
  closesAt,
  customerBefore,
  isLate,
  isOutreach,
  lastArrival,
  lastCustomer,
  notItsOwn,
  ownsConversation,
  unanswered,
} from './history';
import { sendsWords } from './intentId';
import { afterQuiet } from './intervals';
import { isUnconfirmed } from './listed';
import { optedOut } from './optOut';
import {
  RESCUE_AT_CLOSING,
  STOPPED_WITH_ALL,
  WITHDRAWN_STAYS,
  WORDS_ARE_RETRIED,
  YOUNGER_ARE_RESCUED,
  decidesBy,
} from './rules';
import { sessionHasEnded } from './session';
import { SILENCED, isSilenced } from './silence';
import type { Verdict } from './verdict';

/** The actions of the two macros. */
export const RESCUE = 'rescue';
export const WITHDRAW = 'rescue_withdraw';

const DAY_MS = 24 * 3_600_000;
/** The customer is told this long (ms) after the reply was written: time to withdraw it. */
const TOLD_AFTER_MS = 60_000;

/** Replies that never reached the customer, oldest first, to whom no later reply of an agent's own has come through. */
export const lostReplies = (c: Live): AgentMessage[] => lostIn(c).filter((it) => !isWithdrawn(c, it));

function lostIn(c: Live): AgentMessage[] {
  const reachedAt = c.messages.findLast((it) => it.by === 'agent' && !isUnconfirmed(it) && !isLost(c, it))?.at;
  return c.messages.filter(
    (it): it is AgentMessage =>
      it.by === 'agent' && !isUnconfirmed(it) && it.at > (reachedAt ?? -Infinity) && isLost(c, it) && !isRescued(c, it),
  );
}

/** Late only after a message of the customer that is known: they may have written before what we know. */
const isLost = (c: Live, it: AgentMessage): boolean =>
  it.id in c.failures || (isLate(c, it) && customerBefore(c, it) !== undefined);

/** Their words have gone out, or may have: never twice. */
export const isRescued = (c: Live, { id }: AgentMessage): boolean =>
  c.messages.some((it) => it.by === 'ventana' && sendsWords(it.sendId, id) && !(it.id in c.failures)) ||
  c.outreach.some((it) => it.repeats === id && ['sent', 'unknown'].includes(it.progress.state));

/** When an agent last asked for the rescue, or the customer was last told of the reply. */
export const wantedAt = (c: Live): Instant =>
  Math.max(toldAt(c), ...c.outreach.filter(isStanding).map(({ since }) => since));

const toldAt = (c: Live): Instant => c.messages.findLast((it) => isTold(c, it))?.at ?? -Infinity;

const isTold = (c: Live, it: Message): it is OutreachMessage =>
  isOutreach(it) && it.purpose.kind === 'rescue' && !(it.id in c.failures);

/** One request, and one template, are for all replies that are lost until the customer answers. */
export function isWanted(c: Live, { at }: AgentMessage): boolean {
  if (wantedAt(c) + AUDIT_PRECISION_MS > at) return true;
  const told = toldAt(c);
  const hasAnswered = c.messages.some((it) => it.by === 'customer' && arrivalOf(it) > told && arrivalOf(it) <= at);
  return told > -Infinity && !hasAnswered;
}

/** An agent's request that has not come to nothing. */
const isStanding = ({ requested, purpose, progress }: Outreach): boolean =>
  requested &&
  purpose.kind === 'rescue' &&
  progress.state !== 'refused' &&
  progress.state !== 'failed' &&
  (progress.state !== 'dropped' || progress.instead === 'words');

/** R5: an agent has withdrawn the replies so far, and nobody has asked again. The note's key outlives the run. */
function isWithdrawn(c: Live, { at }: AgentMessage): boolean {
  const withdrawnAt = Math.max(-Infinity, ...refusedAt(c, WITHDRAW));
  return withdrawnAt >= at && withdrawnAt > askedAgainAt(c);
}

/** When an agent last asked: being told of another reply, without anybody's word, brings nothing back. */
function askedAgainAt(c: Live): Instant {
  if (!decidesBy(c, WITHDRAWN_STAYS)) return wantedAt(c);
  const told = c.messages.filter((it) => isTold(c, it) && !isAutomatic(c, it)).map(({ at }) => at);
  const standing = c.outreach.filter(isStanding).map(({ since }) => since);
  // Told within a day, the customer is not told again (H7); the agent has asked all the same.
  return Math.max(-Infinity, ...told, ...standing, ...refusedAt(c, RESCUE));
}

/** The id of an automatic template names the customer's last word, that of a requested one the time of the request. */
const isAutomatic = (c: Live, { sendId }: OutreachMessage): boolean =>
  c.messages.some((it) => it.by === 'customer' && sendId.startsWith(`${c.ticketId}-${RESCUE}-${it.at}:`));

/** When agents asked for what needed no message. */
function refusedAt(c: Live, name: string): Instant[] {
  const prefix = `${c.ticketId}-${name}-`;
  const refused = c.outreach.filter(({ progress, requested }) => requested && progress.state === 'refused');
  const ids = [...refused.map((it) => it.id), ...c.done.map((key) => key.replace(/^refused:/, ''))];
  const times = ids.filter((id) => id.startsWith(prefix)).map((id) => Number(id.slice(prefix.length)));
  return times.filter(Number.isFinite);
}

/** R12: sending their words failed, and nobody has asked since. @returns when; undefined: it has not */
export function givenUpAt(c: Live, { id }: AgentMessage): Instant | undefined {
  if (decidesBy(c, WORDS_ARE_RETRIED) && c.outreach.some((it) => it.repeats === id && !isOver(it))) return undefined;
  const intents = c.outreach.filter((it) => it.repeats === id && it.progress.state === 'failed');
  const messages = c.messages.filter((it) => it.by === 'ventana' && sendsWords(it.sendId, id) && it.id in c.failures);
  const at = Math.max(...intents.map(({ triedAt, since }) => triedAt ?? since), ...messages.map((it) => it.at));
  if (at === -Infinity) return undefined;
  return at >= wantedAt(c) || intents.some(isUnrepeatable) ? at : undefined;
}

/** R12: those after it are held too, until an agent asks. */
export const isStopped = (c: Live, it: AgentMessage): boolean =>
  decidesBy(c, STOPPED_WITH_ALL) &&
  givenUpAt(c, it) !== undefined &&
  !c.outreach.some((intent) => intent.repeats === it.id && isUnrepeatable(intent));

/** R9: there is nothing in the message that can be sent again. */
export const isUnrepeatable = ({ progress }: Outreach): boolean =>
  progress.state === 'failed' && progress.failure.reason === 'unrepeatable';

/** R7: too old to be sent. */
export const isExpired = (c: Live, { at }: AgentMessage): boolean =>
  c.asOf > at + (c.truth.policy.rescue?.expiresMs ?? -Infinity);

/** WhatsApp would refuse any other message too, until people have acted. */
export function isHopeless(c: Live, { id }: AgentMessage): boolean {
  const { code, kind = code === undefined ? undefined : kindOfCode(code) } = c.failures[id] ?? {};
  return kind === 'recipient' || kind === 'account' || kind === 'configuration';
}

/** The window is open, with time to spare. */
export function isOpen(c: Live): boolean {
  const closes = closesAt(c);
  return closes !== undefined && c.asOf < closes - c.truth.policy.windowMarginMs;
}

/** R2: the automatic template if nothing changes. @param except an intent not to count, because it is the one being judged */
export function judgeRescue(c: Live, except?: string): Verdict {
  const { policy, quiet, ticket } = c.truth;
  if (!policy.rescue) return { none: 'it is off in the policy' };
  if (policy.rescue.mode !== 'automatic') return { none: 'it is left to the agents' };
  const notOwn = notItsOwn(c);
  if (notOwn) return { none: notOwn };
  if (isSilenced(c)) return { none: SILENCED };
  if (optedOut(c)) return { none: 'the customer opted out' };
  if (ticket.status === 'closed') return { none: 'the ticket is closed' };
  if (sessionHasEnded(c)) return { none: 'the messaging session has ended' };
  const lost = lostReplies(c);
  if (lost.some((it) => isStopped(c, it))) return { none: 'no reply was lost' };
  const alive = lost.filter((it) => !isExpired(c, it) && !isHopeless(c, it) && givenUpAt(c, it) === undefined);
  const [first] = alive;
  if (!first) return { none: 'no reply was lost' };
  const closes = closesAt(c) ?? -Infinity;
  if (c.asOf < closes && !decidesBy(c, RESCUE_AT_CLOSING)) return { none: 'the window is open' };
  const isLeft = (it: AgentMessage): boolean => isLeftToAgents(c, it);
  if (isLeft(first) && (!decidesBy(c, YOUNGER_ARE_RESCUED) || alive.every(isLeft)))
    return { none: 'it is left to the agents' };
  const ours = unanswered(c, except).filter(({ id }) => !(id in c.failures));
  const told = ours.some(({ purpose }) => purpose.kind === 'rescue');
  if (told || wasAttempted(c)) return { none: 'the customer has already been told' };
  if (c.outreach.some((it) => it.requested && !isOver(it))) return { none: 'an agent has requested a message' };
  // Asked for an answer within a day, the customer is not asked again: with any answer they get the words.
  const askedAt = (ours.at(-1)?.at ?? -Infinity) + DAY_MS;
  const { expiresMs } = policy.rescue;
  // What is left to the agents goes first as long as it may be sent.
  const freeAt = (alive.findLast(isLeft)?.at ?? -Infinity) + expiresMs + 1;
  const toldAbout = (it: AgentMessage): Instant =>
    afterQuiet(quiet, Math.max(it.at + TOLD_AFTER_MS, askedAt, closes, freeAt, c.asOf));
  const candidates = decidesBy(c, YOUNGER_ARE_RESCUED) ? alive : [first];
  const next = candidates.find((it) => toldAbout(it) <= it.at + expiresMs);
  return next ? { at: toldAbout(next) } : { none: 'no reply was lost' };
}

/** R6: the customer has written since, and an agent is asked. */
const isLeftToAgents = (c: Live, { at }: AgentMessage): boolean =>
  c.truth.policy.rescue?.deliver === 'ask' && (lastArrival(c) ?? -Infinity) > at;

function wasAttempted(c: Live): boolean {
  const since = lastCustomer(c)?.at ?? -Infinity;
  return c.outreach.some(
    (it) =>
      it.purpose.kind === 'rescue' &&
      it.since > since &&
      isOver(it) &&
      !['dropped', 'refused'].includes(it.progress.state),
  );
}

/** Why an agent's macro has nothing to do; undefined: it has. */
export function noRescue(c: Live, { name }: Purpose): Note | undefined {
  // Who asks again has changed their mind.
  const all = name === RESCUE ? lostIn(c) : lostReplies(c);
  const lost = ownsConversation(c) ? all : [];
  if (lost.length === 0) return { kind: 'nothingToRescue' };
  if (name === WITHDRAW) return { kind: 'rescueWithdrawn' };
  return lost.every((it) => isExpired(c, it)) ? { kind: 'rescueExpired' } : undefined;
}
