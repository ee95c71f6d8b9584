/** Sunshine's official API description (OpenAPI 3.0), as JSON schemas that judge answers and webhook events. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';

type Schema = Record<string, unknown>;

interface OpenApi {
  info: { version: string };
  paths: Record<string, Record<string, { responses?: Record<string, Body> }>>;
  components: { schemas: Record<string, Schema> };
  'x-webhooks': Record<string, { post: { requestBody: Body } }>;
}

interface Body {
  content?: Record<string, { schema: Schema }>;
}

export interface Description {
  version: string;
  /** What is wrong with an answer, and what it holds that is not described. @param path without the version's root */
  answer(method: string, path: string, status: number, body: unknown): string[];
  /** The same of one webhook's body. */
  webhook(body: { events: { type: string }[] }): string[];
}

const COMPONENTS = '#/components/schemas/';
const isObject = (it: unknown): it is Schema => typeof it === 'object' && it !== null && !Array.isArray(it);
const jsonOf = (body: Body | undefined): Schema | undefined => body?.content?.['application/json']?.schema;

/** @throws {Error} when the file cannot be read, or is not such a description */
export function readDescription(file: string): Description {
  const api = parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 }) as OpenApi;
  const schemas = asJsonSchemas(api.components.schemas);
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'api', components: { schemas } });
  const judge = (schema: unknown, value: unknown): string[] => {
    const validate = ajv.compile(inApi(schema) as Schema);
    const wrong = validate(value) ? [] : (validate.errors ?? []).map((it) => `${it.instancePath}: ${it.message}`);
    return [...wrong, ...undescribed(schemas, [schema], value, '').map((it) => `${it}: not described`)];
  };
  const events = eventSchemas(api);
  return {
    version: api.info.version,
    answer(method, path, status, body) {
      const described = Object.entries(api.paths).find(([template]) => fits(template, path));
      const answers = described?.[1][method.toLowerCase()]?.responses;
      if (!answers) return ['no such request in the description'];
      const schema = jsonOf(answers[String(status)]) ?? (status >= 400 ? refTo('errorResponse') : undefined);
      return schema ? judge(translate(schema), body) : [`no answer ${status} in the description`];
    },
    webhook: ({ events: told, ...envelope }) => [
      ...judge(translate({ ...jsonOf(webhookOf(api)), properties: envelopeOf(api) }), envelope),
      ...told.flatMap((event) => {
        const schema = events.get(event.type);
        return (schema ? judge(translate(schema), event) : ['no such event']).map((it) => `${event.type} ${it}`);
      }),
    ],
  };
}

const refTo = (name: string): Schema => ({ $ref: COMPONENTS + name });
const webhookOf = (api: OpenApi): Body | undefined => Object.values(api['x-webhooks'])[0]?.post.requestBody;

function envelopeOf(api: OpenApi): Schema {
  const { events: _, ...envelope } = jsonOf(webhookOf(api))?.['properties'] as Schema;
  return envelope;
}

/** By their types, which are the titles of their schemas. */
function eventSchemas(api: OpenApi): Map<string, Schema> {
  const { events } = jsonOf(webhookOf(api))?.['properties'] as { events: { items: { anyOf: { $ref: string }[] } } };
  const named = events.items.anyOf.map((ref) => [api.components.schemas[nameIn(ref.$ref)]?.['title'], ref] as const);
  return new Map(named.flatMap(([title, ref]) => (typeof title === 'string' ? [[title, ref] as const] : [])));
}

const nameIn = (ref: string): string => ref.slice(COMPONENTS.length);

function fits(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith('{') || part === given[at]);
}

/** A kind named by a property: with `oneOf` a choice, without it what the kinds inherit from. */
interface Discriminator {
  propertyName: string;
  mapping?: Record<string, string>;
}

