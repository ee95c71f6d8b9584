import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time';
import type { SearchAttributeKey, SearchAttributeType } from '@temporalio/common/lib/search-attributes';
import { startDevServer } from '../src/embedded/devServer';
import { ensureSearchAttributes } from '../src/temporal/searchAttributes';
import { SKIPPING_SERVER_ARGS } from './skipping';

const PROBE_NAMESPACE = 'time-skipping-probe';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KNOWN_TIMEOUT_MS = 120_000;

export interface ServerOptions {
  /** From `findTemporalCli({ pinnedOnly: true, ... })`: the setting that allows skipping has another name in other versions. */
  cli: string;
  /** `host:port` of a server that runs already and may skip time; default: one of our own. */
  address?: string | undefined;
  searchAttributes: readonly SearchAttributeKey<SearchAttributeType>[];
  /** Preferred port of the UI of our own server; default: any free one. */
  uiPort?: number | undefined;
  /** More arguments for our own server. */
  serverArgs?: readonly string[] | undefined;
}

/** A Temporal server for simulated time, with a namespace that nobody else uses. */
export interface SimulatedServer {
  connection: Connection;
  address: string;
  namespace: string;
  /** Absent: the server is not ours, and nobody told. */
  uiUrl?: string;
  /** Ends the server, or leaves nothing behind on one that is not ours. */
  stop(): Promise<void>;
}

export const startServer = ({ address, ...options }: ServerOptions): Promise<SimulatedServer> =>
  address === undefined ? startOwn(options) : takePart(address, options);

async function startOwn({ cli, searchAttributes, uiPort, serverArgs = [] }: ServerOptions): Promise<SimulatedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ventana-simulation-'));
  const server = await startDevServer({
    cli,
    searchAttributes,
    logFile: join(folder, 'temporal.log'),
    ...(uiPort !== undefined && { uiPort }),
    extraArgs: [...SKIPPING_SERVER_ARGS, '--namespace', PROBE_NAMESPACE, ...serverArgs],
  });
  const { address, uiUrl } = server;
  const connection = await Connection.connect({ address });
  const stop = async (): Promise<void> => {
    await connection.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  // In a namespace of its own: nobody who looks at the UI sees it.
  await orStop(checkSkipping(connection, PROBE_NAMESPACE), stop);
  return { connection, address, uiUrl, namespace: 'default', stop };
}

/** A namespace for each simulation: they do not see each other's runs, and each has its own time. */
async function takePart(address: string, { searchAttributes }: ServerOptions): Promise<SimulatedServer> {
  const connection = await Connection.connect({ address });
  const namespace = `ventana-simulation-${randomUUID()}`;
  await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(DAY_MS) });
  const stop = async (): Promise<void> => {
    await connection.operatorService.deleteNamespace({ namespace });
    await connection.close();
  };
  const prepare = async (): Promise<void> => {
    await untilKnown(connection, namespace);
    await ensureSearchAttributes(connection, namespace, searchAttributes);
    await checkSkipping(connection, namespace);
  };
  await orStop(prepare(), stop);
  return { connection, address, namespace, stop };
}

/** A frontend reads the list of namespaces again every few seconds. */
async function untilKnown({ workflowService }: Connection, namespace: string): Promise<void> {
  for (const deadline = Date.now() + KNOWN_TIMEOUT_MS; ; await sleep(200)) {
    try {
      await workflowService.countWorkflowExecutions({ namespace, query: '' });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

const orStop = (ready: Promise<void>, stop: () => Promise<void>): Promise<void> =>
  ready.catch(async (error: unknown) => {
    await stop();
    throw error;
  });

/** Starts a run without a worker an hour ahead, and looks whether its clock went along. */
async function checkSkipping({ workflowService }: Connection, namespace: string): Promise<void> {
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
    await workflowService.terminateWorkflowExecution({ namespace, workflowExecution: { workflowId } });
    ahead = (optionalTsToMs(workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? 0) - Date.now();
  } catch (error) {
    cause = error;
  }
  if (ahead > HOUR_MS / 2) return;
  throw new Error(
    'This Temporal server does not skip time: simulated time needs server 1.32 with frontend.WorkflowTimeSkippingEnabled.',
    {
      cause,
    },
  );
}
