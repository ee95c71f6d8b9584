import { hexId } from '../world/ids';
import type { Client, Conversation, Person, SunshineUser } from '../world/model';
import { conversationById, type World } from '../world/world';

/**
 * The customer's WhatsApp conversation. Created, with its Sunshine user, on first contact; another one after a
 * messaging session has ended.
 */
export function conversationOf(world: World, person: Person): Conversation {
  const { sunshine } = person;
  const current = sunshine && conversationById(world, sunshine.conversationId);
  if (current && !current.ended) return current;
  const { id: conversationId } = newConversation(world, person);
  const before = sunshine && [sunshine.conversationId, ...(sunshine.otherConversationIds ?? [])];
  person.sunshine = {
    ...(sunshine ?? { id: hexId(), clients: [] }),
    conversationId,
    ...(before && { otherConversationIds: before }),
  };
  return conversationById(world, conversationId);
}

/** The customer's Sunshine users: usually one. */
export const sunshineUsers = ({ sunshine, otherSunshine = [] }: Person): SunshineUser[] =>
  sunshine ? [sunshine, ...otherSunshine] : otherSunshine;

export function newConversation(world: World, person: Person): Conversation {
  const now = world.now();
  const conversation: Conversation = {
    id: hexId(),
    personId: person.id,
    metadata: {},
    createdAt: now,
    updatedAt: now,
    messages: [],
    ticketOf: new Map(),
    ticketIds: [],
    customerLastAt: new Map(),
    recentNotifications: [],
  };
  world.conversations.set(conversation.id, conversation);
  return conversation;
}

/** The customer's client on that WhatsApp number; created if there is none. */
export function clientOf(person: Person, user: SunshineUser, integrationId: string): Client {
  const existing = user.clients.find((client) => client.integrationId === integrationId);
  if (existing) return existing;
  const client: Client = {
    id: hexId(),
    type: 'whatsapp',
    status: 'active',
    externalId: person.phone ? digits(person.phone) : `ES.${hexId()}`,
    integrationId,
  };
  user.clients.push(client);
  return client;
}

/** A phone number as WhatsApp writes it: without the plus sign. */
export const digits = (phone: string): string => phone.replace(/\D/g, '');
