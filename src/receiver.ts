import type { Client } from '@temporalio/client';
import { createApp } from './app';
import type { CodecEndpoint } from './codecRoutes';
import type { Config } from './config/config';
import type { PolicyConfig } from './config/policyConfig';
import { ticketUrlOf } from './dependencies';
import type { ReadyCheck } from './health';
import type { Log } from './log';
import { createMetrics, type Metrics } from './metrics';
import { dataConverterOf } from './temporal/dataConverter';
import { createTickets } from './temporal/tickets';

export interface OpenReceiver {
  /** e.g. `http://127.0.0.1:8080` */
  url: string;
  /** Answers what is under way, then stops listening. */
  close(): Promise<void>;
}

/**
 * Opens the webhooks' receiver.
 * @param now epoch ms: `Date.now`, or simulated time
 * @param policy the one that counts now
 * @throws {Error} when the port is taken, in words that name the variable to set
 */
export async function openReceiver(
  config: Config,
  client: Client,
  log: Log,
  now: () => number,
  policy: () => PolicyConfig = () => config,
  checks: Record<string, ReadyCheck> = {},
  metrics: Metrics = createMetrics(),
): Promise<OpenReceiver> {
  const tickets = createTickets(client, { account: config.account, ticketUrl: ticketUrlOf(config) });
  const codec = codecOf(config, client.options.namespace);
  const app = createApp({
    secrets: { zendesk: config.zendesk.webhookSecrets, sunshine: config.sunshine.webhookSecrets },
    tickets,
    now,
    optOutKeywords: () => policy().policy.optOutKeywords,
    log,
    metrics,
    checks: { temporal: () => tickets.healthy(), ...checks },
    ...(codec && { codec }),
  });
  try {
    return { url: await app.listen(config.http), close: () => app.close() };
  } catch (error) {
    await app.close();
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Port ${config.http.port} is taken. Set PORT to a free one, or 0 for any.`, { cause: error });
  }
}

function codecOf(config: Config, namespace: string): CodecEndpoint | undefined {
  const { payloadCodecs: codecs } = dataConverterOf(config);
  return codecs && config.codec && { codecs, namespace, ...config.codec };
}
