import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { median, percentile, round, sum } from '../numbers';
import type { Growth, GrowthAt, Measured } from '../result';
import type { Setting } from '../setting';
import type { Usage } from '../support/answering';
import type { Child } from '../support/child';
import { ownTemporal } from '../support/temporal';
import { bareWorkflows, type Population, tickets } from './populations';

const MOST_FLAT = 1.15;
const MOST_MB = 600;
const FEW = 100;
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
 * the (canned) truth and goes back to sleep, with more and more tickets open; and in turn to those of another worker, on
 * a Temporal of its own, that has a hundred: over minutes, a machine's own speed changes by more than what is sought.
 * Also measures the worker's memory. Then the same with bare workflows, which cost what the SDK costs.
 */
export async function growth(setting: Setting): Promise<Measured<Growth>> {
  const ours = await grow(setting, tickets, 'bench-growth');
  const bare = await grow(setting, bareWorkflows, 'bench-growth-bare');
  return measured(ours, bare);
}

/** Workflows with a worker and a Temporal of their own. */
interface Place {
  population: Population;
  client: Client;
  worker: Child;
  stop(): Promise<void>;
}

async function placeOf(setting: Setting, population: Population): Promise<Place> {
  const temporal = await ownTemporal(setting);
  const worker = await population.startWorker(setting, temporal);
  const stop = (): Promise<void> => worker.stop().then(() => temporal.stop(population.account));
  return { population, client: temporal.client, worker, stop };
}

async function grow(
  setting: Setting,
  populationOf: (account: string) => Population,
  account: string,
): Promise<GrowthAt[]> {
  const [sizes, openFor] = setting.quick
    ? [[300], 60_000]
    : [[1_000, 10_000, 20_000], setting.alone ? 1_200_000 : 35_000];
  const few = await placeOf(setting, populationOf(`${account}-few`));
  const many = await placeOf(setting, populationOf(account));
  try {
    const at: GrowthAt[] = [];
    const until = Date.now() + openFor;
    await few.population.open(few.client, 0, FEW, until);
    let open = 0;
    for (const size of sizes) {
      if (Date.now() > until) break;
      open = await many.population.open(many.client, open, size, until);
      await sleep(READ_PAUSE_MS);
      if (at.length === 0) {
        // Code that runs for the first time is slow, and that must not count as growth.
        await hintSome(few, shuffledTickets(FEW));
        await hintSome(many, shuffledTickets(open));
        await sleep(READ_PAUSE_MS);
      }
      at.push(await measure(few, many, open));
      setting.say(`  ${account}: ${JSON.stringify(at.at(-1))}`);
    }
    return at;
  } finally {
    await many.stop();
    await few.stop();
  }
}

interface Round {
  took: number[];
  seconds: number;
  cpuMs: number;
  mb: number;
}

/** Three rounds of hints to few and to many, in turn; of many, each to different ones if there are enough of them. */
async function measure(few: Place, many: Place, open: number): Promise<GrowthAt> {
  const rounds: Round[] = [];
  const besides: Round[] = [];
  let left: string[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    if (n > 0) await sleep(READ_PAUSE_MS);
    besides.push(await hintSome(few, shuffledTickets(FEW)));
    if (left.length === 0) left = shuffledTickets(open);
    rounds.push(await hintSome(many, left));
  }
  const took = rounds.flatMap((it) => it.took);
  const cpuOf = (some: Round[]): number => round(median(some.map(({ cpuMs }) => cpuMs)), 2);
  return {
    tickets: open,
    p50Ms: percentile(took, 0.5),
    p99Ms: percentile(took, 0.99),
    eventsPerSecond: round(took.length / sum(rounds.map(({ seconds }) => seconds)), 1),
    cpuMs: cpuOf(rounds),
    fewCpuMs: cpuOf(besides),
    workerMb: round(Math.max(...rounds.map(({ mb }) => mb))),
  };
}

/** Takes the tickets for this round from the queue. */
async function hintSome({ client, worker, population }: Place, queue: string[]): Promise<Round> {
  const told = queue.splice(0, EVENTS);
  const before = await worker.ask<Usage>('usage');
  const from = Date.now();
  const took: number[] = [];
  const tell = async (ticketId: string): Promise<void> => {
    const read = worker.ask<number>('nextRead', ticketId);
    const toldAt = Date.now();
    await population.tell(client, ticketId);
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

/** With the most, to a hundred, which were measured in turn with them. */
function ratioOf(at: GrowthAt[]): number {
  const last = at.at(-1);
  if (!last) throw new Error('No ticket was opened.');
  return round(last.cpuMs / last.fewCpuMs, 2);
}

/** What the SDK alone costs more with more workflows is not ours to lower. */
function measured(at: GrowthAt[], bare: GrowthAt[]): Measured<Growth> {
  const [ratio, bareRatio] = [ratioOf(at), ratioOf(bare)];
  const workerMb = Math.max(...at.map((it) => it.workerMb));
  const told = ({ cpuMs, fewCpuMs, p50Ms, p99Ms, workerMb: mb }: GrowthAt): string =>
    `${cpuMs} ms of CPU (${FEW}: ${fewCpuMs}), p50 ${p50Ms} ms, p99 ${p99Ms} ms, worker ${mb} MB`;
  const besides = (tickets: number): string => {
    const beside = bare.find((it) => it.tickets === tickets);
    return beside ? `${told(beside)} bare` : '';
  };
  return {
    result: { ratio, workerMb, at, bareRatio, bare },
    rows: [
      ...at.map((it) => ({
        what: `an event with ${it.tickets} tickets open`,
        ventana: told(it),
        beside: besides(it.tickets),
      })),
      {
        what: `CPU per event, ${at.at(-1)?.tickets} by ${FEW} tickets`,
        ventana: String(ratio),
        beside: `${bareRatio} bare`,
        goal: `≤ ${MOST_FLAT}, or as bare`,
        holds: ratio <= Math.max(MOST_FLAT, bareRatio),
      },
      { what: 'worker', ventana: `${workerMb} MB`, goal: `< ${MOST_MB} MB`, holds: workerMb < MOST_MB },
    ],
  };
}
