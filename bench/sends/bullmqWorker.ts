/**
 * The same sends through BullMQ: a delayed job for each, and a worker limited to the same rate. Runs in its own
 * process, like Ventana's worker.
 */
import { Queue, Worker } from 'bullmq';
import { createSunshine, type SunshineSettings } from '../../src/vendors/sunshine/sunshine';
import { answerParent } from '../support/answering';

const QUEUE = 'reminders';
const CONCURRENCY = 100;

export interface Reminders {
  redisPort: number;
  sunshine: SunshineSettings;
  integrationId: string;
  conversationIds: string[];
  text: string;
  dueAt: number;
  perSecond: number;
}

answerParent({
  async schedule({ redisPort, sunshine, integrationId, conversationIds, text, dueAt, perSecond }: Reminders) {
    const connection = { host: '127.0.0.1', port: redisPort, maxRetriesPerRequest: null };
    const vendor = createSunshine(sunshine);
    const send = async (conversationId: string): Promise<void> =>
      void (await vendor.post(conversationId, { content: { type: 'text', text }, integrationId, metadata: {} }));
    const queue = new Queue<string>(QUEUE, { connection });
    const jobs = conversationIds.map((data) => ({ name: 'send', data, opts: { delay: dueAt - Date.now() } }));
    await queue.addBulk(jobs);
    new Worker<string>(QUEUE, ({ data }) => send(data), {
      connection,
      concurrency: CONCURRENCY,
      limiter: { max: perSecond, duration: 1_000 },
    });
  },
});
