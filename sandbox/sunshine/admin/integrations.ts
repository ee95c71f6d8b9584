import type { FastifyInstance } from 'fastify';
import { record, text } from '../../http/reply';
import { hexId } from '../../world/ids';
import type { Integration } from '../../world/settings';
import type { World } from '../../world/world';
import { v2Error } from '../errors';
import { cursorList } from '../lists';
import { checkIntegration } from './bodies';
import { makeWebhook, v2Json } from './v2Webhook';

const base = '/sc/v2/apps/:app';

/** The app and its integrations. */
export function integrationRoutes(server: FastifyInstance, world: World): void {
  server.get(base, () => ({
    app: {
      id: world.credentials.appId,
      displayName: 'Acme',
      settings: { conversationRetentionSeconds: 0 },
      metadata: {},
    },
  }));

  server.get(`${base}/integrations`, (request) => {
    const types = text(record(request.query)['filter[types]'])?.split(',');
    const listed = world.integrations.filter((it) => !types || types.includes(it.type));
    return cursorList(request, 'integrations', listed, (it) => json(world, it));
  });

  server.get(`${base}/integrations/:id`, ({ params }) => ({ integration: json(world, integrationOf(world, params)) }));

  server.post(`${base}/integrations`, ({ body }, reply) => {
    const checked = checkIntegration(body);
    if ('wrong' in checked) throw v2Error(400, 'bad_request', checked.wrong);
    const { type, status = 'active', displayName = null, webhooks } = checked.body;
    const integration: Integration = { id: hexId(), type, status, displayName, details: {} };
    const made = webhooks.map((webhook) => makeWebhook(world, integration, webhook));
    world.integrations.push(integration);
    world.sunshineWebhooks.push(...made);
    return reply.code(201).send({ integration: json(world, integration) });
  });

  server.delete(`${base}/integrations/:id`, ({ params }) => {
    const integration = integrationOf(world, params);
    world.integrations = world.integrations.filter((it) => it !== integration);
    world.sunshineWebhooks = world.sunshineWebhooks.filter((it) => it.integrationId !== integration.id);
    return {};
  });
}

/** @throws Refused 404 */
export function integrationOf(world: World, params: unknown): Integration {
  const found = world.integrations.find(({ id }) => id === record(params).id);
  if (!found) throw v2Error(404, 'integration_not_found', 'Integration not found');
  return found;
}

const json = (world: World, { id, type, status, displayName, details }: Integration): object => ({
  id,
  type,
  status,
  displayName,
  ...details,
  ...(type === 'custom' && {
    webhooks: world.sunshineWebhooks.filter((it) => it.integrationId === id).map(v2Json),
  }),
});
