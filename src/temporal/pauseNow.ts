/** What the commands `pause` and `resume` do. */
import { setTimeout as sleep } from 'node:timers/promises';
import { masked } from '../../activities/mask';
import type { Pause } from '../../workflows/pauseMessages';
import type { Config } from '../config/config';
import { elapsed } from '../system/elapsed';
import { endPause, readPause, startPause } from './pause';
import { withClient } from './withClient';

/** A reason is a few words. */
const LONGEST_REASON = 200;
/** A worker ends a pause at once; if it has not done so after this time (ms), none is running. */
const END_WITHIN_MS = 10_000;
const LOOK_MS = 200;

type OnProgress = (line: string) => void;

/** @throws {TemporalUnreachable} */
export const pauseSending = (config: Config, reason: string | undefined, onProgress: OnProgress): Promise<Pause> =>
  withClient(config, onProgress, async (client) => {
    const said = reason === undefined ? '' : masked(reason.replace(/\s+/g, ' ').trim()).slice(0, LONGEST_REASON);
    const pause: Pause = { since: Date.now(), by: { role: 'operator' }, ...(said !== '' && { reason: said }) };
    await startPause(client, config.account, pause);
    return pause;
  });

/** @throws {TemporalUnreachable} */
export const resumeSending = (
  config: Config,
  onProgress: OnProgress,
): Promise<{ wasPaused: boolean; goesOn: boolean }> =>
  withClient(config, onProgress, async (client) => {
    const { account } = config;
    const wasPaused = await endPause(client, account, Date.now());
    const deadline = elapsed() + END_WITHIN_MS;
    let goesOn = !wasPaused;
    while (!goesOn && elapsed() < deadline) {
      goesOn = (await readPause(client, account)) === undefined;
      if (!goesOn) await sleep(LOOK_MS);
    }
    return { wasPaused, goesOn };
  });

/** A pause as programs read it. `by`: `operator`, or `admin` and the user's id in Zendesk. */
export interface PauseDocument {
  since: string;
  by: string;
  reason: string | null;
}

export const pauseDocument = ({ since, by, reason }: Pause): PauseDocument => ({
  since: new Date(since).toISOString(),
  by: by.role === 'admin' ? `admin ${by.id}` : by.role,
  reason: reason ?? null,
});