function asJsonSchemas(all: Record<string, Schema>): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  for (const [name, schema] of Object.entries(all)) schemas[name] = translate(schema) as Schema;
  for (const [name, schema] of Object.entries(all)) {
    const { discriminator, ...base } = schema;
    if (!isObject(discriminator) || schema['oneOf']) continue;
    // Its kinds refer to it: to the plain one, or they would never end.
    schemas[`${name} itself`] = translate(base) as Schema;
    for (const ref of Object.values((discriminator as unknown as Discriminator).mapping ?? {})) {
      const kind = JSON.stringify(schemas[nameIn(ref)]);
      const plain = JSON.stringify(refTo(`${name} itself`));
      schemas[nameIn(ref)] = JSON.parse(kind.replaceAll(JSON.stringify(refTo(name)), plain)) as Schema;
    }
  }
  return schemas;
}

/** OpenAPI's own keywords in the words of JSON schema; what is `writeOnly` may not be in an answer. */
function translate(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(translate);
  if (!isObject(node)) return node;
  if (node['writeOnly'] === true) return false;
  const { nullable, discriminator, example: _, ...rest } = node;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, translate(value)]));
  const chosen = isObject(discriminator) ? byKind(schema, discriminator as unknown as Discriminator) : schema;
  return nullable === true ? { anyOf: [{ type: 'null' }, chosen] } : chosen;
}

function byKind({ oneOf, ...schema }: Schema, { propertyName, mapping }: Discriminator): Schema {
  if (!mapping) return { ...schema, anyOf: oneOf };
  const cases = Object.entries(mapping).map(([kind, $ref]) => ({
    if: { properties: { [propertyName]: { const: kind } } },
    then: { $ref },
  }));
  // What kinds inherit from may have others: the list of integrations has Zendesk's own, which are not described.
  const kinds = oneOf
    ? [{ properties: { [propertyName]: { enum: Object.keys(mapping) } }, required: [propertyName] }]
    : [];
  return { ...schema, allOf: [...kinds, ...cases] };
}

/** References from outside the registered document. */
const inApi = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema).replaceAll(`"${COMPONENTS}`, `"api${COMPONENTS}`));

/** The paths of the properties that no schema names. Objects that are described as open may hold anything. */
function undescribed(all: Record<string, Schema>, schemas: unknown[], value: unknown, path: string): string[] {
  const flat = schemas.flatMap((schema) => partsOf(all, schema, value));
  if (Array.isArray(value)) {
    const items = flat.flatMap(({ items }) => (items === undefined ? [] : [items]));
    return value.flatMap((it, at) => undescribed(all, items, it, `${path}/${at}`));
  }
  if (!isObject(value) || flat.every((it) => it['properties'] === undefined)) return [];
  if (flat.some((it) => it['additionalProperties'] !== undefined)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const named = flat.flatMap(({ properties }) =>
      isObject(properties) && key in properties ? [properties[key]] : [],
    );
    return named.length === 0 ? [`${path}/${key}`] : undescribed(all, named, inner, `${path}/${key}`);
  });
}

/** A schema and all that it consists of for this value. */
function partsOf(all: Record<string, Schema>, schema: unknown, value: unknown): Schema[] {
  if (!isObject(schema)) return [];
  const { $ref, allOf, anyOf, oneOf, if: condition, then } = schema;
  const inner = [allOf, anyOf, oneOf].flatMap((it) => (Array.isArray(it) ? (it as unknown[]) : []));
  if (typeof $ref === 'string') inner.push(all[nameIn($ref)]);
  if (condition !== undefined && holds(condition, value)) inner.push(then);
  const own = condition === undefined ? [schema] : [];
  return [...own, ...inner.flatMap((it) => partsOf(all, it, value))];
}

const holds = (condition: unknown, value: unknown): boolean =>
  Object.entries((condition as { properties: Record<string, { const: unknown }> }).properties).every(
    ([key, it]) => isObject(value) && value[key] === it.const,
  );
