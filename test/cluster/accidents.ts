/** What happens to a cluster while customers and agents go on. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './world';

const MINUTE = 60_000;
/** Before an orchestrator starts it again. */
const DOWN_MS = 1_000;
/** The server once: every so many minutes. */
const SERVER_EVERY = 4;

/**
 * One receiver and one worker are killed (SIGKILL) each minute, half a minute apart, and the Temporal server each
 * fourth minute.
 * @param everyMs for short runs
 */
export async function killEachMinute(cluster: Cluster, until: AbortSignal, everyMs = MINUTE): Promise<void> {
  const pause = (ms: number): Promise<unknown> => sleep(ms, undefined, { signal: until }).catch(() => undefined);
  for (let minute = 1; !until.aborted; minute += 1) {
    await pause(everyMs / 2);
    if (until.aborted) return;
    cluster.kill('receiver', DOWN_MS, 'each minute');
    await pause(everyMs / 4);
    if (until.aborted) return;
    if (minute % SERVER_EVERY === 0) cluster.kill('temporal', DOWN_MS, 'each fourth minute');
    await pause(everyMs / 4);
    if (until.aborted) return;
    cluster.kill('worker', DOWN_MS, 'each minute');
  }
}
