/**
 * What Ventana would have done on a ticket: the production core on a virtual clock, over what really happened. What a
 * customer would have answered is not known, so nothing but what really happened ever answers.
 */
import { keepsItsHours } from '../../activities/calendar';
import type { Note, SendOrder, TicketUpdate, TurnRequest, TurnReturn } from '../../activities/orders';
import type { Instant, Message, Purpose, Rendition, TicketPolicy, TicketStatus, Truth } from '../../activities/types';
import { type Conversation, type Effect, newConversation } from '../../workflows/core/conversation';
import { step, wakeAt } from '../../workflows/core/decide';
import type { OwnEvent, TicketEvent } from '../../workflows/core/events';
import { WINDOW_MS } from '../../workflows/core/history';
import { afterQuiet } from '../../workflows/core/intervals';
import { windowHours } from '../../workflows/core/windowHours';
import type { Calendar } from './calendar';
import { arrival, type Timeline } from './timeline';

export interface PlayedMessage {
  at: Instant;
  /** What was to be said: several attempts, and its turns, have the same. */
  intent: string;
  purpose: Purpose;
  /** The key under `messages` in the policy. */
  message: string;
  rendition: Rendition;
}

export interface Played {
  sent: PlayedMessage[];
  notes: { at: Instant; kind: Note['kind'] }[];
  /** When Ventana would have solved the ticket. */
  solvedAt?: Instant;
}

/** By what a ticket is played. */
export interface PlayRules {
  policy: TicketPolicy;
  calendar: Calendar;
  /** The policy's messages with what they would cost a customer of that country. Absent: the policy asks for no prices. */
  priced?: (country: string | undefined, at: Instant) => TicketPolicy['messages'];
}

/** Who gives turns. */
export interface Turns {
  /** @returns when it is given (epoch ms). Undefined: that comes later, by `Playing.give`. */
  ask(request: TurnRequest, now: Instant): Instant | undefined;
  take(turns: readonly TurnReturn[], now: Instant): void;
}

/** Each turn is given as soon as quiet hours allow it: as if nothing limited the account. */
export const unlimited: Turns = {
  ask: ({ quiet, notBefore }, now) => afterQuiet(quiet, Math.max(now, notBefore)),
  take: () => undefined,
};

/** A ticket in play. */
export interface Playing {
  played: Played;
  /** When something happens next (epoch ms). Undefined: nothing, unless a turn is given. */
  nextAt(): Instant | undefined;
  /** Lets that happen. */
  goOn(): void;
  give(intentId: string, at: Instant): void;
}

/** More is an endless loop: never seen, and no reason to lose the report. */
const MOST_STEPS = 2_000;
const REPORTED_AFTER_MS = 2_000;
const HEARD_WITHIN_MS = 60_000;
const CONVERSATION = 'conversation';

interface Happening {
  at: Instant;
  events: TicketEvent[];
  apply?: (w: World) => void;
}

interface World {
  now: Instant;
  status: TicketStatus;
  statusSince: Instant;
  version: number;
  messages: Message[];
  optedOut: boolean;
  /** Of the newest STOP that was stored, as the conversation's metadata has it. */
  stopStored?: Instant;
  sessionEndedAt?: Instant;
  notes: string[];
  /** Turns that were asked for, in the order of their time. */
  coming: { at: Instant; event: TicketEvent }[];
  turns: number;
}

/** Whether the core can be played: not where Ventana itself was at work already. */
export const isPlayable = ({ messages }: Timeline): boolean => !messages.some(({ by }) => by === 'ventana');

export function play(timeline: Timeline, rules: PlayRules, turns: Turns = unlimited): Played {
  const playing = startPlay(timeline, rules, turns);
  while (playing.nextAt() !== undefined) playing.goOn();
  return playing.played;
}

