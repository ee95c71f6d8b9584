import { readFileSync } from 'node:fs';
import type { Client } from '@temporalio/client';
import type { LedgerPort } from '../../../activities/ledger';
import type { OfficeHours } from '../../../activities/officeHours';
import { followRates } from '../../budget/followRates';
import { rateProblems } from '../../budget/rateProblems';
import type { Config } from '../../config/config';
import type { Ledger } from '../../ledger/ledger';
import { followPolicy } from '../../policy/followPolicy';
import type { PolicyConfig } from '../../policy/policyConfig';
import type { Log } from '../../telemetry/log';
import type { Metrics } from '../../telemetry/metrics';
import type { Tracing } from '../../telemetry/tracing';
import type { Skipped } from '../../vendors/http/readList';
import { createSunshine } from '../../vendors/sunshine/sunshine';
import {
  createFindTemplate,
  type FindTemplate,
  templateLengthsBy,
  templatesOf,
  templateTextsBy,
} from '../../vendors/sunshine/templates';
import { alone, type Peers } from '../../temporal/peers';
import { readPause } from '../../temporal/pause';
import { createZendesk } from '../../vendors/zendesk/zendesk';
import type { ReadyCheck } from '../monitor/health';
import { currentCaller } from './caller';
import { createBrake } from './internal/brake';
import { createBudgets } from './internal/budgets';
import { createDependencies, type WorkerDependencies } from './internal/dependencies';
import { createTemplateWatch, type TemplateWatchParts } from './internal/templateWatch';
import { createOwnWork } from './internal/ownWork';
import { guardVendors } from './internal/vendors';

/** How a process is observed from outside. Created once, when the process starts. */
export interface Observation {
  log: Log;
  metrics: Metrics;
  tracing: Tracing;
}

/** One Zendesk account that a process serves, with its own policy, credentials and rates. */
export interface Account {
  config: Config;
  /** The current policy. */
  policy: () => PolicyConfig;
  /** What the account's activities use, according to the current policy. */
  dependencies: () => WorkerDependencies;
  /** Checks whether each vendor accepts our credentials. */
  checks: Record<string, ReadyCheck>;
  /** What the sidebar app shows of the account, each read when it is first asked for, and seldom. */
  described: {
    template: FindTemplate;
    actionField: () => Promise<string | undefined>;
    office: Pick<OfficeHours, 'between' | 'nextOpening' | 'name'>;
  };
  /** Reads the policy file now. A change is applied once two reads in a row find it. */
  pollPolicy: () => void;
  /** Keeps log and metric up to date on whether sending is paused. */
  watchPause: () => void;
  /** Stops following the policy file, and watching. */
  stop(): void;
}

export interface AccountParts extends Pick<Observation, 'log' | 'metrics'> {
  client: Client;
  /** Epoch ms: `Date.now`, or simulated time. */
  now: () => number;
  /** For durations: ms by a clock that nobody sets. By default `now`, for time that is simulated. */
  elapsed?: () => number;
  /** Reads the text of the policy file. */
  readPolicy?: (path: string) => string;
  /** The worker processes that share the account's rates. Default: this is the only one. */
  peers?: Peers;
  ledger?: Ledger | undefined;
  /** Called when the policy has changed. */
  onPolicy?: (policy: PolicyConfig) => void;
}

/** Opens an account. Production, the simulation and tests all use this function. */
export function openAccount(config: Config, parts: AccountParts): Account {
  const { account } = config;
  const { client, log, metrics, now, elapsed = now, peers = alone, onPolicy } = parts;
  const { readPolicy = (path) => readFileSync(path, 'utf8') } = parts;
  const policy = followPolicy(config, {
    log,
    read: () => readPolicy(config.policyFile),
    check: (changed, text) => rateProblems(changed, text, config.policyFile),
    onChange(changed) {
      dependencies = by(changed);
      onPolicy?.(changed);
    },
  });
  const onTokenRequest = (outcome: string): void => metrics.tokenRequests.inc({ account: config.account, outcome });
  const onSkipped = ({ vendor, list, count, field }: Skipped): void => {
    metrics.skippedItems.inc({ account: config.account, vendor, list }, count);
    log.warn({ vendor, list, count, field }, 'items of a list that cannot be read were left out');
  };
  const signal = (): AbortSignal | undefined => currentCaller().signal;
  const rates = () => policy.current().rates;
  const budgets = createBudgets({ account: config.account, rates, peers, metrics, log, now: elapsed });
  const bare = {
    zendesk: createZendesk(
      { ...config.zendesk, now, elapsed, onTokenRequest, signal, gate: budgets.zendesk },
      log,
      onSkipped,
    ),
    sunshine: createSunshine({ ...config.sunshine, signal }, onSkipped),
  };
  const brake = createBrake({
    account: config.account,
    read: () => readPause(client, config.account),
    now: elapsed,
    log,
    onLook: (isPaused) => metrics.sendingPaused.set({ account: config.account }, isPaused ? 1 : 0),
  });
  const vendors = guardVendors(config, bare, {
    metrics,
    now: elapsed,
    log,
    sends: budgets.sends,
    mayPost: () => brake.check(),
  });
  const rateCards = followRates(config.policyFile, { log, elapsed });
  const ledger = parts.ledger?.of(account, () => policy.current().ledgerKeepMs);
  const findTemplate = createFindTemplate(config.sunshine, elapsed);
  const templates = { lengths: templateLengthsBy(findTemplate), texts: templateTextsBy(findTemplate) };
  const watched = watching(config, ledger, { policy: () => policy.current().policy, log, now, elapsed });
  const kept = { rates: rateCards, ownWork: createOwnWork(elapsed), ledger };
  const given = { client, log, now, elapsed, vendors, templates, brake, ...kept, ...watched };
  const by = (current: PolicyConfig): WorkerDependencies => createDependencies({ ...config, ...current }, given);
  let dependencies = by(config);
  return {
    config,
    policy: policy.current,
    dependencies: () => dependencies,
    checks: vendors.checks,
    described: {
      template: findTemplate,
      actionField: async () => (await bare.zendesk.fields()).action,
      office: officeOf(() => dependencies.hours),
    },
    pollPolicy: policy.poll,
    watchPause: () => brake.watch(),
    stop() {
      brake.stop();
      policy.stop();
    },
  };
}

/** Without a ledger nothing is looked at: it would be told nobody. */
const watching = (
  { sunshine }: Config,
  ledger: LedgerPort | undefined,
  parts: Omit<TemplateWatchParts, 'ledger' | 'list'>,
): { lookAtTemplates?: () => Promise<void> } =>
  ledger ? { lookAtTemplates: createTemplateWatch({ ...parts, ledger, list: () => templatesOf(sunshine) }) } : {};

/** The hours of the policy in force. */
const officeOf = (hours: () => OfficeHours): Account['described']['office'] => ({
  between: (from, to) => hours().between(from, to),
  nextOpening: (at, locale) => hours().nextOpening(at, locale),
  name: () => hours().name(),
});

/** The checks of all accounts. With several accounts, the names include the account. */
export function checksOf(accounts: readonly Account[]): Record<string, ReadyCheck> {
  const named = ({ config, checks }: Account) =>
    Object.entries(checks).map(
      ([name, check]) => [accounts.length > 1 ? `${name} of ${config.account}` : name, check] as const,
    );
  return Object.fromEntries(accounts.flatMap(named));
}
