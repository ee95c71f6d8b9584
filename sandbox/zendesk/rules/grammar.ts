import { z } from 'zod';
import type { Condition, Conditions } from '../../world/settings';
import type { World } from '../../world/world';
import { invalid } from '../errors';

const equality = ['is', 'is_not'];
const changes = ['changed', 'not_changed', 'value', 'not_value', 'value_previous', 'not_value_previous'];
const statusNames = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

interface FieldRule {
  operators: string[];
  /** Undefined: any value. */
  values?: string[];
  triggersOnly?: boolean;
}

/** The fields from Zendesk's conditions reference that the sandbox can evaluate. */
const fields: Record<string, FieldRule> = {
  status: { operators: [...equality, 'less_than', 'greater_than', ...changes], values: statusNames },
  update_type: { operators: ['is'], values: ['Create', 'Change'], triggersOnly: true },
  via_id: { operators: equality },
  current_via_id: { operators: equality, triggersOnly: true },
  role: { operators: equality, triggersOnly: true },
  comment_is_public: {
    operators: equality,
    values: ['true', 'false', 'not_relevant', 'requester_can_see_comment'],
    triggersOnly: true,
  },
  current_tags: { operators: ['includes', 'not_includes'] },
  assignee_id: { operators: [...equality, ...changes] },
  requester_id: { operators: [...equality, ...changes] },
};

const customOperators = [...equality, 'present', 'not_present', ...changes];
const valueless = ['changed', 'not_changed', 'present', 'not_present'];

const conditionSchema = z.object({
  field: z.string(),
  operator: z.string(),
  value: z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]).nullish(),
});
const list = z.array(conditionSchema).optional();
const schema = z.looseObject({ all: list, any: list, conditions: z.looseObject({ all: list, any: list }).optional() });

/** Whether a body contains conditions, inside the wrapper or beside it. */
export const hasConditions = (body: object): boolean => ['conditions', 'all', 'any'].some((key) => key in body);

/** @throws Refused 422 for an unknown field, operator or value */
export function readConditions(world: World, body: object, rule: 'trigger' | 'view'): Conditions {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw invalid('conditions', 'Conditions are invalid');
  const { conditions, all, any } = parsed.data;
  const read = (given: z.infer<typeof list>): Condition[] =>
    (given ?? []).map(({ field, operator, value }) => {
      const condition = { field, operator, value: value ?? null };
      check(world, condition, rule);
      return condition;
    });
  return { all: read(conditions?.all ?? all), any: read(conditions?.any ?? any) };
}

function check(world: World, { field, operator, value }: Condition, rule: 'trigger' | 'view'): void {
  const known = ruleFor(world, field);
  if (!known || (rule === 'view' && known.triggersOnly)) throw invalid('conditions', `${field} is not a valid field`);
  const isChange = changes.includes(operator);
  if (!known.operators.includes(operator) || (rule === 'view' && isChange)) {
    throw invalid('conditions', `${operator} is not a valid operator for ${field}`);
  }
  if (valueless.includes(operator)) return;
  const wrong = known.values && value !== null && value !== '' && !known.values.includes(value);
  if (wrong) throw invalid('conditions', `${value} is not a valid value for ${field}`);
}

function ruleFor(world: World, name: string): FieldRule | undefined {
  const [, id] = /^custom_fields_(\d+)$/.exec(name) ?? [];
  if (id === undefined) return fields[name];
  const field = world.fields.find((it) => it.id === Number(id));
  if (!field) return undefined;
  return {
    operators: customOperators,
    ...(field.type === 'tagger' && { values: field.options.map(({ value }) => value) }),
  };
}
