/** A pretend Zendesk and WhatsApp of one ticket, in memory: what is true, and what the outside world does with the core's effects. */
import { afterQuiet } from '../../workflows/core/intervals';
import { windowHours } from '../../workflows/core/windowHours';
import { urgencyOfUpdate } from '../../workflows/core/line';
import type { KeyedNote, OptOutOrder, SendOrder, SendOutcome, TicketUpdate } from '../../activities/orders';
import type { Instant, TicketStatus, Truth } from '../../activities/types';
import type { Urgency } from '../../activities/urgency';
import type { Effect } from '../../workflows/core/conversation';
import type { OwnEvent, TicketEvent } from '../../workflows/core/events';
import { listedIn } from './listedIn';
import { waitForResume } from './pausing';
import { DAY, MINUTE, SECOND, officeHours, quietHours } from './madrid';
import { show, shownOn } from './shownFields';
import { defaultPolicy, type World } from './worldModel';

export const TICKET = '100';

/** For all stories of a file. */
export const everyStory = { botAnswers: false };

export const newWorld = (createdAt: Instant): World => ({
  now: createdAt,
  ticketId: TICKET,
  createdAt,
  status: 'new',
  statusSince: createdAt,
  version: 1,
  shown: {},
  answer: 'none',
  outcome: 'none',
  silence: 'off',
  lacking: [],
  conversation: { id: 'conversation', own: true, ownerTicketId: TICKET },
  reach: 'conversation',
  optedOut: false,
  optOutField: true,
  marketingOptedOut: false,
  optedIn: false,
  messages: [],
  unrepeatable: [],
  botAnswers: everyStory.botAnswers,
  botSaid: [],
  holidays: [],
  policy: defaultPolicy,
  zendeskReopens: true,
  ownWebhooks: false,
  latencyMs: 0,
  turnMs: 0,
  requestedTurnMs: 0,
  sendPauseMs: MINUTE,
  reads: [],
  sends: [],
  writes: [],
  optOuts: [],
  received: [],
  notes: [],
  log: {
    reads: [],
    sends: [],
    looks: [],
    writes: [],
    idle: [],
    optOuts: 0,
    optOutTries: [],
    turns: [],
    returns: [],
    stops: [],
    pauses: [],
  },
  stopLasts: 5 * MINUTE,
  asked: new Map(),
  pausedTurns: new Map(),
  unanswered: new Set(),
  heldUntil: new Map(),
  post: () => undefined,
});

export const lastCustomerAt = (w: World): Instant | undefined => w.messages.findLast((it) => it.by === 'customer')?.at;

export function setStatus(w: World, status: TicketStatus): void {
  if (w.status === status) return;
  w.status = status;
  w.statusSince = w.now;
  w.version += 1;
}

const truthOf = (w: World, tapAt?: Instant): Truth => ({
  readAt: w.now,
  ...(w.truthRules !== undefined && { rules: w.truthRules }),
  ticket: {
    createdAt: w.createdAt,
    status: w.status,
    statusSince: w.statusSince,
    stamp: `v${w.version}`,
    ...(w.sessionEndedAt !== undefined && { sessionEndedAt: w.sessionEndedAt }),
    ...(w.changedByOthersAt !== undefined && { changedByOthersAt: w.changedByOthersAt }),
    ...(w.action && { action: { ...w.action } }),
    shown: shownOn(w),
  },
  notesWritten: w.notes.filter(({ ticketId }) => ticketId === w.ticketId).map(({ key }) => key),
  ...(w.conversation && { conversation: w.conversation }),
  reach: w.conversation ? 'conversation' : w.reach,
  ...(w.optOutField && { optedOut: w.optedOut }),
  optedIn: w.optedIn,
  messages: w.conversation ? [...w.messages] : [],
  ...(w.conversation && listedIn(w)),
  office: officeHours(w.now - 8 * DAY, w.now + 15 * DAY, w.holidays),
  ...pastWindowOf(w, tapAt),
  quiet: quietHours(w.now - 8 * DAY, w.now + 15 * DAY),
  policy: w.policy,
});

