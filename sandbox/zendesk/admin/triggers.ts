import { z } from 'zod';
import type { Trigger } from '../../world/settings';
import { isoSeconds } from '../../world/time';
import type { World } from '../../world/world';
import { invalid } from '../errors';
import { hasConditions, readConditions } from '../rules/grammar';
import { begun, edit, readBody, type Resource } from './resource';

const schema = z.looseObject({
  title: z.string().trim().min(1, 'cannot be blank').optional(),
  description: z.string().nullish(),
  active: z.boolean().optional(),
  position: z.number().int().optional(),
  category_id: z.coerce.string().optional(),
  actions: z.array(z.looseObject({ field: z.string(), value: z.unknown() })).optional(),
});

export const triggers = (world: World): Resource<Trigger> => ({
  many: 'triggers',
  one: 'trigger',
  all: () => world.triggers,
  list: ({ category_id }) =>
    [...world.triggers]
      .filter((it) => category_id === undefined || it.categoryId === category_id)
      .sort((a, b) => a.position - b.position),
  json: triggerJson,
  create: (body) => {
    const given = readBody(schema, body);
    return {
      ...begun(world, given),
      description: given.description ?? null,
      position: given.position ?? Math.max(0, ...world.triggers.map((it) => it.position)) + 1,
      categoryId: readCategory(world, given.category_id),
      conditions: triggerConditions(world, body),
      actions: readActions(world, given.actions),
    };
  },
  change: (trigger, body) => {
    const given = readBody(schema, body);
    if (given.category_id !== undefined) trigger.categoryId = readCategory(world, given.category_id);
    // Zendesk: "Updating a condition or action updates both the conditions and actions arrays".
    if (hasConditions(body) || given.actions) {
      const [conditions, actions] = [triggerConditions(world, body), readActions(world, given.actions)];
      Object.assign(trigger, { conditions, actions });
    }
    edit(world, trigger, given);
    trigger.description = given.description === undefined ? trigger.description : given.description;
    trigger.position = given.position ?? trigger.position;
  },
});

function triggerConditions(world: World, body: object): Trigger['conditions'] {
  const conditions = readConditions(world, body, 'trigger');
  if (conditions.all.length + conditions.any.length === 0) throw invalid('conditions', 'Conditions: cannot be blank');
  return conditions;
}

/** The category, or the first one if none is given. @throws Refused 422 for an unknown category */
function readCategory(world: World, id: string | undefined): string {
  const category = world.triggerCategories.find((it) => id === undefined || it.id === id);
  if (!category) throw invalid('category_id', 'Category: is invalid');
  return category.id;
}

const webhookAction = z.tuple([z.string(), z.string()]);

/** The sandbox runs only `notification_webhook` and refuses all other actions. */
function readActions(world: World, actions: { field: string; value: unknown }[] = []): Trigger['actions'] {
  if (actions.length === 0) throw invalid('actions', 'Actions: cannot be blank');
  return actions.map(({ field, value }) => {
    if (field !== 'notification_webhook') throw invalid('actions', `${field} is not an action of this sandbox`);
    const parsed = webhookAction.safeParse(value);
    if (!parsed.success) throw invalid('actions', 'notification_webhook: expected webhook id and body');
    const webhook = world.webhooks.find(({ id }) => id === parsed.data[0]);
    if (!webhook?.subscriptions.includes('conditional_ticket_events')) {
      throw invalid('actions', 'notification_webhook: no such webhook for triggers');
    }
    return { field, value: parsed.data };
  });
}

const triggerJson = (trigger: Trigger): object => ({
  id: trigger.id,
  title: trigger.title,
  raw_title: trigger.title,
  description: trigger.description,
  active: trigger.active,
  position: trigger.position,
  category_id: trigger.categoryId,
  conditions: trigger.conditions,
  actions: trigger.actions,
  default: false,
  created_at: isoSeconds(trigger.createdAt),
  updated_at: isoSeconds(trigger.updatedAt),
});
