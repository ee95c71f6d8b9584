/** What a conversation has to do next, most urgent first. Each plan says when, and what to do then. */
import type { TicketUpdate } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import type { Urgency } from '../../activities/urgency';
import { type Conversation, type Decision, type Live, type Outreach, ended, isOver } from './conversation';
import { displayAt, displayOf } from './display';
import { judgeFollowUp } from './followUp';
import { intentIdOf } from './intentId';
import { isKept, lineEnds } from './line';
import { confirmAt } from './listed';
import { noteForAskingTicket } from './notes';
import { observes } from './observing';
import { optOutAt, optOutNeedsTruth, optOutsToStore, stopShownAt } from './optOut';
import { addOutreach, requestIsOver } from './requests';
import { judgeReopening, openingSoughtAt } from './reopening';
import { judgeRescue } from './rescue';
import { ATTEMPTS_GO_ON, OWN_PAUSES, TURNS_WHEN_DUE, TURN_FOR_EACH_ATTEMPT, decidesBy } from './rules';
import { ASKED_AHEAD_MS } from './cancellation';
import { switching } from './pauseSwitch';
import type { Plan, PlanName } from './plan';
import { anew, checksOf, isCheckedBySend } from './postponing';
import { judgeSolving, solvingUpdate } from './solving';
import { havingAsked, nextAttempt, turnRequest } from './attempts';
import { askingForTurn, directly, givingUp, reportingStop, returningTurns } from './turnPlans';
import { updateDue, updateOf } from './update';
import { settlingUntil } from './settling';
import { timeOf } from './verdict';
import { judgeWarning } from './warning';
import { withLookFirst } from './updateResults';

/** A stale truth is read again at most once in this time (ms). */
const READ_PAUSE_MS = 10_000;
/** The same, while an agent waits for what comes of it. */
const SHORT_READ_PAUSE_MS = 1_000;
/** The longest pause (ms) before a read, when one update after the other meets a changed ticket. */
const CONFLICT_PAUSE_MS = 600_000;
const SOLVED_KEPT_MS = 7 * 24 * 3_600_000;

export function plansOf(c: Conversation): Plan[] {
  if (c.stage === 'ended') return [returningTurns(c)].filter((it) => it !== undefined);
  if (c.stage === 'reading') return [firstRead(c)];
  const plans = [
    switching(c),
    rereading(c),
    ...optingOut(c),
    returningTurns(c),
    ...c.outreach.flatMap((it) => [sending(c, it), reportingStop(c, it), askingForTurn(c, it), givingUp(c, it)]),
    updating(c),
    tellingOtherTicket(c),
    beginning(c, 'followUp', timeOf(judgeFollowUp(c))),
    beginning(c, 'reopening', timeOf(judgeReopening(c))),
    beginning(c, 'rescue', timeOf(judgeRescue(c))),
    onTruth(c, 'warning', notBefore(timeOf(judgeWarning(c)), writeAt(c, 'due')), () => update(c, true), isFreshOrKept),
    onTruth(
      c,
      'solve',
      notBefore(timeOf(judgeSolving(c)), writeAt(c, 'due')),
      () => writeUpdate(c, solvingUpdate(c)),
      (it) => isFreshSinceHint(it) || isWrittenAsRead(it),
    ),
    displaying(c),
    ending(c),
  ];
  return plans.filter((it) => it !== undefined);
}

/**
 * The truth is fresh: read within the last ten seconds, and no conflict has shown since then that the ticket had
 * changed.
 */
const isFresh = (c: Live): boolean => c.asOf - c.truth.readAt <= READ_PAUSE_MS && !c.outdated;

/** Fresh, and no hint has come since it was read: automatic sends need both. */
const isFreshSinceHint = (c: Live): boolean => isFresh(c) && c.staleSince === undefined;

/** Its update had no room in our own budget, and nothing has been heard since it was to be made. */
const isWrittenAsRead = (c: Live): boolean => isKept(c, READ_PAUSE_MS);

const isFreshOrKept = (c: Live): boolean => isFresh(c) || isWrittenAsRead(c);

/** Display fields and what the sweep has found can wait; an agent who waits goes first. */
function urgencyOfRead(c: Exclude<Conversation, { stage: 'ended' }>, plan?: PlanName): Urgency {
  const isAwaited = c.stage === 'watching' && c.outreach.some((it) => it.requested && !isOver(it));
  if (c.agentWaits || isAwaited) return 'requested';
  return plan === 'display' || (c.sweptAt !== undefined && c.sweptAt === c.staleSince) ? 'low' : 'due';
}

const earliestRead = (c: Live, plan?: PlanName): Instant =>
  Math.max(c.truth.readAt + readPause(c), c.readNotBefore ?? 0, lineEnds(c.readLine, urgencyOfRead(c, plan)));

