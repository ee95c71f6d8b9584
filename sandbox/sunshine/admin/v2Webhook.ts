import { hexId, secret } from '../../world/ids';
import type { Integration, SunshineWebhook } from '../../world/settings';
import type { World } from '../../world/world';
import { v2Error } from '../errors';
import type { V2WebhookBody } from './bodies';

const webhooksPerApp = 10;

/** Changes the webhook's target. */
export function aim(webhook: SunshineWebhook, target: string | undefined): void {
  if (target === undefined) return;
  webhook.target = target;
  webhook.seeded = false;
}

/** @throws Refused 400 for any integration except a custom one, and when the app has the most webhooks allowed */
export function makeWebhook(world: World, integration: Integration, body: V2WebhookBody): SunshineWebhook {
  if (integration.type !== 'custom') {
    throw v2Error(400, 'bad_request', 'Webhooks belong to custom integrations only');
  }
  if (!hasRoom(world)) throw v2Error(400, 'bad_request', `At most ${webhooksPerApp} webhooks per app`);
  return {
    id: hexId(),
    version: 'v2',
    integrationId: integration.id,
    target: body.target,
    triggers: body.triggers,
    secret: secret(),
    includeFullUser: body.includeFullUser ?? false,
    includeFullSource: body.includeFullSource ?? false,
    seeded: false,
  };
}

/** Whether the app may have one more webhook, of either version. */
export const hasRoom = (world: World): boolean => world.sunshineWebhooks.length < webhooksPerApp;

export const v2Json = ({ id, version, target, triggers, ...webhook }: SunshineWebhook): object => ({
  id,
  version,
  target,
  triggers,
  secret: webhook.secret,
  includeFullUser: webhook.includeFullUser,
  includeFullSource: webhook.includeFullSource,
});
