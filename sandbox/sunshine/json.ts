import type { Client, Conversation, SunshineUser } from '../world/model';
import { isoMillis } from '../world/time';

export const conversationJson = (conversation: Conversation): object => ({
  id: conversation.id,
  type: 'personal',
  metadata: conversation.metadata,
  activeSwitchboardIntegration: agentWorkspace,
  createdAt: isoMillis(conversation.createdAt),
  lastUpdatedAt: isoMillis(conversation.updatedAt),
});

/** The conversation as it appears in webhooks. */
export const conversationInEvent = (conversation: Conversation): object => ({
  id: conversation.id,
  type: 'personal',
  brandId: '360004166971',
  metadata: conversation.metadata,
  activeSwitchboardIntegration: agentWorkspace,
});

const agentWorkspace = {
  id: '5ef21b86e933b7355c11c606',
  name: 'zd-agentWorkspace',
  integrationId: '5ef21b86e933b7355c11c605',
  integrationType: 'zd:agentWorkspace',
};

/** To the API, Zendesk's own channels are all `sdk`. */
export const clientJson = (client: Client): object => ({
  id: client.id,
  type: client.type === 'whatsapp' ? client.type : 'sdk',
  status: client.status,
  integrationId: client.integrationId,
  externalId: client.externalId,
});

export const userJson = (user: SunshineUser): object => ({ id: user.id, authenticated: false });
