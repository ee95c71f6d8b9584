import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { watchCalls } from '../../simulation/calls';
import { followRuns, SOON_MS } from '../../simulation/runs';
import { type SimulatedTime, type SimulatedTimeOptions, startSimulatedTemporal } from '../../simulation/simulatedTime';
import type {
  actsAfter,
  actsWhenAsked,
  asks,
  daily,
  isAsked,
  poke,
  relays,
  reminder,
} from '../support/reminderWorkflow';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const taskQueue = 'simulated-time';
/** What calls, tasks and the test itself take in real time also passes in the simulated one. */
const NEAR = 5_000;

let time: SimulatedTime;
let connection: NativeConnection;
let worker: Worker;
let running: Promise<void>;
/** What the activity does besides telling the time; the world outside of these tests. */
let onAct: (name: string) => Promise<void> = () => Promise.resolve();
let outside: Pick<SimulatedTimeOptions, 'settled' | 'nextStops'> = {};

beforeAll(async () => {
  time = await startSimulatedTemporal({
    cli: inject('temporalCli'),
    address: inject('temporalAddress'),
    searchAttributes: [],
    settled: () => outside.settled?.() ?? true,
    nextStops: () => outside.nextStops?.() ?? [],
    wakesOthers: (workflowId) => /^(asks|relays)/.test(workflowId),
  });
  connection = await NativeConnection.connect({ address: time.address });
  worker = await Worker.create({
    connection,
    namespace: time.namespace,
    taskQueue,
    workflowsPath: join(__dirname, '../support/reminderWorkflow.ts'),
    activities: { act: async (name: string) => onAct(name).then(() => time.now()) },
  });
  running = worker.run();
});

afterEach(() => {
  onAct = () => Promise.resolve();
  outside = {};
});

afterAll(async () => {
  worker?.shutdown();
  await running;
  await connection?.close();
  await time?.stop();
});

const startReminder = (workflowId: string) =>
  time.client.workflow.signalWithStart<typeof reminder, []>('reminder', {
    workflowId,
    taskQueue,
    args: [workflowId],
    signal: 'poke' satisfies (typeof poke)['name'],
  });

const expectNear = (actual: number | undefined, expected: number): void => {
  expect(Math.abs((actual ?? 0) - expected), `${new Date(actual ?? 0).toISOString()} is far off`).toBeLessThan(NEAR);
};

