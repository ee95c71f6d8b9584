// The client loads the failure converter with Node's own `require`, which takes TypeScript only with this.
import 'tsx/cjs';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, ScheduleOverlapPolicy } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { loadConfig } from '../../src/config/config';
import { openAccount } from '../../src/service/account/account';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import { noTracing } from '../../src/telemetry/tracing';
import { dataConverterOf, FAILURE_CONVERTER } from '../../src/temporal/dataConverter';
import { startEmbedded } from '../../src/embedded/embedded';
import { sweepNow, type SweepWatcher } from '../../src/temporal/internal/sweepNow';
import { ensureSweepSchedule } from '../../src/temporal/sweepSchedule';
import { createRuns } from '../../src/temporal/tickets';
import { workOf } from '../../src/service/worker/work';
import { startWorkers } from '../../src/service/worker/workers';
import { searchAttributes } from '../../workflows/messages';
import { sweepId } from '../../workflows/sweepMessages';
import { bundleWith } from '../support/bundles';
import { projectFile } from '../support/configuration';

const MINUTE = 60_000;
const ACCOUNT = 'acme';
const example = (): string => projectFile('ventana.example.yaml');
const EXPORT = '/api/v2/incremental/tickets/cursor';
const quiet: SweepWatcher = { waiting: () => undefined, progress: () => undefined };

