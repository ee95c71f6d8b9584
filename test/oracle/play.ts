/** Plays a week against the real core: one run for each ticket, and the account's turns, as their workflows do it. */
import type { Instant } from '../../activities/types';
import { type Conversation, type Effect, newConversation } from '../../workflows/core/conversation';
import { step, wakeAt } from '../../workflows/core/decide';
import type { OwnEvent } from '../../workflows/core/events';
import { DAY, HOUR, MINUTE, SECOND } from '../support/madrid';
import { type Account, newAccount, statusOf } from './account';
import { carryOut } from './people';
import { createQueue } from './queue';
import type { AnyEvent, Simulator } from './simulator';
import { look, read, send, storeOptOut, update } from './vendors';
import type { Week } from './week';

interface Run {
  conversation: Conversation;
  inbox: AnyEvent[];
  isBusy: boolean;
  /** The timer that counts: older ones say nothing. */
  timer: number;
  atOnce: { now: Instant; decisions: number };
}

const MOST_AT_ONCE = 60;
const MOST_HAPPENINGS = 60_000;
const SWEEP_EVERY = 15 * MINUTE;
const ROUND_EVERY = 12 * HOUR;

/** @returns the account with its whole history */
export function playWeek(week: Week): Account {
  const account = newAccount(week);
  const line = timeline();
  const runs = new Map<string, Run>();
  const s: Simulator = {
    account,
    now: week.from,
    plan: line.plan,
    signal: (ticketId, event) => signal(s, runs, ticketId, event),
    runsWith: (id) => [...runs].filter(([, run]) => conversationsOf(run).includes(id)).map(([ticketId]) => ticketId),
    hasRun: (ticketId) => runs.has(ticketId),
  };
  queues.set(s, createQueue(s));
  for (const act of week.acts) line.plan(act.at, () => carryOut(s, act));
  for (let at = week.from + SWEEP_EVERY; at < week.end; at += SWEEP_EVERY) line.plan(at, () => sweep(s));
  for (let at = week.from + ROUND_EVERY; at < week.end; at += ROUND_EVERY) line.plan(at, () => round(s, runs));
  let happenings = 0;
  for (let next = line.next(); next && next.at <= week.end; next = line.next()) {
    s.now = Math.max(s.now, next.at);
    next.happens();
    if ((happenings += 1) > MOST_HAPPENINGS) {
      account.spins.push('an endless loop');
      break;
    }
  }
  return account;
}

const queues = new WeakMap<Simulator, ReturnType<typeof createQueue>>();

const conversationsOf = ({ conversation: c }: Run): (string | undefined)[] => [
  c.heardConversationId,
  c.stage === 'watching' ? c.truth.conversation?.id : undefined,
];

function timeline() {
  type Happening = { at: Instant; order: number; happens: () => void };
  const upcoming: Happening[] = [];
  let order = 0;
  const isBefore = (a: Happening, b: Happening): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
  return {
    plan: (at: Instant, happens: () => void): void => {
      const it = { at, order: order++, happens };
      let [low, high] = [0, upcoming.length];
      // The next one stands last.
      while (low < high) {
        const middle = (low + high) >> 1;
        if (isBefore(it, upcoming[middle]!)) low = middle + 1;
        else high = middle;
      }
      upcoming.splice(low, 0, it);
    },
    next: () => upcoming.pop(),
  };
}

function startsRun(event: AnyEvent): boolean {
  if (event.type === 'messageSeen') return event.message.by === 'customer';
  if (event.type === 'statusChanged') return event.status === 'pending';
  return event.type === 'ticketCreated' || event.type === 'actionRequested' || event.type === 'ticketFound';
}

function signal(s: Simulator, runs: Map<string, Run>, ticketId: string, event: AnyEvent): void {
  if (!s.account.tickets.has(ticketId)) return;
  let run = runs.get(ticketId);
  if (!run) {
    if (!startsRun(event)) return;
    const conversation: Conversation = { ...newConversation(ticketId, s.now), frugal: true };
    run = { conversation, inbox: [], isBusy: false, timer: 0, atOnce: { now: -1, decisions: 0 } };
    runs.set(ticketId, run);
  }
  run.inbox.push(event);
  if (!run.isBusy) advance(s, runs, ticketId, run);
}

