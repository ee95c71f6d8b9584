import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { ticketEvent, ticketWorkflowId } from '../../workflows/messages';
import { median, percentile, round, sum } from '../numbers';
import type { Growth, GrowthAt, Measured } from '../result';
import type { Setting } from '../setting';
import type { Usage } from '../support/answering';
import type { Child } from '../support/child';
import { openTemporal } from '../support/temporal';
import { openTickets, startCannedWorker, type Standing } from './tickets';

const MOST_FLAT = 1.15;
const MOST_MB = 600;
const EVENTS = 300;
/**
 * One round alone means little: other load on the machine, and the moment of garbage collection, change it by a fifth.
 */
const ROUNDS = 3;
const EVENTS_AT_A_TIME = 8;
/** A ticket is read again after ten seconds at the earliest. */
const READ_PAUSE_MS = 10_500;
/** Time for what follows the last read. */
const ASLEEP_AGAIN_MS = 1_000;

/**
 * Whether an event costs more when more tickets are open. Sends a hint to randomly chosen tickets, each of which reads
 * the (canned) truth and goes back to sleep, with more and more tickets open. Also measures the worker's memory.
 */
export async function growth(setting: Setting): Promise<Measured<Growth>> {
  const [sizes, openFor] = setting.quick
    ? [[100, 300], 60_000]
    : [[100, 1_000, 10_000, 20_000], setting.alone ? 1_200_000 : 70_000];
  const standing: Standing = { account: 'bench-growth', repliedAt: Date.now() };
  const temporal = await openTemporal(setting);
  const worker = await startCannedWorker(setting, temporal, standing);
  try {
    const at: GrowthAt[] = [];
    const until = Date.now() + openFor;
    let open = 0;
    for (const size of sizes) {
      if (Date.now() > until) break;
      open = await openTickets(temporal.client, standing, open, size, until);
      await sleep(READ_PAUSE_MS);
      if (at.length === 0) {
        // Code that runs for the first time is slow, and that must not count as growth.
        await hintSome(temporal.client, worker, standing.account, shuffledTickets(open));
        await sleep(READ_PAUSE_MS);
      }
      at.push(await measure(temporal.client, worker, standing.account, open));
      setting.say(`  ${JSON.stringify(at.at(-1))}`);
    }
    return measured(at);
  } finally {
    await worker.stop();
    await temporal.stop(standing.account);
  }
}

interface Round {
  took: number[];
  seconds: number;
  cpuMs: number;
  mb: number;
}

/** Three rounds of hints, each to different tickets if there are enough of them. */
async function measure(client: Client, worker: Child, account: string, open: number): Promise<GrowthAt> {
  const rounds: Round[] = [];
  let left: string[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    if (left.length === 0) {
      left = shuffledTickets(open);
      if (n > 0) await sleep(READ_PAUSE_MS);
    }
    rounds.push(await hintSome(client, worker, account, left));
  }
  const took = rounds.flatMap((it) => it.took);
  return {
    tickets: open,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    eventsPerSecond: round(took.length / sum(rounds.map(({ seconds }) => seconds)), 1),
    cpuMs: round(median(rounds.map(({ cpuMs }) => cpuMs)), 2),
    workerMb: round(Math.max(...rounds.map(({ mb }) => mb))),
  };
}

/** Takes the tickets for this round from the queue. */
async function hintSome(client: Client, worker: Child, account: string, queue: string[]): Promise<Round> {
  const told = queue.splice(0, EVENTS);
  const before = await worker.ask<Usage>('usage');
  const from = Date.now();
  const took: number[] = [];
  const tell = async (ticketId: string): Promise<void> => {
    const read = worker.ask<number>('nextRead', ticketId);
    const toldAt = Date.now();
    await client.workflow
      .getHandle(ticketWorkflowId(account, ticketId))
      .signal(ticketEvent, { type: 'statusChanged', id: randomUUID() });
    took.push((await read) - toldAt);
  };
  const teller = async (): Promise<void> => {
    for (let ticketId = told.pop(); ticketId !== undefined; ticketId = told.pop()) await tell(ticketId);
  };
  await Promise.all(Array.from({ length: EVENTS_AT_A_TIME }, teller));
  const seconds = (Date.now() - from) / 1000;
  await sleep(ASLEEP_AGAIN_MS);
  const after = await worker.ask<Usage>('usage');
  return { took, seconds, cpuMs: (after.cpuMs - before.cpuMs) / took.length, mb: after.mb };
}

const shuffledTickets = (open: number): string[] =>
  Array.from({ length: open }, (_, index) => ({ ticketId: String(index + 1), key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ ticketId }) => ticketId);

function measured(at: GrowthAt[]): Measured<Growth> {
  const [first, last] = [at[0], at.at(-1)];
  if (!first || !last) throw new Error('No ticket was opened.');
  const ratio = round(last.cpuMs / first.cpuMs, 2);
  const workerMb = Math.max(...at.map((it) => it.workerMb));
  return {
    result: { ratio, workerMb, at },
    rows: [
      ...at.map((it) => ({
        what: `an event with ${it.tickets} tickets open`,
        ventana: `${it.cpuMs} ms of CPU, p50 ${it.p50Ms} ms, p99 ${it.p99Ms} ms, worker ${it.workerMb} MB`,
      })),
      {
        what: `CPU per event, ${last.tickets} by ${first.tickets} tickets`,
        ventana: String(ratio),
        goal: `≤ ${MOST_FLAT}`,
        holds: ratio <= MOST_FLAT,
      },
      { what: 'worker', ventana: `${workerMb} MB`, goal: `< ${MOST_MB} MB`, holds: workerMb < MOST_MB },
    ],
  };
}
