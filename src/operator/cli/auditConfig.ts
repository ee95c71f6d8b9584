import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { accountEnvironment } from '../../config/accounts';
import { type Config, loadSetupConfig, policyFile } from '../../config/config';
import type { PolicyConfig } from '../../policy/policyConfig';
import { type RateFile, ratesFor } from '../../rates/rateFile';

const EXAMPLE = 'ventana.example.yaml';

/**
 * The configuration for an audit, before anything is set up: without webhooks, a number to send from, or a policy. The
 * example is the policy where there is none.
 * @param second another policy file
 * @throws {ConfigError} with the problems of the environment and of the files
 */
export function auditConfig(
  account: string | undefined,
  second: string | undefined,
): { config: Config; policies: { name: string; config: PolicyConfig }[]; rates: RateFile } {
  const environment = accountEnvironment(account);
  const inUse = policyFile(environment);
  const base = existsSync(inUse) || environment['VENTANA_POLICY'] ? inUse : examplePolicy();
  // Nothing is sent, so nobody asks from which number.
  const load = (path: string): Config =>
    loadSetupConfig({ WHATSAPP_INTEGRATION_ID: 'none', ...environment, VENTANA_POLICY: path });
  const config = load(base);
  const other = second === undefined ? [] : [{ name: basename(second), config: policyIn(load(second)) }];
  const policies = [{ name: basename(base), config: policyIn(config) }, ...other];
  return { config, policies, rates: ratesFor(inUse) };
}

/** Without the credentials. */
const policyIn = ({ policy, hours, quietHours, rates, limits, sweep, ledgerKeepMs, ...it }: Config): PolicyConfig => ({
  ...{ policy, hours, quietHours, rates, limits, sweep, ledgerKeepMs, policyWarnings: it.policyWarnings },
});

/** In a clone and in the installed package it stands beside package.json. */
function examplePolicy(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, EXAMPLE);
    if (existsSync(path)) return path;
  }
  return EXAMPLE;
}
