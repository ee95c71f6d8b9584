import { z } from 'zod';
import { largeNumber } from '../../world/ids';
import type { TriggerCategory } from '../../world/settings';
import { isoSeconds } from '../../world/time';
import type { World } from '../../world/world';
import { invalid } from '../errors';
import { readBody, required, type Resource } from './resource';

const schema = z.looseObject({
  name: z.string().trim().min(1, 'cannot be blank').optional(),
  position: z.number().int().optional(),
});

export const triggerCategories = (world: World): Resource<TriggerCategory> => ({
  many: 'trigger_categories',
  one: 'trigger_category',
  all: () => world.triggerCategories,
  json: ({ id, name, position, createdAt, updatedAt }) => ({
    id,
    name,
    position,
    created_at: isoSeconds(createdAt),
    updated_at: isoSeconds(updatedAt),
  }),
  create: (body) => {
    const given = readBody(schema, body);
    const now = world.now();
    return {
      id: String(largeNumber()),
      name: required('name', given.name),
      position: given.position ?? world.triggerCategories.length + 1,
      createdAt: now,
      updatedAt: now,
    };
  },
  change: (category, body) => {
    const given = readBody(schema, body);
    category.name = given.name ?? category.name;
    category.position = given.position ?? category.position;
    category.updatedAt = world.now();
  },
  removing: ({ id }) => {
    if (world.triggers.some(({ categoryId }) => categoryId === id)) throw invalid('base', 'The category has triggers');
  },
});
