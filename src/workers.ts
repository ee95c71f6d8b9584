import { type ActivityInterceptorsFactory, type NativeConnection, Worker } from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import type { Activities, Dependencies } from '../activities';
import type { SweepActivities, SweepDependencies } from '../activities/sweep';
import { SENDS_TASK_QUEUE, TASK_QUEUE, ZENDESK_WRITES_TASK_QUEUE } from '../workflows/messages';
import { currentActivities } from './currentActivities';
import { type Workflows, workflowCode, workflowsFor } from './temporal/workflowBundle';

export interface Workers {
  /** Resolves when all of them have stopped; rejects when one fails. */
  finished: Promise<void>;
  /** Takes no new work, ends what is under way. */
  stop(): Promise<void>;
}

/** Who looks on at the activities; nothing hangs on them. */
export interface Observers {
  /** Puts something around all of them. */
  activities?: <All extends Activities & SweepActivities>(activities: All) => All;
  interceptors?: ActivityInterceptorsFactory[];
}

/**
 * Starts the workers of the three task queues: workflows and reads, sends, writes to Zendesk.
 * @param dependencies asked for at the beginning of each activity; the same object for as long as nothing changes
 * @param workflows default: the bundle made ahead where there is one, else the code itself
 * @param dataConverter from `dataConverterOf`, the same as the client's
 */
export async function startWorkers(
  connection: NativeConnection,
  namespace: string,
  dependencies: () => Dependencies & SweepDependencies,
  workflows?: Workflows,
  dataConverter: DataConverter = {},
  observers: Observers = {},
): Promise<Workers> {
  const plain = currentActivities(dependencies);
  const activities = observers.activities?.(plain) ?? plain;
  const interceptors = { activity: observers.interceptors ?? [] };
  const shared = {
    connection,
    namespace,
    activities,
    dataConverter,
    interceptors,
    shutdownGraceTime: '10 seconds',
  } as const;
  const code = workflows ?? workflowsFor(dataConverter);
  // A bundle brings its own.
  const workflowModules = 'workflowsPath' in code ? workflowCode.workflowInterceptorModules : [];
  const workers = await Promise.all([
    Worker.create({ ...shared, taskQueue: TASK_QUEUE, interceptors: { ...interceptors, workflowModules }, ...code }),
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
