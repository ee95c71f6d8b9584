import { Client, Connection } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { watchCalls } from '../../simulation/calls';
import { followRuns } from '../../simulation/runs';
import { DAY, expectNear, HOUR, reminderRig, taskQueue } from '../support/reminderRig';
import type { asks, daily, isAsked, poke, reminder } from '../support/reminderWorkflow';

const rig = reminderRig();

const startReminder = (workflowId: string) =>
  rig.time.client.workflow.signalWithStart<typeof reminder, []>('reminder', {
    workflowId,
    taskQueue,
    args: [workflowId],
    signal: 'poke' satisfies (typeof poke)['name'],
  });

describe('simulated time', () => {
  it('moves a deadline with a signal on the way, and runs the activity when it passes', async () => {
    const start = rig.time.now();
    const handle = await startReminder('one');
    await rig.time.advanceTo(start + 18 * HOUR);
    await handle.signal<[]>('poke');
    await rig.time.advanceTo(start + 41 * HOUR);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await rig.time.advanceTo(start + 43 * HOUR);
    const seen = await handle.result();
    expectNear(seen.signals[0], start);
    expectNear(seen.signals[1], start + 18 * HOUR);
    expectNear(seen.fired, start + 42 * HOUR);
    expectNear(seen.acted, start + 42 * HOUR);
  });

  it('lets a run that starts late begin at the simulated time, also when two signals start it at once', async () => {
    const start = rig.time.now();
    expect(start).toBeGreaterThan(Date.now() + DAY);
    const handle = await startReminder('burst');
    await startReminder('burst');
    await rig.time.advanceTo(start + 25 * HOUR);
    const seen = await handle.result();
    expectNear(seen.started, start);
    expect(seen.signals).toHaveLength(2);
    seen.signals.forEach((at) => expectNear(at, start));
    expectNear(seen.fired, start + DAY);
  });

  it('takes twenty runs along, each to its own deadline, in order', async () => {
    const start = rig.time.now();
    const order: string[] = [];
    rig.onAct = (name) => Promise.resolve(void order.push(name));
    const handles = [];
    for (let n = 0; n < 20; n += 1) {
      await rig.time.advanceTo(start + n * HOUR);
      handles.push(await startReminder(`many-${n}`));
    }
    await rig.time.advanceTo(start + 2 * DAY);
    const all = await Promise.all(handles.map((handle) => handle.result()));
    all.forEach((seen, n) => expectNear(seen.fired, start + n * HOUR + DAY));
    all.forEach((seen, n) => expectNear(seen.acted, start + n * HOUR + DAY));
    expect(order).toEqual(all.map((_, n) => `many-${n}`));
  });

  it('does not forget a run that it looked for while it was being started, before the list of runs shows it', async () => {
    const { address, namespace } = rig.time;
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
    const start = rig.time.now();
    const handle = await rig.time.client.workflow.start<typeof daily>('daily', {
      workflowId: 'daily',
      taskQueue,
      args: [5, []],
    });
    await rig.time.advanceTo(start + 6 * DAY);
    const times = await handle.result();
    times.forEach((at, n) => expectNear(at, start + (n + 1) * DAY));
  });

  it('brings a signal from run to run at one and the same time', async () => {
    const start = rig.time.now();
    const other = await rig.time.client.workflow.start<typeof isAsked>('isAsked', { workflowId: 'asked', taskQueue });
    const one = await rig.time.client.workflow.start<typeof asks>('asks', {
      workflowId: 'asks',
      taskQueue,
      args: ['asked'],
    });
    await rig.time.advanceTo(start + 3 * DAY);
    expectNear(await one.result(), start + DAY);
    expectNear(await other.result(), start + DAY);
  });

  it('waits for the world outside: what an activity sets going there comes back before time goes on', async () => {
    const start = rig.time.now();
    const second = await rig.time.client.workflow.start<typeof isAsked>('isAsked', {
      workflowId: 'answers',
      taskQueue,
    });
    let busy = false;
    rig.outside = { settled: () => !busy };
    rig.onAct = () => {
      busy = true;
      setTimeout(() => void second.signal<[]>('poke').then(() => (busy = false)), 300);
      return Promise.resolve();
    };
    await startReminder('causes');
    await rig.time.advanceTo(start + 10 * DAY);
    expectNear(await second.result(), start + DAY);
  });

  it('stops where the world outside has something to do', async () => {
    const start = rig.time.now();
    const at = start + 7 * HOUR;
    const handle = await rig.time.client.workflow.start<typeof isAsked>('isAsked', { workflowId: 'stop', taskQueue });
    let asked = false;
    rig.outside = {
      nextStops: () => (asked ? [] : [at]),
      settled: async () => {
        if (asked || rig.time.now() < at) return true;
        asked = true;
        await handle.signal<[]>('poke');
        return false;
      },
    };
    await rig.time.advanceTo(start + DAY);
    expectNear(await handle.result(), at);
  });
});
