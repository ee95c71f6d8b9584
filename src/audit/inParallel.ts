import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PastSchedule, PastTemplate } from './facts';
import type { Finding, Span } from './findings';
import type { Timeline } from './timeline';
import type { Money } from './playRules';
import { type Alone, mergedAlone, type PlayedPolicy, playedAlone, type Would, wouldHaveDone } from './would';

/** What one thread is asked for. */
export interface Share {
  timelines: Timeline[];
  policy: Omit<PlayedPolicy, 'calendar'>;
  schedules: PastSchedule[] | undefined;
  span: Span;
  findings: Finding[];
  money: Money;
  templates: PastTemplate[] | undefined;
}

/** For fewer tickets, to begin threads takes longer than to play. */
const FEW = 5_000;
/** Compiled code only: threads do not load TypeScript. */
const THREAD = join(__dirname, 'thread.js');
const isCompiled = __filename.endsWith('.js');

/** Plays a policy over all tickets, by as many threads as there are processors, where tickets do not wait for others. */
export async function playAll(all: Omit<Share, 'policy'>, policy: PlayedPolicy): Promise<Would> {
  return wouldHaveDone(all.timelines, await eachAlone(all, policy), { ...all, policy });
}

async function eachAlone(all: Omit<Share, 'policy'>, policy: PlayedPolicy): Promise<Alone> {
  const { timelines } = all;
  const threads = isCompiled && timelines.length >= FEW ? availableParallelism() : 1;
  if (threads === 1) return playedAlone(timelines, { ...all, policy });
  const size = Math.ceil(timelines.length / threads);
  const { calendar: _, ...alone } = policy;
  const parts = Array.from({ length: threads }, (_, place) => timelines.slice(place * size, (place + 1) * size));
  return mergedAlone(await Promise.all(parts.map((it) => inThread({ ...all, timelines: it, policy: alone }))));
}

const inThread = (share: Share): Promise<Alone> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: share });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`a thread of the audit ended with code ${code}`)));
  });