/** The earliest time of an update of this urgency. */
const writeAt = (c: Live, urgency: Urgency): Instant => Math.max(c.writeNotBefore ?? 0, lineEnds(c.writeLine, urgency));

/** Our own update may cause the first conflict, so the ticket is read at once. Lasting ones need growing pauses. */
function readPause(c: Live): number {
  if (c.outdated && c.conflicts) {
    const again = c.conflicts.count - 1;
    return again === 0 ? 0 : Math.min(READ_PAUSE_MS * 2 ** (again - 1), CONFLICT_PAUSE_MS);
  }
  return c.agentWaits ? SHORT_READ_PAUSE_MS : READ_PAUSE_MS;
}

const notBefore = (at: Instant | undefined, earliest: Instant | undefined): Instant | undefined =>
  at === undefined ? undefined : Math.max(at, earliest ?? at);

/** A plan that acts on a fresh truth: if the truth is older when the time comes, it is read first. */
function onTruth(
  c: Live,
  name: PlanName,
  at: Instant | undefined,
  act: () => Decision,
  known = isFresh,
): Plan | undefined {
  if (at === undefined) return undefined;
  return known(c) ? { name, at, act } : { name, at: Math.max(at, earliestRead(c, name)), act: () => read(c, name) };
}

function firstRead(c: Exclude<Conversation, { stage: 'ended' }>): Plan {
  const at = Math.max(c.readNotBefore ?? c.asOf, lineEnds(c.readLine, urgencyOfRead(c)));
  return { name: 'read', at, act: () => read(c) };
}

function read(c: Exclude<Conversation, { stage: 'ended' }>, plan?: PlanName): Decision {
  const conversationId =
    c.stage === 'watching' ? (c.truth.conversation?.id ?? c.heardConversationId) : c.heardConversationId;
  const asks = c.stage === 'watching' && c.outreach.length > 0 && !observes(c);
  const tap = c.messages.findLast((it) => it.by === 'customer' && it.unlisted);
  const urgency = urgencyOfRead(c, plan);
  const fingerprint = c.stage === 'watching' ? c.truth.fingerprint : undefined;
  const effect = {
    type: 'readTruth',
    ticketId: c.ticketId,
    asks,
    ...(conversationId !== undefined && { conversationId }),
    ...(tap && { customerLastAt: tap.at }),
    ...(c.merged && { merged: c.merged }),
    ...(urgency !== 'due' && { urgency }),
    ...(fingerprint !== undefined && { fingerprint }),
  } as const;
  return { next: c, effect };
}

function rereading(c: Live): Plan | undefined {
  const wanted = Math.min(
    c.staleSince ?? Infinity,
    confirmAt(c) ?? Infinity,
    openingSoughtAt(c) ?? Infinity,
    c.stopCheckAt ?? Infinity,
    stopShownAt(c) ?? Infinity,
  );
  if (wanted === Infinity) return undefined;
  return { name: 'read', at: Math.max(wanted, earliestRead(c)), act: () => read(c) };
}

function optingOut(c: Live): (Plan | undefined)[] {
  return optOutsToStore(c).map(({ of, order }) => {
    const effect = { type: 'storeOptOut', order, ...(c.truth.optedOut && { again: true as const }) } as const;
    const act = (): Decision => ({ next: c, effect });
    const at = Math.max(optOutAt(c, of), lineEnds(c.writeLine, 'due'));
    const needsTruth = of !== 'conversation' && optOutNeedsTruth(c);
    return needsTruth ? onTruth(c, 'optOut', at, act, isFreshSinceHint) : { name: 'optOut', at, act };
  });
}

function sending(c: Live, intent: Outreach): Plan | undefined {
  const { progress } = intent;
  if (progress.state === 'looking') {
    const { order, notBefore: at } = progress;
    return { name: 'send', at, act: () => ({ next: c, effect: { type: 'look', intentId: intent.id, order } }) };
  }
  if (progress.state !== 'ready') return undefined;
  const isFreshEnough = intent.requested ? isFresh : isFreshSinceHint;
  return onTruth(
    c,
    'send',
    progress.notBefore,
    () => attempt(c, intent),
    (it) => isFreshEnough(it) || isCheckedBySend(it, intent),
  );
}

function attempt(c: Live, intent: Outreach): Decision {
  const attempted = nextAttempt(c, anew(c, intent));
  const outreach = c.outreach.map((it) => (it.id === intent.id ? attempted.intent : it));
  const order = { ...attempted.order, ...checksOf(c, intent, isFresh(c)) };
  return { next: { ...c, outreach }, effect: { type: 'send', intentId: intent.id, order } };
}

function update(c: Live, fresh: boolean): Decision {
  return writeUpdate(c, updateOf(c, fresh, !isFresh(c) && isWrittenAsRead(c)));
}

function writeUpdate(c: Live, update: TicketUpdate): Decision {
  const writing = withLookFirst(c, update);
  return { next: { ...c, writing }, effect: { type: 'updateTicket', update: writing } };
}

