import { setTimeout as sleep } from 'node:timers/promises';
import { round } from '../numbers';
import type { Measured, Restart } from '../result';
import type { Setting } from '../setting';
import { openTemporal } from '../support/temporal';
import { openTickets, startCannedWorker, type Standing } from './tickets';

/** As many tickets as are sent in an hour at the default rate of 50 a minute. */
const AN_HOUR = 3_000;
const AFTER_MS = 24 * 3_600_000;
/** A ticket asks for its turn a minute ahead. */
const ASKED_AHEAD_MS = 60_000;
/** Time for the last tickets to go to sleep before the worker ends. */
const SPARE_MS = 20_000;
/**
 * For ten seconds, Temporal keeps a task for the worker that had the workflow in its cache. An hour later that no
 * longer happens, so we wait it out.
 */
const FORGOTTEN_MS = 25_000;
const GIVE_UP_MS = 600_000;

/**
 * The worker is down when the timers of an hour's follow-ups fall due, all at the same moment. Measures how long it
 * takes after a restart until every ticket has acted (asked for its turn). The worker's vendors are canned.
 */
export async function restart(setting: Setting): Promise<Measured<Restart>> {
  const [wanted, openFor] = setting.quick ? [100, 20_000] : [AN_HOUR, setting.alone ? 90_000 : 40_000];
  const due = Date.now() + openFor + SPARE_MS;
  const standing: Standing = { account: 'bench-restart', repliedAt: due + ASKED_AHEAD_MS - AFTER_MS };
  const temporal = await openTemporal(setting);
  try {
    const before = await startCannedWorker(setting, temporal, standing);
    const timers = await openTickets(temporal.client, standing, 0, wanted, Date.now() + openFor);
    if (Date.now() > due) throw new Error('The tickets were not open before they were due.');
    await before.kill();
    await sleep(Math.max(0, due + FORGOTTEN_MS - Date.now()));

    const from = Date.now();
    const after = await startCannedWorker(setting, temporal, standing);
    const startSeconds = round((Date.now() - from) / 1000, 1);
    try {
      while ((await after.ask<number>('asked')) < timers) {
        if (Date.now() > from + GIVE_UP_MS) throw new Error(`After ${GIVE_UP_MS / 1000} s not all timers have fired.`);
        await sleep(50);
      }
      const seconds = round((Date.now() - from) / 1000, 1);
      const what = `${timers} timers fell due while the worker was down: all have fired`;
      return {
        result: { timers, seconds, startSeconds },
        rows: [{ what, ventana: `${seconds} s after its start (${startSeconds} s to start)` }],
      };
    } finally {
      await after.stop();
    }
  } finally {
    await temporal.stop(standing.account);
  }
}