export function startPlay(timeline: Timeline, rules: PlayRules, turns: Turns): Playing {
  const played: Played = { sent: [], notes: [] };
  const happenings = happeningsOf(timeline);
  const first = happenings[0]?.at ?? Infinity;
  const w: World = {
    ...{ now: first, status: 'new', statusSince: first, version: 1, messages: [], optedOut: false },
    ...{ notes: [], coming: [], turns: 0 },
  };
  const scene: Scene = { w, timeline, rules, turns, played };
  const inbox: (TicketEvent | OwnEvent)[] = [];
  let run: Conversation = { ...newConversation(timeline.id, first), frugal: true };
  let [next, steps] = [0, 0];
  const dueAt = (): Instant | undefined => {
    if (first === Infinity || steps >= MOST_STEPS || (run.stage === 'ended' && inbox.length === 0)) return undefined;
    if (inbox.length > 0) return w.now;
    const heardAt = happenings[next]?.at ?? Infinity;
    const due = Math.min(wakeAt(run) ?? Infinity, heardAt, w.coming[0]?.at ?? Infinity);
    if (due === Infinity) return undefined;
    const at = Math.max(w.now, heardAt <= due ? lastWithin(happenings, next) : due);
    return at > timeline.until ? undefined : at;
  };
  // Its plans are looked through once for each step.
  let due = dueAt();
  return {
    played,
    nextAt: () => due,
    give(intentId, at) {
      give(w, intentId, at);
      due = dueAt();
    },
    goOn() {
      w.now = due ?? w.now;
      steps += 1;
      for (let it = happenings[next]; it && it.at <= w.now; it = happenings[++next]) {
        it.apply?.(w);
        inbox.push(...it.events);
      }
      while (w.coming[0] && w.coming[0].at <= w.now) inbox.push(w.coming.shift()!.event);
      // Any hint would have it read now, and what is read decides: rule 1. So the hints themselves are left out.
      if (!inbox.some(isResult)) inbox.push({ type: 'truth', truth: truthOf(scene) });
      const decided = step(run, inbox.splice(0), w.now);
      run = decided.next;
      if (decided.effect) inbox.push(perform(scene, decided.effect));
      due = dueAt();
    },
  };
}

function give(w: World, intentId: string, given: Instant): void {
  w.turns += 1;
  w.coming.push({ at: given, event: { type: 'turn', id: `turn ${w.turns}`, intentId, given } });
  w.coming.sort((a, b) => a.at - b.at);
}

/** An activity's answer: it begins the inbox, and nothing is read for it. */
const isResult = (event: TicketEvent | OwnEvent): boolean => !('id' in event);

/** What happens within a minute is heard together, at its end: agents answer and then set the status. */
function lastWithin(happenings: readonly Happening[], from: number): Instant {
  const end = (happenings[from]?.at ?? 0) + HEARD_WITHIN_MS;
  let last = from;
  while ((happenings[last + 1]?.at ?? Infinity) <= end) last += 1;
  return happenings[last]?.at ?? end;
}

/** What happened, in its order: each message when it arrived, each status when it was set. */
function happeningsOf(timeline: Timeline): Happening[] {
  const all: Happening[] = [];
  timeline.messages.forEach((it, place) => {
    const id = `message ${place}`;
    if (it.by !== 'customer' && it.by !== 'agent') return;
    const { by, at, failed: _failed, ...said } = it;
    const message: Message = by === 'agent' ? { by, id, at } : { by, id, at, ...said };
    all.push({ at: arrival(it), events: [], apply: (w) => void w.messages.push(message) });
    if (it.failed) {
      const failed = {
        type: 'deliveryFailed',
        id: `failure of ${id}`,
        reference: id,
        failure: { reason: 'refused' },
      } as const;
      all.push({ at: it.at + REPORTED_AFTER_MS, events: [failed] });
    }
  });
  for (const { at, status } of timeline.statuses) all.push({ at, events: [], apply: (w) => setStatus(w, status, at) });
  const { sessionEndedAt: ended } = timeline;
  if (ended !== undefined) all.push({ at: ended, apply: (w) => void (w.sessionEndedAt = ended), events: [] });
  return all.sort((a, b) => a.at - b.at);
}

function setStatus(w: World, status: TicketStatus, at: Instant): void {
  if (w.status !== status) w.statusSince = at;
  w.status = status;
  w.version += 1;
}

