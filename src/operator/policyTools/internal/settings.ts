import { parse } from 'yaml';
import { policySchema } from '../../../policy/policySchema';

/** A key of the policy file whose value has changed. Undefined: the key does not exist there. */
export interface SettingChange {
  /** Such as `messages.followUp.template.name`. */
  key: string;
  before: string | undefined;
  after: string | undefined;
}

/**
 * The keys of the policy that differ, defaults included, in the order of the newer file. Undefined if one of the files
 * has problems.
 */
export function changedSettings(before: string, after: string): SettingChange[] | undefined {
  const [old, young] = [settingsOf(before), settingsOf(after)];
  if (!old || !young) return undefined;
  const keys = [...new Set([...young.keys(), ...old.keys()])];
  return keys
    .map((key) => ({ key, before: old.get(key), after: young.get(key) }))
    .filter((it) => it.before !== it.after);
}

function settingsOf(text: string): Map<string, string> | undefined {
  const { data } = policySchema.safeParse(parse(text) ?? {});
  return data && new Map(flat('', data));
}

function flat(key: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[key, written(value)]];
  return Object.entries(value).flatMap(([name, inner]) => flat(key === '' ? name : `${key}.${name}`, inner));
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