/** As the activity does it, for windows older than the hours above. */
function pastWindowOf(w: World, tapAt = -Infinity): Pick<Truth, 'pastWindow'> {
  const from = Math.max(lastCustomerAt(w) ?? -Infinity, tapAt);
  const isNeeded = w.policy.reopening?.mode === 'automatic' && from > -Infinity && from < w.now - 8 * DAY;
  return isNeeded
    ? { pastWindow: { from, ...windowHours(officeHours(from, w.now + 15 * DAY, w.holidays), from) } }
    : {};
}

/** Carries out an effect; undefined: the answer comes later, by `post`. */
export function performIn(w: World, effect: Effect): OwnEvent | undefined {
  switch (effect.type) {
    case 'readTruth':
      return read(w, effect.urgency, effect.customerLastAt);
    case 'askTurn': {
      const { intentId, notBefore, quiet, requested, message } = effect.request;
      w.log.turns.push({ at: w.now, request: effect.request });
      const held = Math.max(w.heldUntil.get('') ?? 0, w.heldUntil.get(message) ?? 0);
      const given = afterQuiet(quiet, Math.max(w.now, notBefore, held)) + (requested ? w.requestedTurnMs : w.turnMs);
      if (w.pausedSince !== undefined) return waitForResume(w, effect.request, w.pausedSince);
      const before = w.asked.get(intentId);
      // Asked again: the first request is answered.
      if (before && before.given > w.now && !w.unanswered.has(before.id)) return { type: 'turnAsked', intentId };
      const id = `turn ${w.log.turns.length}`;
      w.asked.set(intentId, { id, given });
      w.post(given, { type: 'turn', id, intentId, given, ...(held > 0 && { probe: true as const }) });
      return { type: 'turnAsked', intentId };
    }
    case 'returnTurns':
      w.log.returns.push(...effect.turns.map((it) => ({ at: w.now, ...it })));
      for (const { intentId, given, late } of effect.turns) if ((given ?? late) === undefined) withdraw(w, intentId);
      return { type: 'turnsReturned', turns: effect.turns };
    case 'reportStop':
      // The ticket's own message is the probe, after five minutes.
      w.heldUntil.set(effect.message ?? '', w.now + w.stopLasts);
      w.log.stops.push({
        at: w.now,
        ...(effect.message !== undefined && { message: effect.message }),
        ...(effect.template !== undefined && { template: effect.template }),
      });
      return { type: 'stopReported' };
    case 'send': {
      const { intentId, order } = effect;
      w.log.sends.push({ at: w.now, order });
      const outcome = send(w, order);
      if (outcome === 'busy' || outcome === 'inDoubt') {
        const doubt = outcome === 'inDoubt' && { doubt: order };
        return { type: 'sendPostponed', intentId, retryAt: w.now + w.sendPauseMs, ...doubt };
      }
      const untraceable = outcome.type === 'unknown' && order.conversationId === undefined;
      return { type: 'sendEnded', intentId, order, outcome, ...(untraceable && { mayTurnUp: true as const }) };
    }
    case 'look': {
      const { intentId, order } = effect;
      w.log.looks.push(w.now);
      return { type: 'sendEnded', intentId, order, outcome: findOurs(w, order) ?? { type: 'absent' } };
    }
    case 'updateTicket':
      return write(w, effect.update);
    case 'setPause':
      w.log.pauses.push({ at: w.now, ...effect.order });
      return { type: 'pauseSet', key: effect.key };
    case 'storeOptOut':
      return optOutFailure(w, effect.order) ?? storeOptOut(w, effect.order);
  }
}

function optOutFailure(w: World, { of: box, keepOnly }: OptOutOrder): OwnEvent | undefined {
  const of = keepOnly ? 'conversation' : box;
  w.log.optOutTries.push({ at: w.now, of });
  const fate = w.optOuts.shift();
  if (fate === 'conflict') return { type: 'conflict', readAtOnce: true, of };
  if (fate === 'unshown') return { type: 'optOutStored', of, unshown: true };
  if (fate === 'busy') return { type: 'writeFailed', retryAt: w.now + MINUTE, final: false, of };
  if (fate === 'forbidden')
    return { type: 'writeFailed', retryAt: w.now + 5 * MINUTE, final: false, refused: true, of };
  if (fate === 'refused') return { type: 'writeFailed', retryAt: w.now + MINUTE, final: true, refused: true, of };
  return undefined;
}

