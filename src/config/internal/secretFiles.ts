import type { Problem } from '../../problems/configError';
import { isSecret, environmentSchema } from './environmentSchema';

/**
 * `ZENDESK_API_TOKEN_FILE` names the file that holds ZENDESK_API_TOKEN. Container platforms hand out secrets this way.
 */
const SUFFIX = '_FILE';

/**
 * Every variable whose value is a secret. Temporal's own API key is among them because Temporal defines no file variant
 * for it.
 */
export const secretNames: readonly string[] = [
  ...Object.entries(environmentSchema.shape)
    .filter(([, variable]) => isSecret(variable))
    .map(([name]) => name),
  'TEMPORAL_API_KEY',
];

/**
 * Replaces each variable that names a secret's file with the file's content, trimmed.
 * @param set the result of `withoutEmpty`
 * @param readFile throws as `readFileSync` does
 */
export function readSecretFiles(
  set: Record<string, string>,
  readFile: (path: string) => string,
): { set: Record<string, string>; problems: Problem[] } {
  const values = { ...set };
  const problems: Problem[] = [];
  for (const name of secretNames) {
    const where = name + SUFFIX;
    const path = values[where];
    if (path === undefined) continue;
    delete values[where];
    if (values[name] !== undefined) {
      problems.push({ where, message: `and ${name} are both set`, hint: 'Remove one of them.' });
      continue;
    }
    const content = contentOf(path, readFile);
    if ('problem' in content) problems.push({ where, ...content.problem });
    else values[name] = content.text;
  }
  return { set: values, problems };
}

type Content = { text: string } | { problem: Omit<Problem, 'where'> };

function contentOf(path: string, readFile: (path: string) => string): Content {
  try {
    const text = readFile(path).trim();
    if (text !== '') return { text };
    return { problem: { message: 'names a file that is empty', hint: 'Write the secret into it, and nothing else.' } };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    const hint = 'Set it to the path of a file that this user can read.';
    return { problem: { message: `names a file that cannot be read (${code})`, hint } };
  }
}

/** The variable that a problem with its file belongs to. */
export const variableOf = ({ where }: Problem): string => where.slice(0, -SUFFIX.length);
