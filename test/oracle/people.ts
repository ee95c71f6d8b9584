/** What customers and agents do. Each act changes the account and sends its webhooks, which may go astray. */
import type { TicketStatus } from '../../activities/types';
import type { TicketEvent } from '../../workflows/core/events';
import { MINUTE, SECOND } from '../support/madrid';
import {
  type Conversation,
  type Customer,
  type Stored,
  type Ticket,
  activeTicket,
  addConversation,
  addTicket,
  holds,
  outageOf,
  set,
  setStatus,
  statusOf,
} from './account';
import { type Simulator, tell } from './simulator';
import { asMessage } from './truth';
import type { Act, Fate } from './week';

const DAY = 24 * 60 * MINUTE;

export function carryOut(s: Simulator, act: Act): void {
  const { account, now } = s;
  const { week } = account;
  const isStranger = act.pick === 5 && week.strangers > 0;
  const customer = account.customers[isStranger ? week.customers : act.customer]!;
  switch (act.deed) {
    case 'writes':
      return writes(s, customer, act, {});
    case 'writesLate':
      return writes(s, customer, act, { onItsWayMs: act.delayMs });
    case 'taps':
      return writes(s, customer, act, { tap: true, unlisted: true });
    case 'tapsButton':
      return writes(s, customer, act, { tap: true });
    case 'stop':
      return writes(s, customer, act, { stop: 'always' });
    case 'baja':
      return writes(s, customer, act, { stop: 'inReply' });
    case 'mails':
      addTicket(account, customer, now);
      return;
    case 'clearsBox':
      return set(customer.optOut, false, 'agent', now);
    case 'optsIn':
      return set(customer.optIn, !holds(customer.optIn), 'agent', now);
    case 'blocks':
      return blocks(s, customer, act);
    default: {
      const ticket = ticketFor(customer, act.pick);
      if (ticket && statusOf(ticket) !== 'closed') actOn(s, ticket, act);
    }
  }
}

/** Mostly the one that the customer writes into. */
function ticketFor(customer: Customer, pick: number): Ticket | undefined {
  const active = activeTicket(customer) ?? customer.tickets.at(-1);
  return pick < 3 ? active : customer.tickets[pick % Math.max(1, customer.tickets.length)];
}

function actOn(s: Simulator, ticket: Ticket, act: Act): void {
  switch (act.deed) {
    case 'replies':
      return replies(s, ticket, act, true);
    case 'repliesInVain':
      return replies(s, ticket, act, false);
    case 'repliesUnread':
      return replies(s, ticket, { ...act, fate: 'comes' }, true, true);
    case 'open':
    case 'pending':
    case 'hold':
    case 'solved':
    case 'closed':
      return sets(s, ticket, act.deed, act);
    case 'asksReopening':
      return asks(s, ticket, 'reopening', act);
    case 'asksIncident':
      return asks(s, ticket, 'incident', act);
    case 'asksRescue':
      return asks(s, ticket, 'rescue', act);
    case 'withdrawsRescue':
      return asks(s, ticket, 'rescue_withdraw', act);
    case 'withdraws':
      return withdraws(s, ticket, act);
    case 'endsSession':
      if (!ticket.conversation || ticket.sessionEndedAt !== undefined || activeTicket(ticket.customer) !== ticket)
        return;
      ticket.sessionEndedAt = s.now;
      return changed(s, ticket, 'lost');
    case 'edits':
      return changed(s, ticket, 'lost');
    case 'writes':
    case 'writesLate':
    case 'taps':
    case 'tapsButton':
    case 'stop':
    case 'baja':
    case 'mails':
    case 'clearsBox':
    case 'optsIn':
    case 'blocks':
  }
}

/** By a person: so say its audits. */
function changed(s: Simulator, ticket: Ticket, fate: Fate, hintAt = Infinity): void {
  ticket.version += 1;
  ticket.changedByOthers.push(s.now);
  s.account.changes.push({ at: s.now, ticketId: ticket.id, fate, hintAt });
}

