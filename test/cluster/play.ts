/** One run of a cluster: its load, what happens to it, and what came of it. */
import type { Client } from '@temporalio/client';
import type { CyclePlan } from '../chaos/plan';
import { details } from '../chaos/report';
import { playAndJudge, type RunResult } from '../chaos/run';
import { historyOf, timedOutSends } from '../chaos/runs';
import { watchLoad } from './machineLoad';
import { type Lateness, latenessOf, type LatenessSummary, summaryOfLateness } from './lateness';
import { isAbove, type Used, usedRates } from './rates';
import type { Cluster } from './world';

export interface Played extends RunResult {
  lateness: LatenessSummary;
  rates: Used[];
  kills: Record<'receiver' | 'worker' | 'temporal', number>;
  /** Processes that ended without being killed or told to. */
  ended: number;
  webhooks: { delivered: number; again: number; lost: number };
  /** Sends that died with a worker, so that their outcome was unknown. */
  inDoubt: number;
  seconds: number;
  /** The mean number of processes that wanted a core. */
  machineLoad: number;
}

export interface PlayOptions {
  plans: CyclePlan[];
  seed: number;
  atOnce: number;
  /** What a message may wait for its turn by the rate, in ms. */
  waitMs: number;
  /** Goes on until its signal says that all customers have had their say, or ends by itself. */
  meanwhile: (cluster: Cluster, until: AbortSignal) => Promise<void>;
  tell: (line: string) => void;
}

/** Plays the load, and judges it. */
export async function play(cluster: Cluster, options: PlayOptions): Promise<Played> {
  const { plans, seed, atOnce, waitMs, meanwhile, tell } = options;
  const began = Date.now();
  const from = cluster.sandbox.requests().length;
  const machineLoad = watchLoad();
  const over = new AbortController();
  const accidents = meanwhile(cluster, over.signal);
  try {
    const chaos = { cycles: plans.length, seed, faults: 'all' as const, atOnce, sweep: false, together: false };
    const onPlayed = (): void => over.abort();
    const [result] = await Promise.all([playAndJudge(cluster, plans, { ...chaos, onPlayed }, began, tell), accidents]);
    const inDoubt = await ticketsInDoubt(cluster.temporal.client, cluster.account, result);
    const lateness = summaryOfLateness(
      result.judged.flatMap((it) => latenessOf(cluster.sandbox, it)),
      inDoubt,
      waitMs,
    );
    const late = await Promise.all(lateness.late.slice(0, MOST_DETAILS).map((it) => lateDetails(cluster, it)));
    const { receiver, worker, temporal } = cluster;
    return {
      ...result,
      report: [result.report, ...late].join('\n\n'),
      lateness,
      rates: usedRates(cluster.sandbox.requests().slice(from)),
      kills: { receiver: receiver.kills, worker: worker.kills, temporal: temporal.kills },
      ended: receiver.ends + worker.ends,
      webhooks: webhooksOf(cluster),
      inDoubt: inDoubt.size,
      seconds: Math.round((Date.now() - began) / 1_000),
      machineLoad: machineLoad(),
    };
  } finally {
    over.abort();
    await accidents;
  }
}

const MOST_DETAILS = 10;

const lateDetails = async (cluster: Cluster, { ms, judged }: Lateness): Promise<string> =>
  `${Math.round(ms / 1_000)} s late:\n${await details(cluster, judged)}`;

export const isGood = ({ good, lateness, rates, ended }: Played): boolean =>
  good && lateness.late.length === 0 && !rates.some(isAbove) && ended === 0;

async function ticketsInDoubt(client: Client, account: string, { judged }: RunResult): Promise<Set<string>> {
  const found = new Set<string>();
  for (const { cycle } of judged)
    for (const ticketId of cycle.ticketIds)
      if (timedOutSends(await wholeHistory(client, account, ticketId)).length > 0) found.add(ticketId);
  return found;
}

/** Every ticket has one: none comes where the server has not answered in time. */
async function wholeHistory(...of: Parameters<typeof historyOf>): ReturnType<typeof historyOf> {
  for (let tries = 1; ; tries += 1) {
    const events = await historyOf(...of);
    if (events.length > 0 || tries === MOST_TRIES) return events;
  }
}

const MOST_TRIES = 10;

function webhooksOf({ sandbox }: Cluster): Played['webhooks'] {
  const all = sandbox.webhooks();
  return {
    delivered: all.filter(({ outcome }) => outcome === 'delivered').length,
    again: all.filter(({ attempts }) => attempts > 1).length,
    lost: all.filter(({ outcome }) => outcome === 'given up').length,
  };
}