function advance(s: Simulator, runs: Map<string, Run>, ticketId: string, run: Run): void {
  for (;;) {
    const isWoken = run.inbox.length === 0;
    run.atOnce = { now: s.now, decisions: run.atOnce.now === s.now ? run.atOnce.decisions + 1 : 1 };
    if (run.atOnce.decisions > MOST_AT_ONCE) return void s.account.spins.push(`ticket ${ticketId} spins`);
    const { next, effect } = step(run.conversation, run.inbox.splice(0), s.now);
    run.conversation = next;
    if (effect) return begin(s, runs, ticketId, run, effect);
    if (next.stage === 'ended') return void runs.delete(ticketId);
    const wake = wakeAt(next);
    if (wake !== undefined && wake <= s.now) {
      if (isWoken) return void s.account.spins.push(`ticket ${ticketId} is awake for nothing`);
      continue;
    }
    run.timer += 1;
    const { timer } = run;
    if (wake !== undefined) {
      s.plan(wake, () => {
        if (run.timer === timer && !run.isBusy && runs.get(ticketId) === run) advance(s, runs, ticketId, run);
      });
    }
    return;
  }
}

function begin(s: Simulator, runs: Map<string, Run>, ticketId: string, run: Run, effect: Effect): void {
  run.isBusy = true;
  run.timer += 1;
  const finish = perform(s, ticketId, effect);
  s.plan(s.now + 100 + Math.floor(s.account.random() * 2 * SECOND), () => {
    run.isBusy = false;
    run.inbox.unshift(finish());
    advance(s, runs, ticketId, run);
  });
}

/** What is read is true at the beginning; everything else happens at the end. */
function perform(s: Simulator, ticketId: string, effect: Effect): () => OwnEvent {
  const ticket = s.account.tickets.get(ticketId)!;
  const queue = queues.get(s)!;
  switch (effect.type) {
    case 'readTruth': {
      const answer = read(s, ticket, effect);
      return () => answer;
    }
    case 'askTurn':
      return () => queue.ask(effect);
    case 'returnTurns':
      return () => queue.giveBack(effect);
    case 'reportStop':
      return () => queue.stop(effect);
    case 'send': {
      const { order } = effect;
      const requested = s.account.turns.asked.findLast(({ request: { intentId } }) => intentId === effect.intentId);
      s.account.orders.push({ at: s.now, ticket, order, requested: requested?.request.requested ?? true });
      return () => send(s, ticket, effect);
    }
    case 'look':
      return () => look(s, effect);
    case 'updateTicket':
      return () => update(s, ticket, effect.update);
    case 'setPause':
      return () => ({ type: 'pauseSet', key: effect.key });
    case 'storeOptOut':
      return () => storeOptOut(s, ticket, effect.order);
  }
}

/** What has changed since the last sweep, except in the last minute. */
function sweep(s: Simulator): void {
  const { changes, tickets } = s.account;
  const due = changes.filter(({ at }) => at <= s.now - MINUTE);
  s.account.changes = changes.filter(({ at }) => at > s.now - MINUTE);
  for (const ticketId of new Set(due.map((it) => it.ticketId))) {
    const ticket = tickets.get(ticketId)!;
    const id = `sweep ${ticketId} ${s.now}`;
    if (s.hasRun(ticketId)) s.signal(ticketId, { type: 'refresh', id, stamp: `v${ticket.version}` });
    else if (isFound(ticketId)) s.signal(ticketId, { type: 'ticketFound', id });
  }

  function isFound(ticketId: string): boolean {
    const ticket = tickets.get(ticketId)!;
    const status = statusOf(ticket);
    const isOurs = ticket.conversation !== undefined || ticket.action !== undefined;
    // S4: old questions are left alone, requests are not.
    const isOld = status === 'pending' && !ticket.action && s.now - ticket.statuses.at(-1)!.at > 2 * DAY;
    return isOurs && status !== 'closed' && !isOld;
  }
}

function round(s: Simulator, runs: Map<string, Run>): void {
  for (const ticketId of [...runs.keys()]) s.signal(ticketId, { type: 'refresh', id: `round ${ticketId} ${s.now}` });
}
