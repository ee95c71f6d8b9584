import type { Config } from '../../config/config';
import { ticketUrlOf } from '../../config/ticketUrl';
import { readRun, readTurns, type Run } from '../../temporal/readRun';
import { readPause } from '../../temporal/pause';
import { withClient } from '../../temporal/withClient';
import { waitsForTurn } from '../../../workflows/core/conversation';
import { type Pause } from '../../../workflows/pauseMessages';
import { pauseWords } from '../../../workflows/words';
import { type PauseDocument, pauseDocument } from '../../temporal/pauseNow';
import { officeZone } from './internal/officeZone';
import { inOfficeTime } from './internal/officeTimes';
import { type Status, statusOf } from './internal/status';
import { statusWords } from './internal/statusWords';

/** Whether the account sends at all. */
export interface SendingStatus {
  paused: PauseDocument | null;
  /** The policy says `mode: observe`. */
  observes: boolean;
}

export interface StatusAnswer {
  document: Status & SendingStatus;
  /** Markdown. Times are in UTC, and in the office's zone too if it is known. */
  words: string;
  /** IANA name; undefined if unknown. */
  zone: string | undefined;
}

/**
 * Reads a ticket's status.
 * @param onProgress called before slow steps
 * @throws {TemporalUnreachable} when Temporal does not answer
 */
export async function readStatus(
  config: Config,
  ticketId: string,
  onProgress: (line: string) => void,
): Promise<StatusAnswer> {
  const [{ run, turns, pause }, zone] = await Promise.all([
    withClient(config, onProgress, async (client) => {
      const [run, pause] = await Promise.all([
        readRun(client, config.account, ticketId),
        readPause(client, config.account),
      ]);
      return { run, pause, turns: waits(run) ? await readTurns(client, config.account) : undefined };
    }),
    officeZone(config),
  ]);
  const url = ticketUrlOf(config)(ticketId);
  const observes = config.policy.ticket.observes === true;
  const words = [statusWords(ticketId, url, run, turns), ...sendingLines(pause, observes)].join('\n');
  return {
    document: { ...statusOf(ticketId, url, run, turns), paused: pause ? pauseDocument(pause) : null, observes },
    words: zone === undefined ? words : inOfficeTime(words, zone),
    zone,
  };
}

function sendingLines(pause: Pause | undefined, observes: boolean): string[] {
  if (pause) return ['', `**All sending is paused** ${pauseWords(pause)}.`];
  return observes ? ['', '**The policy only observes**: nothing is sent.'] : [];
}
/** Whether the account's turns have to be asked: each query costs something. */
const waits = (run: Run | undefined): boolean =>
  run !== undefined &&
  typeof run.conversation !== 'string' &&
  run.conversation.stage === 'watching' &&
  run.conversation.outreach.some(waitsForTurn);
