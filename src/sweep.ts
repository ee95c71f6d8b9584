/** `npm run sweep`: looks now for what lost webhooks left behind, and says what it found. */
import { Client, Connection } from '@temporalio/client';
import { searchAttributes } from '../workflows/messages';
import type { SweepCounts } from '../workflows/sweepMessages';
import { type Config, loadConfig } from './config/config';
import { connectTemporal } from './temporal/connect';
import { dataConverterOf } from './temporal/dataConverter';
import { ensureSweepSchedule } from './temporal/sweepSchedule';
import { sweepNow } from './temporal/sweepNow';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const words = ({ looked, started, refreshed }: SweepCounts): string =>
  `tickets changed: ${looked}, runs started: ${started}, told to look again: ${refreshed}`;

async function sweep(config: Config): Promise<void> {
  const place = await connectTemporal({
    env: config.temporal.environment,
    dataFolder: config.dataFolder,
    searchAttributes: Object.values(searchAttributes),
    onProgress: say,
  });
  try {
    const { connectionOptions, namespace } = place;
    const connection = await Connection.connect(connectionOptions);
    try {
      const client = new Client({ connection, namespace, dataConverter: dataConverterOf(config) });
      await ensureSweepSchedule(client, config.account, config.sweep);
      const result = await sweepNow(client, config.account, {
        waiting: () => say('Another sweep is under way: waiting for its end ...'),
        progress: (counts) => say(`Sweeping: ${words(counts)} ...`),
      });
      say(`Done in ${Math.ceil(result.tookMs / 1000)} s: ${words(result)}`);
    } finally {
      await connection.close();
    }
  } finally {
    await place.stop();
  }
}

/** The reason at the bottom: Temporal wraps a workflow's failure in several others. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reason(error.cause) : error.message;
}

async function main(): Promise<void> {
  try {
    await sweep(loadConfig());
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${reason(error)}\n`);
  }
}

void main();