/** A request that was withdrawn is not answered. */
function withdraw(w: World, intentId: string): void {
  w.pausedTurns.delete(intentId);
  const asked = w.asked.get(intentId);
  if (asked) w.unanswered.add(asked.id);
}

/** As the activity does it: the box first, then the conversation. */
function storeOptOut(w: World, { of, stop, keepOnly }: OptOutOrder): OwnEvent {
  w.log.optOuts += 1;
  if (keepOnly) {
    if (stop && w.conversation) w.conversation = { ...w.conversation, stopStored: stop.at };
    return { type: 'optOutStored', of: 'conversation' };
  }
  if (of === 'marketing') w.marketingOptedOut = true;
  else w.optedOut ||= w.optOutField;
  const isStored = of === 'marketing' || w.optOutField;
  if (stop && w.conversation) w.conversation = { ...w.conversation, [isStored ? 'stopStored' : 'stopSaid']: stop.at };
  return { type: 'optOutStored', of, ...(!isStored && { noField: true }) };
}

function read(w: World, urgency: Urgency = 'due', tapAt?: Instant): OwnEvent {
  w.log.reads.push(w.now);
  const fate = w.reads.shift() ?? 'answered';
  if (fate === 'deleted') return { type: 'gone' };
  if (fate === 'full') return { type: 'readFailed', retryAt: w.now + 2 * MINUTE, line: urgency };
  return fate === 'failed'
    ? { type: 'readFailed', retryAt: w.now + MINUTE }
    : { type: 'truth', truth: truthOf(w, tapAt) };
}

/** As the activity does it: ours already there - done; a customer message that the decision did not know - nothing is sent. */
function send(w: World, order: SendOrder): SendOutcome | 'busy' | 'inDoubt' {
  const fate = w.sends.shift() ?? 'sent';
  if (fate === 'busy') return 'busy';
  if (order.known && order.known.stamp !== `v${w.version}`) return { type: 'superseded', messages: [] };
  if (typeof fate === 'object' && 'refused' in fate) {
    const found = order.conversationId === undefined ? undefined : findOurs(w, order);
    return found ?? { type: 'failed', failure: fate.refused };
  }
  if (w.optedOut && w.optOutField) return findOurs(w, order) ?? { type: 'failed', failure: { reason: 'optedOut' } };
  if (order.conversationId !== undefined) {
    const found = findOurs(w, order);
    if (found) return found;
    const newer = w.messages.filter(
      (it) =>
        (it.by === 'customer' && it.at > (order.customerLastAt ?? -Infinity)) ||
        (it.by === 'agent' && it.at > (order.repeats?.agentLastAt ?? Infinity)) ||
        (it.by === 'agent' && order.known !== undefined && it.at > (order.known.agentLastAt ?? -Infinity)),
    );
    if (newer.length > 0) return { type: 'superseded', messages: newer };
  }
  if (order.observes) return { type: 'observed' };
  if (w.heldBack && order.mayBeHeldBack) return { type: 'heldBack' };
  if (w.pausedSince !== undefined) return { type: 'paused' };
  const said = order.repeats && w.messages.find(({ id }) => id === order.repeats?.messageId);
  if (order.repeats && (!said || w.unrepeatable.includes(said.id)))
    return { type: 'failed', failure: { reason: 'unrepeatable', detail: said ? 'carousel' : 'gone' } };
  if (fate === 'lost') return { type: 'unknown' };
  if (fate === 'inDoubt') return fate;
  const sent = deliver(w, order, typeof fate === 'object' ? fate.undelivered : undefined);
  if (fate === 'inDoubtButArrived') return 'inDoubt';
  return fate === 'lostButArrived' ? { type: 'unknown' } : sent;
}

