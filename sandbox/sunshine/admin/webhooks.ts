import type { FastifyInstance } from 'fastify';
import { record } from '../../http/reply';
import type { SunshineWebhook } from '../../world/settings';
import type { World } from '../../world/world';
import { v2Error } from '../errors';
import { checkV2Change, checkV2Webhook } from './bodies';
import { integrationOf } from './integrations';
import { aim, makeWebhook, v2Json } from './v2Webhook';

/** v2 webhooks, each of which belongs to a custom integration. */
export function v2WebhookRoutes(server: FastifyInstance, world: World): void {
  const base = '/sc/v2/apps/:app/integrations/:id/webhooks';

  server.get(base, ({ params }) => {
    const { id } = integrationOf(world, params);
    return { webhooks: world.sunshineWebhooks.filter((it) => it.integrationId === id).map(v2Json) };
  });

  server.get(`${base}/:webhook`, ({ params }) => ({ webhook: v2Json(webhookOf(world, params)) }));

  server.post(base, ({ params, body }, reply) => {
    const integration = integrationOf(world, params);
    const checked = checkV2Webhook(body);
    if ('wrong' in checked) throw v2Error(400, 'bad_request', checked.wrong);
    const webhook = makeWebhook(world, integration, checked.body);
    world.sunshineWebhooks.push(webhook);
    return reply.code(201).send({ webhook: v2Json(webhook) });
  });

  server.patch(`${base}/:webhook`, ({ params, body }) => {
    const webhook = webhookOf(world, params);
    const checked = checkV2Change(body);
    if ('wrong' in checked) throw v2Error(400, 'bad_request', checked.wrong);
    const { target, triggers, includeFullUser, includeFullSource } = checked.body;
    webhook.triggers = triggers ?? webhook.triggers;
    webhook.includeFullUser = includeFullUser ?? webhook.includeFullUser;
    webhook.includeFullSource = includeFullSource ?? webhook.includeFullSource;
    aim(webhook, target);
    return { webhook: v2Json(webhook) };
  });

  server.delete(`${base}/:webhook`, ({ params }) => {
    const webhook = webhookOf(world, params);
    world.sunshineWebhooks = world.sunshineWebhooks.filter((it) => it !== webhook);
    return {};
  });
}

function webhookOf(world: World, params: unknown): SunshineWebhook {
  const { id } = integrationOf(world, params);
  const webhook = world.sunshineWebhooks.find((it) => it.integrationId === id && it.id === record(params).webhook);
  if (!webhook) throw v2Error(404, 'webhook_not_found', 'Webhook not found');
  return webhook;
}