interface Scene {
  w: World;
  timeline: Timeline;
  rules: PlayRules;
  turns: Turns;
  played: Played;
}

function perform(scene: Scene, effect: Effect): OwnEvent {
  const { w, turns } = scene;
  switch (effect.type) {
    case 'readTruth':
      return { type: 'truth', truth: truthOf(scene) };
    case 'askTurn': {
      const { intentId } = effect.request;
      const given = turns.ask(effect.request, w.now);
      if (given !== undefined) give(w, intentId, given);
      return { type: 'turnAsked', intentId };
    }
    case 'returnTurns':
      turns.take(effect.turns, w.now);
      return { type: 'turnsReturned', turns: effect.turns };
    case 'reportStop':
      return { type: 'stopReported' };
    case 'send':
      return {
        type: 'sendEnded',
        intentId: effect.intentId,
        order: effect.order,
        outcome: send(scene, effect.order, effect.intentId),
      };
    case 'look':
      return { type: 'sendEnded', intentId: effect.intentId, order: effect.order, outcome: { type: 'absent' } };
    case 'updateTicket':
      return write(scene, effect.update);
    case 'setPause':
      return { type: 'pauseSet', key: effect.key };
    case 'storeOptOut': {
      const { of, stop } = effect.order;
      w.optedOut = true;
      if (stop) w.stopStored = stop.at;
      return { type: 'optOutStored', of };
    }
  }
}

function send({ w, played }: Scene, order: SendOrder, intent: string) {
  const { purpose, message, rendition, ticketId, sendId } = order;
  const said: PlayedMessage = { at: w.now, intent, purpose, message, rendition };
  if (order.observes) {
    played.sent.push(said);
    return { type: 'observed' } as const;
  }
  const id = `message of ${sendId}`;
  w.messages.push({ by: 'ventana', id, at: w.now, ticketId, sendId, purpose });
  if (purpose.kind !== 'rescued' || order.repeats) played.sent.push(said);
  return { type: 'sent', at: w.now, messageId: id } as const;
}

function write({ w, timeline, played }: Scene, update: TicketUpdate): OwnEvent {
  const { ticketId, status, notes } = update;
  if (ticketId === timeline.id) {
    for (const { key, note } of notes) {
      played.notes.push({ at: w.now, kind: note.kind });
      w.notes.push(key);
    }
    if (status === 'solved') played.solvedAt = w.now;
    if (status) setStatus(w, status, w.now);
  }
  return { type: 'written', ticketId, stamp: `v${w.version}` };
}

function truthOf({ w, timeline, rules: { policy, calendar, priced } }: Scene): Truth {
  const { id, createdAt, country } = timeline;
  const { status, statusSince, sessionEndedAt: ended, stopStored, messages } = w;
  return {
    readAt: w.now,
    ticket: {
      ...{ createdAt, status, statusSince, stamp: `v${w.version}` },
      ...(ended !== undefined && { sessionEndedAt: ended }),
      // Fields are only shown: nothing is decided by them.
      shown: { lacking: ['window', 'closesAt'] },
    },
    notesWritten: [...w.notes],
    conversation: { id: CONVERSATION, own: true, ownerTicketId: id, ...(stopStored !== undefined && { stopStored }) },
    reach: 'conversation',
    optedOut: w.optedOut,
    messages: [...messages],
    ...calendar.around(w.now),
    ...pastWindowOf(w, policy, calendar),
    policy: priced ? { ...policy, messages: priced(country, w.now) } : policy,
  };
}

/** As `activities/readTruth.ts` does it, for windows that are older than a truth's hours. */
function pastWindowOf({ messages, now }: World, policy: TicketPolicy, calendar: Calendar): Pick<Truth, 'pastWindow'> {
  const from = messages.findLast((it) => it.by === 'customer')?.at;
  if (!keepsItsHours(policy, from, now)) return {};
  return { pastWindow: { from, ...windowHours(calendar.around(from + WINDOW_MS).office, from) } };
}
