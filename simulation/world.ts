import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox';
import { version } from '../package.json';
import { type Config, loadConfig } from '../src/config/config';
import { checksOf, openAccount } from '../src/service/account/account';
import type { Ledger } from '../src/ledger/ledger';
import type { LedgerPlace } from '../src/ledger/place';
import type { Log } from '../src/telemetry/log';
import { createMetrics, type Metrics } from '../src/telemetry/metrics';
import { openReceiver, type ReceivedAccount } from '../src/service/receiver/openReceiver';
import { createReportSource } from '../src/service/reports/reportSource';
import { workOf } from '../src/service/worker/work';
import { startWorkers, type Workers } from '../src/service/worker/workers';
import { dataConverterOf } from '../src/temporal/dataConverter';
import { noTracing, type Tracing } from '../src/telemetry/tracing';
import type { Workflows } from '../src/service/worker/workflowBundle';
import { searchAttributes, turnsWorkflowId } from '../workflows/messages';
import { pauseWorkflowId } from '../workflows/pauseMessages';
import { type SimulatedTime, startSimulatedTemporal } from './simulatedTime';

export interface WorldOptions {
  /** The Temporal CLI, pinned version. */
  cli: string;
  /** `host:port` of a Temporal server that runs already and may skip time (simulation/README.md); default: one of our own. */
  address?: string | undefined;
  /** The text of the policy file. */
  policy: string;
  /** Rate cards for it: the text of `rates.yaml`. Default: there are none. */
  rates?: string;
  /** Simulated time at the beginning, epoch ms: in the real future. */
  startAt: number;
  log: Log;
  workflows?: Workflows;
  /** What is done to the account before Ventana starts, with the variables that it will have. */
  prepare?: (environment: Record<string, string>) => Promise<void>;
  /** More variables for Ventana, as `VENTANA_ENCRYPTION_KEYS`. */
  environment?: Record<string, string>;
  sandbox?: Omit<SandboxOptions, 'now'>;
  uiPort?: number;
  /**
   * How long (real ms) the receiver holds a hint for others. Default: not at all, as simulated time stands still meanwhile.
   */
  heldMs?: number;
  /** Opens the ledger, with the simulated clock. Default: there is none. */
  ledger?: (now: () => number) => Ledger;
  /** Where the app's report is read from. Default: the app has none. */
  reports?: LedgerPlace;
  /** Default: nobody traces. */
  tracing?: Tracing;
  /** More arguments for the Temporal server. */
  serverArgs?: readonly string[];
}

/** Ventana as it is shipped, between a real Temporal server and the simulated vendors, all on one simulated clock. */
export interface World {
  sandbox: Sandbox;
  time: SimulatedTime;
  /** Of worker and receiver. */
  metrics: Metrics;
  /** Where the receiver listens. */
  receiverUrl: string;
  /** As if somebody had changed the policy file and its worker had found that. */
  usePolicy(text: string): void;
  /** As if its worker were stopped, and started again with this workflow code. */
  useWorkflows(code: Workflows): Promise<void>;
  close(): Promise<void>;
}

/** The life of Zendesk's access tokens: short, so that every story renews them. */
const TOKEN_LIFE_S = 30;

/** What Zendesk allows an account of Suite Professional, in requests a minute. */
const PROFESSIONAL = 400;

const harsh = (options: WorldOptions['sandbox'] = {}): WorldOptions['sandbox'] => ({
  ...options,
  oauth: { tokenLifeSeconds: TOKEN_LIFE_S, ...options.oauth },
  rateLimits: { zendeskRequestsPerMinute: PROFESSIONAL, ...options.rateLimits },
});

function ledgerIn(
  { ledger: open }: WorldOptions,
  now: () => number,
  closers: (() => Promise<unknown>)[],
): Ledger | undefined {
  const ledger = open?.(now);
  if (ledger) closers.push(() => ledger.close());
  return ledger;
}

const HERE = { HOST: '127.0.0.1', PORT: '0' };

