import { z } from 'zod';
import type { UserField } from '../../world/settings';
import { isoSeconds } from '../../world/time';
import type { World } from '../../world/world';
import { invalid } from '../errors';
import { begun, edit, readBody, required, type Resource } from './resource';

const types = ['text', 'textarea', 'checkbox', 'date', 'integer', 'decimal', 'regexp', 'dropdown'] as const;

const schema = z.looseObject({
  type: z.enum(types).optional(),
  key: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]+$/, 'is invalid')
    .optional(),
  title: z.string().trim().min(1, 'cannot be blank').optional(),
  description: z.string().nullish(),
  active: z.boolean().optional(),
});

export const userFields = (world: World): Resource<UserField> => ({
  many: 'user_fields',
  one: 'user_field',
  all: () => world.userFields,
  json: (field) => ({
    id: field.id,
    key: field.key,
    type: field.type,
    title: field.title,
    raw_title: field.title,
    description: field.description,
    active: field.active,
    system: false,
    created_at: isoSeconds(field.createdAt),
    updated_at: isoSeconds(field.updatedAt),
  }),
  create: (body) => {
    const given = readBody(schema, body);
    const key = required('key', given.key);
    if (world.userFields.some((it) => it.key === key)) throw invalid('key', `Key: ${key} has already been taken`);
    return {
      ...begun(world, given),
      key,
      type: required('type', given.type),
      description: given.description ?? '',
    };
  },
  change: (field, body) => {
    const given = readBody(schema, body);
    if (given.key !== undefined && given.key !== field.key) throw invalid('key', 'Key: cannot be changed');
    edit(world, field, given);
    field.description = given.description ?? field.description;
  },
});
