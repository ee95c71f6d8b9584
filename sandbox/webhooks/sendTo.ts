import type { World } from '../world/world';

/** Sends the seeded webhooks to one service. Those created through the API keep their own targets. */
export function sendTo(world: World, baseUrl: string, path: string): void {
  const base = `${baseUrl.replace(/\/+$/, '')}${path}`;
  for (const webhook of world.webhooks) if (webhook.seeded) webhook.endpoint = `${base}/zendesk`;
  for (const webhook of world.sunshineWebhooks) if (webhook.seeded) webhook.target = `${base}/sunshine`;
}