describe('simulated time', () => {
  it('moves a deadline with a signal on the way, and runs the activity when it passes', async () => {
    const start = time.now();
    const handle = await startReminder('one');
    await time.advanceTo(start + 18 * HOUR);
    await handle.signal<[]>('poke');
    await time.advanceTo(start + 41 * HOUR);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await time.advanceTo(start + 43 * HOUR);
    const seen = await handle.result();
    expectNear(seen.signals[0], start);
    expectNear(seen.signals[1], start + 18 * HOUR);
    expectNear(seen.fired, start + 42 * HOUR);
    expectNear(seen.acted, start + 42 * HOUR);
  });

  it('lets a run that starts late begin at the simulated time, also when two signals start it at once', async () => {
    const start = time.now();
    expect(start).toBeGreaterThan(Date.now() + DAY);
    const handle = await startReminder('burst');
    await startReminder('burst');
    await time.advanceTo(start + 25 * HOUR);
    const seen = await handle.result();
    expectNear(seen.started, start);
    expect(seen.signals).toHaveLength(2);
    seen.signals.forEach((at) => expectNear(at, start));
    expectNear(seen.fired, start + DAY);
  });

  it('takes twenty runs along, each to its own deadline, in order', async () => {
    const start = time.now();
    const order: string[] = [];
    onAct = (name) => Promise.resolve(void order.push(name));
    const handles = [];
    for (let n = 0; n < 20; n += 1) {
      await time.advanceTo(start + n * HOUR);
      handles.push(await startReminder(`many-${n}`));
    }
    await time.advanceTo(start + 2 * DAY);
    const all = await Promise.all(handles.map((handle) => handle.result()));
    all.forEach((seen, n) => expectNear(seen.fired, start + n * HOUR + DAY));
    all.forEach((seen, n) => expectNear(seen.acted, start + n * HOUR + DAY));
    expect(order).toEqual(all.map((_, n) => `many-${n}`));
  });

  it('does not forget a run that it looked for while it was being started, before the list of runs shows it', async () => {
    const { address, namespace } = time;
    const slow = await Connection.connect({ address });
    const { workflowService } = slow;
    const start = workflowService.startWorkflowExecution.bind(workflowService);
    const earlier = await workflowService.listWorkflowExecutions({ namespace });
    let onAsked = (): void => {};
    const asked = new Promise<void>((resolve) => (onAsked = resolve));
    let goOn = (): void => {};
    const looked = new Promise<void>((resolve) => (goOn = resolve));
    Object.assign(workflowService, {
      listWorkflowExecutions: () => Promise.resolve(earlier),
      startWorkflowExecution: async (request: object) => {
        onAsked();
        await looked;
        return start(request);
      },
    });
    const runs = followRuns(slow, namespace, { wakesOthers: () => true, now: Date.now });
    const before = (): Promise<void> => Promise.resolve();
    watchCalls(slow, { before, after: (workflowId) => runs.started(workflowId) });
    const { workflow } = new Client({ connection: slow, namespace });
    const starting = workflow.start('nobody', { workflowId: 'slow-start', taskQueue: 'nobody' });
    await asked;
    await runs.find();
    goOn();
    const handle = await starting;
    const seen = await runs.find();
    await handle.terminate();
    await slow.close();
    expect(seen.map(({ workflowId }) => workflowId)).toContain('slow-start');
  });

  it('keeps the time over continue-as-new', async () => {
    const start = time.now();
    const handle = await time.client.workflow.start<typeof daily>('daily', {
      workflowId: 'daily',
      taskQueue,
      args: [5, []],
    });
    await time.advanceTo(start + 6 * DAY);
    const times = await handle.result();
    times.forEach((at, n) => expectNear(at, start + (n + 1) * DAY));
  });

  it('brings a signal from run to run at one and the same time', async () => {
    const start = time.now();
    const other = await time.client.workflow.start<typeof isAsked>('isAsked', { workflowId: 'asked', taskQueue });
    const one = await time.client.workflow.start<typeof asks>('asks', {
      workflowId: 'asks',
      taskQueue,
      args: ['asked'],
    });
    await time.advanceTo(start + 3 * DAY);
    expectNear(await one.result(), start + DAY);
    expectNear(await other.result(), start + DAY);
  });

  it('waits for the world outside: what an activity sets going there comes back before time goes on', async () => {
    const start = time.now();
    const second = await time.client.workflow.start<typeof isAsked>('isAsked', { workflowId: 'answers', taskQueue });
    let busy = false;
    outside = { settled: () => !busy };
    onAct = () => {
      busy = true;
      setTimeout(() => void second.signal<[]>('poke').then(() => (busy = false)), 300);
      return Promise.resolve();
    };
    await startReminder('causes');
    await time.advanceTo(start + 10 * DAY);
    expectNear(await second.result(), start + DAY);
  });

  it('stops where the world outside has something to do', async () => {
    const start = time.now();
    const at = start + 7 * HOUR;
    const handle = await time.client.workflow.start<typeof isAsked>('isAsked', { workflowId: 'stop', taskQueue });
    let asked = false;
    outside = {
      nextStops: () => (asked ? [] : [at]),
      settled: async () => {
        if (asked || time.now() < at) return true;
        asked = true;
        await handle.signal<[]>('poke');
        return false;
      },
    };
    await time.advanceTo(start + DAY);
    expectNear(await handle.result(), at);
  });
});

