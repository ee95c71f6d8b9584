import type { FastifyInstance } from 'fastify';
import { record, text } from '../../http/reply';
import { secret, ulid } from '../../world/ids';
import type { ZendeskWebhook } from '../../world/settings';
import type { World } from '../../world/world';
import { cursorPage } from '../pages';
import { readWebhook, readWebhookChange, webhookError, webhookJson, type GivenWebhook } from './webhookBodies';

const base = '/api/v2/webhooks';

/** Zendesk's webhooks and their signing secrets. */
export function webhookRoutes(server: FastifyInstance, world: World): void {
  server.get(base, (request) => {
    const query = record(request.query);
    const [name, status] = [text(query['filter[name_contains]']), query['filter[status]']];
    const listed = world.webhooks
      .filter((it) => name === undefined || it.name.includes(name))
      .filter((it) => status === undefined || it.status === status);
    return cursorPage(request, 'webhooks', listed.map(webhookJson));
  });

  server.get(`${base}/:id`, ({ params }) => ({ webhook: webhookJson(webhookOf(world, params)) }));

  server.post(base, ({ body }, reply) => {
    const webhook = make(world, record(record(body).webhook));
    world.webhooks.push(webhook);
    return reply.code(201).send({ webhook: { ...webhookJson(webhook), signing_secret: secretJson(webhook) } });
  });

  server.route({
    method: ['PUT', 'PATCH'],
    url: `${base}/:id`,
    handler: ({ params, body }, reply) => {
      const webhook = webhookOf(world, params);
      change(webhook, readWebhookChange(webhook, record(record(body).webhook)));
      webhook.updatedAt = world.now();
      return reply.code(204).send();
    },
  });

  server.delete(`${base}/:id`, ({ params }, reply) => {
    const webhook = webhookOf(world, params);
    const user = world.triggers.find(({ actions }) => actions.some(({ value }) => value[0] === webhook.id));
    if (user) throw webhookError(400, 'WebhookInUse', `The webhook is in use by the trigger "${user.title}"`);
    world.webhooks.splice(world.webhooks.indexOf(webhook), 1);
    return reply.code(204).send();
  });

  server.get(`${base}/:id/signing_secret`, ({ params }) => ({ signing_secret: secretJson(webhookOf(world, params)) }));

  server.post(`${base}/:id/signing_secret`, ({ params }, reply) => {
    const webhook = webhookOf(world, params);
    webhook.secret = secret();
    return reply.code(201).send({ signing_secret: secretJson(webhook) });
  });
}

/** @throws Refused 404 */
export function webhookOf(world: World, params: unknown): ZendeskWebhook {
  const webhook = world.webhooks.find(({ id }) => id === record(params).id);
  if (!webhook) throw webhookError(404, 'WebhookNotFound', 'Webhook not found');
  return webhook;
}

const secretJson = (webhook: ZendeskWebhook): object => ({ algorithm: 'SHA256', secret: webhook.secret });

function make(world: World, body: object): ZendeskWebhook {
  const given = readWebhook(body);
  const now = world.now();
  return {
    id: ulid(),
    name: given.name,
    description: given.description ?? null,
    status: given.status,
    endpoint: given.endpoint,
    subscriptions: given.subscriptions ?? [],
    authentication: given.authentication ?? undefined,
    customHeaders: given.custom_headers ?? {},
    secret: secret(),
    createdAt: now,
    updatedAt: now,
    invocations: [],
    circuitBroken: false,
    seeded: false,
  };
}

function change(webhook: ZendeskWebhook, given: GivenWebhook): void {
  webhook.name = given.name ?? webhook.name;
  webhook.description = given.description === undefined ? webhook.description : given.description;
  webhook.status = given.status ?? webhook.status;
  webhook.subscriptions = given.subscriptions ?? webhook.subscriptions;
  if (given.authentication !== undefined) webhook.authentication = given.authentication ?? undefined;
  if (given.custom_headers !== undefined) webhook.customHeaders = given.custom_headers ?? {};
  if (given.endpoint === undefined) return;
  webhook.endpoint = given.endpoint;
  webhook.seeded = false;
  webhook.circuitBroken = false;
}
