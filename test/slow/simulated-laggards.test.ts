import { setTimeout as sleep } from 'node:timers/promises';
import { optionalTsToMs } from '@temporalio/common/lib/time';
import { describe, expect, it } from 'vitest';
import { SOON_MS } from '../../simulation/runs';
import { DAY, expectNear, HOUR, reminderRig, taskQueue } from '../support/reminderRig';
import type { actsAfter, actsWhenAsked, daily, isAsked, relays } from '../support/reminderWorkflow';

const rig = reminderRig();

describe('a run that wakes nobody', () => {
  const sleeper = (workflowId: string) =>
    rig.time.client.workflow.start<typeof isAsked>('isAsked', { workflowId, taskQueue });
  /** Something has to happen every day, or time goes on in one stride. */
  const clock = (days: number) =>
    rig.time.client.workflow.start<typeof daily>('daily', { workflowId: 'clock', taskQueue, args: [days, []] });
  const relayTo = (other: string) =>
    rig.time.client.workflow.start<typeof relays>('relays', {
      workflowId: `relays to ${other}`,
      taskQueue,
      args: [other],
    });

  it('stays behind while it sleeps, and is in the present when it hears something', async () => {
    const start = rig.time.now();
    const handle = await sleeper('sleeps');
    await clock(4);
    await rig.time.advanceTo(start + 4.5 * DAY);
    const { raw } = await handle.describe();
    const itsTime = optionalTsToMs(raw.workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? 0;
    expect(itsTime).toBeLessThan(start + DAY);
    await handle.signal<[]>('poke');
    expectNear(await handle.result(), start + 4.5 * DAY);
  });

  it('is not asked about at every stop', async () => {
    const start = rig.time.now();
    const handles = await Promise.all(Array.from({ length: 20 }, (_, n) => sleeper(`one-of-many-${n}`)));
    await clock(8);
    await rig.time.settle();
    const { workflowService } = rig.time.connection;
    const describeIt = workflowService.describeWorkflowExecution.bind(workflowService);
    const asked: Record<string, number> = {};
    const counting = (request: Parameters<typeof describeIt>[0]) => {
      const workflowId = request.execution?.workflowId ?? '';
      asked[workflowId] = (asked[workflowId] ?? 0) + 1;
      return describeIt(request);
    };
    Object.assign(workflowService, { describeWorkflowExecution: counting });
    await rig.time.advanceTo(start + 8.5 * DAY);
    Object.assign(workflowService, { describeWorkflowExecution: describeIt });
    expect(asked['clock']).toBeGreaterThan(16);
    for (const { workflowId } of handles) expect(asked[workflowId] ?? 0, workflowId).toBeLessThanOrEqual(1);
    await Promise.all(handles.map((handle) => handle.terminate()));
  });

  it('is in the present when a run wakes it that has waited without a timer', async () => {
    const start = rig.time.now();
    const handle = await sleeper('far away');
    const relay = await relayTo('far away');
    await clock(3);
    await rig.time.advanceTo(start + 3.5 * DAY);
    await relay.signal<[]>('poke');
    expectNear(await handle.result(), start + 3.5 * DAY);
    await relay.terminate();
  });

  it('is waited for when another run has woken it', async () => {
    const start = rig.time.now();
    const args: [string] = ['woken'];
    const workflowId = 'is woken';
    const handle = await rig.time.client.workflow.start<typeof actsWhenAsked>('actsWhenAsked', {
      workflowId,
      taskQueue,
      args,
    });
    const relay = await relayTo(workflowId);
    await rig.time.advanceTo(start + DAY);
    let done = false;
    rig.onAct = () => sleep(500).then(() => void (done = true));
    await relay.signal<[]>('poke');
    await rig.time.settle();
    expect(done).toBe(true);
    expectNear(await handle.result(), start + DAY);
    await relay.terminate();
  });

  it('fires when its time comes while others keep the clock waiting', async () => {
    const start = rig.time.now();
    const after = (workflowId: string, ms: number) =>
      rig.time.client.workflow.start<typeof actsAfter>('actsAfter', { workflowId, taskQueue, args: [ms, workflowId] });
    await after('long at work', HOUR);
    const handle = await after('due meanwhile', HOUR + SOON_MS + 1_000);
    rig.onAct = (name) => (name === 'long at work' ? sleep(SOON_MS + 2_000) : Promise.resolve());
    await rig.time.advanceTo(start + DAY);
    expectNear(await handle.result(), start + HOUR + SOON_MS + 1_000);
  });

  it('may reach others while it is on its way: nobody waits for it to have come', async () => {
    const start = rig.time.now();
    const { workflowService } = rig.time.connection;
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
    rig.onAct = () => relay.signal<[]>('poke');
    const handle = await rig.time.client.workflow.start<typeof actsAfter>('actsAfter', { workflowId, taskQueue, args });
    await rig.time.advanceTo(start + 2 * HOUR);
    Object.assign(workflowService, { describeWorkflowExecution: describeIt });
    expectNear(await handle.result(), start + HOUR);
    await relay.terminate();
  });

  it('is an error when it wakes somebody after all', async () => {
    const workflowId = 'secretly relays';
    const other = await sleeper('surprised');
    const args: [string] = [other.workflowId];
    const relay = await rig.time.client.workflow.start<typeof relays>('relays', { workflowId, taskQueue, args });
    await relay.signal<[]>('poke');
    await expect(rig.time.settle()).rejects.toThrow('secretly relays wakes other runs');
    await relay.terminate();
  });
});
