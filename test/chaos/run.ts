import { setTimeout as sleep } from 'node:timers/promises';
import { play } from './cycle';
import type { Cycle } from './types';
import { findLeaks } from './leaks';
import { ledgerFlaws, readLedger } from './ledgerOf';
import type { ChaosOptions } from './options';
import { type CyclePlan, plansFor } from './plan';
import { details, isBad, type Judged, type Summary, summaryOf, table } from './report';
import { historyOf, unendedNotifications } from './runs';
import { scenarios } from './scenarios';
import { settle } from './settle';
import { isSatisfied, judge } from './verdict';
import { type ChaosWorld, startWorld, type WorldOptions } from './world';

/** An attempt that a killed worker left behind is missed after 30 s; three looks take 155 s more; then it is sent again, and again it may go wrong. */
const SETTLE_AT_MOST_MS = { quick: 90_000, all: 600_000 };
/** For what must not come. */
const LAST_PAUSE_MS = 2_000;
const MOST_DETAILS = 20;

export type RunOptions = ChaosOptions & Pick<WorldOptions, 'cli' | 'bundle'> & { keep?: boolean };

export interface RunResult {
  summary: Summary;
  /** The table, the cycles that went wrong, the leaks. */
  report: string;
  good: boolean;
  judged: readonly Judged[];
}

/** Plays the cycles of a seed, many at a time, among accidents and kills, and judges what the customers got. */
export async function runChaos(
  options: RunOptions,
  tell: (line: string) => void,
  stopped?: AbortSignal,
): Promise<RunResult> {
  const plans = plansFor(options);
  const began = Date.now();
  const world = await startWorld({ ...options, keep: options.keep ?? false, zendeskReopens: options.seed % 2 === 0 });
  try {
    tell(
      `Ventana is up after ${secondsSince(began)} s; Zendesk reopens by itself: ${options.seed % 2 === 0}; ${world.folder}`,
    );
    return await Promise.race([playAndJudge(world, plans, options, began, tell, stopped), whenStopped(stopped)]);
  } finally {
    await world.close();
  }
}

const whenStopped = (stopped?: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    stopped?.addEventListener('abort', () => reject(new Error('Stopped.')), { once: true });
  });

/** The same in a world that runs already. `onPlayed`: all customers have had their say. */
export async function playAndJudge(
  world: ChaosWorld,
  plans: CyclePlan[],
  options: ChaosOptions & { onPlayed?: () => void },
  began: number,
  tell: (line: string) => void,
  stopped?: AbortSignal,
): Promise<RunResult> {
  const cycles: Cycle[] = [];
  let areAll = false;
  const settled = settle(world, {
    cycles,
    areAll: () => areAll,
    // Whatever is under way when Temporal is killed has to be looked for.
    atMostMs: SETTLE_AT_MOST_MS[options.together ? 'all' : options.faults],
    sweep: options.sweep,
    tell: (open) => tell(`${secondsSince(began)} s: ${open} cycles still running`),
    ...(stopped && { stopped }),
  });
  await Promise.race([settled, playAll(world, plans, cycles, options.atOnce, tell, stopped)]);
  areAll = true;
  options.onPlayed?.();
  tell(`${cycles.length} cycles played after ${secondsSince(began)} s; ${killsOf(world)}`);
  await settled;
  await sleep(LAST_PAUSE_MS);
  return judgeAll(world, cycles, options.seed, began);
}

async function playAll(
  world: ChaosWorld,
  plans: CyclePlan[],
  cycles: Cycle[],
  atOnce: number,
  tell: (line: string) => void,
  stopped?: AbortSignal,
): Promise<void> {
  const waiting = [...plans];
  const actor = async (_: unknown, place: number): Promise<void> => {
    await sleep(place * STAGGER_MS);
    for (let plan = waiting.shift(); plan && !stopped?.aborted; plan = waiting.shift()) {
      await sleep(plan.startAfterMs);
      const cycle = await play(world, plan, scenarios[plan.scenario]);
      cycles.push(cycle);
      if (cycles.length % 50 === 0) tell(`${cycles.length} cycles played; ${killsOf(world)}`);
      await sleep(REST_MS);
      const end = Date.now() + PATIENCE_MS;
      while (!isSatisfied(world.sandbox, cycle) && Date.now() < end) await sleep(REST_MS / 10);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, actor));
}

/** Else one kill would befall the first act of all. */
const STAGGER_MS = 150;
const REST_MS = 3_000;
/** Then the next one takes the place of a cycle whose messages are still on their way. */
const PATIENCE_MS = 15_000;

async function judgeAll(world: ChaosWorld, cycles: Cycle[], seed: number, began: number): Promise<RunResult> {
  const judged: Judged[] = [];
  const ledger = await readLedger(world);
  for (const cycle of cycles.sort((a, b) => a.plan.index - b.plan.index)) {
    const ambiguous = await ambiguityOf(world, cycle);
    const verdict = judge(world.sandbox, cycle, ambiguous);
    // Where nobody knows whether a message went out, the ledger does not.
    const flaws = verdict.unknown > 0 ? [] : ledgerFlaws(world, cycle, ledger);
    judged.push({ ...verdict, flaws: [...verdict.flaws, ...flaws], cycle, ambiguous });
  }
  const leaks = await findLeaks(
    world,
    cycles.flatMap(({ ticketIds }) => ticketIds),
  );
  const summary = summaryOf(judged, { seed, leaks: leaks.length, seconds: secondsSince(began) });
  const bad = judged.filter((it) => isBad(it));
  const flawed = judged.filter((it) => !isBad(it) && it.flaws.length > 0);
  const shown = [...bad, ...flawed].slice(0, MOST_DETAILS);
  const report = [
    table(judged),
    `\n${killsOf(world)}`,
    ...(await Promise.all(shown.map((it) => details(world, it)))).map((it) => `\n${it}`),
    ...leaks.slice(0, MOST_DETAILS).map((it) => `Personal data in ${it}`),
  ].join('\n');
  return { summary, report, good: !isBad(summary) && leaks.length === 0, judged };
}

/** Notifications of this cycle whose end nobody can know: their answer was lost, or Temporal never heard of their end. */
async function ambiguityOf({ temporal, account }: ChaosWorld, { plan, armed, expectation }: Cycle): Promise<number> {
  if (plan.scenario !== 'notification') return 0;
  const answersLost = armed.reduce((total, it) => total + it.ambiguous, 0);
  return answersLost + unendedNotifications(await historyOf(temporal.client, account, expectation.ticketId));
}

const killsOf = ({ temporal, worker, receiver, killsMissed }: ChaosWorld): string =>
  `killed: worker ${worker.kills}, receiver ${receiver.kills}, Temporal ${temporal.kills} (${killsMissed} kills came when the victim was down or just back); ended by themselves: ${[...new Set([worker, receiver])].reduce((sum, { ends }) => sum + ends, 0)}`;

const secondsSince = (at: number): number => Math.round((Date.now() - at) / 1_000);
