import { z } from 'zod';
import type { Place } from '../../admin/ports';
import { type Found, OPTION, type Properties } from '../../admin/resources';
import { readAnswer } from '../../http/readAnswer';
import { createReadList } from '../../http/readList';
import { idSchema } from '../fields';
import { numericId, resultOf, type ZendeskAccess } from '../transport';

const optionsSchema = z.array(z.object({ id: idSchema, name: z.string(), value: z.string() }));

const ticketFieldSchema = z.object({
  id: idSchema,
  title: z.string(),
  type: z.string(),
  active: z.boolean().nullish(),
  description: z.string().nullish(),
  custom_field_options: optionsSchema.nullish(),
});

const userFieldSchema = ticketFieldSchema.omit({ custom_field_options: true }).extend({ key: z.string() });

const readList = createReadList('zendesk');

const created = z.object({ id: idSchema });

/** Ticket and user fields. Zendesk does not allow changing a field's type or a user field's key. */
export const fieldPlaces = (
  access: Pick<ZendeskAccess, 'client' | 'list'>,
): Record<'ticketField' | 'userField', Place> => ({
  ticketField: ticketFields(access),
  userField: userFields(access),
});

function ticketFields({ client, list }: Pick<ZendeskAccess, 'client' | 'list'>): Place {
  const optionsOf = async (id: number) => {
    const field = readAnswer(
      'zendesk',
      'ticket field',
      ticketFieldSchema,
      await resultOf(client.ticketfields.show(id)),
    );
    return field.custom_field_options ?? [];
  };
  return {
    async list() {
      return readList('ticket fields', ticketFieldSchema, await list('ticket_fields.json', 'ticket_fields')).map(
        toTicketField,
      );
    },
    async create(properties) {
      const call = client.ticketfields.create({ ticket_field: writable(properties) });
      return readAnswer('zendesk', 'ticket field', created, await resultOf(call));
    },
    async change(id, properties) {
      const number = numericId(id);
      const ids = new Map((await optionsOf(number)).map((option) => [option.value, Number(option.id)]));
      await client.ticketfields.update(number, { ticket_field: writable(properties, ids) });
    },
    async remove(id) {
      await client.ticketfields.delete(numericId(id));
    },
  };
}

function toTicketField({
  id,
  title,
  type,
  active,
  description,
  custom_field_options,
}: z.infer<typeof ticketFieldSchema>): Found {
  const options = (custom_field_options ?? []).map(({ name, value }) => [`${OPTION}${value}`, name] as const);
  const properties = { title, type, active: active !== false, description: description ?? '' };
  return { kind: 'ticketField', id, properties: { ...properties, ...Object.fromEntries(options) } };
}

/** Zendesk replaces the whole list of options. An option sent with its id keeps its value on tickets. */
function writable(properties: Properties, ids = new Map<string, number>()): object {
  const { title, active, description, type, ...options } = properties;
  const list = Object.entries(options).map(([property, name]) => {
    const value = property.slice(OPTION.length);
    const id = ids.get(value);
    return { ...(id !== undefined && { id }), name, value };
  });
  return { type, title, active, description, ...(type === 'tagger' && { custom_field_options: list }) };
}

function userFields({ client, list }: Pick<ZendeskAccess, 'client' | 'list'>): Place {
  return {
    async list() {
      const fields = readList('user fields', userFieldSchema, await list('user_fields.json', 'user_fields'));
      return fields.map(({ id, key, title, type, active, description }) => ({
        kind: 'userField',
        id,
        properties: { key, title, type, active: active !== false, description: description ?? '' },
      }));
    },
    async create(properties) {
      const call = client.userfields.create({ user_field: properties });
      return readAnswer('zendesk', 'user field', created, await resultOf(call));
    },
    async change(id, { title, active, description }) {
      await client.userfields.update(numericId(id), { user_field: { title, active, description } });
    },
    async remove(id) {
      await client.userfields.delete(numericId(id));
    },
  };
}
