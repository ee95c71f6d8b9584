/** What sleeps while events come: Ventana's tickets, or as many bare workflows. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode } from '@temporalio/worker';
import { searchAttributes, ticketEvent, ticketWorkflowId } from '../../workflows/messages';
import type { Setting } from '../setting';
import { type Child, startChild } from '../support/child';
import type { BenchTemporal } from '../support/temporal';
import { bareHint } from './bareWorkflow';
import { openTickets, startCannedWorker, type Standing } from './tickets';

export interface Population {
  account: string;
  /** A worker that answers `usage` and `nextRead`. */
  startWorker(setting: Setting, temporal: BenchTemporal): Promise<Child>;
  /** Opens as many as there is time for, and waits until they sleep. @returns how many there are now */
  open(client: Client, from: number, upTo: number, until: number): Promise<number>;
  /** A hint, after which it reads once. */
  tell(client: Client, ticketId: string): Promise<void>;
}

export function tickets(account: string): Population {
  const standing: Standing = { account, repliedAt: Date.now() };
  return {
    account,
    startWorker: (setting, temporal) => startCannedWorker(setting, temporal, standing),
    open: (client, from, upTo, until) => openTickets(client, standing, from, upTo, until),
    tell: (client, ticketId) =>
      client.workflow
        .getHandle(ticketWorkflowId(account, ticketId))
        .signal(ticketEvent, { type: 'statusChanged', id: randomUUID() }),
  };
}

const BARE_QUEUE = 'bench-bare';
const STARTS_AT_A_TIME = 32;
/** Started, task scheduled, started, completed: it has done what it does at first, and sleeps. */
const EVENTS_ONCE_ASLEEP = 4;

export function bareWorkflows(account: string): Population {
  const idOf = (ticketId: string): string => `whatsapp-bare:${account}:${ticketId}`;
  async function start(client: Client, ticketId: string): Promise<void> {
    const run = await client.workflow.start('bare', {
      workflowId: idOf(ticketId),
      taskQueue: BARE_QUEUE,
      args: [ticketId],
      typedSearchAttributes: [{ key: searchAttributes.account, value: account }],
    });
    // Otherwise thousands of first tasks would be measured as the cost of the hints.
    while ((await run.describe()).historyLength < EVENTS_ONCE_ASLEEP) await sleep(100);
  }
  return {
    account,
    async startWorker({ folder }, { env }) {
      // Not in the worker, whose memory is measured.
      const { code } = await bundleWorkflowCode({ workflowsPath: resolve(__dirname, 'bareWorkflow.ts') });
      const codePath = join(folder, 'bare.bundle.js');
      await writeFile(codePath, code);
      const args = [codePath, account, String(Date.now()), BARE_QUEUE];
      return startChild({ script: resolve(__dirname, 'bareWorker.ts'), args, env, folder, name: 'bare-worker' });
    },
    async open(client, from, upTo, until) {
      let count = from;
      const opener = async (): Promise<void> => {
        while (count < upTo && Date.now() < until) await start(client, String((count += 1)));
      };
      await Promise.all(Array.from({ length: STARTS_AT_A_TIME }, opener));
      return count;
    },
    tell: (client, ticketId) => client.workflow.getHandle(idOf(ticketId)).signal(bareHint),
  };
}
