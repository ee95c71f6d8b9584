/** What to tell people to write, taken from the schema's own descriptions, examples and limits. */
import { z } from 'zod';
import { policySchema } from './policySchema';
import type { Path } from './yamlPlaces';

/** The parts of JSON Schema that are read here. */
interface SchemaNode {
  properties?: Record<string, SchemaNode>;
  additionalProperties?: SchemaNode | boolean;
  propertyNames?: SchemaNode;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
  enum?: unknown[];
  const?: unknown;
  examples?: unknown[];
  default?: unknown;
  type?: string;
}

const root = z.toJSONSchema(policySchema, { io: 'input' }) as SchemaNode;

/** How a value at this path is written. */
export function howToWrite(path: Path): string {
  const options = nodesAt(path).flatMap(alternatives);
  const keys = keysAt(path);
  const allowed = options.flatMap((node) => node.enum ?? (node.const === undefined ? [] : [node.const]));
  const examples = options.flatMap((node) => node.examples ?? []);
  if (allowed.length > 0 && keys.length > 0) return `Write ${list(allowed)}, or its keys: ${keys.join(', ')}.`;
  if (allowed.length > 0 && examples.length === 0) return `Write ${list(allowed)}.`;
  if (examples.length > 0) return `Write it like ${list(unique(examples))}.`;
  if (keys.length > 0) return `Write its keys below it: ${keys.join(', ')}.`;
  const preset = options.find((node) => node.default !== undefined)?.default;
  const type = options.find((node) => node.type)?.type ?? 'value';
  return `Write ${TYPES[type] ?? 'a value'}${preset === undefined ? '' : `; the default is ${inYaml(preset)}`}.`;
}

/** How a key of the record at this path is written. */
export function howToWriteKey(path: Path): string {
  const examples = nodesAt(path).flatMap(
    (node) => node.propertyNames?.examples ?? Object.keys(node.examples?.[0] ?? {}),
  );
  return examples.length > 0 ? `Write it like ${list(examples)}.` : 'Write another name.';
}

/** The keys that are known at this path; none where the names are free. */
export const keysAt = (path: Path): string[] =>
  unique(
    nodesAt(path)
      .flatMap(alternatives)
      .flatMap((node) => Object.keys(node.properties ?? {})),
  );

function nodesAt(path: Path): SchemaNode[] {
  return path.reduce<SchemaNode[]>(
    (nodes, step) => nodes.flatMap(alternatives).flatMap((node) => below(node, step)),
    [root],
  );
}

function below(node: SchemaNode, step: PropertyKey): SchemaNode[] {
  const rest = typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
  const next = typeof step === 'number' ? node.items : (node.properties?.[String(step)] ?? rest);
  return next ? [next] : [];
}

const alternatives = (node: SchemaNode): SchemaNode[] => [node, ...(node.anyOf ?? []).flatMap(alternatives)];

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number greater than 0',
  integer: 'a whole number greater than 0',
  array: 'a list',
};

const unique = <T>(values: T[]): T[] => [...new Set(values)];
const list = (values: unknown[]): string => values.map(inYaml).join(' or ');

/** On one line, as YAML's flow style. */
function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${inYaml(inner)}`)
    .join(', ')} }`;
}
