import type { Config } from '../../config/config';
import { ticketUrlOf } from '../../config/ticketUrl';
import { readRun } from '../../temporal/readRun';
import { withClient } from '../../temporal/withClient';
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
  const [run, zone] = await Promise.all([
    withClient(config, onProgress, (client) => readRun(client, config.account, ticketId)),
    officeZone(config),
  ]);
  const url = ticketUrlOf(config)(ticketId);
  const words = statusWords(ticketId, url, run);
  return {
    document: statusOf(ticketId, url, run),
    words: zone === undefined ? words : inOfficeTime(words, zone),
    zone,
  };
}
