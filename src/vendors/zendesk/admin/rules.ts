import { z } from 'zod';
import { VendorError } from '../../../../activities/vendorError';
import type { Place } from '../../admin/ports';
import type { Properties, Value } from '../../admin/resources';
import { readAnswer } from '../../http/readAnswer';
import { createReadList } from '../../http/readList';
import { idSchema } from '../fields';
import { numericId, PAGE_OF_100, resultOf, type ZendeskAccess } from '../transport';

const json: z.ZodType<Value> = z.json();

const ruleSchema = z.object({
  id: idSchema,
  title: z.string(),
  description: z.string().nullish(),
  active: z.boolean().nullish(),
});

const conditionSchema = z.object({
  field: z.string(),
  operator: z.string(),
  // Numbers come as strings or as numbers. Operators such as "changed" have no value.
  value: z
    .union([z.string(), z.number().transform(String), z.boolean().transform(String)])
    .nullish()
    .transform((it) => it ?? ''),
});
const conditions = z.object({ all: z.array(conditionSchema).nullish(), any: z.array(conditionSchema).nullish() });
const actions = z.array(z.object({ field: z.string(), value: json }));

const triggerSchema = ruleSchema.extend({ conditions, actions });
const macroSchema = ruleSchema.extend({ actions });
/** A column by its id: a word, or the number of a field. */
const columnSchema = z.union([idSchema, z.object({ id: idSchema }).transform(({ id }) => id)]);
const viewSchema = ruleSchema.extend({
  conditions,
  execution: z
    .object({ group_by: columnSchema.nullish().catch(undefined), columns: z.array(columnSchema).nullish() })
    .nullish()
    .catch(undefined),
});

const readList = createReadList('zendesk');

/** Triggers, macros and views. */
export const rulePlaces = ({
  client,
  list,
}: Pick<ZendeskAccess, 'client' | 'list'>): Record<'trigger' | 'macro' | 'view', Place> => ({
  trigger: {
    async list() {
      const triggers = readList('triggers', triggerSchema, await list('triggers.json', 'triggers', PAGE_OF_100));
      return triggers.map((it) => ({
        kind: 'trigger',
        id: it.id,
        properties: { ...common(it), ...conditionsOf(it), ...parts(it.actions) },
      }));
    },
    create: async (properties) => idIn(await resultOf(client.triggers.create({ trigger: triggerBody(properties) }))),
    async change(id, properties) {
      await client.triggers.update(numericId(id), { trigger: triggerBody(properties) });
    },
    async remove(id) {
      await client.triggers.delete(numericId(id));
    },
  },

  macro: {
    async list() {
      // The library's own list leaves out inactive macros.
      const answer = await list('macros.json', 'macros', PAGE_OF_100);
      const macros = readList('macros', macroSchema, answer);
      return macros.map((it) => ({ kind: 'macro', id: it.id, properties: { ...common(it), actions: it.actions } }));
    },
    async create(properties) {
      const answer = await resultOf(client.macros.post(['macros'], { macro: properties }));
      return readAnswer('zendesk', 'macro', z.object({ macro: z.object({ id: idSchema }) }), answer).macro;
    },
    async change(id, properties) {
      await client.macros.update(numericId(id), { macro: properties });
    },
    async remove(id) {
      await client.macros.delete(numericId(id));
    },
  },

  view: {
    async list() {
      const views = readList('views', viewSchema, await list('views.json', 'views', PAGE_OF_100));
      return views.map((it) => ({
        kind: 'view',
        id: it.id,
        properties: { ...common(it), ...conditionsOf(it), ...groupingOf(it) },
      }));
    },
    async create({ columns, groupedBy, ...properties }) {
      const create = (output: object): Promise<unknown> =>
        resultOf(client.views.create({ view: { ...properties, output: { columns, ...output } } }));
      return idIn(await sorted(groupedBy, create, () => create(BY_UPDATE)));
    },
    async change(id, { groupedBy, ...properties }) {
      const shown = readAnswer('zendesk', 'view', viewSchema, await resultOf(client.views.show(numericId(id))));
      const change = (output?: object): Promise<unknown> =>
        client.views.update(numericId(id), { view: { ...properties, ...(output && { output }) } });
      if (groupedBy === undefined || groupingOf(shown).groupedBy === groupedBy) await change();
      // Whether Zendesk keeps the columns without being told is not documented.
      else await sorted(groupedBy, (output) => change({ columns: shown.execution?.columns ?? [], ...output }), change);
    },
    async remove(id) {
      // The library's own `views.delete` (6.0.1) calls itself for ever.
      await client.search.delete('views', numericId(id));
    },
  },
});

const BY_UPDATE = { sort_by: 'updated', sort_order: 'asc' };

/**
 * Sorted by a field, whose dates have no time of day, and within the day by who wrote first. Zendesk's table of columns
 * has both, but nothing shows an example: if they are refused, it is written otherwise.
 */
async function sorted(
  field: Value | undefined,
  write: (output: object) => Promise<unknown>,
  otherwise: () => Promise<unknown>,
): Promise<unknown> {
  if (typeof field !== 'string') return otherwise();
  try {
    return await write({ group_by: field, group_order: 'asc', sort_by: 'updated_requester', sort_order: 'asc' });
  } catch (error) {
    if (error instanceof VendorError && (error.status === 400 || error.status === 422)) return otherwise();
    throw error;
  }
}

/** What a view's tickets are grouped by: a field's number, or the word for a column. */
function groupingOf({ execution }: z.infer<typeof viewSchema>): { groupedBy?: string } {
  const column = execution?.group_by;
  return column ? { groupedBy: column.replace('custom_fields_', '') } : {};
}

const idIn = (answer: unknown): { id: string } => readAnswer('zendesk', 'rule', z.object({ id: idSchema }), answer);

const common = ({ title, description, active }: z.infer<typeof ruleSchema>): Properties => ({
  title,
  description: description ?? '',
  active: active !== false,
});

const conditionsOf = ({ conditions: { all, any } }: { conditions: z.infer<typeof conditions> }): Properties => ({
  all: all ?? [],
  any: any ?? [],
});

const webhookAction = z.tuple([idSchema, z.string()]);

/** Our triggers have one action, the call of a webhook. Actions that others have added stay beside it. */
function parts(list: z.infer<typeof actions>): Properties {
  const call = list.find(({ field }) => field === 'notification_webhook');
  const [webhook, body] = webhookAction.safeParse(call?.value).data ?? ['', ''];
  return { webhook, body, otherActions: list.filter((it) => it !== call) };
}

function triggerBody({ title, description, active, all, any, webhook, body, otherActions }: Properties): object {
  const call = { field: 'notification_webhook', value: [webhook, body] };
  const others = Array.isArray(otherActions) ? (otherActions as unknown[]) : [];
  return { title, description, active, conditions: { all, any }, actions: [call, ...others] };
}
