/** Begun by `inParallel.ts`: plays its share of the tickets and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { readCalendar } from './calendar';
import type { Share } from './inParallel';
import { playedAlone } from './would';

async function play({ timelines, policy, schedules, ...order }: Share): Promise<void> {
  const calendar = await readCalendar(policy.config, schedules, order.span);
  parentPort?.postMessage(playedAlone(timelines, { ...order, policy: { ...policy, calendar } }));
}

void play(workerData as Share);
