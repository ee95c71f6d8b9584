import { resolve } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { DateTime } from 'luxon';
import { startWorld, type World } from '../../simulation/world';
import { createLog } from '../../src/telemetry/log';
import { ticketWorkflowId, turnsWorkflowId } from '../../workflows/messages';
import { HELD_MS } from '../../src/service/receiver/openReceiver';
import { round, sum } from '../numbers';
import type { ActionCount, Measured, Row } from '../result';
import type { Setting } from '../setting';
import { examplePolicy } from '../support/policies';
import { freePort } from '../../src/system/freePort';
import { historySize, type HistorySize, minus, plus } from './history';
import { BEATS, hours } from './life';
import { hint } from './naiveWorkflow';
import { type Actions, between, readActions, total } from './serverActions';

const GOAL = 24;
const ACTIVITIES = 'command_ScheduleActivityTask';
const NAIVE_QUEUE = 'bench-naive';
const NAIVE_ID = 'bench-naive';
/** After an act, Ventana may read the ticket twice, ten seconds apart. */
const READ_WITHIN_MS = 30_000;

interface Lived extends HistorySize {
  actions: Actions;
}

/**
 * What a ticket costs over the life of row F3, in simulated time: Temporal Actions by the server's own counter, history
 * events and bytes, for the ticket and for its part of the account's turns. For comparison, a naive workflow gets the
 * same number of hints at the same moments.
 */
export async function actions(setting: Setting): Promise<Measured<ActionCount>> {
  const metricsPort = await freePort();
  // Whenever this runs, it is not near a change between summer and winter time.
  const monday = DateTime.now().setZone('Europe/Madrid').plus({ weeks: 2 }).startOf('week');
  const world = await startWorld({
    cli: await setting.cli(),
    policy: examplePolicy(),
    startAt: monday.plus({ hours: 8 }).toMillis(),
    log: createLog('error'),
    workflows: { workflowBundle: { codePath: setting.bundle } },
    sandbox: { statusTriggers: 'all' },
    heldMs: HELD_MS,
    serverArgs: ['--metrics-port', String(metricsPort)],
  });
  const read = (): Promise<Actions> => readActions(`http://127.0.0.1:${metricsPort}/metrics`, world.time.namespace);
  try {
    // The first one starts the account's turns, which is once for all tickets.
    await liveTicket(world, monday.toMillis(), read);
    const { lived, hints } = await liveTicket(world, monday.plus({ weeks: 1 }).toMillis(), read);
    const naive = await liveNaive(world, monday.plus({ weeks: 2 }).toMillis(), hints, read);
    return measured(lived, naive, hints);
  } finally {
    await world.close();
  }
}

/** Three digits. */
const weekOf = (monday: number): string => String(Math.floor(monday / hours(7 * 24)) % 1000).padStart(3, '0');

async function liveTicket(
  { sandbox, time, metrics }: World,
  monday: number,
  read: () => Promise<Actions>,
): Promise<{ lived: Lived; hints: number[] }> {
  const customer = sandbox.addCustomer({ name: 'Ana Ruiz', phone: `+34600100${weekOf(monday)}` });
  const account = sandbox.account;
  const turns = (): Promise<HistorySize> => historySize(time.client, [turnsWorkflowId(account)]);
  const turnsBefore = await turns().catch(() => undefined);
  const taken = async (): Promise<number> => {
    const { values } = await metrics.deliveries.get();
    return sum(values.filter(({ labels }) => labels.outcome === 'taken').map(({ value }) => value));
  };
  const [before, takenBefore] = [await read(), await taken()];
  const hints: number[] = [];
  let ticketId = '';
  for (const { hour, act } of BEATS) {
    await time.advanceTo(monday + hours(hour));
    ticketId = act?.(sandbox, ticketId, customer) || ticketId;
    await time.advanceTo(monday + hours(hour) + READ_WITHIN_MS);
    hints.push((await taken()) - takenBefore - sum(hints));
  }
  await time.settle();
  const actions = between(before, await read());
  const own = await historySize(time.client, [ticketWorkflowId(account, ticketId)]);
  return { lived: { ...plus(own, minus(await turns(), turnsBefore)), actions }, hints };
}

/** Gives the naive workflow the same hints at the same moments, one week later. */
async function liveNaive(
  { time }: World,
  monday: number,
  hints: number[],
  read: () => Promise<Actions>,
): Promise<Lived> {
  const connection = await NativeConnection.connect({ address: time.address });
  const worker = await Worker.create({
    connection,
    namespace: time.namespace,
    taskQueue: NAIVE_QUEUE,
    workflowsPath: resolve(__dirname, 'naiveWorkflow.ts'),
    activities: { step: () => Promise.resolve() },
  });
  return worker
    .runUntil(async () => {
      const before = await read();
      const options = { workflowId: NAIVE_ID, taskQueue: NAIVE_QUEUE, signal: hint };
      for (const [index, { hour, found }] of BEATS.entries()) {
        const at = monday + hours(hour);
        await time.advanceTo(at);
        for (let told = 0; found && told < (hints[index] ?? 0); told += 1) {
          await time.client.workflow.signalWithStart('naive', { ...options, signalArgs: [found(at)] });
        }
        await time.advanceTo(at + READ_WITHIN_MS);
      }
      await time.settle();
      return { actions: between(before, await read()), ...(await historySize(time.client, [NAIVE_ID])) };
    })
    .finally(() => connection.close());
}

function measured(ours: Lived, naive: Lived, hints: number[]): Measured<ActionCount> {
  const result: ActionCount = {
    perTicket: total(ours.actions),
    naive: total(naive.actions),
    hints: sum(hints),
    byKind: ours.actions,
    naiveByKind: naive.actions,
    events: ours.events,
    naiveEvents: naive.events,
    bytes: ours.bytes,
    naiveBytes: naive.bytes,
  };
  const kinds = [...new Set([...Object.keys(ours.actions), ...Object.keys(naive.actions)])].sort();
  const rows: Row[] = [
    {
      what: `Temporal Actions of a ticket's life, ${result.hints} hints`,
      ventana: String(result.perTicket),
      beside: `${result.naive} naive`,
      goal: `≤ ${GOAL}`,
      holds: result.perTicket <= GOAL,
    },
    ...kinds.map((kind) => ({
      what: `- ${kind}`,
      ventana: `${ours.actions[kind] ?? 0}${kind === ACTIVITIES ? ` (${inWords(ours.activities)})` : ''}`,
      beside: String(naive.actions[kind] ?? 0),
    })),
    { what: 'history events', ventana: String(ours.events), beside: `${naive.events} naive` },
    { what: 'history', ventana: kB(ours.bytes), beside: `${kB(naive.bytes)} naive` },
  ];
  return { result, rows };
}

const inWords = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

const kB = (bytes: number): string => `${round(bytes / 1000, 1)} kB`;
