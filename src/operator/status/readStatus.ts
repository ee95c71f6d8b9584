import type { Config } from '../../config/config';
import { ticketUrlOf } from '../../config/ticketUrl';
import { readRun, readTurns, type Run } from '../../temporal/readRun';
import { withClient } from '../../temporal/withClient';
import { waitsForTurn } from '../../../workflows/core/conversation';
import { officeZone } from './internal/officeZone';
import { inOfficeTime } from './internal/officeTimes';
import { type Status, statusOf } from './internal/status';
import { statusWords } from './internal/statusWords';

export interface StatusAnswer {
  document: Status;
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
  const [{ run, turns }, zone] = await Promise.all([
    withClient(config, onProgress, async (client) => {
      const run = await readRun(client, config.account, ticketId);
      return { run, turns: waits(run) ? await readTurns(client, config.account) : undefined };
    }),
    officeZone(config),
  ]);
  const url = ticketUrlOf(config)(ticketId);
  const words = statusWords(ticketId, url, run, turns);
  return {
    document: statusOf(ticketId, url, run, turns),
    words: zone === undefined ? words : inOfficeTime(words, zone),
    zone,
  };
}

/** Whether the account's turns have to be asked: each query costs something. */
const waits = (run: Run | undefined): boolean =>
  run !== undefined &&
  typeof run.conversation !== 'string' &&
  run.conversation.stage === 'watching' &&
  run.conversation.outreach.some(waitsForTurn);
