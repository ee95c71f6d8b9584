import type { Dependencies } from './dependencies';
import { messagesOf } from './conversationMessages';
import { readPhone } from './phone';
import type { OfficeHours, SunshineConversation, Ticket, TicketHistory, User } from './ports';
import { haveBlocked, ifThere, isOtherPersons, requestersConversation } from './requester';
import { STOP_STORED } from './storeOptOut';
import { ofTicket } from './ticketGone';
import type { Instant, Message, Reach, Truth } from './types';

const DAY_MS = 24 * 3_600_000;

export interface ReadOrder {
  ticketId: string;
  /** The conversation that the workflow knows of, for a ticket that has none of its own. */
  conversationId?: string;
  /** Whether this ticket has contacted the customer and needs to receive the answer. */
  asks: boolean;
  /** Conversations that were merged into others: the id of the surviving one by the id of the discarded one. */
  merged?: Readonly<Record<string, string>>;
}

/** The office hours and quiet hours that go into a truth read at `at`. */
export const calendarAt = (hours: OfficeHours, at: Instant): Promise<Pick<Truth, 'office' | 'quiet'>> =>
  hours.between(at - 8 * DAY_MS, at + 15 * DAY_MS);

/**
 * Reads everything that a decision needs: ticket, audits, requester, conversation and office hours. If the ticket's own
 * ChatStartedEvent names the conversation, the ticket is linked to it before the messages are listed, so that no
 * message falls in between.
 * @throws TicketGone, VendorError
 */
export async function readTruth(deps: Dependencies, order: ReadOrder): Promise<Truth> {
  const { zendesk, hours, policy, now } = deps;
  const readAt = now();
  const ticket = await ofTicket(zendesk.ticket(order.ticketId));
  const [history, requester, calendar] = await Promise.all([
    zendesk.history(ticket),
    zendesk.user(ticket.requesterId),
    calendarAt(hours, readAt),
  ]);
  const { conversation, messages } = await conversationWithMessages(deps, order, ticket, history);
  return {
    readAt,
    ticket: await ticketFacts(deps, ticket, history),
    notesWritten: history.noteKeys,
    ...(conversation && { conversation: conversation.facts }),
    ...(!conversation && isOnWhatsApp(history, ticket) && { conversationGone: true as const }),
    reach: await reachOf(deps, { ticket, history, requester }, conversation),
    ...(requester.optedOut !== undefined && { optedOut: requester.optedOut }),
    ...(requester.optedIn !== undefined && { optedIn: requester.optedIn }),
    messages,
    ...calendar,
    policy: policy.ticket,
  };
}

async function ticketFacts(deps: Dependencies, ticket: Ticket, history: TicketHistory): Promise<Truth['ticket']> {
  const { status, stamp, createdAt, action, window } = ticket;
  const closesAt = ticket.closesAt === undefined ? undefined : await deps.hours.parse(ticket.closesAt);
  return {
    createdAt,
    status,
    stamp,
    ...(history.statusSince !== undefined && { statusSince: history.statusSince }),
    ...(history.changedByOthersAt !== undefined && { changedByOthersAt: history.changedByOthersAt }),
    ...(action !== undefined && {
      action: { name: action, ...(history.actionSince !== undefined && { since: history.actionSince }) },
    }),
    shown: { ...(window && { window }), ...(closesAt !== undefined && { closesAt }) },
  };
}

/** Why nothing may be sent is known here only as far as it costs no more calls: the send looks again. */
async function reachOf(
  deps: Dependencies,
  { ticket, history, requester }: { ticket: Ticket; history: TicketHistory; requester: User },
  conversation: Found | undefined,
): Promise<Reach> {
  if (requester.suspended) return 'suspended';
  if (conversation) {
    if (!history.requesterChange || !conversation.facts.own) return 'conversation';
    const { id } = conversation.facts;
    const place = { conversationId: id, messages: await deps.sunshine.messages(id) };
    const isOthers = await isOtherPersons(deps, ticket, place, () => Promise.resolve(history));
    return isOthers ? 'otherRequester' : 'conversation';
  }
  if (ticket.action !== undefined && (await haveBlocked(deps, await deps.zendesk.messagingIdentities(requester.id))))
    return 'blocked';
  return reachByPhone(requester, deps.policy.defaultCountry);
}

function reachByPhone({ phone }: User, country: string): Reach {
  if (phone === undefined || phone.trim() === '') return 'noPhone';
  const reading = readPhone(phone, country);
  return 'why' in reading ? reading.why : 'phone';
}

