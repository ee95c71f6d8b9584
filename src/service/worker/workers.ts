import { type ActivityInterceptorsFactory, type NativeConnection, Worker } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import type { Activities } from '../../../activities';
import type { SweepActivities } from '../../../activities/sweep';
import { SENDS_TASK_QUEUE, TASK_QUEUE, ZENDESK_WRITES_TASK_QUEUE } from '../../../workflows/messages';
import { cacheSize } from './internal/cacheSize';
import { type Workflows, workflowCode, workflowsFor } from './workflowBundle';

/** All that the workers do. */
export type WorkerActivities = Activities & SweepActivities;

export interface Workers {
  /** Resolves when all of them have stopped; rejects when one fails. */
  finished: Promise<void>;
  /** Takes no new work, ends what is under way. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  activities: WorkerActivities;
  /** Default: the bundle made ahead where there is one, else the code itself. */
  workflows?: Workflows | undefined;
  /** From `dataConverterOf`, the same as the client's. */
  dataConverter?: DataConverter;
  /** What looks on at the activities, outermost first. */
  interceptors?: ActivityInterceptorsFactory[];
}

/**
 * The server says when more pollers would find work: an idle worker has few, and one with thousands of timers due has many. The SDK's
 * fixed ten starve it then (https://docs.temporal.io/develop/worker-performance).
 */
const polling = { type: 'autoscaling' } as const;

/**
 * Where the SDK's own tests against Temporal Cloud had their peak, for workflows as short as ours. A task waits for the network most of
 * its time. The activities keep the SDK's hundred: their pace is that of the turns, not that of slots.
 */
const WORKFLOW_TASKS_AT_A_TIME = 120;

/** Starts the workers of the three task queues: workflows and reads, sends, writes to Zendesk. */
export async function startWorkers(options: WorkerOptions): Promise<Workers> {
  const { connection, namespace, activities, workflows, dataConverter = {} } = options;
  const interceptors = { activity: options.interceptors ?? [] };
  const shared = {
    connection,
    namespace,
    activities,
    dataConverter,
    interceptors,
    shutdownGraceTime: '10 seconds',
    activityTaskPollerBehavior: polling,
  } as const;
  const forWorkflows = {
    workflowTaskPollerBehavior: polling,
    maxConcurrentWorkflowTaskExecutions: WORKFLOW_TASKS_AT_A_TIME,
    maxCachedWorkflows: cacheSize(),
  };
  const code = workflows ?? workflowsFor(dataConverter);
  // A bundle brings its own.
  const { workflowInterceptorModules, preloadModules } = workflowCode;
  const bundled = 'workflowBundle' in code;
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      ...forWorkflows,
      taskQueue: TASK_QUEUE,
      interceptors: { ...interceptors, workflowModules: bundled ? [] : workflowInterceptorModules },
      ...(!bundled && { bundlerOptions: { preloadModules } }),
      ...code,
    }),
    Worker.create({ ...shared, taskQueue: SENDS_TASK_QUEUE }),
    Worker.create({ ...shared, taskQueue: ZENDESK_WRITES_TASK_QUEUE }),
  ]);
  const stopAll = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const finished = Promise.all(workers.map((worker) => worker.run().finally(stopAll))).then(() => undefined);
  return {
    finished,
    stop: () => {
      stopAll();
      return finished.catch(() => undefined);
    },
  };
}
