/** What the board asks of Temporal's visibility, on a real server: runs that nobody works on, with the search attributes of tickets. */
import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import type { SearchAttributePair } from '@temporalio/common';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type SimulatedServer, startServer } from '../../simulation/server';
import { type BoardRead, createBoardSource } from '../../src/service/app/boardSource';
import { searchAttributes as keys, ticketWorkflowId } from '../../workflows/messages';
import { attributes } from '../support/embeddedRig';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-12-01T11:00:00.000Z');
const ACCOUNT = 'acme';

let server: SimulatedServer;
let client: Client;
let tickets = 0;

beforeAll(async () => {
  const [cli, address] = [inject('temporalCli'), inject('temporalAddress')];
  server = await startServer({ cli, address, searchAttributes: attributes });
  client = new Client({ connection: server.connection, namespace: server.namespace });
});
afterAll(() => server?.stop());

interface Shown {
  stage: string;
  /** When its window closes and its next action is due, from now (ms). */
  closes?: number;
  due?: number;
  action?: string;
  failed?: string;
  account?: string;
  type?: string;
}

/** @returns the ticket's id */
async function ticket({ stage, closes, due, action, failed, account = ACCOUNT, type = 'ticket' }: Shown) {
  const ticketId = String((tickets += 1));
  const typedSearchAttributes: SearchAttributePair[] = [
    { key: keys.account, value: account },
    { key: keys.ticketId, value: ticketId },
    { key: keys.stage, value: stage },
    ...(closes === undefined ? [] : [{ key: keys.windowClosesAt, value: new Date(NOW + closes) }]),
    ...(due === undefined ? [] : [{ key: keys.nextActionAt, value: new Date(NOW + due) }]),
    ...(action === undefined ? [] : [{ key: keys.nextAction, value: action }]),
    ...(failed === undefined ? [] : [{ key: keys.failed, value: failed }]),
  ];
  const workflowId = `${ticketWorkflowId(account, ticketId)} ${randomUUID()}`;
  await client.workflow.start(type, { workflowId, taskQueue: 'nobody', args: [], typedSearchAttributes });
  return ticketId;
}

/** Once visibility shows all that were begun. */
async function read(): Promise<BoardRead> {
  const all = async () => (await client.workflow.count('ExecutionStatus = "Running"')).count;
  await expect.poll(all).toBe(tickets);
  const source = createBoardSource({
    ...{ client, account: ACCOUNT, now: () => NOW, elapsed: () => performance.now() },
    readAccount: () => Promise.resolve({ turns: undefined, pause: undefined }),
  });
  return source.read();
}

const idsOf = (runs: readonly { ticketId: string }[]): string[] => runs.map(({ ticketId }) => ticketId).sort();

it('J40 J41 J43 J48 Temporal lists what has failed, stands still or has closed, and counts the answered, of this account only', async () => {
  const message = await ticket({ stage: 'window-closed', failed: 'message' });
  const unknown = await ticket({ stage: 'contacted', failed: 'unknown' });
  const reply = await ticket({ stage: 'window-closed', closes: -2 * HOUR, failed: 'reply' });
  const longClosed = await ticket({ stage: 'window-closed', closes: -30 * HOUR });
  // Its run has not said yet that the window has closed.
  const justClosed = await ticket({ stage: 'customer-waits', closes: -MINUTE });
  const waits = await ticket({ stage: 'customer-waits', closes: 3 * HOUR, action: 'warning', due: HOUR });
  const answered = await ticket({ stage: 'answered', closes: 5 * HOUR });
  const late = await ticket({ stage: 'pending', closes: 4 * HOUR, action: 'reminder', due: -11 * MINUTE });
  await ticket({ stage: 'pending', closes: -40 * HOUR, action: 'reminder', due: -9 * MINUTE });
  // It waits in the queue, which says why.
  await ticket({ stage: 'reminded', closes: -40 * HOUR, action: 'turn', due: -HOUR });
  const solved = await ticket({ stage: 'solved', closes: HOUR });
  await ticket({ stage: 'solved', closes: -7 * 24 * HOUR });
  const other = { stage: 'customer-waits', closes: HOUR, failed: 'message', action: 'reminder', due: -HOUR };
  await ticket({ ...other, account: 'globex' });
  await ticket({ ...other, type: 'turns' });

  const board = await read();
  expect([board.failed.count, idsOf(board.failed.listed)]).toEqual([3, [message, unknown, reply].sort()]);
  expect(board.failed.listed.find((it) => it.ticketId === reply)?.failed).toBe('reply');
  expect([board.overdue.count, idsOf(board.overdue.listed)]).toEqual([1, [late]]);
  expect(board.closed).toMatchObject({ count: 4, day: 2 });
  expect(board.closed.listed.map(({ ticketId }) => ticketId)).toEqual([justClosed, reply]);
  expect(board.closed.listed.map(({ ticketId }) => ticketId)).not.toContain(longClosed);
  expect(board.agent).toMatchObject({ times: [NOW + 3 * HOUR], listed: [{ ticketId: waits }] });
  expect(board.customer.listed.map(({ ticketId }) => ticketId)).toEqual([late, answered]);
  expect(board.answered).toMatchObject({ day: 3, week: 5 });
  expect(idsOf(board.answered.listed)).toEqual([answered, late, solved].sort());
});
