import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Customer, Sandbox } from '../../sandbox';
import { createTickets } from '../../src/temporal/tickets';
import type { Setting } from '../setting';
import type { BenchTemporal } from '../support/temporal';

/** A customer, the ticket, and when the customer wrote (epoch ms). */
export interface Waiting {
  customer: Customer;
  ticketId: string;
  wroteAt: number;
}

const AT_A_TIME = 40;
const PATIENCE_MS = 10_000;
/** A worker reads its policy file every two seconds and accepts a change once it has seen it twice. */
const POLICY_TAKEN_MS = 6_000;
/**
 * Opens tickets with one hint each, and waits until each ticket's fields show that it is watched. If time runs out, the
 * rest are not opened.
 */
export async function openByHints(
  { client }: BenchTemporal,
  sandbox: Sandbox,
  account: string,
  all: readonly Waiting[],
  forMs: number,
): Promise<{ opened: Waiting[]; perSecond: number }> {
  const tickets = createTickets(client, { account, ticketUrl: (id) => `${sandbox.url}/${id}`, timeoutMs: PATIENCE_MS });
  const queue = [...all];
  const opened: Waiting[] = [];
  const from = Date.now();
  const opener = async (): Promise<void> => {
    while (Date.now() < from + forMs) {
      const next = queue.shift();
      if (!next) return;
      await tickets.deliver(next.ticketId, { type: 'ticketCreated', id: `opened-${next.ticketId}` });
      while (sandbox.ticket(next.ticketId).window === undefined) await sleep(20);
      opened.push(next);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, opener));
  return { opened, perSecond: (opened.length * 1000) / (Date.now() - from) };
}

/** A rate so high that nothing slows the worker down while tickets are opened. */
export const UNHINDERED = 1_000;

/** Changes for every run: it may be night, and hundreds of templates are sent. */
export const anyTime: [string, string][] = [
  ['quietHours: 21:00-08:00', 'quietHours: off'],
  ['templatesPerDay: 250', 'templatesPerDay: 1000000'],
  ['agentWarning:\n  before: 2h', 'agentWarning: off'],
  ['sweep:\n  every: 15m', 'sweep: off'],
];

/** Changes the policy of a running worker. */
export async function changePolicy({ folder }: Setting, account: string, policy: string): Promise<void> {
  await writeFile(join(folder, `${account}.yaml`), policy);
  await sleep(POLICY_TAKEN_MS);
}

/**
 * Waits until every phone has received something since then.
 * @returns when (epoch ms), in the order of the tickets
 * @throws {Error} when that takes too long; says how many have received nothing
 */
export async function allArrived(
  sandbox: Sandbox,
  waiting: readonly Waiting[],
  since: number,
  until: number,
): Promise<number[]> {
  for (;;) {
    const all = waiting.map(({ customer }) => sandbox.received(customer).find(({ at }) => at >= since)?.at);
    const arrived = all.filter((at) => at !== undefined);
    if (arrived.length === waiting.length) return arrived;
    if (Date.now() > until) throw new Error(`${waiting.length - arrived.length} of ${waiting.length} got no message.`);
    await sleep(200);
  }
}
