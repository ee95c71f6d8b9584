import { z } from 'zod';
import { largeNumber } from '../../world/ids';
import type { Field, FieldOption } from '../../world/settings';
import { isoSeconds } from '../../world/time';
import type { World } from '../../world/world';
import { invalid } from '../errors';
import { refuseFieldInUse } from './inUse';
import { begun, edit, readBody, required, type Resource } from './resource';

const types = [
  'text',
  'textarea',
  'checkbox',
  'date',
  'integer',
  'decimal',
  'regexp',
  'tagger',
  'multiselect',
] as const;

const schema = z.looseObject({
  type: z.enum(types).optional(),
  title: z.string().trim().min(1, 'cannot be blank').optional(),
  description: z.string().nullish(),
  active: z.boolean().optional(),
  custom_field_options: z
    .array(z.looseObject({ id: z.number().nullish(), name: z.string().min(1), value: z.string().min(1) }))
    .optional(),
});

type Given = z.infer<typeof schema>;

const systemFields = [
  { id: 100, type: 'subject', title: 'Subject', raw_title: 'Subject', active: true, removable: false },
  { id: 101, type: 'status', title: 'Status', raw_title: 'Status', active: true, removable: false },
];

export const ticketFields = (world: World): Resource<Field> => ({
  many: 'ticket_fields',
  one: 'ticket_field',
  all: () => world.fields,
  fixed: systemFields,
  json: fieldJson,
  create: (body) => {
    const given = readBody(schema, body);
    return {
      ...begun(world, given),
      type: required('type', given.type),
      description: given.description ?? '',
      options: readOptions(world, given, []),
    };
  },
  change: (field, body) => {
    const given = readBody(schema, body);
    if (given.type !== undefined && given.type !== field.type) throw invalid('type', 'Type: cannot be changed');
    if (given.custom_field_options) field.options = readOptions(world, given, field.options);
    edit(world, field, given);
    field.description = given.description ?? field.description;
  },
  removing: (field) => refuseFieldInUse(world, field),
});

/**
 * Replaces the whole list: options not in it are removed. Values are tags, so each may be used only once in the
 * account.
 */
function readOptions(world: World, { custom_field_options = [] }: Given, current: FieldOption[]): FieldOption[] {
  const elsewhere = world.fields.flatMap(({ options }) => options).filter((option) => !current.includes(option));
  const taken = new Set(elsewhere.map(({ value }) => value));
  return custom_field_options.map(({ id, name, value }) => {
    if (taken.has(value)) throw invalid('custom_field_options', `Tag "${value}" is already in use`);
    taken.add(value);
    const known = current.find((option) => (id ? option.id === id : option.value === value));
    return { id: known?.id ?? largeNumber(), name, value };
  });
}

const fieldJson = (field: Field): object => ({
  id: field.id,
  type: field.type,
  title: field.title,
  raw_title: field.title,
  description: field.description,
  raw_description: field.description,
  active: field.active,
  removable: true,
  tag: null,
  created_at: isoSeconds(field.createdAt),
  updated_at: isoSeconds(field.updatedAt),
  ...(field.type === 'tagger' && {
    custom_field_options: field.options.map((option) => ({ ...option, raw_name: option.name, default: false })),
  }),
});