function updating(c: Live): Plan | undefined {
  const due = updateDue(c);
  if (!due) return settling(c);
  const at = Math.max(c.asOf, writeAt(c, requestIsOver(c) ? 'requested' : 'due'));
  if (due === 'onTruth' || c.outdated) return onTruth(c, 'update', at, () => update(c, true), isFreshOrKept);
  return { name: 'update', at, act: () => update(c, isFreshOrKept(c)) };
}

/** What was just sent is reported once its refusal would have come. */
function settling(c: Live): Plan | undefined {
  const at = settlingUntil(c);
  return at === undefined ? undefined : { name: 'update', at, act: () => ({ next: c }) };
}

/**
 * A customer's message shows that the window is open. That it has closed is shown only after a read has found no
 * answer.
 */
function displaying(c: Live): Plan | undefined {
  const at = notBefore(displayAt(c), writeAt(c, 'low'));
  const isHeard = c.frugal && displayOf(c)?.state === 'open' && !c.outdated && c.writeNotBefore === undefined;
  return onTruth(c, 'display', at, () => update(c, isFreshOrKept(c)), isHeard ? () => true : isFreshOrKept);
}

function tellingOtherTicket(c: Live): Plan | undefined {
  const other = noteForAskingTicket(c);
  if (!other) return undefined;
  const act = (): Decision => writeUpdate(c, { ticketId: other.ticketId, notes: [other.note] });
  const notBefore = decidesBy(c, OWN_PAUSES) ? c.pauses?.otherTicket?.until : c.writeNotBefore;
  const at = Math.max(c.asOf, notBefore ?? 0, lineEnds(c.writeLine, 'due'));
  return onTruth(c, 'update', at, act, isFreshOrKept);
}

type Automatic = 'followUp' | 'reopening' | 'rescue';

/**
 * When the office opens or quiet hours begin (F11) or end, many are due: the oldest goes first only if all are in the
 * queue by then.
 */
const isOthersToo = (c: Live, at: Instant): boolean =>
  !decidesBy(c, TURNS_WHEN_DUE) ||
  c.truth.office.some(({ start }) => start === at) ||
  c.truth.quiet.some(({ start, end }) => start === at || end === at);

/**
 * An automatic outreach asks for its turn when it is due, or a little ahead of time. Whether to send it is decided when
 * the turn comes, on a fresh truth.
 */
function beginning(c: Live, kind: Automatic, at: Instant | undefined): Plan | undefined {
  const settings = c.truth.policy[kind];
  if (!settings || c.outreach.some((it) => it.purpose.kind === kind && !isOver(it))) return undefined;
  const begin = (): Decision => {
    const due = Math.max(c.asOf, at ?? c.asOf);
    const intent: Outreach = {
      id: intentIdOf(c, kind),
      purpose: { kind, name: kind },
      message: settings.message,
      requested: false,
      since: due,
      rendition: 'template',
      attempts: 0,
      ...attemptsSoFar(c, intentIdOf(c, kind)),
      progress: { state: 'wanted', notBefore: c.asOf },
    };
    const others = { ...c, outreach: c.outreach.filter(({ id }) => id !== intent.id) };
    if (observes(c)) {
      const ready: Outreach = { ...intent, progress: { state: 'ready', notBefore: due } };
      return attempt(addOutreach(others, ready), ready);
    }
    const asking = decidesBy(c, TURN_FOR_EACH_ATTEMPT) ? { ...intent, turn: {}, asks: 1 } : intent;
    const request = turnRequest(c, asking, due);
    const effect = { type: 'askTurn', request, ...directly(c, request) } as const;
    return { next: addOutreach(others, havingAsked(asking, request)), effect };
  };
  if (at === undefined) return undefined;
  if (observes(c)) return onTruth(c, kind, at, begin, isFreshSinceHint);
  return { name: kind, at: isOthersToo(c, at) ? at - ASKED_AHEAD_MS : at, due: at, act: begin };
}

/** It was ended before, by an agent's request or a limit: no two of its attempts have one id. */
function attemptsSoFar(c: Live, id: string): Partial<Pick<Outreach, 'rendition' | 'attempts' | 'failedSendIds'>> {
  const before = c.outreach.find((it) => it.id === id);
  if (!before || before.attempts === 0 || !decidesBy(c, ATTEMPTS_GO_ON)) return {};
  const { rendition, attempts, failedSendIds } = before;
  return { rendition, attempts, ...(failedSendIds && { failedSendIds }) };
}

function ending(c: Live): Plan | undefined {
  const { status, statusSince } = c.truth.ticket;
  if (status !== 'solved' || statusSince === undefined) return undefined;
  const next = ended(c, 'solved for a week');
  return { name: 'end', at: statusSince + SOLVED_KEPT_MS, act: () => ({ next }) };
}
