import { z } from 'zod';
import { largeNumber } from '../../world/ids';
import type { Macro } from '../../world/settings';
import type { World } from '../../world/world';
import { invalid } from '../errors';
import { readBody, required, type Resource } from './resource';

const actionSchema = z.object({
  field: z.string(),
  value: z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]),
});

const schema = z.looseObject({
  title: z.string().trim().min(1, 'cannot be blank').optional(),
  description: z.string().nullish(),
  active: z.boolean().optional(),
  actions: z.array(actionSchema).min(1, 'cannot be empty').optional(),
  restriction: z.unknown().optional(),
});

/** The actions from Zendesk's actions reference that the sandbox supports. */
const known = ['status', 'set_tags', 'current_tags', 'remove_tags', 'comment_value', 'comment_mode_is_public'];

export const macros = (world: World): Resource<Macro> => ({
  many: 'macros',
  one: 'macro',
  all: () => world.macros,
  json: (macro) => macro,
  create: (body) => {
    const given = readBody(schema, body);
    return {
      id: largeNumber(),
      title: required('title', given.title),
      description: given.description ?? null,
      active: given.active ?? true,
      restriction: given.restriction ?? null,
      actions: checkActions(world, required('actions', given.actions)),
    };
  },
  change: (macro, body) => {
    const given = readBody(schema, body);
    if (given.actions) macro.actions = checkActions(world, given.actions);
    macro.title = given.title ?? macro.title;
    macro.description = given.description === undefined ? macro.description : given.description;
    macro.active = given.active ?? macro.active;
  },
});

function checkActions(world: World, actions: Macro['actions']): Macro['actions'] {
  for (const { field, value } of actions) {
    if (known.includes(field)) continue;
    const custom = world.fields.find(({ id }) => field === `custom_fields_${id}`);
    if (!custom) throw invalid('actions', `${field} is not a valid action`);
    const fits = custom.type !== 'tagger' || value === '' || custom.options.some((option) => option.value === value);
    if (!fits) throw invalid('actions', `${value} is not a valid value for ${field}`);
  }
  return actions;
}
