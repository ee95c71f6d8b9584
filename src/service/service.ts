import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { DestinationStream } from 'pino';
import { searchAttributes } from '../../workflows/messages';
import { type Account, checksOf, type Observation, openAccount } from './account/account';
import { type Config, ledgerFolder } from '../config/config';
import { ticketUrlOf } from '../config/ticketUrl';
import { type Ledger, openLedger } from '../ledger/ledger';
import { createLog, type Log } from '../telemetry/log';
import { milestones } from '../telemetry/milestones';
import { createMetrics, type Metrics } from '../telemetry/metrics';
import { logStart } from './logStart';
import { openMonitor, type MonitorOptions } from './monitor/monitor';
import { openOwnReport, type OwnReport } from './ownReport';
import { openReceiver } from './receiver/openReceiver';
import { createReportSource } from './reports/reportSource';
import { listenForStop } from './stopSignal';
import { connectTemporal, type TemporalPlace } from '../temporal/connect';
import { countTickets } from '../temporal/countTickets';
import { monthCost } from '../temporal/monthCost';
import { dataConverterOf } from '../temporal/dataConverter';
import { installRuntimeLog } from '../temporal/runtimeLog';
import { ensureSearchAttributes } from '../temporal/searchAttributes';
import { processIdentity, watchPeers } from '../temporal/peers';
import { ensureSweepSchedule } from '../temporal/sweepSchedule';
import { ticketListUrl } from '../temporal/ticketList';
import { createTickets } from '../temporal/tickets';
import type { Tickets } from '../temporal/ticketsPort';
import { untilReachable } from '../temporal/untilReachable';
import type { Workflows } from './worker/workflowBundle';
import { startTracing } from '../telemetry/tracing';
import { workOf } from './worker/work';
import { startWorkers } from './worker/workers';
import { diskCheck } from '../system/diskSpace';
import { elapsed } from '../system/elapsed';

/** For one attempt. Short, so that the log soon says that Temporal does not answer. */
const CONNECT_TIMEOUT_MS = 5_000;
const RESTARTING = 'the embedded Temporal has ended and is being started again';

/** What a process does: receive webhooks, run workers, or both. */
export interface Roles {
  receiver: boolean;
  worker: boolean;
}

export interface ServiceOptions {
  /** The workflow code, bundled ahead, for a worker that is started often. */
  workflows?: Workflows | undefined;
  /** Ventana's, for the log and for `doctor`. */
  version?: string;
  /** Where the log goes; default: stdout. */
  logTo?: DestinationStream | undefined;
}

/** What a service opens. `closers` are called in reverse order. `signal` is aborted when the process should end. */
interface Opening extends Observation {
  told: OwnReport;
  closers: (() => Promise<unknown>)[];
  signal: AbortSignal;
}

/**
 * Runs a service until SIGTERM or SIGINT. While a separate Temporal server does not answer, it waits and logs that.
 * @param configs one per account; process-wide settings are the same in each
 * @throws {Error} when it cannot be started, or a worker fails
 */