interface Said {
  onItsWayMs?: number;
  unlisted?: boolean;
  tap?: boolean;
  stop?: 'always' | 'inReply';
}

function writes(s: Simulator, customer: Customer, act: Act, how: Said): void {
  const { account, now } = s;
  const active = activeTicket(customer);
  const conversation = active?.conversation ?? conversationToWriteIn(s, customer);
  const { stop, onItsWayMs = 0 } = how;
  // Only webhooks tell of a tap, and they come to the ticket's run.
  const { ticketId } = conversation.metadata;
  const unlisted = how.unlisted === true && active !== undefined && active.id === ticketId && s.hasRun(active.id);
  const message: Stored = {
    id: `m${account.conversations.reduce((sum, it) => sum + it.messages.length, 0) + 1}`,
    by: 'customer',
    at: now - onItsWayMs,
    arrivedAt: now,
    ...(unlisted && { unlisted }),
    ...(how.tap && { tap: true }),
    ...(stop && { stop }),
  };
  const asking = recentNotification(conversation);
  conversation.messages.push(message);
  message.hintAt = hear(s, conversation, message, unlisted ? { ...act, fate: 'comes' } : act, asking);
  if (account.week.bots) s.plan(now + 2 * SECOND, () => botSpeaks(s, conversation));
  if (!active) {
    const ticket = addTicket(account, customer, now, conversation);
    account.changes.push({ at: now, ticketId: ticket.id, fate: act.fate, hintAt: Infinity });
    tell(s, { type: 'ticketCreated', id: `created ${ticket.id}` }, { named: [ticket.id] }, act.fate, act.delayMs);
    return;
  }
  const status = statusOf(active);
  if (!account.week.zendeskReopens || status === 'new' || status === 'open') return;
  setStatus(active, 'open', 'zendesk', now);
  account.changes.push({ at: now, ticketId: active.id, fate: act.fate, hintAt: Infinity });
  statusHint(s, active, act);
}

/** After an ended session a new one; else the one of the closed ticket. */
function conversationToWriteIn(s: Simulator, customer: Customer): Conversation {
  const last = customer.conversations.at(-1);
  const hasEnded = customer.tickets.findLast((it) => it.conversation === last)?.sessionEndedAt !== undefined;
  return last && !hasEnded ? last : addConversation(s.account, customer);
}

/** What notifications since the customer's last message were about. */
function recentNotification({ messages }: Conversation): string | undefined {
  const since = messages.findLastIndex(({ by }) => by === 'customer');
  return messages.slice(since + 1).findLast((it) => it.by === 'ventana' && it.id.startsWith('n'))?.ticketId;
}

/** @returns when its webhook comes */
function hear(s: Simulator, conversation: Conversation, it: Stored, { fate, delayMs }: Act, asking?: string): number {
  const message = asMessage(it);
  if (!message) return Infinity;
  const { ticketId, askedBy = asking } = conversation.metadata;
  const seen: TicketEvent = {
    type: 'messageSeen',
    id: `webhook of ${it.id}`,
    message,
    conversationId: conversation.id,
    ...(ticketId !== undefined && { ownerTicketId: ticketId }),
    ...(askedBy !== undefined && { askedByTicketId: askedBy }),
  };
  return tell(s, seen, { named: [ticketId, askedBy, asking], conversationId: conversation.id }, fate, delayMs);
}

/** Its webhook looks like an agent's. */
function botSpeaks(s: Simulator, { id, messages, metadata }: Conversation): void {
  const message = { id: `bot ${id} ${messages.length}`, at: s.now };
  messages.push({ ...message, by: 'bot', arrivedAt: s.now });
  tell(
    s,
    {
      type: 'messageSeen',
      id: `webhook of ${message.id}`,
      message: { by: 'agent', ...message },
      conversationId: id,
      unsure: true,
    },
    { named: [metadata.ticketId, metadata.askedBy], conversationId: id },
    'comes',
    0,
  );
}