/** Only rate cards need a folder: the policy itself is in no file. */
function policyPathOf({ rates }: WorldOptions, closers: (() => Promise<unknown>)[]): string {
  if (rates === undefined) return 'ventana.yaml';
  const folder = mkdtempSync(join(tmpdir(), 'ventana-rates-'));
  closers.push(() => rm(folder, { recursive: true }));
  writeFileSync(join(folder, 'rates.yaml'), rates);
  return join(folder, 'ventana.yaml');
}

function reportIn(
  { reports: place, log }: WorldOptions,
  { account, policyFile }: Config,
  now: () => number,
): Pick<ReceivedAccount, 'report'> {
  return place ? { report: createReportSource({ ...{ place, account, policyFile, log, now }, elapsed: now }) } : {};
}

const temporalFor = (
  { cli, address, uiPort, serverArgs }: WorldOptions,
  settled: () => boolean,
): Parameters<typeof startSimulatedTemporal>[0] => ({
  ...{ cli, address, settled },
  searchAttributes: Object.values(searchAttributes),
  // Tickets and sweeps reach other runs by activities, whose calls go over the clock's connection.
  // Its lanes too: `whatsapp-turns-lane:`.
  wakesOthers: (workflowId) =>
    workflowId.startsWith(turnsWorkflowId('').replace(/:$/, '')) || workflowId.startsWith(pauseWorkflowId('')),
  ...(uiPort !== undefined && { uiPort }),
  ...(serverArgs && { serverArgs }),
});

/** Starts sandbox, Temporal, worker and receiver, and lets the vendors' webhooks come in. */
export async function startWorld(options: WorldOptions): Promise<World> {
  let { policy } = options;
  const { startAt, log, workflows, tracing = noTracing } = options;
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const clock: { now: () => number } = { now: Date.now };
    const sandbox = await startSandbox({ ...harsh(options.sandbox), now: () => clock.now() });
    closers.push(() => sandbox.close());
    const time = await startSimulatedTemporal(temporalFor(options, () => sandbox.pending === 0));
    closers.push(() => time.stop());
    clock.now = () => time.now();
    await time.advanceTo(startAt);

    const policyPath = policyPathOf(options, closers);
    const environment = { ...sandbox.env(), ...HERE, VENTANA_POLICY: policyPath, ...options.environment };
    await options.prepare?.(environment);
    const config = loadConfig(environment, (path) => (path === policyPath ? policy : readFileSync(path, 'utf8')));
    const dataConverter = dataConverterOf(config);
    const client = new Client({
      connection: time.connection,
      namespace: time.namespace,
      dataConverter,
      interceptors: { workflow: tracing.clientInterceptors },
    });
    const native = await NativeConnection.connect({ address: time.address });
    closers.push(() => native.close());
    const now = (): number => time.now();
    const observation = { log, metrics: createMetrics(), tracing };
    const parts = { ...observation, client, now, ledger: ledgerIn(options, now, closers), readPolicy: () => policy };
    const account = openAccount(config, parts);
    closers.push(() => Promise.resolve(account.stop()));
    const usePolicy = (text: string): void => {
      policy = text;
      account.pollPolicy();
      account.pollPolicy();
    };
    const startWith = (code: Workflows | undefined): Promise<Workers> =>
      startWorkers({
        connection: native,
        namespace: time.namespace,
        ...workOf([account], observation),
        workflows: code,
        dataConverter,
      });
    let workers = await startWith(workflows);
    closers.push(() => workers.stop());
    const useWorkflows = async (code: Workflows): Promise<void> => {
      await workers.stop();
      workers = await startWith(code);
    };
    const checks = checksOf([account]);
    const receiver = await openReceiver(config, [{ ...account, ...reportIn(options, config, now) }], {
      ...observation,
      client,
      now,
      checks,
      version,
      heldMs: options.heldMs ?? 0,
    });
    closers.push(() => receiver.close());
    sandbox.sendWebhooksTo(receiver.url);
    const { metrics } = observation;
    return { sandbox, time: { ...time, client }, metrics, receiverUrl: receiver.url, usePolicy, useWorkflows, close };
  } catch (error) {
    await close();
    throw error;
  }
}
