import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { searchAttributes } from '../../workflows/messages';
import { checksOf, type Observation, openAccount } from './account/account';
import type { Config } from '../config/config';
import { ticketUrlOf } from '../config/ticketUrl';
import { createLog, type Log } from '../telemetry/log';
import { createMetrics } from '../telemetry/metrics';
import { openMonitor, type MonitorOptions } from './monitor/monitor';
import { openOwnReport, type OwnReport } from './ownReport';
import { openReceiver } from './receiver/openReceiver';
import { warnAtStart } from './startWarnings';
import { listenForStop } from './stopSignal';
import { connectTemporal, type TemporalPlace } from '../temporal/connect';
import { countTickets } from '../temporal/countTickets';
import { dataConverterOf } from '../temporal/dataConverter';
import { installRuntimeLog } from '../temporal/runtimeLog';
import { ensureSearchAttributes } from '../temporal/searchAttributes';
import { processIdentity, watchPeers } from '../temporal/peers';
import { ensureSweepSchedule } from '../temporal/sweepSchedule';
import { createTickets } from '../temporal/tickets';
import { untilReachable } from '../temporal/untilReachable';
import type { Workflows } from './worker/workflowBundle';
import { startTracing } from '../telemetry/tracing';
import { workOf } from './worker/work';
import { startWorkers } from './worker/workers';
import { elapsed } from '../system/elapsed';

/** For one attempt. Short, so that the log soon says that Temporal does not answer. */
const CONNECT_TIMEOUT_MS = 5_000;
const RESTARTING = 'the embedded Temporal has ended and is being started again';

/** What a process does: receive webhooks, run workers, or both. */
export interface Roles {
  receiver: boolean;
  worker: boolean;
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
 * @param workflows the workflow code, bundled ahead, for a worker that is started often
 * @param version Ventana's, for `doctor`
 * @throws {Error} when it cannot be started, or a worker fails
 */
export async function runService(
  configs: readonly Config[],
  roles: Roles,
  workflows?: Workflows,
  version = 'unknown',
): Promise<void> {
  const [config, ...others] = configs;
  if (!config) throw new Error('There is no account to serve.');
  const log = createLog(config.logLevel);
  const { sdkPort } = config.monitor;
  installRuntimeLog(log, sdkPort === undefined ? undefined : `${config.http.host}:${sdkPort}`);
  warnAtStart(configs, log);
  const apart = !(roles.receiver && roles.worker);
  if (apart && config.temporal.address === undefined) {
    throw new Error(
      'TEMPORAL_ADDRESS is not set. A separate receiver and worker need a Temporal server that both can reach; `npx ventana start` runs both on an embedded one.',
    );
  }
  const { signal, stopped } = listenForStop();
  const tracing = await startTracing(
    config.tracing,
    apart ? (roles.worker ? 'ventana-worker' : 'ventana-receiver') : 'ventana',
  );
  const told = await openOwnReport({
    ...{ configs: [config, ...others], worker: roles.worker, version, log },
    now: Date.now,
  });
  const place = await connectTemporal({
    env: config.temporal.environment,
    dataFolder: config.dataFolder,
    searchAttributes: Object.values(searchAttributes),
    onProgress: (line) => log.info(line),
    onProblem: (line) => log.error(line),
  });
  const closers: Opening['closers'] = [() => tracing.stop(), () => place.stop(), () => told.announced.close()];
  const opening: Opening = { told, log, metrics: createMetrics(), tracing, closers, signal };
  try {
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
  const accounts = configs.map((own) =>
    openAccount(own, {
      ...opening,
      client,
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
  const isDown = (): boolean => place.keptAlive?.isRunning() === false;
  const checks = { temporal: async () => (isDown() ? RESTARTING : tickets.healthy()), ...checksOf(accounts) };
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
    log.info({ address, namespace, accounts: configs.map(({ account }) => account) }, 'worker is running');
    for (const account of accounts) account.watchPause();
    for (const { account } of configs) metrics.countFrom(account, () => countTickets(client, account, Date.now));
    await Promise.all(configs.map((own) => scheduleSweep(client, own, log)));
  }
  if (roles.receiver) {
    const { onWebhook } = told;
    const receiver = await openReceiver(config, accounts, { client, log, metrics, now: Date.now, checks, onWebhook });
    closers.push(() => receiver.close());
    told.receiver = receiver.url;
    log.info({ url: receiver.url, temporalUi: uiUrl }, 'receiver is listening');
  }
  await openMonitorPort(config, checks, opening);
  await (ended.length > 0 ? Promise.all(ended) : new Promise(() => undefined));
}

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
