import { largeNumber } from './ids';
import type { Condition } from './settings';
import { apiUserId, fieldTitled, fieldTitles, type World } from './world';

const whatsApp: Condition = { field: 'via_id', operator: 'is', value: '74' };
const change: Condition = { field: 'update_type', operator: 'is', value: 'Change' };
/** The usual condition against reacting to our own updates. */
const notByApi: Condition = { field: 'current_via_id', operator: 'is_not', value: '5' };
/** An agent's app works through the API too. */
const notOurs: Condition = { field: 'role', operator: 'is_not', value: String(apiUserId) };

const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

/** The triggers that report new WhatsApp tickets and changes of status, with constants and ids only. */
export function seedTriggers(world: World): void {
  addTrigger(world, 'ticket created', [whatsApp, { field: 'update_type', operator: 'is', value: 'Create' }], {
    event: 'ticket_created',
  });
  const which = world.options.statusTriggers === 'all' ? [] : [whatsApp];
  for (const status of statuses) {
    const changedTo: Condition = { field: 'status', operator: 'value', value: status };
    addTrigger(world, `status ${status}`, [...which, change, notByApi, changedTo], { event: 'status_changed', status });
  }
}

/** Adds a trigger for the seeded webhook to each option of "WhatsApp action" that has none. */
export function seedActionTriggers(world: World): void {
  const field = fieldTitled(world, fieldTitles.action);
  if (!field) return;
  for (const { value } of field.options) {
    const title = `action ${value}`;
    if (world.triggers.some((it) => it.title === `Ventana: ${title}`)) continue;
    const set: Condition = { field: `custom_fields_${field.id}`, operator: 'value', value };
    const body = {
      event: 'action_requested',
      action: value.replace(/^whatsapp_action_/, ''),
      agent_id: '{{current_user.id}}',
    };
    addTrigger(world, title, [change, set], body, [notByApi, notOurs]);
  }
}

function addTrigger(
  world: World,
  title: string,
  all: Condition[],
  { event, ...constants }: { event: string; [constant: string]: string },
  any: Condition[] = [],
): void {
  const webhook = world.webhooks.find((it) => it.seeded && it.subscriptions.includes('conditional_ticket_events'));
  const [category] = world.triggerCategories;
  if (!webhook || !category) return;
  const body = JSON.stringify({ event, ticket_id: '{{ticket.id}}', ...constants });
  world.triggers.push({
    id: largeNumber(),
    title: `Ventana: ${title}`,
    description: null,
    active: true,
    position: world.triggers.length + 1,
    categoryId: category.id,
    conditions: { all, any },
    actions: [{ field: 'notification_webhook', value: [webhook.id, body] }],
    createdAt: world.now(),
    updatedAt: world.now(),
  });
}
