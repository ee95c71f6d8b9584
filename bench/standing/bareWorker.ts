/** A worker for the bare workflow, with Ventana's cache and otherwise the SDK's own settings, in its own process. */
import { NativeConnection, Worker } from '@temporalio/worker';
import { cacheSize } from '../../src/service/worker/internal/cacheSize';
import { createLog } from '../../src/telemetry/log';
import { connectTemporal } from '../../src/temporal/connect';
import { installRuntimeLog } from '../../src/temporal/runtimeLog';
import { answerParent } from '../support/answering';
import { truthMaker } from './truth';

const [, , codePath = '', account = '', repliedAt = '0', taskQueue = ''] = process.argv;

async function main(): Promise<void> {
  installRuntimeLog(createLog('warn'));
  const truth = await truthMaker();
  const waiting = new Map<string, (at: number) => void>();
  const place = await connectTemporal({
    env: process.env,
    dataFolder: '.',
    searchAttributes: [],
    onProgress: () => undefined,
  });
  const worker = await Worker.create({
    connection: await NativeConnection.connect(place.connectionOptions),
    namespace: place.namespace,
    taskQueue,
    workflowBundle: { codePath },
    maxCachedWorkflows: cacheSize(),
    activities: {
      readTruth: ({ ticketId }: { ticketId: string }) => {
        waiting.get(ticketId)?.(Date.now());
        return Promise.resolve(truth({ account, ticketId, repliedAt: Number(repliedAt) }));
      },
    },
  });
  answerParent({
    /** Resolves with the time (epoch ms) at which this ticket is next read. */
    nextRead: (ticketId: string) => new Promise((done) => waiting.set(ticketId, done)),
  });
  process.on('SIGTERM', () => worker.shutdown());
  await worker.run();
  process.exit(0);
}

void main();
