/**
 * Stories for the core: `given(customer('Mon 09:00'), agent('Mon 11:00'), status('Mon 11:00', 'pending')).until('Wed 12:00')` plays them against a
 * pretend world and tells what came of it. Each happening changes the truth and, unless `lost`, sends its webhook.
 */
import { expect } from 'vitest';
import type { Note } from '../../activities/orders';
import type {
  CustomerMessage,
  Instant,
  OutreachMessage,
  Rendition,
  TicketPolicy,
  TicketStatus,
} from '../../activities/types';
import { type Conversation, newConversation } from '../../workflows/core/conversation';
import { step, wakeAt } from '../../workflows/core/decide';
import type { OwnEvent, TicketEvent } from '../../workflows/core/events';
import { at, when } from './madrid';
import { pauseSending, resumeSending } from './pausing';
import { deliveryFailure, newWorld, performIn, setStatus } from './world';
import { type World, defaultPolicy } from './worldModel';

export interface Happening {
  at: Instant;
  act: (w: World) => TicketEvent[];
  /** When its webhooks arrive. */
  webhooks: Instant[];
}

export const happening = (time: string, act: (w: World) => TicketEvent[]): Happening => ({
  at: at(time),
  act,
  webhooks: [at(time)],
});

/** Its webhook never comes. */
export const lost = (it: Happening): Happening => ({ ...it, webhooks: [] });
/** Its webhook comes only then. */
export const late = (it: Happening, time: string): Happening => ({ ...it, webhooks: [at(time)] });
/** Its webhook comes again and again. */
export const repeated = (it: Happening): Happening => ({ ...it, webhooks: [it.at, it.at, it.at + 1_000] });

/** Only a webhook says so: the conversation does not have it. */
export const forged = (it: Happening): Happening => ({
  ...it,
  act: (w) => {
    const { messages } = w;
    w.messages = [...messages];
    const events = it.act(w);
    w.messages = messages;
    return events;
  },
});

/** The customer writes by WhatsApp. */
export const customer = (
  time: string,
  say: Pick<CustomerMessage, 'stop' | 'stopIfReply' | 'tap' | 'unlisted'> & { id?: string; arrives?: string } = {},
): Happening =>
  happening(say.arrives ?? time, (w) => {
    const { arrives, id = `customer ${time}`, ...stops } = say;
    const late = arrives === undefined ? {} : { arrivedAt: at(arrives) };
    const message = { by: 'customer' as const, id, at: at(time), ...late, integrationId: 'number', ...stops };
    w.messages.push(message);
    if (w.botAnswers) botAnswers(w, id);
    w.conversation ??= { id: 'conversation', own: false };
    const { id: conversationId, ownerTicketId, askedByTicketId } = w.conversation;
    const seen: TicketEvent = {
      type: 'messageSeen',
      id: `webhook of ${id}`,
      message,
      conversationId,
      ...(ownerTicketId !== undefined && { ownerTicketId }),
      ...(askedByTicketId !== undefined && { askedByTicketId }),
    };
    return [seen, ...(w.zendeskReopens ? reopenedByZendesk(w) : [])];
  });

/** Its webhook looks like an agent's, but does not say that a person wrote it. */
function botAnswers(w: World, to: string): void {
  const id = `bot to ${to}`;
  const said = { id, at: w.now + 2_000 };
  w.post(said.at, {
    type: 'messageSeen',
    id: `webhook of ${id}`,
    message: { by: 'agent', ...said },
    conversationId: 'conversation',
    unsure: true,
  });
  w.botSaid.push(said);
}

function reopenedByZendesk(w: World): TicketEvent[] {
  if (w.status === 'new' || w.status === 'open') return [];
  setStatus(w, 'open');
  return [{ type: 'statusChanged', id: `status ${w.version}`, status: 'open' }];
}

