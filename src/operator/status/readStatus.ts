import { say } from '../../language/say';
import type { Client } from '@temporalio/client';
import type { Config } from '../../config/config';
import { ticketUrlOf } from '../../config/ticketUrl';
import { readRun, readTurns, type Run } from '../../temporal/readRun';
import { readPause } from '../../temporal/pause';
import { withClient } from '../../temporal/withClient';
import { waitsForTurn } from '../../../workflows/core/conversation';
import type { Pause } from '../../../workflows/pauseMessages';
import { pauseWords } from '../../../workflows/words';
import { type PauseDocument, pauseDocument } from '../../temporal/pauseNow';
import { inOfficeTime } from './internal/officeTimes';
import { type Status, statusOf } from './internal/status';
import { statusWords } from './internal/statusWords';

/** Whether the account sends at all. */
export interface SendingStatus {
  paused: PauseDocument | null;
  /** The policy says `mode: observe`. */
  observes: boolean;
}

export type { Status } from './internal/status';

export interface StatusAnswer {
  document: Status & SendingStatus;
  /** Markdown. Times are in UTC, and in the office's zone too if it is known. */
  words: string;
}

/**
 * Reads the status of tickets.
 * @param onProgress called before slow steps
 * @throws {TemporalUnreachable} when Temporal does not answer
 */
export async function readStatus(
  config: Config,
  ticketIds: readonly string[],
  onProgress: (line: string) => void,
): Promise<{ answers: StatusAnswer[]; /** The office's zone was asked for, and is not known. */ isInUtc: boolean }> {
  const zoneOf = (): Promise<string | undefined> =>
    import('./internal/officeZone.js').then(({ officeZone }) => officeZone(config));
  const { runs, turns, pause, zone } = await withClient(config, onProgress, (client) =>
    readAll(client, config.account, ticketIds, zoneOf),
  );
  const observes = config.policy.ticket.observes === true;
  const answers = ticketIds.map((ticketId, index) => {
    const url = ticketUrlOf(config)(ticketId);
    const run = runs[index];
    const words = [statusWords(ticketId, url, run, turns), ...sendingLines(pause, observes)].join('\n');
    return {
      document: { ...statusOf(ticketId, url, run, turns), paused: pause ? pauseDocument(pause) : null, observes },
      words: zone === undefined ? words : inOfficeTime(words, zone),
    };
  });
  return { answers, isInUtc: zone === undefined && hasTimes(runs, pause) };
}

/**
 * One after the other: without a worker, each takes some seconds of waiting for one.
 * @param zoneOf asked, meanwhile, as soon as there is a time to show
 */
async function readAll(
  client: Client,
  account: string,
  ticketIds: readonly string[],
  zoneOf: () => Promise<string | undefined>,
) {
  const pause = await readPause(client, account);
  const runs: (Run | undefined)[] = [];
  let zone: Promise<string | undefined> | undefined;
  for (const ticketId of ticketIds) {
    runs.push(await readRun(client, account, ticketId));
    if (hasTimes(runs, pause)) zone ??= zoneOf();
  }
  return { pause, runs, turns: runs.some(waits) ? await readTurns(client, account) : undefined, zone: await zone };
}

const hasTimes = (runs: readonly (Run | undefined)[], pause: Pause | undefined): boolean =>
  pause !== undefined || runs.some((run) => run !== undefined);

function sendingLines(pause: Pause | undefined, observes: boolean): string[] {
  if (pause) return ['', say('**All sending is paused** {pause}.', { pause: pauseWords(pause) })];
  return observes ? ['', say('**The policy only observes**: nothing is sent.')] : [];
}

/** Whether the account's turns have to be asked: each query costs something. */
const waits = (run: Run | undefined): boolean =>
  run !== undefined &&
  typeof run.conversation !== 'string' &&
  run.conversation.stage === 'watching' &&
  run.conversation.outreach.some(waitsForTurn);
