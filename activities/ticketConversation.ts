/** Which conversation a ticket speaks in, and how it is linked to it. */
import { type ConversationList, listConversation } from './conversationMessages';
import type { Dependencies } from './dependencies';
import { answersWhat, earlierMessages } from './earlierConversation';
import type { SunshineConversation, Ticket, TicketHistory } from './ports';
import { ifThere, isOtherPersons, requestersConversation } from './requester';
import { leave, isLongSolved } from './leave';
import { STOP_SAID, STOP_STORED } from './storeOptOut';
import type { Known } from './known';
import type { Instant, OutreachMessage, Truth } from './types';
import type { Urgent } from './urgency';

export interface ReadOrder extends Urgent {
  ticketId: string;
  /** The conversation that the workflow knows of, for a ticket that has none of its own. */
  conversationId?: string;
  /** Whether this ticket has contacted the customer and needs to receive the answer. */
  asks: boolean;
  /** Comes back with the truth. */
  rules?: number;
  /** Of the hours and the policy that the workflow has. Absent: it has none, or is of an earlier version. */
  fingerprint?: string;
  /** What the answer may leave out. */
  known?: Known;
  /** The workflow's code can unpack hours. */
  packs?: true;
  /** The workflow's code knows what to do with prices. That of earlier versions decides without them. */
  prices?: true;
  /** The customer's last message that the workflow knows: taps on buttons are in no list. */
  customerLastAt?: Instant;
  /** Conversations that were merged into others: the id of the surviving one by the id of the discarded one. */
  merged?: Readonly<Record<string, string>>;
}

/** A merge of users can leave the ticket's own conversation behind, empty: the one that survives is the requester's. */
export async function listTicketConversation(
  deps: Dependencies,
  order: ReadOrder,
  ticket: Ticket,
  history: TicketHistory,
): Promise<{ conversation?: Found; list?: ConversationList }> {
  const conversation = await conversationOf(deps, order, ticket, history);
  if (!conversation) return {};
  const { id, own } = conversation.facts;
  const list = await listConversation(deps, id);
  if (!own || list.listed) return { conversation, list };
  const survivor = await requestersConversation(deps, ticket.requesterId, id);
  if (!survivor) return { conversation, list };
  return { conversation: await linked(deps, survivor, ticket), list: await listConversation(deps, survivor.id) };
}

export interface Found {
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
  if (started && isOnWhatsApp(history, ticket)) {
    const own = await ownConversation(deps, order.merged?.[started.id] ?? started.id, ticket);
    if (own && ticket.status === 'closed') await leave(deps, own, ticket.id, 'closed');
    return own && linked(deps, own, ticket);
  }
  const { conversationId } = order;
  const named =
    conversationId === undefined ? undefined : await namedConversation(deps, conversationId, ticket, history);
  // What an agent asks for goes to where the requester last wrote.
  const mayBeElsewhere = ticket.action !== undefined || (conversationId !== undefined && !named);
  const latest = mayBeElsewhere ? await requestersConversation(deps, ticket.requesterId) : undefined;
  const known = latest ?? named;
  if (!known) return undefined;
  const isOver = ticket.status === 'closed' ? 'closed' : isLongSolved(ticket, history, deps.now());
  if (isOver) await leave(deps, known, ticket.id, isOver);
  return heard(deps, known, ticket.id, order.asks && !isOver);
}

/** The channel that the audit names; if it names none, the ticket's. */
export const isOnWhatsApp = ({ conversation: started }: TicketHistory, ticket: Ticket): boolean =>
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
async function linked(deps: Dependencies, conversation: SunshineConversation, ticket: Ticket): Promise<Found> {
  const ticketId = ticket.id;
  const owner = idIn(conversation, 'ticketId');
  const isClosed = ticket.status === 'closed';
  const takesOver = !isClosed && (owner === undefined || Number(owner) < Number(ticketId));
  const answers = takesOver && owner === undefined ? await answersWhat(deps, ticket.requesterId, conversation) : {};
  const isBack = !isClosed && String(conversation.metadata['closed']) === ticketId;
  if (takesOver) await deps.sunshine.setMetadata(conversation, { ticketId, ...answers });
  else if (isBack) await deps.sunshine.setMetadata(conversation, { closed: '' });
  const owns = takesOver ? ticketId : owner;
  const askedBy = idIn(conversation, 'askedBy');
  return {
    earlier: earlierMessages({ ...conversation, metadata: { ...conversation.metadata, ...answers } }),
    facts: {
      id: conversation.id,
      own: true,
      ...(owns !== undefined && { ownerTicketId: owns }),
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

function stopIn({ metadata }: SunshineConversation): { stopStored?: Instant; stopSaid?: Instant } {
  const [stopStored, stopSaid] = [STOP_STORED, STOP_SAID].map((key) => Number(metadata[key] ?? NaN));
  return {
    ...(Number.isFinite(stopStored) && { stopStored }),
    ...(Number.isFinite(stopSaid) && { stopSaid }),
  };
}

function idIn({ metadata }: SunshineConversation, key: 'ticketId' | 'askedBy'): string | undefined {
  const value = metadata[key];
  return value === undefined || value === '' ? undefined : String(value);
}