/** An agent answers in Agent Workspace. Free-form: nothing of it arrives once the window is closed. */
export const agent = (time: string): Happening =>
  happening(time, (w) => {
    const message = { by: 'agent' as const, id: `agent ${time}`, at: at(time) };
    w.messages.push(message);
    w.version += 1;
    return [{ type: 'messageSeen', id: `webhook of ${message.id}`, message, conversationId: 'conversation' }];
  });

/** An agent sets the status. */
export const status = (time: string, to: TicketStatus): Happening =>
  happening(time, (w) => {
    setStatus(w, to);
    return [{ type: 'statusChanged', id: `status ${time}`, status: to }];
  });

/** An agent applies the macro that asks for a message. */
export const macro = (time: string, name: string): Happening =>
  happening(time, (w) => {
    if (w.action?.name !== name) w.action = { name, since: at(time) };
    w.version += 1;
    return [{ type: 'actionRequested', id: `action ${time}`, action: name, agentWaits: true }];
  });

/** Any other change, of which only a hint tells. */
export const change = (time: string, act: (w: World) => void): Happening =>
  happening(time, (w) => {
    act(w);
    w.version += 1;
    return [{ type: 'refresh', id: `hint ${time}` }];
  });

/** The sweep finds the ticket in Zendesk's export, as it is then. */
export const swept = (time: string): Happening =>
  happening(time, (w) => [{ type: 'refresh', id: `sweep ${time}`, stamp: `v${w.version}` }]);

export const hint = (time: string): Happening => change(time, () => undefined);
export const created = (time: string): Happening =>
  happening(time, () => [{ type: 'ticketCreated', id: `created ${time}` }]);
export const blocked = (time: string): Happening =>
  happening(time, () => [{ type: 'customerBlocked', id: `blocked ${time}` }]);

/** WhatsApp reports that the newest message of that author did not arrive. */
export const undelivered = (time: string, by: 'agent' | 'ventana', code: number): Happening =>
  happening(time, (w) => {
    const message = w.messages.findLast((it) => it.by === by)!;
    w.received = w.received.filter((it) => it.id !== message.id);
    const notified = message.by === 'ventana' && w.conversation === undefined;
    return [deliveryFailure(notified ? `notification of ${message.sendId}` : message.id, code)];
  });

/** The report on a message by its id, wherever the message itself may be. */
export const undeliveredMessage = (time: string, id: string, code: number): Happening =>
  happening(time, () => [deliveryFailure(id, code)]);

/** The delivery report on our newest message, with the metadata that we sent: it arrived, or failed with that code. */
export const reported = (time: string, code: number | undefined): Happening =>
  happening(time, (w) => {
    const { sendId, id } = w.messages.findLast((it) => it.by === 'ventana')!;
    const about = { id: `report on ${id}`, reference: `notification of ${sendId}`, sendId };
    if (code === undefined) return [{ type: 'delivered', ...about, arrived: true, at: at(time) }];
    return [{ type: 'deliveryFailed', ...about, failure: { reason: 'refused', code } }];
  });

/** `delivery:user`: the n-th message of that author is on the phone. Sunshine names it by its id alone. */
export const arrived = (time: string, by: 'agent' | 'ventana' = 'ventana', nth = 0): Happening =>
  happening(time, (w) => {
    const message = w.messages.filter((it) => it.by === by)[nth]!;
    const notified = message.by === 'ventana' && w.conversation === undefined;
    const reference = notified ? `notification of ${message.sendId}` : message.id;
    return [{ type: 'delivered', id: `arrival of ${reference}`, reference, arrived: true, at: at(time) }];
  });

/** The account's turns say that our newest request waits behind another ticket's stop. */
export const heldBehind = (time: string, code: number): Happening =>
  happening(time, (w) => {
    const intentId = w.log.turns.at(-1)!.request.intentId;
    return [{ type: 'turnHeld', id: `held ${time}`, intentId, code }];
  });

