import type { Client } from '@temporalio/client';
import type { OwnWork } from '../../../activities/ownWork';
import type { LedgerPort } from '../../../activities/ledger';
import type { AppAccount } from '../app/appRoutes';
import type { ReportSource } from '../app/report';
import { createAccountSource } from '../app/accountSource';
import { createBoardSource } from '../app/boardSource';
import { createTicketSource } from '../app/ticketSource';
import { createApp } from './internal/app';
import type { CodecEndpoint } from './internal/codecRoutes';
import type { Config } from '../../config/config';
import type { PolicyConfig } from '../../policy/policyConfig';
import { ticketUrlOf } from '../../config/ticketUrl';
import { listen, type Listening } from '../http/listen';
import type { ReadyCheck } from '../monitor/health';
import type { Log } from '../../telemetry/log';
import type { Metrics } from '../../telemetry/metrics';
import { dataConverterOf } from '../../temporal/dataConverter';
import { createTickets } from '../../temporal/tickets';
import type { Outcome, Vendor } from './internal/answer';
import { gathering } from './internal/gather';
import type { AccountWebhooks } from './internal/webhookRoutes';

export { HELD_MS } from './internal/gather';

/**
 * Connections that the system holds until we take them, at most its own limit (`net.core.somaxconn`). Others come again
 * after seconds.
 */
const BACKLOG = 4_096;

export interface ReceiverParts {
  client: Client;
  log: Log;
  metrics: Metrics;
  /** Epoch ms: `Date.now`, or simulated time. */
  now: () => number;
  /** For durations: ms by a clock that nobody sets. By default `now`, for time that is simulated. */
  elapsed?: () => number;
  checks: Record<string, ReadyCheck>;
  /** How long (ms) a hint that can wait does so for others of its ticket. Default: 750. */
  heldMs?: number;
  /** Told of each webhook, as soon as it is answered. */
  onWebhook?: (heard: HeardWebhook) => void;
  /** Told of each request of an account's sidebar app. */
  onApp?: (account: string) => void;
  /** Ventana's. */
  version?: string;
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
  described?: AppAccount['described'];
  dependencies?: () => { ledger?: LedgerPort; ownWork?: OwnWork };
  /** Absent: there is no ledger. */
  report?: ReportSource;
}

/**
 * Opens the receiver for the webhooks of all accounts.
 * @param config provides the address to listen on, which is the same in every account's configuration
 * @throws {Error} when the port is taken; the message names the variable to set
 */
export async function openReceiver(
  config: Pick<Config, 'http' | 'monitor' | 'codec' | 'encryptionKeys'>,
  accounts: readonly ReceivedAccount[],
  { client, onWebhook, onApp, version = 'unknown', elapsed, heldMs, ...parts }: ReceiverParts,
): Promise<Listening> {
  const codec = codecOf(config, client.options.namespace);
  const app = createApp({
    accounts: accounts.map((it) => webhooksOf(it, client, { heldMs, onWebhook })),
    reading: {
      version,
      accounts: accounts.map((it) =>
        appOf(it, client, { now: parts.now, elapsed: elapsed ?? parts.now, ...(onApp && { onApp }) }),
      ),
    },
    ...parts,
    ...(elapsed && { elapsed }),
    ...(codec && { codec }),
    monitorApart: config.monitor.port !== undefined,
    ...(config.http.trustedProxy !== undefined && { trustedProxy: config.http.trustedProxy }),
  });
  const { host, port } = config.http;
  return listen(app, { host, port, backlog: BACKLOG }, 'Set PORT to a free one, or 0 for any.');
}

function appOf(
  { config, policy, described, report }: ReceivedAccount,
  client: Client,
  { now, elapsed, onApp }: Pick<ReceiverParts, 'now' | 'onApp'> & { elapsed: () => number },
): AppAccount {
  const { account } = config;
  const parts = { client, account, now, elapsed, readAccount: createAccountSource(client, account, elapsed) };
  return {
    account,
    secrets: config.zendesk.appSecrets,
    source: createTicketSource(parts),
    board: createBoardSource({ ...parts, ...(described?.office && { office: described.office }) }),
    policy,
    ...(described && { described }),
    ...(report && { report }),
    onRead: () => onApp?.(account),
  };
}

const webhooksOf = (
  { config, policy, dependencies }: ReceivedAccount,
  client: Client,
  { heldMs, onWebhook }: { [Part in 'heldMs' | 'onWebhook']: ReceiverParts[Part] | undefined },
): AccountWebhooks => ({
  path: config.webhooksPath,
  secrets: { zendesk: config.zendesk.webhookSecrets, sunshine: config.sunshine.webhookSecrets },
  tickets: gathering(createTickets(client, { account: config.account, ticketUrl: ticketUrlOf(config) }), {
    ...(heldMs !== undefined && { heldMs }),
    ...(dependencies && { ownWork: () => dependencies().ownWork }),
  }),
  optOutKeywords: () => policy().policy.optOutKeywords,
  optOutReplyKeywords: () => policy().policy.optOutReplyKeywords ?? [],
  ...(dependencies && { ledger: { note: (facts) => dependencies().ledger?.note(facts) } }),
  ...(onWebhook && { onAnswer: (vendor, outcome) => onWebhook({ account: config.account, vendor, outcome }) }),
});

function codecOf(config: Pick<Config, 'codec' | 'encryptionKeys'>, namespace: string): CodecEndpoint | undefined {
  const { payloadCodecs: codecs } = dataConverterOf(config);
  return codecs && config.codec && { codecs, namespace, ...config.codec };
}
