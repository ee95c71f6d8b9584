import { Client, Connection, ScheduleNotFoundError, WorkflowNotFoundError } from '@temporalio/client';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import { SENDS_TASK_QUEUE, searchAttributes, TASK_QUEUE, ZENDESK_WRITES_TASK_QUEUE } from '../../workflows/messages';
import type { Pause } from '../../workflows/pauseMessages';
import { sweepId } from '../../workflows/sweepMessages';
import type { Config } from '../config/config';
import { connectTemporal } from './connect';
import { dataConverterOf } from './dataConverter';
import { EMBEDDED_NAMESPACE, findEmbedded } from '../embedded/embedded';
import { ACTIVITIES, hasPoller, WORKFLOWS } from './internal/pollers';
import { askTurns, type HoldState, holdsOf, type LimitState, limitsOf } from './internal/turnsState';
import { readPause } from './pause';
import { findAttributeFaults, typeName } from './searchAttributes';

export type { HoldState, LimitState };

/**
 * The state of Temporal, for `doctor`. Only reads: starts and creates nothing. Its methods throw what the SDK throws.
 */
export interface TemporalInspector {
  /** `host:port` */
  address: string;
  namespace: string;
  /** How long closed runs are kept, in ms. */
  retentionMs: () => Promise<number>;
  /** Which of our search attributes are missing, and which have the wrong type. */
  attributeFaults(): Promise<{ missing: AttributeNeed[]; wrong: AttributeNeed[] }>;
  /** The parts of the task queues that no running worker polls: `ventana-sends (activities)`. */
  queuesWithoutWorker(): Promise<string[]>;
  /** Undefined if there is no such Schedule. */
  sweep(): Promise<SweepState | undefined>;
  /** What WhatsApp has stopped. Throws where no worker runs that can say so. @param now epoch ms */
  holds(now: number): Promise<HoldState[]>;
  /** How much of the limits is used; `unused`: nothing has asked for a turn. Throws as `holds` does. */
  limits(now: number): Promise<LimitState | 'unused'>;
  /** The pause of all sending, if there is one. */
  pause(): Promise<Pause | undefined>;
  close(): Promise<void>;
}

export interface AttributeNeed {
  name: string;
  /** As the Temporal CLI writes it: `Keyword`. */
  type: string;
}

export interface SweepState {
  /** The reason given when it was paused. */
  pausedWith?: string;
  everyMs?: number;
  /** The newest sweep known to have ended. `endedAt` in epoch ms. */
  last?: { endedAt: number; outcome: string };
}

const CONNECT_TIMEOUT_MS = 5_000;

const QUEUES = [
  { name: TASK_QUEUE, type: WORKFLOWS, title: `${TASK_QUEUE} (workflows)` },
  { name: TASK_QUEUE, type: ACTIVITIES, title: `${TASK_QUEUE} (activities)` },
  { name: SENDS_TASK_QUEUE, type: ACTIVITIES, title: `${SENDS_TASK_QUEUE} (activities)` },
  { name: ZENDESK_WRITES_TASK_QUEUE, type: ACTIVITIES, title: `${ZENDESK_WRITES_TASK_QUEUE} (activities)` },
] as const;

/**
 * Connects to the cluster that the environment describes, or to the embedded server if it is running.
 * @throws {EmbeddedNotRunning} @throws {Error} when it does not answer within 5 s
 */
export async function inspectTemporal(config: Config): Promise<TemporalInspector> {
  const { connectionOptions, address, namespace } = await placeOf(config);
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: CONNECT_TIMEOUT_MS });
  const client = new Client({ connection, namespace, dataConverter: dataConverterOf(config) });
  let asked: ReturnType<typeof askTurns> | undefined;
  // One query for all who want to know: it costs an Action on Temporal Cloud.
  const turns = (): ReturnType<typeof askTurns> =>
    (asked ??= client.withDeadline(Date.now() + CONNECT_TIMEOUT_MS, () => askTurns(client, config.account)));
  return {
    address,
    namespace,
    retentionMs: async () => {
      const { config: settings } = await connection.workflowService.describeNamespace({ namespace });
      return optionalTsToMs(settings?.workflowExecutionRetentionTtl) ?? 0;
    },
    async attributeFaults() {
      const { missing, wrong } = await findAttributeFaults(connection, namespace, Object.values(searchAttributes));
      const inWords = (key: (typeof missing)[number]) => ({ name: key.name, type: typeName(key) });
      return { missing: missing.map(inWords), wrong: wrong.map(inWords) };
    },
    async queuesWithoutWorker() {
      const polled = await Promise.all(QUEUES.map(({ name, type }) => hasPoller(client, name, type)));
      return QUEUES.filter((_, index) => !polled[index]).map(({ title }) => title);
    },
    sweep: () => readSweep(client, config.account),
    holds: async (now) => holdsOf(await turns(), now),
    limits: async (now) => limitsOf(await turns(), now),
    pause: () => readPause(client, config.account),
    close: () => connection.close(),
  };
}

/** Ventana is not running on this data folder. */
export class EmbeddedNotRunning extends Error {
  override readonly name = 'EmbeddedNotRunning';
}

async function placeOf(config: Config): Promise<Omit<Awaited<ReturnType<typeof connectTemporal>>, 'stop'>> {
  if (config.temporal.address !== undefined) {
    return connectTemporal({
      env: config.temporal.environment,
      dataFolder: config.dataFolder,
      searchAttributes: [],
      onProgress: () => undefined,
    });
  }
  const running = await findEmbedded(config.dataFolder);
  if (!running) throw new EmbeddedNotRunning('the embedded server is not running');
  const { address, uiUrl } = running;
  return { connectionOptions: { address }, address, uiUrl, namespace: EMBEDDED_NAMESPACE, embedded: true };
}

async function readSweep(client: Client, account: string): Promise<SweepState | undefined> {
  try {
    const { state, info, spec } = await client.schedule.getHandle(sweepId(account)).describe();
    const everyMs = spec.intervals?.[0]?.every;
    const last = await newestEnd(
      client,
      info.recentActions.map(({ action }) => action.workflow),
    );
    return {
      ...(state.paused && { pausedWith: state.note ?? '' }),
      ...(everyMs !== undefined && { everyMs: Number(everyMs) }),
      ...(last && { last }),
    };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}

/** @param started oldest first */
async function newestEnd(
  client: Client,
  started: readonly { workflowId: string; firstExecutionRunId: string }[],
): Promise<SweepState['last']> {
  for (const { workflowId, firstExecutionRunId } of [...started].reverse()) {
    try {
      const { status, closeTime } = await client.workflow.getHandle(workflowId, firstExecutionRunId).describe();
      if (closeTime) return { endedAt: closeTime.getTime(), outcome: status.name };
    } catch (error) {
      // Temporal no longer keeps this run.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  return undefined;
}
