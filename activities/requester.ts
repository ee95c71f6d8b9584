/** Who a ticket's requester is on WhatsApp, and whether a conversation is theirs. */
import type { Dependencies } from './dependencies';
import type { StoredMessage, SunshineConversation, Ticket, TicketHistory } from './ports';
import type { Instant } from './types';
import { saysNotThere, type VendorError } from './vendorError';

type Vendors = Pick<Dependencies, 'zendesk' | 'sunshine'>;

/** The conversations of all these Sunshine users. Some may be of other channels. @throws VendorError */
export async function conversationsOf(
  { sunshine }: Pick<Dependencies, 'sunshine'>,
  users: readonly string[],
): Promise<SunshineConversation[]> {
  return (await Promise.all(users.map((user) => sunshine.whatsAppConversations(user)))).flat();
}

/**
 * The WhatsApp conversation in which the requester last wrote. A merged user may have several Sunshine users, and each
 * several conversations, some of other channels.
 * @param except id of a conversation that does not count
 */
export async function requestersConversation(
  { zendesk, sunshine }: Vendors,
  requesterId: string,
  except?: string,
): Promise<SunshineConversation | undefined> {
  const users = await zendesk.messagingIdentities(requesterId);
  const found = await conversationsOf({ sunshine }, users);
  const candidates = [...new Map(found.map((it) => [it.id, it])).values()].filter(({ id }) => id !== except);
  if (candidates.length < 2) return candidates[0];
  const dated = await Promise.all(
    candidates.map(async (it) => ({ it, at: lastOnWhatsApp(await sunshine.messages(it.id)) })),
  );
  const onWhatsApp = dated.flatMap(({ it, at }) => (at === undefined ? [] : [{ it, at }]));
  return onWhatsApp.sort((a, b) => b.at - a.at)[0]?.it;
}

/** When the customer last wrote by WhatsApp; undefined for a conversation of another channel. */
function lastOnWhatsApp(messages: StoredMessage[]): Instant | undefined {
  const written = messages.filter(({ author }) => author === 'user');
  const onWhatsApp = written.filter(({ source }) => source === 'whatsapp' || source === 'unknown');
  // Nobody has answered yet in a conversation that a notification began.
  if (written.length === 0) return -Infinity;
  return onWhatsApp.length > 0 ? Math.max(...onWhatsApp.map(({ at }) => at)) : undefined;
}

/** The Sunshine users who wrote in a conversation. */
export const writersOf = (messages: StoredMessage[]): string[] => [
  ...new Set(messages.flatMap(({ author, userId }) => (author === 'user' && userId !== undefined ? [userId] : []))),
];

/**
 * Whether these Sunshine users have blocked our number. @param integrationId the number; absent: whichever they wrote
 * to
 */
export async function haveBlocked(
  { sunshine }: Pick<Dependencies, 'sunshine'>,
  users: readonly string[],
  integrationId?: string,
): Promise<boolean> {
  const clients = (await Promise.all(users.map((user) => sunshine.whatsAppClients(user)))).flat();
  const there = clients.filter((it) => !integrationId || !it.integrationId || it.integrationId === integrationId);
  const usable = there.some(({ status }) => status === 'active' || status === 'pending');
  return !usable && there.some(({ status }) => status === 'blocked');
}

/** A conversation that a ticket writes into, and what is known of it. */
export interface Place {
  conversationId: string;
  messages: StoredMessage[];
}

/**
 * Whether a conversation belongs to somebody else than the ticket's requester: the requester was changed after the
 * ticket had joined the conversation, and nothing shows that both are the same person (merged users).
 */
export async function isOtherPersons(
  vendors: Vendors,
  ticket: Ticket,
  { conversationId, messages }: Place,
  history: () => Promise<TicketHistory>,
): Promise<boolean> {
  const users = await vendors.zendesk.messagingIdentities(ticket.requesterId);
  if (writersOf(messages).some((it) => users.includes(it))) return false;
  if (!requesterChangedIn(await history(), ticket.id, messages)) return false;
  const theirs = await conversationsOf(vendors, users);
  return !theirs.some(({ id }) => id === conversationId);
}

/**
 * A ticket joins its own conversation when its session starts, another's when it first writes there: later changes of
 * the requester count.
 */
function requesterChangedIn(
  { requesterChange, conversation }: TicketHistory,
  ticketId: string,
  messages: StoredMessage[],
) {
  if (!requesterChange) return false;
  if (conversation) return true;
  const joined = messages.find(
    ({ author, metadata }) => author === 'business' && String(metadata.ticketId) === ticketId,
  );
  return joined === undefined || requesterChange.at > joined.at;
}

/** A conversation is not there any more after it was merged into another, or was deleted together with its user. */
export async function ifThere<Result>(call: Promise<Result>): Promise<Result | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

export const isGone = (error: unknown): error is VendorError => saysNotThere(error) && error.vendor === 'sunshine';
