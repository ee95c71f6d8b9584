/**
 * The comparison without a receiver: a process that only calls `signalWithStart`, with the same arguments as the
 * receiver.
 */
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { connectTemporal } from '../../src/temporal/connect';
import { searchAttributes, TASK_QUEUE, ticketEvent, ticketWorkflowId } from '../../workflows/messages';
import { answerParent } from '../support/answering';
import { loadWith } from './load';

export interface BareLoad {
  concurrency: number;
  seconds: number;
  firstTicket: number;
  account: string;
}

async function main(): Promise<void> {
  const place = await connectTemporal({
    env: process.env,
    dataFolder: '.',
    searchAttributes: [],
    onProgress: () => undefined,
  });
  const connection = await Connection.connect(place.connectionOptions);
  const client = new Client({ connection, namespace: place.namespace });
  answerParent({
    load: ({ concurrency, seconds, firstTicket, account }: BareLoad) =>
      loadWith(concurrency, seconds, (_, nth) => start(client, account, String(firstTicket + nth))),
  });
}

async function start(client: Client, account: string, ticketId: string): Promise<true> {
  const ticketUrl = `https://${account}.zendesk.com/agent/tickets/${ticketId}`;
  await client.workflow.signalWithStart('ticket', {
    workflowId: ticketWorkflowId(account, ticketId),
    taskQueue: TASK_QUEUE,
    args: [{ account, ticketId, ticketUrl }],
    signal: ticketEvent,
    signalArgs: [{ type: 'ticketCreated', id: randomUUID() }],
    typedSearchAttributes: [
      { key: searchAttributes.account, value: account },
      { key: searchAttributes.ticketId, value: ticketId },
      { key: searchAttributes.stage, value: 'reading' },
    ],
    staticSummary: `WhatsApp ticket #${ticketId}`,
    staticDetails: `[Ticket #${ticketId} in Zendesk](${ticketUrl})`,
  });
  return true;
}

void main();
