import type { FastifyInstance } from 'fastify';
import { record, Refused, text } from '../http/reply';
import { deliveryError } from '../whatsapp/errors';
import type { Conversation, SunshineUser } from '../world/model';
import { conversationById, type World } from '../world/world';
import { integrationRoutes } from './admin/integrations';
import { templateRoutes } from './admin/templates';
import { v11WebhookRoutes } from './admin/v11Webhooks';
import { v2WebhookRoutes } from './admin/webhooks';
import { sunshineUsers } from './conversations';
import { checkConversationPatch, checkMessagePost, checkNotificationPost } from './bodies';
import { v11Error, v2Error } from './errors';
import { clientJson, conversationJson } from './json';
import { notify, personByPhone } from './notify';
import { messagePage } from './pages';
import { cursorList } from './lists';
import { sendToConversation, storeBusinessMessage } from './send';

const sourceOfApi = 'api:conversations';

/** Sunshine Conversations v2, under `/sc/v2/apps/:app`. */
export function v2Routes(server: FastifyInstance, world: World): void {
  const base = '/sc/v2/apps/:app';
  integrationRoutes(server, world);
  v2WebhookRoutes(server, world);

  server.get(`${base}/conversations`, (request) => {
    const userId = text(record(request.query)['filter[userId]']);
    if (userId === undefined) throw v2Error(400, 'bad_request', 'filter[userId] is required');
    const { conversationId, otherConversationIds = [] } = sunshineUser(world, userId);
    const all = [conversationId, ...otherConversationIds].map((id) => conversationById(world, id));
    return cursorList(request, 'conversations', all, conversationJson);
  });

  server.get(`${base}/conversations/:id`, (request) => ({
    conversation: conversationJson(found(world, request.params)),
  }));

  server.patch(`${base}/conversations/:id`, (request) => {
    const conversation = found(world, request.params);
    const checked = checkConversationPatch(request.body);
    if ('wrong' in checked) throw v2Error(400, 'bad_request', checked.wrong);
    if (checked.body.metadata) conversation.metadata = checked.body.metadata;
    conversation.updatedAt = world.now();
    return { conversation: conversationJson(conversation) };
  });

  server.get(`${base}/conversations/:id/messages`, (request) =>
    messagePage(found(world, request.params).messages, request),
  );

  server.post(`${base}/conversations/:id/messages`, (request, reply) => {
    const conversation = found(world, request.params);
    const checked = checkMessagePost(request.body);
    if ('wrong' in checked) throw v2Error(400, 'bad_request', checked.wrong);
    const { content, metadata, destination, author } = checked.body;
    const business = {
      content,
      source: sourceOfApi,
      ...(author.displayName !== undefined && { displayName: author.displayName }),
      ...(metadata && { metadata }),
    };
    if (destination?.integrationType === 'none') {
      return reply.code(201).send({ messages: [storeBusinessMessage(world, conversation, business)] });
    }
    const integrationId = destination?.integrationId;
    if (integrationId !== undefined && !hasClient(world, conversation, integrationId)) {
      throw v2Error(400, 'bad_request', 'The user has no client for the given destination');
    }
    refuseRequest(world, conversation.personId);
    const { message } = sendToConversation(world, conversation, business, { integrationId });
    return reply.code(201).send({ messages: [message] });
  });

  server.delete(`${base}/conversations/:id/messages/:messageId`, (request, reply) => {
    const conversation = found(world, request.params);
    const { messageId } = record(request.params);
    conversation.messages = conversation.messages.filter(({ id }) => id !== messageId);
    return reply.code(200).send({});
  });

  server.get(`${base}/users/:id/clients`, (request) => {
    const { clients } = sunshineUser(world, text(record(request.params).id));
    return cursorList(request, 'clients', clients, clientJson);
  });
}

/** Sunshine Conversations v1.1, under `/sc/v1.1/apps/:app`: only what v2 lacks. */
export function v11Routes(server: FastifyInstance, world: World): void {
  const base = '/sc/v1.1/apps/:app';
  v11WebhookRoutes(server, world);
  templateRoutes(server, world);

  server.post(`${base}/notifications`, (request, reply) => {
    const checked = checkNotificationPost(request.body);
    if ('wrong' in checked) throw v11Error(400, 'bad_request', checked.wrong);
    const { destination, message, metadata } = checked.body;
    const { integrationId } = destination;
    if (!world.integrations.some(({ id, type }) => id === integrationId && type === 'whatsapp')) {
      throw v11Error(404, 'integration_not_found', 'Integration not found');
    }
    refuseRequest(world, personByPhone(world, destination.destinationId)?.id, (error) => ({ error }));
    const _id = notify(world, { ...destination, content: message, metadata });
    return reply.code(201).send({ notification: { _id } });
  });
}

/**
 * WhatsApp's refusal as the answer to the request itself, instead of an event. @throws Refused if a test asked for it
 */
function refuseRequest(
  world: World,
  customerId: number | undefined,
  envelope: (error: object) => object = (error) => ({ errors: [error] }),
): void {
  const refusal = customerId === undefined ? undefined : world.refusals.take(customerId, world.now(), 'request');
  if (refusal) throw new Refused(400, envelope(deliveryError(refusal.code, refusal.shape)));
}

function found(world: World, params: unknown): Conversation {
  const conversation = world.conversations.get(text(record(params).id) ?? '');
  if (!conversation) throw v2Error(404, 'conversation_not_found', 'Conversation not found');
  return conversation;
}

function sunshineUser(world: World, userId: string | undefined): SunshineUser {
  // Without a list of all: an account may have many thousands.
  for (const person of world.people.values()) {
    const user = sunshineUsers(person).find(({ id }) => id === userId);
    if (user) return user;
  }
  throw v2Error(404, 'user_not_found', 'User not found');
}

function hasClient(world: World, conversation: Conversation, integrationId: string): boolean {
  const person = world.people.get(conversation.personId);
  const clients = person ? sunshineUsers(person).flatMap((it) => it.clients) : [];
  return clients.some((client) => client.integrationId === integrationId);
}
