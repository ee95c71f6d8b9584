import { v11Triggers, v2Triggers } from '../sunshine/admin/triggers';
import { hexId, ulid } from './ids';
import { seedFields, seedMacros, seedOptOut } from './seedFields';
import { seedActionTriggers, seedTriggers } from './seedTriggers';
import type { SunshineWebhook, ZendeskWebhook } from './settings';
import type { World } from './world';

/** Sets the account up as the documentation says: fields, macros, triggers, webhooks. */
export function configure(world: World): void {
  const now = world.now();
  world.fields = seedFields(now, world.options.missingFields);
  world.userFields = [seedOptOut(now)];
  world.macros = seedMacros(world.fields);
  world.webhooks = [seedWebhook(world)];
  seedTriggers(world);
  seedActionTriggers(world);
  const { v2WebhookSecret, v11WebhookSecret } = world.credentials;
  const custom = { id: hexId(), type: 'custom', status: 'active' as const, displayName: 'Ventana', details: {} };
  world.integrations.push(custom);
  world.sunshineWebhooks = [
    { ...sunshineWebhook('v2', v2WebhookSecret, [...v2Triggers]), integrationId: custom.id },
    sunshineWebhook('v1.1', v11WebhookSecret, [...v11Triggers]),
  ];
}

const subscribedEvents = [
  'ticket.created',
  'ticket.status_changed',
  'ticket.custom_field_changed',
  'ticket.soft_deleted',
  'ticket.merged',
  'messaging_ticket.message_added',
].map((name) => `zen:event-type:${name}`);

const seedWebhook = (world: World): ZendeskWebhook => ({
  id: ulid(),
  name: 'Ventana',
  description: null,
  status: 'active',
  endpoint: '',
  subscriptions: world.options.zendeskWebhooks === 'event' ? subscribedEvents : ['conditional_ticket_events'],
  customHeaders: {},
  secret: world.credentials.zendeskWebhookSecret,
  createdAt: world.now(),
  updatedAt: world.now(),
  invocations: [],
  circuitBroken: false,
  seeded: true,
});

const sunshineWebhook = (version: 'v2' | 'v1.1', secret: string, triggers: string[]): SunshineWebhook => ({
  id: hexId(),
  version,
  target: '',
  triggers,
  secret,
  includeFullUser: false,
  includeFullSource: true,
  seeded: true,
});
