import type { Client } from '@temporalio/client';
import type { Config } from '../../config/config';
import { ticketUrlOf } from '../../config/ticketUrl';
import { readRun, type Run } from '../../temporal/readRun';
import { withClient } from '../../temporal/withClient';
import { officeZone } from './internal/officeZone';
import { inOfficeTime } from './internal/officeTimes';
import { type Status, statusOf } from './internal/status';
import { statusWords } from './internal/statusWords';

export type { Status } from './internal/status';

export interface StatusAnswer {
  document: Status;
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
): Promise<{ answers: StatusAnswer[]; /** IANA name; undefined if unknown. */ zone: string | undefined }> {
  const [runs, zone] = await Promise.all([
    withClient(config, onProgress, (client) => readRuns(client, config.account, ticketIds)),
    officeZone(config),
  ]);
  const answers = ticketIds.map((ticketId, index) => {
    const url = ticketUrlOf(config)(ticketId);
    const words = statusWords(ticketId, url, runs[index]);
    return {
      document: statusOf(ticketId, url, runs[index]),
      words: zone === undefined ? words : inOfficeTime(words, zone),
    };
  });
  return { answers, zone };
}

/** One after the other: without a worker, each takes some seconds of waiting for one. */
async function readRuns(client: Client, account: string, ticketIds: readonly string[]): Promise<(Run | undefined)[]> {
  const runs: (Run | undefined)[] = [];
  for (const ticketId of ticketIds) runs.push(await readRun(client, account, ticketId));
  return runs;
}