function deliver(w: World, order: SendOrder, failsWith: number | undefined): SendOutcome {
  const { sendId, purpose, rendition, conversationId } = order;
  const id = `message of ${sendId}`;
  w.messages.push({ by: 'ventana', id, at: w.now, ticketId: order.ticketId, sendId, purpose });
  const open = w.now < (lastCustomerAt(w) ?? -Infinity) + DAY;
  const code = failsWith ?? (rendition === 'text' && !open ? 131047 : undefined);
  const reference = conversationId === undefined ? `notification of ${sendId}` : id;
  const repeats = order.repeats && { repeats: order.repeats.messageId };
  if (code === undefined) w.received.push({ id, at: w.now, purpose, rendition, ...repeats });
  else w.post(w.now + (w.reportMs ?? 2 * SECOND), deliveryFailure(reference, code));
  const sent = { type: 'sent', at: w.now } as const;
  return conversationId === undefined ? { ...sent, notificationId: reference } : { ...sent, messageId: id };
}

export const deliveryFailure = (reference: string, code: number): TicketEvent => ({
  type: 'deliveryFailed',
  id: `failure of ${reference}`,
  reference,
  failure: { reason: 'refused', code },
});

function findOurs(w: World, { sendId, failedMessageIds, failedSendIds = [] }: SendOrder): SendOutcome | undefined {
  const intentOf = (id: string): string => id.replace(/:[^:]*:\d+$/, '');
  const ours = w.messages.find(
    (it) =>
      it.by === 'ventana' &&
      intentOf(it.sendId) === intentOf(sendId) &&
      !failedMessageIds.includes(it.id) &&
      !failedSendIds.includes(it.sendId),
  );
  return ours?.by === 'ventana' ? { type: 'sent', at: ours.at, messageId: ours.id, sendId: ours.sendId } : undefined;
}

function writeFailure(w: World, urgency: Urgency = 'due'): OwnEvent | undefined {
  const fate = w.writes.shift() ?? 'written';
  if (fate === 'written' || fate === 'busyButWritten') return undefined;
  if (fate === 'conflict') return { type: 'conflict', readAtOnce: true };
  if (fate === 'full') return { type: 'writeFailed', retryAt: w.now + 2 * MINUTE, final: false, line: urgency };
  return { type: 'writeFailed', retryAt: w.now + MINUTE, final: fate === 'refused' };
}

function write(w: World, update: TicketUpdate): OwnEvent {
  w.log.writes.push({ at: w.now, update });
  const { ticketId, stamp, known, status, window, answer: awaited, outcome, silence, clearAction, lookFirst } = update;
  const stands = (key: string): boolean => w.notes.some((it) => it.ticketId === ticketId && it.key === key);
  const notes = update.notes.filter(({ key }) => !lookFirst || !stands(key));
  const isLost = w.writes[0] === 'busyButWritten';
  const isGuarded = ticketId === w.ticketId && (stamp ?? known) === `v${w.version}`;
  const answer = (next: string): OwnEvent =>
    isLost
      ? { type: 'writeFailed', retryAt: w.now + MINUTE, final: false }
      : { type: 'written', ticketId, ...(isGuarded && { stamp: next }) };
  const failure = writeFailure(w, urgencyOfUpdate(update));
  if (failure) return failure;
  const note = ({ key, note: words }: KeyedNote): void => void w.notes.push({ at: w.now, ticketId, key, note: words });
  if (ticketId === w.ticketId && stamp !== undefined && !isGuarded) return { type: 'conflict', readAtOnce: true };
  notes.forEach(note);
  if (ticketId !== w.ticketId) return answer('v1');
  const before = JSON.stringify([w.status, shownOn(w), w.action]);
  if (status) setStatus(w, status);
  if (window) show(w, window);
  if (awaited) w.answer &&= awaited;
  if (outcome) w.outcome &&= outcome;
  if (silence) w.silence &&= silence;
  if (clearAction) delete w.action;
  if (notes.length === 0 && JSON.stringify([w.status, shownOn(w), w.action]) === before) w.log.idle.push(w.now);
  else w.version += 1;
  if (w.ownWebhooks) w.post(w.now, { type: 'statusChanged', id: `our update ${w.version}`, status: w.status });
  return answer(`v${w.version}`);
}