/** All sending of the account is paused, and goes on. */
export const paused = (time: string): Happening => change(time, pauseSending);
export const resumed = (time: string): Happening => change(time, resumeSending);

/** What an earlier run of the ticket sent. */
export const sentBefore = (time: string, kind: 'followUp' | 'reopening'): OutreachMessage => ({
  by: 'ventana',
  id: `earlier ${time}`,
  at: at(time),
  ticketId: '100',
  sendId: `earlier-${time}:template:1`,
  purpose: { kind, name: kind },
});

type PolicyChanges = { [K in keyof TicketPolicy]?: Partial<TicketPolicy[K]> | 'off' };

export interface Story {
  /** Changes of the default policy. */
  policy(changes: PolicyChanges): Story;
  /** Changes of the world before anything happens. */
  where(changes: Partial<World>): Story;
  until(time: string): Outcome;
}

export interface Outcome {
  received: { at: string; what: string; rendition: Rendition }[];
  notes: { at: string; kind: Note['kind'] }[];
  /** Notes on other tickets. */
  notesElsewhere: { ticketId: string; kind: Note['kind'] }[];
  /** The words of the notes. */
  words: Note[];
  status: TicketStatus;
  window: string;
  reads: string[];
  sends: { at: string; rendition: Rendition; sendId: string }[];
  looks: string[];
  writes: string[];
  decisions: number;
  conversation: Conversation | undefined;
  world: World;
}

export const given = (...happenings: Happening[]): Story => story(happenings, {}, {});

function story(happenings: Happening[], policy: PolicyChanges, world: Partial<World>): Story {
  return {
    policy: (changes) => story(happenings, { ...policy, ...changes }, world),
    where: (changes) => story(happenings, policy, { ...world, ...changes }),
    until: (time) => play(happenings, { policy: policyWith(policy), ...world }, at(time)),
  };
}

function policyWith(changes: PolicyChanges): TicketPolicy {
  const policy: Record<string, unknown> = { ...defaultPolicy };
  for (const [key, value] of Object.entries(changes)) {
    if (value === 'off') delete policy[key];
    else policy[key] = typeof value === 'object' ? { ...(policy[key] as object), ...value } : value;
  }
  return policy as unknown as TicketPolicy;
}

/** More is an endless loop. */
const MOST_DECISIONS = 1_000;
const MOST_DECISIONS_AT_ONCE = 40;

type Due = { at: Instant; order: number; happens: () => void };

