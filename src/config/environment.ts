import { readFileSync } from 'node:fs';
import { parse } from 'dotenv';
import type { z } from 'zod';
import type { Problem } from '../problems/configError';
import { didYouMean } from '../problems/didYouMean';
import { hintsOf } from '../problems/hints';
import { environmentSchema } from './internal/environmentSchema';

const hints = hintsOf(environmentSchema);

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables of the process. A file `.env` in the working folder provides those that the process does not have. */
export function readEnvironment(): Environment {
  let file = '';
  try {
    file = readFileSync('.env', 'utf8');
  } catch {
    // No .env: a container gets its variables from outside.
  }
  return { ...parse(file), ...process.env };
}

/** The variables that are set, trimmed. An empty variable counts as not set. */
export function withoutEmpty(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const);
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => Boolean(entry[1])));
}

/**
 * Checks the variables. Returns their values, or everything that is wrong with them.
 * @param set the result of `withoutEmpty`
 * @param schema `environmentSchema`, or one that requires less
 */
export function checkEnvironment<Values>(
  set: Record<string, string>,
  schema: z.ZodType<Values>,
): Values | { problems: Problem[] } {
  const result = schema.safeParse(set);
  const quoted = Object.keys(environmentSchema.shape).filter((name) => /^(["']).*\1$/.test(set[name] ?? ''));
  const issues = (result.error?.issues ?? []).map(({ path, message }) => ({ name: String(path[0]), message }));
  const problems = [
    ...quoted.map((where) => ({ where, message: 'is wrapped in quotes', hint: 'Remove the quotes.' })),
    ...issues.filter(({ name }) => !quoted.includes(name)).map(({ name, message }) => problemOf(name, message, set)),
    ...credentialProblems(set),
  ];
  return result.success && problems.length === 0 ? result.data : { problems };
}

/** Never says the value: an address may hold a password, and any line what belongs into another. */
function problemOf(name: string, message: string, set: Record<string, string>): Problem {
  const hint = hints.at([name]);
  const value = set[name];
  if (value === undefined) return { where: name, message, hint: (misspelt(name, set) ?? '') + hint };
  return { where: name, message, hint };
}

/** A variable that is set but unknown, and whose name is close to this one. */
function misspelt(name: string, set: Record<string, string>): string | undefined {
  const unread = Object.keys(set).filter((candidate) => !(candidate in environmentSchema.shape));
  const meant = didYouMean(name, unread);
  return meant && `There is ${meant}: is it misspelled? `;
}

/** There must be exactly one way to sign in to Zendesk, and it must be complete. */
function credentialProblems(set: Record<string, string>): Problem[] {
  const { ZENDESK_OAUTH_CLIENT_ID: id, ZENDESK_OAUTH_CLIENT_SECRET: secret, ZENDESK_API_TOKEN: token } = set;
  const { ZENDESK_OAUTH_TOKEN: oauth, ZENDESK_EMAIL: email, ZENDESK_OAUTH_SCOPE: scope } = set;
  const ways = [
    ...(id ? ['ZENDESK_OAUTH_CLIENT_ID'] : secret ? ['ZENDESK_OAUTH_CLIENT_SECRET'] : []),
    ...(oauth ? ['ZENDESK_OAUTH_TOKEN'] : []),
    ...(token ? ['ZENDESK_API_TOKEN'] : []),
  ];
  const [best, ...others] = ways;
  if (best === undefined) {
    const message = 'is not set, and Ventana needs it to sign in to Zendesk';
    return [problemOf('ZENDESK_OAUTH_CLIENT_ID', message, set)];
  }
  const hint = `These are different ways to sign in: keep ${best}${best.includes('CLIENT') ? ', which is the one that lasts,' : ''} and remove the other.`;
  const problems = others.map((where) => ({ where, message: `and ${best} are both set`, hint }));
  if (id && !secret) problems.push(half('ZENDESK_OAUTH_CLIENT_SECRET', 'ZENDESK_OAUTH_CLIENT_ID', set));
  if (secret && !id) problems.push(half('ZENDESK_OAUTH_CLIENT_ID', 'ZENDESK_OAUTH_CLIENT_SECRET', set));
  if (token && !email) problems.push(half('ZENDESK_EMAIL', 'ZENDESK_API_TOKEN', set));
  if (scope && !id && !secret) {
    const message = 'is set, but no OAuth client: it says what its tokens are asked for';
    problems.push(problemOf('ZENDESK_OAUTH_SCOPE', message, set));
  }
  return problems;
}

const half = (missing: string, given: string, set: Record<string, string>): Problem =>
  problemOf(missing, `is not set; ${given} needs it`, set);
