import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { TASK_QUEUE } from '../../workflows/messages';
import { hasPoller, WORKFLOWS } from './internal/pollers';

const LOOK_MS = 500;
const LOOKS = 6;

/**
 * Makes sure that a worker is running. Waits a moment, because Temporal needs one to learn of a worker that has just
 * started.
 * @throws {Error} with a message for people, when no worker is running
 */
export async function findWorker(client: Client): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (await hasPoller(client, TASK_QUEUE, WORKFLOWS)) return;
    await sleep(LOOK_MS);
  }
  throw new Error('No worker is running. Start Ventana first: npx ventana start, or npx ventana worker.');
}
