import type { Dependencies } from './dependencies';
import { listConversation } from './conversationMessages';
import { answersWhat, earlierMessages } from './earlierConversation';
import { phoneDigits } from './phone';
import type { OfficeHours, SunshineConversation, Ticket, TicketHistory, User } from './ports';
import { STOP_STORED } from './storeOptOut';
import { ofTicket } from './ticketGone';
import type { Instant, OutreachMessage, Reach, Truth, Shown } from './types';
import { VendorError } from './vendorError';

const DAY_MS = 24 * 3_600_000;

export interface ReadOrder {
  ticketId: string;
  /** The conversation that the workflow knows of, for a ticket that has none of its own. */
  conversationId?: string;
  /** Whether this ticket has contacted the customer and needs to receive the answer. */
  asks: boolean;
  /** Comes back with the truth. */
  rules?: number;
}

/** The office hours and quiet hours that go into a truth read at `at`. */
export const calendarAt = (hours: OfficeHours, at: Instant): Promise<Pick<Truth, 'office' | 'quiet'>> =>
  hours.between(at - 8 * DAY_MS, at + 15 * DAY_MS);

/**
 * Reads everything that a decision needs: ticket, audits, requester, conversation and office hours. If the ticket's own
 * ChatStartedEvent names the conversation, the ticket is linked to it before the messages are listed, so that no
 * message falls in between; a conversation that is new to us is also linked to what it answers.
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
  const conversation = await conversationOf(deps, order, ticket, history);
  const list = conversation && (await listConversation(deps, conversation.facts.id));
  const ended = sessionEnd(history, conversation?.facts.own ? list?.endedAt : undefined);
  return {
    readAt,
    ...(order.rules !== undefined && { rules: order.rules }),
    ticket: { ...(await ticketFacts(deps, ticket, history)), ...(ended !== undefined && { sessionEndedAt: ended }) },
    notesWritten: history.noteKeys,
    ...(conversation && { conversation: conversation.facts }),
    reach: conversation ? 'conversation' : reachByPhone(requester, policy.defaultCountry),
    ...(requester.optedOut !== undefined && { optedOut: requester.optedOut }),
    ...(requester.optedIn !== undefined && { optedIn: requester.optedIn }),
    messages: [...(conversation?.earlier ?? []), ...(list?.messages ?? [])],
    ...(list?.listed && { listed: list.listed }),
    ...calendar,
    policy: policy.ticket,
  };
}

/**
 * When the ticket's session ended, by its audits or by a system message in its conversation. WhatsApp's conversation may
 * have had earlier sessions, of this ticket or of others: only an end after the newest start counts.
 */
function sessionEnd({ sessionStartedAt, sessionEndedAt }: TicketHistory, byMessage?: Instant): Instant | undefined {
  const isOfThisSession = byMessage !== undefined && byMessage > (sessionStartedAt ?? Infinity);
  return sessionEndedAt ?? (isOfThisSession ? byMessage : undefined);
}

async function ticketFacts(deps: Dependencies, ticket: Ticket, history: TicketHistory): Promise<Truth['ticket']> {
  const { status, stamp, createdAt, action } = ticket;
  return {
    createdAt,
    status,
    stamp,
    ...(history.statusSince !== undefined && { statusSince: history.statusSince }),
    ...(history.changedByOthersAt !== undefined && { changedByOthersAt: history.changedByOthersAt }),
    ...(action !== undefined && {
      action: { name: action, ...(history.actionSince !== undefined && { since: history.actionSince }) },
    }),
    shown: await shownOn(ticket, deps.hours),
  };
}

async function shownOn({ window, closesAt: text, lacking }: Ticket, hours: OfficeHours): Promise<Shown> {
  const [closesAt, orAt] = text === undefined ? [] : await hours.readings(text);
  return {
    ...(window && { window }),
    ...(closesAt !== undefined && { closesAt }),
    ...(orAt !== undefined && { orAt }),
    ...(lacking && { lacking }),
  };
}

const reachByPhone = (requester: User, country: string): Reach => {
  if (requester.phone === undefined || requester.phone.trim() === '') return 'noPhone';
  return phoneDigits(requester.phone, country) === undefined ? 'invalidPhone' : 'phone';
};

interface Found {
  facts: NonNullable<Truth['conversation']>;
  /** Our message in an earlier conversation that this one answers. */
  earlier?: OutreachMessage[];
}

async function conversationOf(
  deps: Dependencies,
  order: ReadOrder,
  ticket: Ticket,
  history: TicketHistory,
): Promise<Found | undefined> {
  const started = history.conversation;
  if (started && isWhatsApp(started, ticket)) {
    const own = await ifThere(deps.sunshine.conversation(started.id));
    return own && linked(deps, own, ticket);
  }
  if (order.conversationId !== undefined) {
    const named = await ifThere(deps.sunshine.conversation(order.conversationId));
    return named && heard(deps, named, ticket.id, order.asks);
  }
  if (ticket.action === undefined) return undefined;
  const known = await requestersConversation(deps, ticket.requesterId);
  return known && heard(deps, known, ticket.id, order.asks);
}

/** The channel that the audit names; if it names none, the ticket's. */
const isWhatsApp = ({ channel }: { channel: string }, ticket: Ticket): boolean =>
  channel === 'whatsapp' || (channel === 'unknown' && ticket.channel === 'whatsapp');

/** A conversation can be deleted, together with its user, while its ticket still exists. */
async function ifThere<Result>(call: Promise<Result>): Promise<Result | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof VendorError && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * The ticket's own conversation. Stores this ticket's id in it, unless a later ticket (a higher id) has already done
 * so.
 */
async function linked(deps: Dependencies, conversation: SunshineConversation, ticket: Ticket): Promise<Found> {
  const ticketId = ticket.id;
  const owner = idIn(conversation, 'ticketId');
  const takesOver = owner === undefined || Number(owner) < Number(ticketId);
  const answers = owner === undefined ? await answersWhat(deps, ticket.requesterId, conversation) : {};
  if (takesOver) await deps.sunshine.setMetadata(conversation, { ticketId, ...answers });
  const askedBy = idIn(conversation, 'askedBy');
  return {
    earlier: earlierMessages({ ...conversation, metadata: { ...conversation.metadata, ...answers } }),
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

/**
 * Follows requester, messaging identities and WhatsApp conversations. A merged user may have several identities: the
 * first one with a conversation counts.
 */
async function requestersConversation(
  deps: Dependencies,
  requesterId: string,
): Promise<SunshineConversation | undefined> {
  for (const sunshineUserId of await deps.zendesk.messagingIdentities(requesterId)) {
    const [conversation] = await deps.sunshine.whatsAppConversations(sunshineUserId);
    if (conversation) return conversation;
  }
  return undefined;
}

function stopIn({ metadata }: SunshineConversation): { stopStored?: number } {
  const at = Number(metadata[STOP_STORED] ?? NaN);
  return Number.isFinite(at) ? { stopStored: at } : {};
}

function idIn({ metadata }: SunshineConversation, key: 'ticketId' | 'askedBy'): string | undefined {
  const value = metadata[key];
  return value === undefined || value === '' ? undefined : String(value);
}
