/** Simulated time with a worker for the workflows of `reminderWorkflow.ts`, for the tests of a file. */
import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { type SimulatedTime, type SimulatedTimeOptions, startSimulatedTemporal } from '../../simulation/simulatedTime';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** What calls, tasks and the test itself take in real time also passes in the simulated one. What is wrong here is off by an hour or more. */
const NEAR = 2 * 60_000;
export const taskQueue = 'simulated-time';

export interface ReminderRig {
  time: SimulatedTime;
  /** What the activity does besides telling the time. */
  onAct: (name: string) => Promise<void>;
  /** The world outside of these tests. */
  outside: Pick<SimulatedTimeOptions, 'settled' | 'nextStops'>;
}

/** Runs whose ids begin so wake others. */
const WAKERS = /^(asks|relays)/;

export function reminderRig(): ReminderRig {
  const rig = { onAct: () => Promise.resolve(), outside: {} } as unknown as ReminderRig;
  let connection: NativeConnection;
  let worker: Worker;
  let running: Promise<void>;

  beforeAll(async () => {
    const time = await startSimulatedTemporal({
      cli: inject('temporalCli'),
      address: inject('temporalAddress'),
      searchAttributes: [],
      settled: () => rig.outside.settled?.() ?? true,
      nextStops: () => rig.outside.nextStops?.() ?? [],
      wakesOthers: (workflowId) => WAKERS.test(workflowId),
    });
    rig.time = time;
    connection = await NativeConnection.connect({ address: time.address });
    worker = await Worker.create({
      connection,
      namespace: time.namespace,
      taskQueue,
      workflowsPath: join(__dirname, 'reminderWorkflow.ts'),
      activities: { act: async (name: string) => rig.onAct(name).then(() => time.now()) },
    });
    running = worker.run();
  });
  afterEach(() => {
    rig.onAct = () => Promise.resolve();
    rig.outside = {};
  });
  afterAll(async () => {
    worker?.shutdown();
    await running;
    await connection?.close();
    await rig.time?.stop();
  });
  return rig;
}

export const expectNear = (actual: number | undefined, expected: number): void => {
  expect(Math.abs((actual ?? 0) - expected), `${new Date(actual ?? 0).toISOString()} is far off`).toBeLessThan(NEAR);
};