let client: Client;
let sandbox: Sandbox;
let startWorker: () => Promise<void>;
const cleanUp: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const log = createLog('fatal');
  const dataFolder = await mkdtemp(join(tmpdir(), 'ventana-sweep-'));
  cleanUp.push(() => rm(dataFolder, { recursive: true, force: true }));
  const server = await startEmbedded({
    dataFolder,
    cli: inject('temporalCli'),
    searchAttributes: Object.values(searchAttributes),
    uiPort: 0,
    onProgress: () => undefined,
  });
  cleanUp.push(() => server.stop());
  const connection = await Connection.connect({ address: server.address });
  cleanUp.push(() => connection.close());
  sandbox = await startSandbox();
  cleanUp.push(() => sandbox.close());
  // Encrypted: what a sweep hands to the next one passes the codec too.
  const keys = { VENTANA_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}` };
  const config = loadConfig({ ...sandbox.env(), ...keys }, example);
  const dataConverter = dataConverterOf(config);
  client = new Client({ connection, dataConverter });
  startWorker = async () => {
    const native = await NativeConnection.connect({ address: server.address });
    cleanUp.push(() => native.close());
    const observation = { log, metrics: createMetrics(), tracing: noTracing };
    const account = openAccount(config, { ...observation, client, now: Date.now, readPolicy: example });
    cleanUp.push(() => Promise.resolve(account.stop()));
    const work = workOf([account], observation);
    const workflows = await bundleWith(FAILURE_CONVERTER);
    const workers = await startWorkers({ connection: native, namespace: 'default', ...work, workflows, dataConverter });
    cleanUp.push(() => workers.stop());
  };
});
afterAll(async () => {
  for (const clean of cleanUp.reverse()) await clean();
});

/** A ticket that Zendesk's export shows and that is none of our business: nothing is told, so nothing takes time. */
function changeInZendesk(): void {
  const requester = sandbox.addCustomer({ name: 'Ana', phone: '+34600110001' });
  sandbox.setClock(Date.now() - 10 * MINUTE);
  sandbox.addTicket({ requester, channel: 'email', subject: 'Factura' });
  sandbox.setClock(Date.now());
}

describe('the schedule of the sweep', () => {
  const describeIt = () => client.schedule.getHandle(sweepId(ACCOUNT)).describe();

  it('is there once, however often it is asked for, and follows the policy', async () => {
    await Promise.all([1, 2, 3].map(() => ensureSweepSchedule(client, ACCOUNT, { everyMs: 15 * MINUTE })));
    const { action, spec, policies, state } = await describeIt();
    expect(spec.intervals).toEqual([{ every: 15 * MINUTE, offset: undefined }]);
    expect(spec.jitter).toBe(MINUTE);
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 10 * MINUTE, pauseOnFailure: false });
    expect(state.paused).toBe(false);
    expect(action.workflowRunTimeout).toBe(120 * MINUTE);
    await ensureSweepSchedule(client, ACCOUNT, { everyMs: 60 * MINUTE });
    expect((await describeIt()).spec.intervals).toEqual([{ every: 60 * MINUTE, offset: undefined }]);
  });

  it('is paused where the policy says off, and goes on when it no longer does; a pause by a person stays', async () => {
    await ensureSweepSchedule(client, ACCOUNT, undefined);
    expect((await describeIt()).state).toMatchObject({ paused: true });
    await ensureSweepSchedule(client, ACCOUNT, { everyMs: 15 * MINUTE });
    expect((await describeIt()).state).toMatchObject({ paused: false });
    await client.schedule.getHandle(sweepId(ACCOUNT)).pause('migration');
    await ensureSweepSchedule(client, ACCOUNT, { everyMs: 15 * MINUTE });
    expect((await describeIt()).state).toMatchObject({ paused: true, note: 'migration' });
  });
});

describe('the open runs', () => {
  it('are those of this account, among some or all that are not at rest', async () => {
    const runsOf = (account: string) => createRuns(client, { account, ticketUrl: (id) => id });
    const runs = runsOf('open-runs');
    for (const id of ['1', '2', '30']) await runs.deliver(id, { type: 'ticketFound', id: 'e1' });
    expect(await runs.deliver('4', { type: 'refresh', id: 'e1' })).toBe('noRun');
    await expect.poll(async () => (await runs.open()).sort()).toEqual(['1', '2', '30']);
    const many = Array.from({ length: 250 }, (_, n) => String(n + 1));
    expect((await runs.open([...many, "x' or '1' = '1"])).sort()).toEqual(['1', '2', '30']);
    expect(await runs.open(['4'])).toEqual([]);
    expect(await runsOf('other').open()).toEqual([]);
  });
});

describe('a sweep by hand', () => {
  it('says so when no worker is there', async () => {
    await expect(sweepNow(client, ACCOUNT, quiet)).rejects.toThrow(/No worker is running/);
  });

  it('goes on where the last one ended, also after one that failed and after a change of the schedule', async () => {
    await startWorker();
    const { schedule } = client;
    changeInZendesk();
    expect(await sweepNow(client, ACCOUNT, quiet)).toMatchObject({ looked: 1, started: 0, refreshed: 0 });
    expect(await sweepNow(client, ACCOUNT, quiet)).toMatchObject({ looked: 0 });
    changeInZendesk();
    sandbox.failRequests({ path: EXPORT, effect: { kind: 'respond', status: 403 } });
    await expect(sweepNow(client, ACCOUNT, quiet)).rejects.toThrow(/failed/);
    await ensureSweepSchedule(client, ACCOUNT, { everyMs: 30 * MINUTE });
    expect(await sweepNow(client, ACCOUNT, quiet)).toMatchObject({ looked: 1 });
    expect((await schedule.getHandle(sweepId(ACCOUNT)).describe()).state.paused, "a person's pause").toBe(true);
  });

  it('waits for one that is under way', async () => {
    const busy = { kind: 'respond', status: 429, headers: { 'retry-after': '1' } } as const;
    sandbox.failRequests({ path: EXPORT, times: 1_000, effect: busy });
    await client.schedule.getHandle(sweepId(ACCOUNT)).trigger(ScheduleOverlapPolicy.SKIP);
    const answered = () => sandbox.requests().filter(({ path, status }) => path === EXPORT && status === 200).length;
    const before = answered();
    await expect
      .poll(async () => (await client.schedule.getHandle(sweepId(ACCOUNT)).describe()).info.runningActions.length)
      .toBe(1);
    // The other one comes to its end only once somebody waits for it.
    await sweepNow(client, ACCOUNT, { ...quiet, waiting: () => sandbox.clearFaults() });
    expect(answered()).toBe(before + 2);
  });
});
