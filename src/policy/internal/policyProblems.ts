import type { z } from 'zod';
import { didYouMean } from '../../problems/didYouMean';
import { hintsOf, type Path } from '../../problems/hints';
import { policySchema } from '../policySchema';

type Issue = z.core.$ZodIssue;

const hints = hintsOf(policySchema);

/**
 * A problem of the policy file, before its line is known. If `key` is set, the problem is that key under `path`, not
 * the value.
 */
export interface PolicyProblem {
  path: Path;
  key?: string;
  message: string;
  hint: string;
}

/**
 * Zod's issues in plain words, with the value that was found. For a union, only the problems of the member that was
 * probably meant.
 */
export function policyProblems(issues: readonly Issue[], file: unknown, base: Path = []): PolicyProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, [...base, ...issue.path], file));
}

function problemsOf(issue: Issue, path: Path, file: unknown): PolicyProblem[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key));
    case 'invalid_key':
      return issue.issues.map((inner) => ({
        path: path.slice(0, -1),
        key: String(path.at(-1)),
        message: `"${String(path.at(-1))}" ${inner.message}`,
        hint: hints.ofKey(inner, path.slice(0, -1)),
      }));
    case 'invalid_union': {
      const meant = issue.errors.filter((errors) => !errors.some(wrongKind)).sort((a, b) => weight(a) - weight(b))[0];
      return meant ? policyProblems(meant, file, path) : [{ path, ...inWords(issue, path, valueAt(file, path)) }];
    }
    default:
      return [{ path, ...inWords(issue, path, valueAt(file, path)) }];
  }
}

function unknownKey(path: Path, key: string): PolicyProblem {
  const known = hints.keysAt(path);
  const meant = didYouMean(key, known);
  const where = path.length > 0 ? ` under ${dotted(path)}` : '';
  return {
    path,
    key,
    message: `"${key}" is not known${where}`,
    hint: meant ? `Did you mean ${meant}?` : `Known keys: ${known.join(', ')}.`,
  };
}

function inWords(issue: Issue, path: Path, value: unknown): { message: string; hint: string } {
  const hint = hints.of(issue, path);
  const name = dotted(path) || 'the file';
  if (value === undefined) return { message: `${name} is missing`, hint };
  if (value === null) return { message: `${name} is empty`, hint: `Give it a value or remove the line. ${hint}` };
  const shown = typeof value === 'object' ? '' : ` (${JSON.stringify(value)})`;
  return { message: `${name}${shown} ${predicate(issue)}`, hint };
}

/** The schema's own messages for formats and refinements, our wording for zod's built-in ones. */
function predicate(issue: Issue): string {
  switch (issue.code) {
    case 'custom':
    case 'invalid_format':
      return issue.message;
    case 'too_small':
      if (issue.origin !== 'number' && issue.origin !== 'int') return 'is empty';
      return `must be ${issue.inclusive ? 'at least' : 'greater than'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `is longer than ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    case 'invalid_type':
      return `is not ${KINDS[issue.expected] ?? issue.expected}`;
    default:
      return 'is not one of the allowed values';
  }
}

const KINDS: Record<string, string> = {
  object: 'a group of keys',
  record: 'a group of keys',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
};

const wrongKind = (issue: Issue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
/**
 * Of a union, the member with the fewest unknown keys was probably meant, then the one with the fewest other problems.
 */
const weight = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 100 * issue.keys.length : 1), 0);

const dotted = (path: Path): string =>
  path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`))
    .join('');

/** The value at `path` in the parsed file. */
export function valueAt(file: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    file,
  );
}