export async function runService(
  configs: readonly Config[],
  roles: Roles,
  { workflows, version = 'unknown', logTo }: ServiceOptions = {},
): Promise<void> {
  const [config, ...others] = configs;
  if (!config) throw new Error('There is no account to serve.');
  const log = createLog(config.logLevel, logTo);
  const { sdkPort } = config.monitor;
  const endRuntime = installRuntimeLog(log, sdkPort === undefined ? undefined : `${config.http.host}:${sdkPort}`);
  logStart(configs, version, log);
  const apart = !(roles.receiver && roles.worker);
  if (apart && config.temporal.address === undefined) {
    throw new Error(
      'TEMPORAL_ADDRESS is not set. A separate receiver and worker need a Temporal server that both can reach; `npx ventana start` runs both on an embedded one.',
    );
  }
  const { signal, stopped } = listenForStop();
  // A process that ends before it had a worker or a native connection has a core that nobody else ends.
  const closers: Opening['closers'] = [endRuntime];
  try {
    const tracing = await startTracing(
      config.tracing,
      apart ? (roles.worker ? 'ventana-worker' : 'ventana-receiver') : 'ventana',
    );
    closers.push(() => tracing.stop());
    const told = await openOwnReport({
      configs: [config, ...others],
      worker: roles.worker,
      version,
      log,
      now: Date.now,
    });
    closers.push(() => told.announced.close());
    const place = await connectTemporal({
      env: config.temporal.environment,
      dataFolder: config.dataFolder,
      searchAttributes: Object.values(searchAttributes),
      onProgress: (line) => log.info(line),
      onProblem: (line) => log.error(line),
    });
    // Nobody is told any more of a Temporal that is going.
    closers.splice(2, 0, () => place.stop());
    const opening: Opening = { told, log, metrics: createMetrics(), tracing, closers, signal };
    const serving = serve(config, configs, roles, workflows, place, opening);
    await Promise.race([stopped, serving, ...(place.keptAlive ? [place.keptAlive.lost] : [])]);
    log.info('stopping');
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** Opens everything that the roles need, and runs until a worker fails. */
async function serve(
  config: Config,
  configs: readonly Config[],
  roles: Roles,
  workflows: Workflows | undefined,
  place: TemporalPlace,
  opening: Opening,
): Promise<void> {
  const { log, metrics, tracing, closers, told } = opening;
  const { namespace, address, uiUrl } = place;
  const connection = await reach(place, opening, () => connect(place));
  closers.push(() => connection.close());
  const dataConverter = dataConverterOf(config);
  const client = new Client({
    connection,
    namespace,
    dataConverter,
    interceptors: { workflow: tracing.clientInterceptors },
  });
  const identity = processIdentity();
  const peers = roles.worker
    ? watchPeers(client, { identity, log, onCount: (count) => metrics.workerProcesses.set(count) })
    : undefined;
  if (peers) closers.push(() => Promise.resolve(peers.stop()));
  const ledger = ledgerOf(config, opening);
  const accounts = configs.map((own) =>
    openAccount(own, {
      ...{ ...opening, client, ledger },
      ...(peers && { peers }),
      now: Date.now,
      elapsed,
      onPolicy(changed) {
        if (roles.worker) void scheduleSweep(client, { ...own, ...changed }, log);
      },
    }),
  );
  closers.push(() => Promise.resolve(accounts.forEach((account) => account.stop())));
  const tickets = createTickets(client, { account: config.account, ticketUrl: ticketUrlOf(config) });
  const checks = { ...temporalChecks(config, place, tickets), ...checksOf(accounts) };
  told.temporal = checks.temporal;
  const ended: Promise<void>[] = [];

  if (roles.worker) {
    const native = await reach(place, opening, () => NativeConnection.connect(place.connectionOptions));
    closers.push(() => native.close());
    const workers = await startWorkers({
      connection: native,
      namespace,
      ...workOf(accounts, opening),
      workflows,
      dataConverter,
      identity,
    });
    closers.push(() => workers.stop());
    ended.push(workers.finished);
    log.info({ address, namespace, accounts: configs.map(({ account }) => account) }, milestones.worker);
    for (const account of accounts) watch(account, client, metrics);
    await Promise.all(configs.map((own) => scheduleSweep(client, own, log)));
  }
  if (roles.receiver) {
    const reported = accounts.map((it) => ({ ...it, ...reportFor(it.config, log) }));
    const receiver = await openReceiver(config, reported, receiverParts(opening, client, checks));
    closers.push(() => receiver.close());
    told.receiver = receiver.url;
    const temporalUi = uiUrl && ticketListUrl(uiUrl, configs.length === 1 ? config.account : undefined);
    log.info({ url: receiver.url, temporalUi }, milestones.receiver);
  }
  await openMonitorPort(config, checks, opening);
  await (ended.length > 0 ? Promise.all(ended) : new Promise(() => undefined));
}

function watch({ config: { account }, policy, watchPause }: Account, client: Client, metrics: Metrics): void {
  watchPause();
  metrics.countFrom(account, () => countTickets(client, account, Date.now));
  metrics.costFrom(account, async () => (policy().policy.budget ? monthCost(client, account, Date.now) : undefined));
}

/** Closed after the workers, which write in it. */
function ledgerOf({ ledger: place, dataFolder }: Config, opening: Opening): Ledger | undefined {
  if (!place) return undefined;
  const { log, metrics, closers } = opening;
  const folder = place.type === 'file' ? place.folder : ledgerFolder(dataFolder);
  const ledger = openLedger({ place, folder, log, metrics, now: Date.now, elapsed });
  closers.push(() => ledger.close());
  return ledger;
}

const reportFor = ({ ledger: place, account, policyFile }: Config, log: Log) =>
  place ? { report: createReportSource({ ...{ place, account, policyFile, log, elapsed }, now: Date.now }) } : {};

const receiverParts = (
  { log, metrics, told: { onWebhook, onApp, version } }: Opening,
  client: Client,
  checks: MonitorOptions['checks'],
) => ({ client, log, metrics, now: Date.now, elapsed, checks, onWebhook, onApp, version });

const temporalChecks = ({ dataFolder }: Config, { embedded, keptAlive }: TemporalPlace, tickets: Tickets) => ({
  temporal: async () => (keptAlive?.isRunning() === false ? RESTARTING : tickets.healthy()),
  ...(embedded && { disk: diskCheck(dataFolder, elapsed) }),
});

async function openMonitorPort(
  { http: { host }, monitor: { port } }: Config,
  checks: MonitorOptions['checks'],
  { closers, metrics, log }: Opening,
): Promise<void> {
  if (port === undefined) return;
  const monitor = await openMonitor({ http: { host, port }, checks, metrics, log });
  closers.push(() => monitor.close());
  log.info({ url: monitor.url }, 'health and metrics are listening');
}

/** Waits for a server that does not answer: it may still be starting, the embedded one again. */
function reach<T>({ address }: TemporalPlace, { log, signal }: Opening, attempt: () => Promise<T>): Promise<T> {
  const onPause = (pauseMs: number): void =>
    log.warn({ address, pauseMs }, `Temporal does not answer: retrying in ${pauseMs / 1000} s`);
  return untilReachable(attempt, { onPause, signal });
}

async function connect({ connectionOptions, namespace, embedded }: TemporalPlace): Promise<Connection> {
  const connection = Connection.lazy({ ...connectionOptions, connectTimeout: CONNECT_TIMEOUT_MS });
  try {
    await connection.ensureConnected();
    if (!embedded) await ensureSearchAttributes(connection, namespace, Object.values(searchAttributes));
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/**
 * Never fails: tickets are watched without the sweep too, so the worker also runs on a Temporal server that has no
 * Schedules or does not allow them.
 */
async function scheduleSweep(client: Client, { account, sweep }: Config, log: Log): Promise<void> {
  try {
    await ensureSweepSchedule(client, account, sweep);
  } catch (error) {
    log.error({ error }, 'the sweep is not scheduled: tickets with lost webhooks will not be found');
  }
}