/** As `workflows/ticket.ts` does it, step by step, with the world's time instead of Temporal's. */
export function play(happenings: readonly Happening[], changes: Partial<World>, end: Instant): Outcome {
  const first = Math.min(...happenings.map((it) => it.at));
  const w: World = { ...newWorld(first), ...changes, received: [], notes: [...(changes.notes ?? [])] };
  w.messages = [...w.messages];
  w.botSaid = [];
  w.asked = new Map();
  w.pausedTurns = new Map();
  w.unanswered = new Set();
  w.heldUntil = new Map();
  for (const fates of ['reads', 'sends', 'writes', 'optOuts'] as const) w[fates] = [...w[fates]] as never;
  const inbox: (TicketEvent | OwnEvent)[] = [];
  const upcoming: Due[] = [];
  let run: Conversation | undefined;
  let latest: Conversation | undefined;
  let decisions = 0;
  let atOnce = { now: -1, decisions: 0 };
  let order = 0;

  const plan = (time: Instant, happens: () => void): void => {
    upcoming.push({ at: time, order: order++, happens });
    upcoming.sort((a, b) => a.at - b.at || a.order - b.order);
  };
  const arrive = (event: TicketEvent | OwnEvent): void => {
    if ('id' in event && w.unanswered.has(event.id)) return;
    if (run !== undefined || startsRun(event)) inbox.push(event);
  };
  w.post = (time, event) => plan(time, () => arrive(event));
  for (const it of happenings) {
    plan(it.at, () => {
      const events = it.act(w);
      for (const time of it.webhooks) {
        for (const event of events) if (time <= w.now) arrive(event);
        for (const event of events) if (time > w.now) w.post(time, event);
      }
    });
  }
  const passTo = (time: Instant): void => {
    while (upcoming[0] && upcoming[0].at <= time) {
      w.now = Math.max(w.now, upcoming[0].at);
      upcoming.shift()!.happens();
    }
    w.now = Math.max(w.now, time);
  };
  const guard = (): void => {
    decisions += 1;
    atOnce = { now: w.now, decisions: atOnce.now === w.now ? atOnce.decisions + 1 : 1 };
    const where = () => `at ${when(w.now)}: ${JSON.stringify(run)}`;
    if (decisions > MOST_DECISIONS) expect.fail(`an endless loop, ${where()}`);
    if (atOnce.decisions > MOST_DECISIONS_AT_ONCE) expect.fail(`a hot loop, ${where()}`);
  };

  for (;;) {
    if (inbox.length === 0) {
      const wake = run && wakeAt(run);
      const next = Math.min(wake ?? Infinity, upcoming[0]?.at ?? Infinity);
      if (next > end) break;
      passTo(Math.max(w.now, next));
      if (inbox.length === 0 && (wake === undefined || wake > w.now)) continue;
    }
    const awakened = inbox.length === 0;
    guard();
    const rules = w.conversationRules !== undefined && { rules: w.conversationRules };
    const before: Conversation = run ?? { ...newConversation(w.ticketId, w.now), frugal: true, ...rules };
    const { next, effect } = step(before, inbox.splice(0), w.now);
    run = next;
    latest = next;
    if (awakened && !effect && (wakeAt(next) ?? Infinity) <= w.now)
      expect.fail(`awake for nothing at ${when(w.now)}: ${JSON.stringify(next)}`);
    if (effect) {
      passTo(w.now + w.latencyMs);
      const answer = performIn(w, effect);
      if (answer) inbox.unshift(answer);
    }
    if (next.stage === 'ended' && inbox.length === 0) run = undefined;
  }
  return outcomeOf(w, latest, decisions);
}

/** Everything else is for a run that exists. */
function startsRun(event: TicketEvent | OwnEvent): boolean {
  if (event.type === 'messageSeen') return event.message.by === 'customer';
  if (event.type === 'statusChanged') return event.status === 'pending';
  return event.type === 'ticketCreated' || event.type === 'actionRequested';
}

function outcomeOf(w: World, conversation: Conversation | undefined, decisions: number): Outcome {
  const { window, closesAt } = w.shown;
  const own = w.notes.filter(({ ticketId }) => ticketId === w.ticketId);
  return {
    received: w.received.map(({ at: time, purpose, rendition, repeats }) => ({
      at: when(time),
      what: repeats ?? purpose.name,
      rendition,
    })),
    notes: own.map(({ at: time, note }) => ({ at: when(time), kind: note.kind })),
    notesElsewhere: w.notes
      .filter(({ ticketId }) => ticketId !== w.ticketId)
      .map(({ ticketId, note }) => ({ ticketId, kind: note.kind })),
    words: own.map(({ note }) => note),
    status: w.status,
    window: window === undefined || closesAt === undefined ? 'nothing' : `${window} till ${when(closesAt)}`,
    reads: w.log.reads.map(when),
    sends: w.log.sends.map(({ at: time, order: { rendition, sendId } }) => ({ at: when(time), rendition, sendId })),
    looks: w.log.looks.map(when),
    writes: w.log.writes.map(({ at: time }) => when(time)),
    decisions,
    conversation,
    world: w,
  };
}

export const template = (time: string, what: string) => ({ at: time, what, rendition: 'template' as const });
export const text = (time: string, what: string) => ({ at: time, what, rendition: 'text' as const });
export const note = (time: string, kind: Note['kind']) => ({ at: time, kind });
