import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { ConfigError, type Problem } from '../../src/problems/configError';
import { parsePolicy } from '../../src/policy/policy';
import type { PolicyConfig } from '../../src/policy/policyConfig';

/** A file of the project's top level. */
export const projectFile = (name: string): string => readFileSync(join(__dirname, '../..', name), 'utf8');

/** Every variable that must be set, and nothing else. */
export const validEnvironment = {
  ZENDESK_SUBDOMAIN: 'acme',
  ZENDESK_OAUTH_CLIENT_ID: 'ventana',
  ZENDESK_OAUTH_CLIENT_SECRET: 'zendesk-secret',
  ZENDESK_WEBHOOK_SECRET: 'zendesk-hook',
  SUNSHINE_APP_ID: 'app',
  SUNSHINE_KEY_ID: 'app_key',
  SUNSHINE_KEY_SECRET: 'sunshine-secret',
  SUNSHINE_WEBHOOK_SECRET: 'sunshine-hook',
  WHATSAPP_INTEGRATION_ID: 'integration',
};

/** The policy of a text that must be without problems. */
export function policyOf(text: string): PolicyConfig {
  const result = parsePolicy(text, 'ventana.yaml');
  if ('problems' in result) throw new ConfigError(result.problems);
  return result;
}

/** The problems of a text that must have some. */
export function problemsOf(text: string): Problem[] {
  const result = parsePolicy(text, 'ventana.yaml');
  if (!('problems' in result)) expect.fail('the policy was accepted');
  return result.problems;
}

/** The one problem of a text, as `where: message hint`. */
export function problemOf(text: string): string {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  const [{ where, message, hint } = { where: '', message: '', hint: '' }] = problems;
  return `${where}: ${message}. ${hint}`;
}
