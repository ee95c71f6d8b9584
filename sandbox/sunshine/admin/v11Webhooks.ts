import type { FastifyInstance } from 'fastify';
import { record } from '../../http/reply';
import { hexId, secret } from '../../world/ids';
import type { SunshineWebhook } from '../../world/settings';
import type { World } from '../../world/world';
import { v11Error } from '../errors';
import { checkV11Change, checkV11Webhook } from './bodies';
import { aim, hasRoom } from './v2Webhook';

/** v1.1 webhooks belong to the app. Only they report on notifications. */
export function v11WebhookRoutes(server: FastifyInstance, world: World): void {
  const base = '/sc/v1.1/apps/:app/webhooks';

  server.get(base, () => ({
    webhooks: world.sunshineWebhooks.filter(({ version }) => version === 'v1.1').map(json),
    hasMore: false,
  }));

  server.get(`${base}/:webhook`, ({ params }) => ({ webhook: json(webhookOf(world, params)) }));

  server.post(base, ({ body }, reply) => {
    const checked = checkV11Webhook(body);
    if ('wrong' in checked) throw v11Error(400, 'bad_request', checked.wrong);
    if (!hasRoom(world)) throw v11Error(400, 'bad_request', 'The app has as many webhooks as it may');
    const { target, triggers, includeFullAppUser: includeFullUser = false } = checked.body;
    const webhook: SunshineWebhook = {
      id: hexId(),
      version: 'v1.1',
      target,
      triggers,
      secret: secret(),
      includeFullUser,
      includeFullSource: false,
      seeded: false,
    };
    world.sunshineWebhooks.push(webhook);
    return reply.code(201).send({ webhook: json(webhook) });
  });

  server.put(`${base}/:webhook`, ({ params, body }) => {
    const webhook = webhookOf(world, params);
    const checked = checkV11Change(body);
    if ('wrong' in checked) throw v11Error(400, 'bad_request', checked.wrong);
    const { target, triggers, includeFullAppUser } = checked.body;
    webhook.triggers = triggers ?? webhook.triggers;
    webhook.includeFullUser = includeFullAppUser ?? webhook.includeFullUser;
    aim(webhook, target);
    return { webhook: json(webhook) };
  });

  server.delete(`${base}/:webhook`, ({ params }) => {
    const webhook = webhookOf(world, params);
    world.sunshineWebhooks = world.sunshineWebhooks.filter((it) => it !== webhook);
    return {};
  });
}

const json = ({ id, version, target, triggers, ...webhook }: SunshineWebhook): object => ({
  _id: id,
  version,
  target,
  triggers,
  secret: webhook.secret,
  includeFullAppUser: webhook.includeFullUser,
});

function webhookOf(world: World, params: unknown): SunshineWebhook {
  const id = record(params).webhook;
  const webhook = world.sunshineWebhooks.find((it) => it.version === 'v1.1' && it.id === id);
  if (!webhook) throw v11Error(404, 'webhook_not_found', 'Webhook not found');
  return webhook;
}