/** Into the ticket's own conversation. What is written when the window is closed does not arrive. */
function replies(s: Simulator, ticket: Ticket, act: Act, arrives: boolean, unread = false): void {
  const { conversation } = ticket;
  if (!conversation || ticket.sessionEndedAt !== undefined) return;
  const { messages, metadata } = conversation;
  const lastAt = Math.max(...messages.filter(({ by }) => by === 'customer').map(({ at }) => at));
  const id = `a${messages.length + 1} ${conversation.id}`;
  // Nobody can know of it without its webhook.
  const isHeard =
    unread && s.hasRun(ticket.id) && metadata.ticketId === ticket.id && !outageOf(s.account, s.now + 300, 'receiver');
  const message: Stored = {
    id,
    by: 'agent',
    at: s.now,
    arrivedAt: s.now,
    ticketId: ticket.id,
    ...(isHeard && { unread }),
  };
  messages.push(message);
  message.hintAt = hear(s, conversation, message, act);
  // Of what was too late, WhatsApp's report may come or not.
  const isLate = s.now >= lastAt + DAY && act.pick % 2 === 1;
  if (!arrives || isLate) {
    const failed: TicketEvent = {
      type: 'deliveryFailed',
      id: `failure of ${id}`,
      reference: id,
      conversationId: conversation.id,
      failure: { reason: 'refused', code: 131047 },
    };
    const to = { named: [metadata.ticketId, metadata.askedBy], conversationId: conversation.id };
    message.failedKnownAt = Infinity;
    tell(s, failed, to, act.fate, act.delayMs, (heard) => {
      if (heard) message.failedKnownAt = Math.min(message.failedKnownAt!, s.now);
    });
  }
  if (statusOf(ticket) === 'new') setStatus(ticket, 'open', 'agent', s.now);
  changed(s, ticket, act.fate);
}

function sets(s: Simulator, ticket: Ticket, status: TicketStatus, act: Act): void {
  if (statusOf(ticket) === status || (status !== 'closed' && statusOf(ticket) === 'closed')) return;
  setStatus(ticket, status, 'agent', s.now);
  changed(s, ticket, act.fate, statusHint(s, ticket, act));
}

const statusHint = (s: Simulator, ticket: Ticket, { fate, delayMs }: Act): number =>
  tell(
    s,
    { type: 'statusChanged', id: `status ${ticket.id} v${ticket.version}`, status: statusOf(ticket) },
    { named: [ticket.id] },
    fate,
    delayMs,
  );

function asks(s: Simulator, ticket: Ticket, name: string, { fate, delayMs }: Act): void {
  const event: TicketEvent = {
    type: 'actionRequested',
    id: `action ${ticket.id} ${s.now}`,
    action: name,
    agentWaits: true,
  };
  const hintAt = tell(s, event, { named: [ticket.id] }, fate, delayMs);
  if (ticket.action?.name !== name) {
    const before = ticket.requests.at(-1);
    if (ticket.action && before && before.clearedAt === undefined) {
      before.clearedAt = s.now;
      before.clearedBy = 'agent';
    }
    ticket.action = { name, since: s.now };
    ticket.requests.push({ name, since: s.now, hintAt });
  }
  changed(s, ticket, fate, hintAt);
}

function withdraws(s: Simulator, ticket: Ticket, act: Act): void {
  if (!ticket.action) return;
  delete ticket.action;
  Object.assign(ticket.requests.at(-1)!, { clearedAt: s.now, clearedBy: 'agent' });
  changed(s, ticket, act.fate);
}

function blocks(s: Simulator, customer: Customer, { fate, delayMs }: Act): void {
  const conversation = customer.conversations.at(-1);
  if (!conversation || customer.blockedAt !== undefined) return;
  customer.blockedAt = s.now;
  const { ticketId, askedBy } = conversation.metadata;
  const to = { named: [ticketId, askedBy], conversationId: conversation.id };
  tell(s, { type: 'customerBlocked', id: `blocked ${customer.index}` }, to, fate, delayMs);
}
