/** What answers a customer without a person: messaging triggers, bots, AI agents, and system messages. */
import type { AutoReply } from '../options';
import type { ActOptions } from '../types';
import { tellDelivery, tellMessage } from '../sunshine/events';
import { storeBusinessMessage, type BusinessMessage } from '../sunshine/send';
import type { StoredMessage } from '../world/message';
import type { Conversation, Ticket } from '../world/model';
import { conversationById, ticketById, type World } from '../world/world';
import { tellMessageAdded } from '../zendesk/eventWebhooks';

const AFTER_MS = 1_000;
const agentWorkspace = 'zd:agentWorkspace';
const content = { type: 'text' as const, text: 'Gracias por escribirnos. Le responderemos en cuanto podamos.' };

/** In the shape in which Zendesk's own messages were captured. Subtypes stand in lists only. */
const shapes: Record<AutoReply, BusinessMessage> = {
  trigger: {
    content,
    source: agentWorkspace,
    displayName: 'Automated Response',
    metadata: { '__zendesk_msg.agent.id': '__trigger', '__zendesk_msg.source_type': 'sunco_web' },
  },
  bot: { content, source: agentWorkspace, displayName: 'Acme', subtypes: ['bot'] },
  ai: { content, source: agentWorkspace, displayName: 'Acme', subtypes: ['AI'] },
  activity: {
    content: { type: 'text', text: 'Transferred' },
    source: agentWorkspace,
    subtypes: ['activity'],
    activity: { type: 'ticket:transfer:email' },
  },
};

/** All replies that the options ask for. The customer's `received` does not show them. */
export function replyAutomatically(world: World, ticket: Ticket, conversation: Conversation, to: StoredMessage): void {
  const from = Math.max(world.now(), Date.parse(to.received));
  (world.options.autoReplies ?? []).forEach((kind, index) => {
    say(world, ticket, conversation, { ...shapes[kind], at: from + AFTER_MS * (index + 1) });
  });
}

function say(world: World, ticket: Ticket, conversation: Conversation, message: BusinessMessage): StoredMessage {
  const stored = storeBusinessMessage(world, conversation, message);
  conversation.ticketOf.set(stored.id, ticket.id);
  tellMessage(world, conversation, stored);
  const integrationId = world.credentials.integrationId;
  tellDelivery(world, conversation, stored.id, { type: 'whatsapp', integrationId });
  tellMessageAdded(world, ticket, conversation, stored);
  return stored;
}

/** One automatic reply in the ticket's conversation, now. @param changes to what Sunshine stores and tells */
export function repliesByItself(
  world: World,
  ticketId: string,
  kind: AutoReply,
  { webhook, ...changes }: ActOptions & Partial<BusinessMessage> = {},
): { message: StoredMessage } {
  const ticket = ticketById(world, ticketId);
  if (ticket.conversationId === undefined) throw new Error(`Ticket ${ticketId} has no conversation`);
  const conversation = conversationById(world, ticket.conversationId);
  const act = () => ({ message: say(world, ticket, conversation, { ...shapes[kind], ...changes }) });
  return webhook === false ? world.outbox.silently(act) : act();
}
