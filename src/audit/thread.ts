/** Begun by `inParallel.ts`: plays its share of the tickets and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { readCalendar } from './calendar';
import type { Share } from './inParallel';
import { wouldHaveDone } from './would';

async function play({ timelines, policy, schedules, span, findings }: Share): Promise<void> {
  const calendar = await readCalendar(policy.config, schedules, span);
  parentPort?.postMessage(wouldHaveDone(timelines, { ...policy, calendar }, span, findings));
}

void play(workerData as Share);
