import type { Client } from '@temporalio/client';
import type { Config } from '../config/config';
import type { PolicyConfig } from '../policy/policyConfig';
import { currentActivities, lastOf, type WorkerActivities } from './worker/currentActivities';
import { createDependencies, createVendors } from './worker/dependencies';
import { followPolicy } from '../policy/followPolicy';
import type { ReadyCheck } from './monitor/health';
import { type Observation, observed } from './worker/observe';

/** One Zendesk account as a process serves it: with its own policy, credentials and rates. */
export interface Account {
  config: Config;
  /** The policy that counts now. */
  policy: () => PolicyConfig;
  /** Whether each vendor takes our credentials. */
  checks: Record<string, ReadyCheck>;
  activities: WorkerActivities;
  /** Follows the policy file no more. */
  stop(): void;
}

/** @param onPolicy told when another policy counts */
export function openAccount(
  config: Config,
  client: Client,
  observation: Observation,
  onPolicy: (policy: PolicyConfig) => void,
): Account {
  const { log, metrics } = observation;
  const vendors = createVendors(config, log, metrics);
  const policy = followPolicy(config, log, onPolicy);
  const dependencies = lastOf((now: PolicyConfig) =>
    createDependencies({ ...config, ...now }, client, log, Date.now, vendors),
  );
  const activities = currentActivities(() => dependencies(policy.current()));
  return {
    config,
    policy: policy.current,
    checks: vendors.checks,
    activities: observed(activities, config.account, () => policy.current().policy.messages, observation),
    stop: () => policy.stop(),
  };
}

/** The checks of all accounts, by names that tell them apart where there are several. */
export function checksOf(accounts: readonly Account[]): Record<string, ReadyCheck> {
  const named = ({ config, checks }: Account) =>
    Object.entries(checks).map(
      ([name, check]) => [accounts.length > 1 ? `${name} of ${config.account}` : name, check] as const,
    );
  return Object.fromEntries(accounts.flatMap(named));
}
