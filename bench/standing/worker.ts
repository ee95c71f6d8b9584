/**
 * Ventana's worker with canned vendors, in its own process: measures what Temporal and the workflows cost, and nothing
 * else.
 */
import { NativeConnection } from '@temporalio/worker';
import type { ReadOrder } from '../../activities/ticketConversation';
import type { TurnRequest } from '../../activities/orders';
import { createLog } from '../../src/telemetry/log';
import { connectTemporal } from '../../src/temporal/connect';
import { installRuntimeLog } from '../../src/temporal/runtimeLog';
import { startWorkers, type WorkerActivities } from '../../src/service/worker/workers';
import { answerParent } from '../support/answering';
import { truthMaker } from './truth';

const [, , codePath = '', account = '', repliedAt = '0'] = process.argv;

async function main(): Promise<void> {
  installRuntimeLog(createLog('warn'));
  const truth = await truthMaker();
  const waiting = new Map<string, (at: number) => void>();
  const askedAt: Record<string, number> = {};
  const canned = {
    readTruth: ({ ticketId }: ReadOrder) => {
      waiting.get(ticketId)?.(Date.now());
      return Promise.resolve(truth({ account, ticketId, repliedAt: Number(repliedAt) }));
    },
    askTurn: ({ ticketId }: TurnRequest) => {
      askedAt[ticketId] ??= Date.now();
      return Promise.resolve();
    },
  };
  const place = await connectTemporal({
    env: process.env,
    dataFolder: '.',
    searchAttributes: [],
    onProgress: () => undefined,
  });
  const connection = await NativeConnection.connect(place.connectionOptions);
  const workers = await startWorkers({
    connection,
    namespace: place.namespace,
    // The other activities are never called, because no turn is ever given.
    activities: canned as unknown as WorkerActivities,
    workflows: { workflowBundle: { codePath } },
  });
  answerParent({
    /** Resolves with the time (epoch ms) at which this ticket is next read. */
    nextRead: (ticketId: string) => new Promise((resolve) => waiting.set(ticketId, resolve)),
    /** How many tickets have asked for their turn. */
    asked: () => Object.keys(askedAt).length,
  });
  process.on('SIGTERM', () => void workers.stop().then(() => process.exit(0)));
  await workers.finished;
}

void main();
