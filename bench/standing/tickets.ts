import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { searchAttributes, TASK_QUEUE, ticketWorkflowId } from '../../workflows/messages';
import type { Setting } from '../setting';
import { type Child, startChild } from '../support/child';
import type { BenchTemporal } from '../support/temporal';
import { conversationOf, truthMaker } from './truth';

const STARTS_AT_A_TIME = 32;
const BATCH = 10 * STARTS_AT_A_TIME;

/** Open tickets of one account that are waiting for their follow-up. */
export interface Standing {
  account: string;
  repliedAt: number;
}

/** Starts the worker with canned vendors. */
export const startCannedWorker = (
  setting: Setting,
  { env }: BenchTemporal,
  { account, repliedAt }: Standing,
): Promise<Child> =>
  startChild({
    script: resolve(__dirname, 'worker.ts'),
    args: [setting.bundle, account, String(repliedAt)],
    env,
    folder: setting.folder,
    name: 'canned-worker',
  });

/**
 * Opens tickets until there are `upTo` of them or the time is up, then waits until each has gone to sleep. Each run
 * begins as if continued from an earlier one, with the truth already in its input, so it needs only one workflow task.
 * @returns how many there are now
 */
export async function openTickets(
  client: Client,
  { account, repliedAt }: Standing,
  from: number,
  upTo: number,
  until: number,
): Promise<number> {
  const truth = await truthMaker();
  let count = from;
  const open = async (): Promise<void> => {
    const ticketId = String((count += 1));
    await client.workflow.start('ticket', {
      workflowId: ticketWorkflowId(account, ticketId),
      taskQueue: TASK_QUEUE,
      args: [
        {
          account,
          ticketId,
          ticketUrl: `https://${account}.zendesk.com/agent/tickets/${ticketId}`,
          conversation: conversationOf(ticketId, truth({ account, ticketId, repliedAt })),
        },
      ],
      typedSearchAttributes: [
        { key: searchAttributes.account, value: account },
        { key: searchAttributes.ticketId, value: ticketId },
      ],
    });
  };
  const opener = async (batchEnd: number): Promise<void> => {
    while (count < batchEnd) await open();
  };
  while (count < upTo && Date.now() < until) {
    const batchEnd = Math.min(upTo, count + BATCH);
    await Promise.all(Array.from({ length: STARTS_AT_A_TIME }, () => opener(batchEnd)));
    // No more tickets wait for their first task than a worker can handle in a moment.
    while ((await asleep(client, account)) < count - BATCH) await sleep(50);
  }
  while ((await asleep(client, account)) < count) await sleep(100);
  return count;
}

async function asleep(client: Client, account: string): Promise<number> {
  const query = `${searchAttributes.account.name} = '${account}' and ${searchAttributes.stage.name} = 'pending'`;
  return (await client.workflow.count(query)).count;
}
