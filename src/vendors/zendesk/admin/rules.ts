import { z } from 'zod';
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
const viewSchema = ruleSchema.extend({ conditions });

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
      return views.map((it) => ({ kind: 'view', id: it.id, properties: { ...common(it), ...conditionsOf(it) } }));
    },
    async create({ columns, ...properties }) {
      const view = { ...properties, output: { columns, sort_by: 'updated', sort_order: 'asc' } };
      return idIn(await resultOf(client.views.create({ view })));
    },
    async change(id, properties) {
      await client.views.update(numericId(id), { view: properties });
    },
    async remove(id) {
      // The library's own `views.delete` (6.0.1) calls itself for ever.
      await client.search.delete('views', numericId(id));
    },
  },
});

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
