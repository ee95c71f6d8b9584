/**
 * How to fix an invalid value, according to the schema: a refinement's own message, the `hint` in its `meta`, its
 * examples, limits and type.
 */
import { z } from 'zod';

export type Path = readonly PropertyKey[];

/** The parts of JSON Schema that this file reads. */
interface SchemaNode {
  /** Our own addition; see `meta` in the schemas. */
  hint?: string;
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
  minimum?: number;
  maximum?: number;
}

export interface Hints {
  /** The hint for a value that the schema rejects. */
  of(issue: z.core.$ZodIssue, path: Path): string;
  /** The hint for a key of the record at this path. */
  ofKey(issue: z.core.$ZodIssue, path: Path): string;
  /** How to write a value at this path. */
  at(path: Path): string;
  /** The keys that are allowed at this path. Empty where any name is allowed. */
  keysAt(path: Path): string[];
}

export function hintsOf(schema: z.ZodType): Hints {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
  const at = (path: Path): string => howToWrite(nodesAt(root, path));
  return {
    of: (issue, path) => ownHint(issue) ?? at(path),
    ofKey: (issue, path) => ownHint(issue) ?? howToWriteKey(nodesAt(root, path)),
    at,
    keysAt: (path) => keysOf(nodesAt(root, path)),
  };
}

/** What a refinement of the schema itself says about the fix. */
function ownHint(issue: z.core.$ZodIssue): string | undefined {
  const hint: unknown = issue.code === 'custom' ? issue.params?.['hint'] : undefined;
  return typeof hint === 'string' ? hint : undefined;
}

function howToWrite(nodes: SchemaNode[]): string {
  const options = nodes.flatMap(alternatives);
  const own = options.find((node) => node.hint !== undefined)?.hint;
  if (own !== undefined) return own;
  const keys = keysOf(nodes);
  const allowed = options.flatMap((node) => node.enum ?? (node.const === undefined ? [] : [node.const]));
  const examples = options.flatMap((node) => node.examples ?? []);
  if (allowed.length > 0 && keys.length > 0) return `Write ${list(allowed)}, or its keys: ${keys.join(', ')}.`;
  if (allowed.length > 0 && examples.length === 0) return `Write ${list(allowed)}.`;
  if (examples.length > 0) return `Write it like ${list(unique(examples))}.`;
  if (keys.length > 0) return `Write its keys below it: ${keys.join(', ')}.`;
  const preset = options.find((node) => node.default !== undefined)?.default;
  const { type = 'value', minimum, maximum } = options.find((node) => node.type) ?? {};
  const isRange = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  const kind = isRange ? `a number from ${minimum} to ${maximum}` : (TYPES[type] ?? 'a value');
  return `Write ${kind}${preset === undefined ? '' : `; the default is ${inYaml(preset)}`}.`;
}

function howToWriteKey(nodes: SchemaNode[]): string {
  const named = nodes.flatMap(alternatives).flatMap((node) => node.propertyNames?.examples ?? []);
  const keys = nodes.flatMap((node) =>
    Array.isArray(node.examples?.[0]) ? [] : Object.keys(node.examples?.[0] ?? {}),
  );
  const examples = named.length > 0 ? named : keys;
  return examples.length > 0 ? `Write it like ${list(examples)}.` : 'Write another name.';
}

const keysOf = (nodes: SchemaNode[]): string[] =>
  unique(nodes.flatMap(alternatives).flatMap((node) => Object.keys(node.properties ?? {})));

const nodesAt = (root: SchemaNode, path: Path): SchemaNode[] =>
  path.reduce<SchemaNode[]>((nodes, step) => nodes.flatMap(alternatives).flatMap((node) => below(node, step)), [root]);

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

/** On one line, in YAML's flow style. */
function inYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inYaml).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${inYaml(inner)}`)
    .join(', ')} }`;
}
