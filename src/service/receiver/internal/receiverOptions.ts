import type { IncomingHttpHeaders } from 'node:http';
import type { LRUCache } from 'lru-cache';
import type { LedgerPort } from '../../../../activities/ledger';
import type { Instant } from '../../../../activities/types';
import type { Log } from '../../../telemetry/log';
import type { SampledLog } from '../../../telemetry/sampled';
import type { Metrics } from '../../../telemetry/metrics';
import type { Tickets } from '../../../temporal/ticketsPort';
import type { Answer, Outcome, Vendor } from './answer';

/** What the receivers of both vendors need. */
export interface ReceiverOptions {
  /** Several are accepted while a secret is being rotated. */
  secrets: { zendesk: readonly string[]; sunshine: readonly string[] };
  tickets: Tickets;
  now: () => Instant;
  /** Read at each request, because the policy may change. */
  optOutKeywords: () => readonly string[];
  /** Those that count only in reply to an outreach. */
  optOutReplyKeywords?: () => readonly string[];
  log: Log;
  /** For what anybody can cause, as often as they like. */
  sampled: SampledLog;
  metrics: Metrics;
  /** Absent: there is no ledger. */
  ledger?: LedgerPort;
  /** Told of each answer. */
  onAnswer?: (vendor: Vendor, outcome: Outcome) => void;
  /**
   * Events that were recently made durable: a repeat needs no second signal. This only saves work, because the workflow
   * drops repeats itself. A repeat of any other event must still be delivered.
   */
  recent: LRUCache<string, true>;
}

export interface WebhookRequest {
  rawBody: Buffer;
  headers: IncomingHttpHeaders;
  /** Whether the time was up and the request has already been answered. Then no further work should start. */
  isOver: () => boolean;
}

/** Processes one webhook request and returns the answer: a 2xx only when everything in it is durable or not needed. */
export type Receiver = (request: WebhookRequest) => Promise<Answer>;

/** The value of a header that must occur exactly once. */
export const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};
