// The client loads the failure converter with Node's own `require`, which takes TypeScript only with this.
import 'tsx/cjs';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { msToTs } from '@temporalio/common/lib/time';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openAccount } from '../../src/service/account/account';
import type { Result } from '../../src/operator/doctor/check';
import { examineAll } from '../../src/operator/doctor/doctor';
import { createLog } from '../../src/telemetry/log';
import { connectTemporal } from '../../src/temporal/connect';
import { createMetrics } from '../../src/telemetry/metrics';
import { noTracing } from '../../src/telemetry/tracing';
import { sweepNow } from '../../src/temporal/internal/sweepNow';
import { ensureSweepSchedule } from '../../src/temporal/sweepSchedule';
import { workOf } from '../../src/service/worker/work';
import { startWorkers } from '../../src/service/worker/workers';
import { createTurns } from '../../src/temporal/turns';
import { searchAttributes } from '../../workflows/messages';
import { sweepId } from '../../workflows/sweepMessages';
import { projectFile } from '../support/configuration';
import { setUpAccount, type SetUpAccount } from '../support/doctoring';

const DAY_MS = 86_400_000;
const BARE = 'bare';
const example = (): string => projectFile('ventana.example.yaml');

let account: SetUpAccount;
let client: Client;
let address: string;
const cleanUp: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const log = createLog('fatal');
  account = await setUpAccount();
  cleanUp.push(() => account.close());
  const config = account.config();
  const server = await connectTemporal({
    dataFolder: config.dataFolder,
    env: { TEMPORAL_CLI_PATH: inject('temporalCli') },
    searchAttributes: Object.values(searchAttributes),
    uiPort: 0,
    onProgress: () => undefined,
  });
  address = server.address;
  cleanUp.push(() => server.stop());
  const connection = await Connection.connect({ address });
  cleanUp.push(() => connection.close());
  client = new Client({ connection });
  const native = await NativeConnection.connect({ address });
  cleanUp.push(() => native.close());
  const observation = { log, metrics: createMetrics(), tracing: noTracing };
  const opened = openAccount(config, { ...observation, client, now: Date.now, readPolicy: example });
  cleanUp.push(() => Promise.resolve(opened.stop()));
  const workers = await startWorkers({
    connection: native,
    namespace: 'default',
    ...workOf([opened], observation),
    workflows: { workflowBundle: { codePath: inject('workflowBundlePath') } },
  });
  cleanUp.push(() => workers.stop());
  await ensureSweepSchedule(client, config.account, config.sweep);
  await sweepNow(client, config.account, { waiting: () => undefined, progress: () => undefined });
  await connection.workflowService.registerNamespace({
    namespace: BARE,
    workflowExecutionRetentionPeriod: msToTs(DAY_MS),
  });
});
afterAll(async () => {
  for (const clean of cleanUp.reverse()) await clean();
});

const examined = (environment?: Record<string, string>): Promise<Result[]> =>
  examineAll({ load: () => account.config(environment) });

/** Without what it says of ids and times. */
const told = (results: Result[]): Record<string, string> =>
  Object.fromEntries(
    results
      // The sandbox has not called the webhook yet.
      .filter(({ id, level }) => level !== 'ok' && id !== 'zendesk.invocations')
      .map(({ id, level, found, todo }) => [id, `${level}: ${found}. ${todo}`]),
  );

it('is all green on a healthy account with a worker that runs, and starts or changes nothing', async () => {
  expect(told(await examined())).toEqual({});
  const { state } = await client.schedule.getHandle(sweepId('acme')).describe();
  expect(state.paused).toBe(false);
});

it('names what a namespace lacks that nobody has prepared', async () => {
  await expect
    .poll(() => client.connection.workflowService.describeNamespace({ namespace: BARE }).catch(() => undefined))
    .toBeDefined();
  const lines = told(await examined({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: BARE }));
  expect(Object.keys(lines)).toEqual(['temporal.retention', 'temporal.attributes', 'temporal.workers', 'sweep']);
  expect(lines['temporal.retention']).toMatch(/^warning: closed workflows are kept for 1 days.*--namespace bare/);
  expect(lines['temporal.attributes']).toMatch(
    /^problem: 9 missing: VentanaAccount.*--name VentanaAccount --type Keyword/,
  );
  expect(lines['temporal.workers']).toMatch(
    /^problem: no worker is polling ventana \(workflows\), .*npx ventana start/,
  );
  expect(lines['sweep']).toMatch(/^problem: it is not scheduled/);
});

it('names a search attribute of another type', async () => {
  await client.connection.operatorService.addSearchAttributes({
    namespace: BARE,
    searchAttributes: { VentanaStage: 5 },
  });
  const look = (): Promise<string | undefined> =>
    examined({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: BARE }).then((it) => told(it)['temporal.attributes']);
  await expect.poll(look, { interval: 500 }).toMatch(/^problem: of the wrong type: VentanaStage must be Keyword/);
});

it('names a namespace that is not there, and a Temporal that does not answer', async () => {
  const gone = told(await examined({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'nowhere' }));
  expect(gone['temporal']).toMatch(/^problem: .*nowhere/);
  const silent = told(await examined({ TEMPORAL_ADDRESS: '127.0.0.1:1' }));
  expect(silent['temporal']).toMatch(/^problem: cannot be reached .*TEMPORAL_ADDRESS/);
  expect(silent['sweep']).toMatch(/^skipped: because of: Temporal/);
});

it('names a paused sweep, with the words of who paused it', async () => {
  await client.schedule.getHandle(sweepId('acme')).pause('migration');
  expect(told(await examined())).toEqual({
    sweep: expect.stringMatching(/^problem: its schedule is paused \("migration"\).*--unpause/) as unknown,
  });
  await client.schedule.getHandle(sweepId('acme')).unpause();
});

it('names a sweep that failed', async () => {
  account.sandbox.failRequests({ path: /incremental/, effect: { kind: 'respond', status: 403 } });
  const watcher = { waiting: () => undefined, progress: () => undefined };
  await expect(sweepNow(client, 'acme', watcher)).rejects.toThrow();
  expect(told(await examined())).toEqual({
    sweep: expect.stringMatching(/^problem: the last one ended 0 min ago as FAILED/) as unknown,
  });
});

it('M4 names what WhatsApp has stopped, and who can change that', async () => {
  const limits = { templatesPerDay: 250, notificationsPerMonth: 1_000, whenReached: 'stop' } as const;
  const turns = createTurns(client, 'acme', { perSecond: 1, limits });
  const notBefore = Date.now() + DAY_MS;
  const request = { ticketId: '1', intentId: 'i', customerLastAt: 0, notBefore, quiet: [], requested: false };
  await turns.ask({ ...request, message: 'followUp' });
  await turns.stopped({ code: 131042 });
  await expect
    .poll(async () => told(await examined()))
    .toMatchObject({
      holds: expect.stringMatching(/^problem: .*all messages \(131042: Payment problem\).*payment method/) as unknown,
    });
});
