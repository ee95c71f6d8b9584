import type { Client } from '@temporalio/client';
import { createApp } from './internal/app';
import type { CodecEndpoint } from './internal/codecRoutes';
import type { Config } from '../../config/config';
import type { PolicyConfig } from '../../policy/policyConfig';
import { ticketUrlOf } from '../../config/ticketUrl';
import type { ReadyCheck } from '../monitor/health';
import type { Log } from '../../telemetry/log';
import type { Metrics } from '../../telemetry/metrics';
import { dataConverterOf } from '../../temporal/dataConverter';
import { createTickets } from '../../temporal/tickets';
import type { Outcome, Vendor } from './internal/answer';
import type { AccountWebhooks } from './internal/webhookRoutes';

/**
 * Connections that the system holds until we take them, at most its own limit (`net.core.somaxconn`). Others come again
 * after seconds.
 */
const BACKLOG = 4_096;

export interface OpenReceiver {
  /** e.g. `http://127.0.0.1:8080` */
  url: string;
  /** Answers the requests in progress, then stops listening. */
  close(): Promise<void>;
}

export interface ReceiverParts {
  client: Client;
  log: Log;
  metrics: Metrics;
  /** Epoch ms: `Date.now`, or simulated time. */
  now: () => number;
  checks: Record<string, ReadyCheck>;
  /** Told of each webhook, as soon as it is answered. */
  onWebhook?: (heard: HeardWebhook) => void;
}

/** How a webhook was answered. */
export interface HeardWebhook {
  account: string;
  vendor: Vendor;
  outcome: Outcome;
}

/** An account with its current policy. */
export interface ReceivedAccount {
  config: Config;
  policy: () => PolicyConfig;
}

/**
 * Opens the receiver for the webhooks of all accounts.
 * @param config provides the address to listen on, which is the same in every account's configuration
 * @throws {Error} when the port is taken; the message names the variable to set
 */
export async function openReceiver(
  config: Pick<Config, 'http' | 'monitor' | 'codec' | 'encryptionKeys'>,
  accounts: readonly ReceivedAccount[],
  { client, onWebhook, ...parts }: ReceiverParts,
): Promise<OpenReceiver> {
  const codec = codecOf(config, client.options.namespace);
  const app = createApp({
    accounts: accounts.map((it) => webhooksOf(it, client, onWebhook)),
    ...parts,
    ...(codec && { codec }),
    monitorApart: config.monitor.port !== undefined,
    ...(config.http.trustedProxy !== undefined && { trustedProxy: config.http.trustedProxy }),
  });
  try {
    const { host, port } = config.http;
    return { url: await app.listen({ host, port, backlog: BACKLOG }), close: () => app.close() };
  } catch (error) {
    await app.close();
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Port ${config.http.port} is taken. Set PORT to a free one, or 0 for any.`, { cause: error });
  }
}

const webhooksOf = (
  { config, policy }: ReceivedAccount,
  client: Client,
  onWebhook: ReceiverParts['onWebhook'],
): AccountWebhooks => ({
  path: config.webhooksPath,
  secrets: { zendesk: config.zendesk.webhookSecrets, sunshine: config.sunshine.webhookSecrets },
  tickets: createTickets(client, { account: config.account, ticketUrl: ticketUrlOf(config) }),
  optOutKeywords: () => policy().policy.optOutKeywords,
  optOutReplyKeywords: () => policy().policy.optOutReplyKeywords ?? [],
  ...(onWebhook && { onAnswer: (vendor, outcome) => onWebhook({ account: config.account, vendor, outcome }) }),
});

function codecOf(config: Pick<Config, 'codec' | 'encryptionKeys'>, namespace: string): CodecEndpoint | undefined {
  const { payloadCodecs: codecs } = dataConverterOf(config);
  return codecs && config.codec && { codecs, namespace, ...config.codec };
}
