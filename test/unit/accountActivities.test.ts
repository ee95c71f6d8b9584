import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, it } from 'vitest';
import type { SendOrder } from '../../activities/types';
import { activitiesByAccount } from '../../src/service/worker/accountActivities';
import type { WorkerActivities } from '../../src/service/worker/currentActivities';

const saying = (account: string) => ({ lookForMessage: () => Promise.resolve(account) }) as unknown as WorkerActivities;
const both = activitiesByAccount(new Map(['acme', 'globex'].map((name) => [name, saying(name)])));

const order = {} as SendOrder;
const runFor = (workflowId: string): Promise<unknown> =>
  new MockActivityEnvironment({ workflowExecution: { workflowId, runId: 'run' } }).run(
    (it: SendOrder) => both.lookForMessage(it),
    order,
  );

it('does an activity with what belongs to the account of its workflow', async () => {
  expect(await runFor('whatsapp-ticket:acme:7')).toBe('acme');
  expect(await runFor('whatsapp-ticket:globex:7')).toBe('globex');
});

it('leaves an activity of an account that it does not serve to another worker', async () => {
  await expect(runFor('whatsapp-ticket:initech:7')).rejects.toMatchObject({
    type: 'OtherAccount',
    nonRetryable: false,
  });
});
