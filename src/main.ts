import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { searchAttributes } from '../workflows/messages';
import { type Config, loadConfig } from './config/config';
import { ConfigError } from './config/configError';
import type { PolicyConfig } from './config/policyConfig';
import { lastOf } from './currentActivities';
import { createDependencies, createVendors } from './dependencies';
import { followPolicy } from './followPolicy';
import { createLog, type Log } from './log';
import { openReceiver } from './receiver';
import { connectTemporal, type TemporalPlace } from './temporal/connect';
import { dataConverterOf } from './temporal/dataConverter';
import { installRuntimeLog } from './temporal/runtimeLog';
import { ensureSearchAttributes } from './temporal/searchAttributes';
import { ensureSweepSchedule } from './temporal/sweepSchedule';
import type { Workflows } from './temporal/workflowBundle';
import { startWorkers } from './workers';

/** What a process does: receive webhooks, work, or both. */
export interface Roles {
  receiver: boolean;
  worker: boolean;
}

/**
 * Runs a process until SIGTERM or SIGINT; a bad configuration or a failed start is said on stderr and exits with 1.
 * @param workflows for a worker that is started often: the workflow code bundled ahead
 */
export async function main(roles: Roles, workflows?: Workflows): Promise<void> {
  try {
    await run(loadConfig(), roles, workflows);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${wordsFor(error)}\n`);
  }
}

const wordsFor = (error: unknown): string => {
  if (error instanceof ConfigError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

async function run(config: Config, roles: Roles, workflows: Workflows | undefined): Promise<void> {
  const log = createLog(config.logLevel);
  installRuntimeLog(log);
  for (const warning of config.policyWarnings) log.warn(warning);
  const apart = !(roles.receiver && roles.worker);
  if (apart && config.temporal.address === undefined) {
    throw new Error(
      'TEMPORAL_ADDRESS is not set. Receiver and worker apart need a Temporal that both reach; `npm start` runs both on an embedded one.',
    );
  }
  const stopped = stopSignal();
  const place = await connectTemporal({
    env: config.temporal.environment,
    dataFolder: config.dataFolder,
    searchAttributes: Object.values(searchAttributes),
    onProgress: (line) => log.info(line),
  });
  const closers: (() => Promise<unknown>)[] = [() => place.stop()];
  try {
    await Promise.race([stopped, serve(config, roles, workflows, place, log, closers)]);
    log.info('stopping');
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** Opens what the roles ask for, and goes on until a worker fails. `closers` are called in reverse order. */
async function serve(
  config: Config,
  roles: Roles,
  workflows: Workflows | undefined,
  place: TemporalPlace,
  log: Log,
  closers: (() => Promise<unknown>)[],
): Promise<void> {
  const { namespace, connectionOptions, address, uiUrl } = place;
  const connection = await Connection.connect(connectionOptions);
  closers.push(() => connection.close());
  if (!place.embedded) await ensureSearchAttributes(connection, namespace, Object.values(searchAttributes));
  const dataConverter = dataConverterOf(config);
  const client = new Client({ connection, namespace, dataConverter });
  const vendors = createVendors(config, log);
  const ended: Promise<void>[] = [];
  const policy = followPolicy(config, log, (changed) => {
    if (roles.worker) void scheduleSweep(client, { ...config, ...changed }, log);
  });
  closers.push(() => Promise.resolve(policy.stop()));
  const dependencies = lastOf((now: PolicyConfig) =>
    createDependencies({ ...config, ...now }, client, log, Date.now, vendors),
  );

  if (roles.worker) {
    const native = await NativeConnection.connect(connectionOptions);
    closers.push(() => native.close());
    const workers = await startWorkers(
      native,
      namespace,
      () => dependencies(policy.current()),
      workflows,
      dataConverter,
    );
    closers.push(() => workers.stop());
    ended.push(workers.finished);
    log.info({ address, namespace }, 'worker is running');
    await scheduleSweep(client, config, log);
  }
  if (roles.receiver) {
    const receiver = await openReceiver(config, client, log, Date.now, policy.current, vendors.checks);
    closers.push(() => receiver.close());
    log.info({ url: receiver.url, temporalUi: uiUrl }, 'receiver is listening');
  }
  await (ended.length > 0 ? Promise.all(ended) : new Promise(() => undefined));
}

/** Tickets are watched without the sweep too, so a Temporal that knows no Schedules, or allows none, is no reason not to work. */
async function scheduleSweep(client: Client, { account, sweep }: Config, log: Log): Promise<void> {
  try {
    await ensureSweepSchedule(client, account, sweep);
  } catch (error) {
    log.error({ error }, 'the sweep is not scheduled: what lost webhooks leave behind is not found');
  }
}

/** Within this time a second signal is the same one: a terminal sends Ctrl-C to all, and npm and tsx pass it on besides. */
const SAME_SIGNAL_MS = 2_000;

/** Resolves at the first SIGTERM or SIGINT; a later one, from somebody who cannot wait, ends the process at once. */
const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    let heardAt: number | undefined;
    const hear = (): void => {
      if (heardAt !== undefined && Date.now() > heardAt + SAME_SIGNAL_MS) process.exit(130);
      heardAt ??= Date.now();
      resolve();
    };
    process.on('SIGTERM', hear).on('SIGINT', hear);
  });
