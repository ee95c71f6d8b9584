import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time';
import type { SearchAttributeKey, SearchAttributeType } from '@temporalio/common/lib/search-attributes';
import { startDevServer } from '../src/temporal/devServer';
import { followRuns, type OpenRun } from './runs';
import { catchUp, MARGIN_MS, SKIPPING_SERVER_ARGS, stampStarts } from './skipping';

const NAMESPACE = 'default';
const PROBE_NAMESPACE = 'time-skipping-probe';
const HOUR_MS = 3_600_000;
/** Moving many runs on takes this long at most on a busy machine; a timer within that time after a stop may fire meanwhile. */
const SOON_MS = 5_000;

export interface SimulatedTimeOptions {
  /** From `findTemporalCli({ pinnedOnly: true, ... })`: the setting that allows skipping has another name in other versions. */
  cli: string;
  searchAttributes: readonly SearchAttributeKey<SearchAttributeType>[];
  /** Whether the world outside has nothing more to deliver now (the sandbox's webhook queue is empty). Default: always. */
  settled?: () => boolean | Promise<boolean>;
  /** Instants (simulated, epoch ms) at which the world outside has something to do, each until it is done. Default: none. */
  nextStops?: () => readonly number[] | Promise<readonly number[]>;
  /** Preferred port of the UI; default: any free one. */
  uiPort?: number;
  /** More arguments for the server. */
  serverArgs?: readonly string[];
  /** How long (real ms) everything may take to come to rest before that is an error. Default: a minute. */
  settleTimeoutMs?: number;
}

/**
 * A Temporal server in memory on which days pass in seconds. Whoever has a clock here (receiver, activities, sandbox) is given `now`,
 * and whoever starts runs is given `client`; workflows use their own `Date.now()`.
 */
export interface SimulatedTime {
  /** The simulated time, epoch ms: the real one plus an offset, so it also runs by itself. */
  now(): number;
  client: Client;
  connection: Connection;
  /** `host:port`, for the worker's NativeConnection. */
  address: string;
  namespace: string;
  uiUrl: string;
  /**
   * Lets time pass until `at` (epoch ms): from one timer of any open run to the next, and at each stop until everything has come to rest.
   *
   * @throws {Error} when something does not come to rest, naming it
   */
  advanceTo(at: number): Promise<void>;
  /** Waits until no run has anything to do now, the world outside has nothing to deliver, and it stays so at a second look. */
  settle(): Promise<void>;
  /** Ends the server and all that was in it. Workers must be shut down before. */
  stop(): Promise<void>;
}

/**
 * Starts the dev server in memory with time skipping on.
 *
 * @throws {Error} when it does not start or does not skip time
 */
export async function startSimulatedTemporal(options: SimulatedTimeOptions): Promise<SimulatedTime> {
  const {
    cli,
    searchAttributes,
    uiPort,
    settled = () => true,
    nextStops = () => [],
    settleTimeoutMs = 60_000,
  } = options;
  const folder = await mkdtemp(join(tmpdir(), 'ventana-simulation-'));
  const server = await startDevServer({
    cli,
    searchAttributes,
    logFile: join(folder, 'temporal.log'),
    endsWithUs: true,
    ...(uiPort !== undefined && { uiPort }),
    extraArgs: [...SKIPPING_SERVER_ARGS, '--namespace', PROBE_NAMESPACE, ...(options.serverArgs ?? [])],
  });
  const connection = await Connection.connect({ address: server.address });
  const stop = async (): Promise<void> => {
    await connection.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  await checkSkipping(connection).catch(async (error: unknown) => {
    await stop();
    throw error;
  });

  let offset = 0;
  const now = (): number => Date.now() + offset;
  const runs = followRuns(connection, NAMESPACE);
  stampStarts(connection, () => offset, runs);

  /** The open runs, at rest. */
  async function rest(): Promise<OpenRun[]> {
    let busy: string[] = [];
    for (const deadline = Date.now() + settleTimeoutMs; Date.now() < deadline; await sleep(5)) {
      const before = await runs.look();
      busy = before.flatMap((run) => whatKeeps(run, now()));
      if (busy.length > 0) continue;
      // Nothing can be in flight when the runs were idle before and after the outside had nothing to deliver.
      busy = ['the world outside still has something to deliver'];
      if (!(await settled())) continue;
      busy = ['runs keep changing'];
      const after = await runs.look();
      if (fingerprint(after) === fingerprint(before)) return after;
    }
    throw new Error(`No rest after ${settleTimeoutMs / 1000} s: ${busy.join('; ')}`);
  }

  /** While the quiet runs are moved on, nothing can fire: the due ones and the world outside are still behind. They follow together. */
  async function goTo(stop: number, open: readonly OpenRun[]): Promise<void> {
    const ahead = Math.max(offset, stop - Date.now());
    const isDue = ({ waiting }: OpenRun): boolean =>
      waiting.nextTimer !== undefined && waiting.nextTimer <= stop + SOON_MS;
    const catchUpAll = (part: readonly OpenRun[]): Promise<unknown> =>
      Promise.all(part.map((run) => catchUp(connection, NAMESPACE, runs, run.workflowId, ahead)));
    await catchUpAll(open.filter((run) => !isDue(run)));
    offset = ahead;
    await catchUpAll(open.filter(isDue));
  }

  async function advanceTo(at: number): Promise<void> {
    let open = await rest();
    while (now() < at) {
      const timers = open.flatMap(({ waiting }) => waiting.nextTimer ?? []);
      // What has become due since the look stays a stop: it is waited for, not passed over.
      const stops = [...timers, ...(await nextStops())];
      await goTo(Math.min(at, ...stops.map((stop) => stop - MARGIN_MS)), open);
      open = await rest();
    }
  }

  const { address, uiUrl } = server;
  const client = new Client({ connection, namespace: NAMESPACE });
  const settle = async (): Promise<void> => void (await rest());
  return { now, client, connection, address, uiUrl, namespace: NAMESPACE, advanceTo, settle, stop };
}

/** Why this run is not at rest. A timer that is due fires within a few ms. */
function whatKeeps({ workflowId, busyWith, waiting }: OpenRun, now: number): string[] {
  if (busyWith !== undefined) return [`${workflowId} has ${busyWith}`];
  return waiting.nextTimer !== undefined && waiting.nextTimer <= now ? [`${workflowId} has a timer that is due`] : [];
}

const fingerprint = (runs: readonly OpenRun[]): string =>
  runs
    .map((run) => `${run.runId} ${run.historyLength} ${run.busyWith ?? ''}`)
    .sort()
    .join('\n');

/** Starts a run without a worker an hour ahead, and looks whether its clock went along. In a namespace of its own: nobody sees it. */
async function checkSkipping({ workflowService }: Connection): Promise<void> {
  const namespace = PROBE_NAMESPACE;
  const workflowId = 'probe';
  let ahead = 0;
  let cause: unknown;
  try {
    await workflowService.startWorkflowExecution({
      namespace,
      workflowId,
      requestId: randomUUID(),
      workflowType: { name: 'probe' },
      taskQueue: { name: 'probe' },
      workflowStartDelay: msToTs(2 * HOUR_MS),
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id: 'probe', duration: msToTs(HOUR_MS) } },
    });
    const { workflowExtendedInfo } = await workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId },
    });
    ahead = (optionalTsToMs(workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? 0) - Date.now();
  } catch (error) {
    cause = error;
  }
  if (ahead > HOUR_MS / 2) return;
  throw new Error('This Temporal server does not skip time: simulated time needs the pinned version of the CLI.', {
    cause,
  });
}