describe('a run that wakes nobody', () => {
  const sleeper = (workflowId: string) =>
    time.client.workflow.start<typeof isAsked>('isAsked', { workflowId, taskQueue });
  /** Something has to happen every day, or time goes on in one stride. */
  const clock = (days: number) =>
    time.client.workflow.start<typeof daily>('daily', { workflowId: 'clock', taskQueue, args: [days, []] });
  const relayTo = (other: string) =>
    time.client.workflow.start<typeof relays>('relays', { workflowId: `relays to ${other}`, taskQueue, args: [other] });

  it('stays behind while it sleeps, and is in the present when it hears something', async () => {
    const start = time.now();
    const handle = await sleeper('sleeps');
    await clock(4);
    await time.advanceTo(start + 4.5 * DAY);
    const { raw } = await handle.describe();
    const itsTime = optionalTsToMs(raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? 0;
    expect(itsTime).toBeLessThan(start + DAY);
    await handle.signal<[]>('poke');
    expectNear(await handle.result(), start + 4.5 * DAY);
  });

  it('is not asked about at every stop', async () => {
    const start = time.now();
    const handles = await Promise.all(Array.from({ length: 20 }, (_, n) => sleeper(`one-of-many-${n}`)));
    await clock(8);
    await time.settle();
    const { workflowService } = time.connection;
    const describeIt = workflowService.describeWorkflowExecution.bind(workflowService);
    const asked: Record<string, number> = {};
    const counting = (request: Parameters<typeof describeIt>[0]) => {
      const workflowId = request.execution?.workflowId ?? '';
      asked[workflowId] = (asked[workflowId] ?? 0) + 1;
      return describeIt(request);
    };
    Object.assign(workflowService, { describeWorkflowExecution: counting });
    await time.advanceTo(start + 8.5 * DAY);
    Object.assign(workflowService, { describeWorkflowExecution: describeIt });
    expect(asked['clock']).toBeGreaterThan(16);
    for (const { workflowId } of handles) expect(asked[workflowId] ?? 0, workflowId).toBeLessThanOrEqual(1);
    await Promise.all(handles.map((handle) => handle.terminate()));
  });

  it('is in the present when a run wakes it that has waited without a timer', async () => {
    const start = time.now();
    const handle = await sleeper('far away');
    const relay = await relayTo('far away');
    await clock(3);
    await time.advanceTo(start + 3.5 * DAY);
    await relay.signal<[]>('poke');
    expectNear(await handle.result(), start + 3.5 * DAY);
    await relay.terminate();
  });

  it('is waited for when another run has woken it', async () => {
    const start = time.now();
    const args: [string] = ['woken'];
    const workflowId = 'is woken';
    const handle = await time.client.workflow.start<typeof actsWhenAsked>('actsWhenAsked', {
      workflowId,
      taskQueue,
      args,
    });
    const relay = await relayTo(workflowId);
    await time.advanceTo(start + DAY);
    let done = false;
    onAct = () => sleep(500).then(() => void (done = true));
    await relay.signal<[]>('poke');
    await time.settle();
    expect(done).toBe(true);
    expectNear(await handle.result(), start + DAY);
    await relay.terminate();
  });

  it('fires when its time comes while others keep the clock waiting', async () => {
    const start = time.now();
    const after = (workflowId: string, ms: number) =>
      time.client.workflow.start<typeof actsAfter>('actsAfter', { workflowId, taskQueue, args: [ms, workflowId] });
    await after('long at work', HOUR);
    const handle = await after('due meanwhile', HOUR + SOON_MS + 1_000);
    onAct = (name) => (name === 'long at work' ? sleep(SOON_MS + 2_000) : Promise.resolve());
    await time.advanceTo(start + DAY);
    expectNear(await handle.result(), start + HOUR + SOON_MS + 1_000);
  });

  it('may reach others while it is on its way: nobody waits for it to have come', async () => {
    const start = time.now();
    const { workflowService } = time.connection;
    const describeIt = workflowService.describeWorkflowExecution.bind(workflowService);
    const relay = await relayTo('nobody at all');
    // What is seen so late is a quarter of a second off: the run fires before it has come.
    const slowly = async (request: Parameters<typeof describeIt>[0]) => {
      const answer = await describeIt(request);
      await sleep(250);
      return answer;
    };
    Object.assign(workflowService, { describeWorkflowExecution: slowly });
    const workflowId = 'reaches others';
    const args: [number, string] = [HOUR, workflowId];
    onAct = () => relay.signal<[]>('poke');
    const handle = await time.client.workflow.start<typeof actsAfter>('actsAfter', { workflowId, taskQueue, args });
    await time.advanceTo(start + 2 * HOUR);
    Object.assign(workflowService, { describeWorkflowExecution: describeIt });
    expectNear(await handle.result(), start + HOUR);
    await relay.terminate();
  });

  it('is an error when it wakes somebody after all', async () => {
    const workflowId = 'secretly relays';
    const other = await sleeper('surprised');
    const args: [string] = [other.workflowId];
    const relay = await time.client.workflow.start<typeof relays>('relays', { workflowId, taskQueue, args });
    await relay.signal<[]>('poke');
    await expect(time.settle()).rejects.toThrow('secretly relays wakes other runs');
    await relay.terminate();
  });
});
