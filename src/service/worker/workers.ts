import { type ActivityInterceptorsFactory, type NativeConnection, Worker } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import type { Activities } from '../../../activities';
import type { SweepActivities } from '../../../activities/sweep';
import { SENDS_TASK_QUEUE, TASK_QUEUE, ZENDESK_WRITES_TASK_QUEUE } from '../../../workflows/messages';
import { buildIdOf } from './internal/buildId';
import { cacheSize } from './internal/cacheSize';
import { type Workflows, workflowCode, workflowsFor } from './workflowBundle';

export type WorkerActivities = Activities & SweepActivities;

export interface Workers {
  /** Resolves when all workers have stopped; rejects when one fails. */
  finished: Promise<void>;
  /** Stops taking new work and finishes the work in progress. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  activities: WorkerActivities;
  /** Default: the bundle from the build if there is one, otherwise the sources. */
  workflows?: Workflows | undefined;
  /** From `dataConverterOf`, the same as the client's. */
  dataConverter?: DataConverter;
  /** The process's name among all workers. Default: the SDK's, which containers may share. */
  identity?: string;
  /** Interceptors around the activities, outermost first. */
  interceptors?: ActivityInterceptorsFactory[];
}

/**
 * Autoscaling lets the server say when more pollers would find work: an idle worker has few pollers, and one with
 * thousands of timers due has many. The SDK's fixed ten are too few then
 * (https://docs.temporal.io/develop/worker-performance).
 */
const polling = { type: 'autoscaling' } as const;

/**
 * The SDK's own tests against Temporal Cloud reached their highest throughput at this value, with workflows as short as
 * ours. A task waits for the network most of the time. Activities keep the SDK's default of a hundred: turns limit
 * their speed, not slots.
 */
const WORKFLOW_TASKS_AT_A_TIME = 120;

/**
 * The SDK stops a workflow task after 5 s of wall time. On a machine without CPU to spare, that hits tasks that need a
 * fraction of it, and Node can lose its process over it ("async hook stack has become corrupted"). No
 * workflow of ours loops.
 */
const LONGEST_TASK = '20 seconds';

/**
 * The SDK would give a run's activities to the worker that has its workflow task, past the queue. One that has just
 * joined others has no budget for them yet, another may (`src/service/account/internal/line.ts`).
 */
const PAST_THE_QUEUE = 0;

/** From SIGTERM until work in progress is cancelled, and until what does not heed that is left. Kubernetes kills at 30 s. */
const GRACE = '10 seconds';
const FORCED_AFTER = '25 seconds';

/** Starts the workers of the three task queues: workflows and reads, sends, writes to Zendesk. */
export async function startWorkers(options: WorkerOptions): Promise<Workers> {
  const { connection, namespace, activities, workflows, dataConverter = {}, identity } = options;
  const interceptors = { activity: options.interceptors ?? [] };
  const shared = {
    connection,
    namespace,
    activities,
    dataConverter,
    ...(identity !== undefined && { identity }),
    interceptors,
    shutdownGraceTime: GRACE,
    shutdownForceTime: FORCED_AFTER,
    activityTaskPollerBehavior: polling,
  } as const;
  const forWorkflows = {
    workflowTaskPollerBehavior: polling,
    maxConcurrentWorkflowTaskExecutions: WORKFLOW_TASKS_AT_A_TIME,
    maxCachedWorkflows: cacheSize(),
    isolateExecutionTimeout: LONGEST_TASK,
    maxEagerActivityReservationsPerWorkflowTask: PAST_THE_QUEUE,
  };
  const code = workflows ?? workflowsFor(dataConverter);
  // A bundle already contains its interceptors and preloaded modules.
  const { workflowInterceptorModules, preloadModules } = workflowCode;
  const bundled = 'workflowBundle' in code;
  const buildId = buildIdOf(code);
  const workers = await Promise.all([
    Worker.create({
      ...shared,
      ...forWorkflows,
      taskQueue: TASK_QUEUE,
      interceptors: { ...interceptors, workflowModules: bundled ? [] : workflowInterceptorModules },
      ...(!bundled && { bundlerOptions: { preloadModules } }),
      ...(buildId !== undefined && { buildId }),
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
