import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import type { TurnsPort } from '../../activities/ports';
import { startSandbox } from '../../sandbox';
import { createTurns } from '../../src/temporal/turns';
import type { TurnRules } from '../../workflows/core/turns';
import type { Measured, Queue } from '../result';
import type { Setting } from '../setting';
import { examplePolicy } from '../support/policies';
import { type BenchTemporal, openTemporal } from '../support/temporal';
import { startWorker } from '../support/ventanaProcess';
import { ownRuns } from './ownRuns';
import { type Recorders, startRecorders } from './recorders';
import { Tickets } from './requests';
import { measured } from './results';
import { stillWaiting } from './stillWaiting';
import { WorkerThatDies } from './workerThatDies';

const ACCOUNT = 'bench-queue';
const FULL = 100_000;
/** Few enough that all answers to one run stay far below the server's limit of 10,000 signals. */
const INTENTS_EACH = 500;
/** The default of `rates.sendsPerSecond`. */
const PER_SECOND = 5;
/** An answer costs the server about as much as a request, and a machine at its limit cannot keep a pace. */
const PART_OF_ASKING = 0.5;
/** Nothing may be on its way when we look where each request is. The rules come with each request. */
const STANDSTILL = 1e-6;
const MACRO_EVERY_MS = 4_000;
/** The tickets' own activities run on the same worker, so nobody asks meanwhile; what is on its way piles up. */
const DOWN_MS = 20_000;
const LOOK_EVERY_MS = 5_000;
const MINUTE_MS = 60_000;

export interface QueueSize {
  requests: number;
  /** How long (ms) turns are given at the default rate, or longer: until all have asked. */
  comingFor: number;
  /** How long (ms) turns are given after all have asked; the rest is looked up. */
  drainFor: number;
}

/**
 * A queue that is far longer than a day's turns. Requests come as fast as the server takes them, while turns go out at
 * the default rate; agents' macros come in between. The worker is killed twice: while requests come, and while turns
 * are given, then as fast as the machine can.
 */
export async function queue(setting: Setting, size = sizeFor(setting)): Promise<Measured<Queue>> {
  const sandbox = await startSandbox({});
  const temporal = await openTemporal(setting);
  const policy = examplePolicy(['sweep:\n  every: 15m', 'sweep: off']);
  const worker = await WorkerThatDies.start(() =>
    startWorker(setting, { sandbox, env: temporal.env, account: ACCOUNT, policy }),
  );
  try {
    const recorders = await startRecorders(temporal.client, ACCOUNT, Math.ceil(size.requests / INTENTS_EACH));
    return await play({ setting, size, temporal, worker, recorders });
  } finally {
    await worker.stop();
    await temporal.stop(ACCOUNT);
    await sandbox.close();
  }
}

function sizeFor({ quick, alone, requests }: Setting): QueueSize {
  const comingFor = MINUTE_MS;
  if (quick) return { requests: requests ?? 600, comingFor, drainFor: 2 * MINUTE_MS };
  if (alone) return { requests: requests ?? FULL, comingFor, drainFor: 30 * MINUTE_MS };
  return { requests: requests ?? 5_000, comingFor, drainFor: 3 * MINUTE_MS };
}

/** As the activity is tried again while the turns have fallen behind. */
async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) throw error;
      await sleep(Number(error.details?.[0]));
    }
  }
}

interface Stage {
  setting: Setting;
  size: QueueSize;
  temporal: BenchTemporal;
  worker: WorkerThatDies;
  recorders: Recorders;
}

async function play({ setting, size, temporal: { client }, worker, recorders }: Stage): Promise<Measured<Queue>> {
  const tickets = new Tickets(recorders.ticketIds);
  let rules = rulesAt(PER_SECOND);
  let turns = createTurns(client, ACCOUNT, rules);
  const port: Pick<TurnsPort, 'ask'> = {
    ask: (request, direct) => patiently(() => turns.ask(request, direct)),
  };
  const macros = every(MACRO_EVERY_MS, () => tickets.askRequested(port));
  try {
    const from = Date.now();
    let firstKill: Promise<void> | undefined;
    await tickets.askMany(port, size.requests, async () => {
      if (tickets.asked.length >= size.requests / 2) firstKill ??= worker.kill(DOWN_MS);
      await worker.isThere;
    });
    const allAsked = Date.now();
    const askedPerSecond = (size.requests * 1000) / (allAsked - from);
    const peak = tickets.asked.length - tickets.answers.length - (await recorders.count());
    setting.say(`  ${size.requests} asked, ${askedPerSecond.toFixed(0)} a second; ${peak} wait`);

    await firstKill;
    await sleep(Math.max(0, from + size.comingFor - Date.now()));
    const draining = Date.now();
    rules = rulesAt(Math.max(PER_SECOND, Math.floor(askedPerSecond * PART_OF_ASKING)));
    turns = createTurns(client, ACCOUNT, rules);
    let secondKill: Promise<void> | undefined;
    const until = draining + size.drainFor;
    for (;;) {
      await sleep(LOOK_EVERY_MS);
      const left = tickets.asked.length - tickets.answers.length - (await recorders.count());
      if (left <= peak / 2 || Date.now() > until - size.drainFor / 2) secondKill ??= worker.kill(0);
      if (left <= 0 || Date.now() > until) break;
    }
    await secondKill;
    await macros.stop();
    rules = rulesAt(STANDSTILL);
    turns = createTurns(client, ACCOUNT, rules);
    await tickets.askRequested(port);
    await standstill(recorders);
    const waiting = await stillWaiting(client, ACCOUNT);
    const told = [...(await recorders.answers()), ...tickets.answers];
    // As tickets do: one may be told again what it was told, or what came with the asking.
    const answers = [...new Map(told.map((it) => [it.id, it])).values()];
    return measured({
      tickets,
      answers,
      waiting,
      peak,
      coming: { from, until: draining },
      perSecond: PER_SECOND,
      outages: worker.outages,
      workerMb: worker.mostMb,
      own: await ownRuns(client),
    });
  } finally {
    await macros.stop();
  }
}

/** Waits until no answer has come for a while. */
async function standstill(recorders: Recorders): Promise<void> {
  for (let before = -1, now = await recorders.count(); now !== before; now = await recorders.count()) {
    before = now;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Everything counts towards a limit that is never reached: the longest day that an account could have. */
const rulesAt = (perSecond: number): TurnRules => ({
  perSecond,
  limits: { templatesPerDay: 10_000_000, notificationsPerMonth: 10_000_000, whenReached: 'stop' },
});

/** Acts again and again, not waiting for the last time. `stop` waits for all of them. */
function every(ms: number, act: () => Promise<void>): { stop(): Promise<void> } {
  const acts: Promise<void>[] = [];
  const timer = setInterval(() => acts.push(act()), ms);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(acts);
    },
  };
}