/** A merge of users can leave the ticket's own conversation behind, empty: the one that survives is the requester's. */
async function conversationWithMessages(
  deps: Dependencies,
  order: ReadOrder,
  ticket: Ticket,
  history: TicketHistory,
): Promise<{ conversation: Found | undefined; messages: Message[] }> {
  const conversation = await conversationOf(deps, order, ticket, history);
  if (!conversation) return { conversation, messages: [] };
  const { id, own } = conversation.facts;
  const messages = await messagesOf(deps, id);
  if (!own || messages.length > 0 || (await deps.sunshine.messages(id)).length > 0) return { conversation, messages };
  const survivor = await requestersConversation(deps, ticket.requesterId, id);
  if (!survivor) return { conversation, messages };
  return { conversation: await linked(deps, survivor, ticket.id), messages: await messagesOf(deps, survivor.id) };
}

interface Found {
  facts: NonNullable<Truth['conversation']>;
}

async function conversationOf(
  deps: Dependencies,
  order: ReadOrder,
  ticket: Ticket,
  history: TicketHistory,
): Promise<Found | undefined> {
  const started = history.conversation;
  if (started && isOnWhatsApp(history, ticket)) {
    const own = await ownConversation(deps, order.merged?.[started.id] ?? started.id, ticket);
    return own && linked(deps, own, ticket.id);
  }
  const { conversationId } = order;
  const named =
    conversationId === undefined ? undefined : await namedConversation(deps, conversationId, ticket, history);
  // What an agent asks for goes to where the requester last wrote.
  const mayBeElsewhere = ticket.action !== undefined || (conversationId !== undefined && !named);
  const latest = mayBeElsewhere ? await requestersConversation(deps, ticket.requesterId) : undefined;
  const known = latest ?? named;
  return known && heard(deps, known, ticket.id, order.asks);
}

/** The channel that the audit names; if it names none, the ticket's. */
const isOnWhatsApp = ({ conversation: started }: TicketHistory, ticket: Ticket): boolean =>
  started?.channel === 'whatsapp' || (started?.channel === 'unknown' && ticket.channel === 'whatsapp');

/**
 * The conversation that the ticket began in. The audits keep naming it after a merge of users has discarded it: then
 * the one that survives is the requester's.
 */
async function ownConversation(
  deps: Dependencies,
  id: string,
  ticket: Ticket,
): Promise<SunshineConversation | undefined> {
  return (
    (await ifThere(deps.sunshine.conversation(id))) ?? (await requestersConversation(deps, ticket.requesterId, id))
  );
}

/** A conversation that an event named, unless the ticket has got another requester since it wrote there. */
async function namedConversation(
  deps: Dependencies,
  conversationId: string,
  ticket: Ticket,
  history: TicketHistory,
): Promise<SunshineConversation | undefined> {
  const named = await ifThere(deps.sunshine.conversation(conversationId));
  if (!named || !history.requesterChange) return named;
  const place = { conversationId, messages: await deps.sunshine.messages(conversationId) };
  return (await isOtherPersons(deps, ticket, place, () => Promise.resolve(history))) ? undefined : named;
}

/**
 * The ticket's own conversation. Stores this ticket's id in it, unless a later ticket (a higher id) has already done
 * so.
 */
async function linked(deps: Dependencies, conversation: SunshineConversation, ticketId: string): Promise<Found> {
  const owner = idIn(conversation, 'ticketId');
  const takesOver = owner === undefined || Number(owner) < Number(ticketId);
  if (takesOver) await deps.sunshine.setMetadata(conversation, { ticketId });
  const askedBy = idIn(conversation, 'askedBy');
  return {
    facts: {
      id: conversation.id,
      own: true,
      ownerTicketId: takesOver ? ticketId : owner,
      ...(askedBy !== undefined && { askedByTicketId: askedBy }),
      ...stopIn(conversation),
    },
  };
}

/** Another ticket's conversation, in which this ticket has contacted the customer or is about to. */
async function heard(
  deps: Dependencies,
  conversation: SunshineConversation,
  ticketId: string,
  asks: boolean,
): Promise<Found> {
  const owner = idIn(conversation, 'ticketId');
  const askedBy = idIn(conversation, 'askedBy');
  // A value that is not a number means that no ticket has asked.
  if (asks && !(Number(askedBy ?? 0) >= Number(ticketId)))
    await deps.sunshine.setMetadata(conversation, { askedBy: ticketId });
  return {
    facts: {
      id: conversation.id,
      own: false,
      ...(owner !== undefined && { ownerTicketId: owner }),
      ...(askedBy !== undefined && { askedByTicketId: askedBy }),
      ...stopIn(conversation),
    },
  };
}

function stopIn({ metadata }: SunshineConversation): { stopStored?: number } {
  const at = Number(metadata[STOP_STORED] ?? NaN);
  return Number.isFinite(at) ? { stopStored: at } : {};
}

function idIn({ metadata }: SunshineConversation, key: 'ticketId' | 'askedBy'): string | undefined {
  const value = metadata[key];
  return value === undefined || value === '' ? undefined : String(value);
}
