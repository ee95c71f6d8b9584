import type { IncomingHttpHeaders } from 'node:http';
import type { LRUCache } from 'lru-cache';
import type { Instant } from '../../../../activities/types';
import type { Log } from '../../../telemetry/log';
import type { Metrics } from '../../../telemetry/metrics';
import type { Tickets } from '../../../temporal/ticketsPort';
import type { Answer } from './answer';

/** What the receivers of both vendors need. */
export interface ReceiverOptions {
  /** Any of several, while a secret is being rotated. */
  secrets: { zendesk: readonly string[]; sunshine: readonly string[] };
  tickets: Tickets;
  now: () => Instant;
  /** Asked for at each request: the policy may change. */
  optOutKeywords: () => readonly string[];
  log: Log;
  metrics: Metrics;
  /**
   * What was taken lately, and is durable: repeats of it need no second signal. Only a saving: the workflow drops repeats by itself, and a
   * repeat of anything else must get its chance.
   */
  recent: LRUCache<string, true>;
}

export interface WebhookRequest {
  rawBody: Buffer;
  headers: IncomingHttpHeaders;
  /** Whether the answer has been given for us, since the time was up: nothing more need be begun. */
  isOver: () => boolean;
}

/** Takes one webhook request and says what to answer: a 2xx only when everything in it is durable or of no interest. */
export type Receiver = (request: WebhookRequest) => Promise<Answer>;

/** A header that must come once. */
export const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
};
