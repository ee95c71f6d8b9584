import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { cutOff } from '../../http/gate';
import { MIB, type ServerLimits } from '../../http/limitedServer';
import { createConcurrencyLimit, type ConcurrencyLimit } from './concurrencyLimit';
import { sampled } from '../../../telemetry/sampled';
import { inSpan } from '../../../telemetry/spans';
import { type Answer, answer, type Vendor } from './answer';
import { receiveSunshine } from './receiveSunshine';
import { receiveZendesk } from './receiveZendesk';
import type { Receiver, ReceiverOptions } from './receiverOptions';

/** The path of one account's webhooks, and the options specific to that account. */
export interface AccountWebhooks extends Pick<
  ReceiverOptions,
  'secrets' | 'tickets' | 'optOutKeywords' | 'optOutReplyKeywords' | 'onAnswer' | 'ledger'
> {
  /** `/webhooks`, or `/webhooks/acme` when there are several accounts. The vendor's name follows. */
  path: string;
}

/** How much may be in progress at a time. Vendors are asked to send anything over it again. */
export interface ReceiverLimits extends ServerLimits {
  /** Requests whose events are being delivered to Temporal. */
  deliveries: number;
  /** Requests of the sidebar app for which Temporal is asked. */
  reads: number;
}

/**
 * Without a trusted proxy, every request may come from the same proxy: then one peer may have half of all connections.
 */
export const LIMITS: ReceiverLimits = {
  deliveries: 512,
  reads: 64,
  // The two vendors need a few hundred.
  connections: 4_096,
  bodyBytes: 64 * MIB,
  empty: 256,
  perPeer: 2_048,
  firstByteMs: 500,
};

/**
 * Zendesk gives up after 10 s and Sunshine after 20 s. But the sooner a vendor gets an answer, the sooner it retries,
 * and a waiting request uses resources here.
 */
const ANSWER_WITHIN_MS = 1_800;
/** Sunshine retries for 15 minutes (its OpenAPI file). */
const REMEMBERED = { ttl: 15 * 60_000, max: 20_000 };

/**
 * Adds `POST /webhooks/zendesk` and `/webhooks/sunshine` for each account. They answer within two seconds, even when
 * Temporal does not.
 */
export function addWebhookRoutes(
  app: FastifyInstance,
  accounts: readonly AccountWebhooks[],
  shared: Pick<ReceiverOptions, 'now' | 'log' | 'metrics'> & { elapsed: () => number },
  limits: ReceiverLimits,
): void {
  const deliveries = createConcurrencyLimit(limits.deliveries);
  const lines = sampled(shared.log);
  for (const { path, ...own } of accounts) {
    const recent = new LRUCache<string, true>({ ...REMEMBERED, perf: { now: shared.elapsed }, ttlResolution: 0 });
    const options: ReceiverOptions = { ...shared, ...own, sampled: lines, recent };
    addRoute(app, path, 'zendesk', receiveZendesk(options), options, deliveries);
    addRoute(app, path, 'sunshine', receiveSunshine(options), options, deliveries);
  }
}

function addRoute(
  app: FastifyInstance,
  path: string,
  vendor: Vendor,
  receive: Receiver,
  { sampled, metrics, onAnswer }: ReceiverOptions,
  deliveries: ConcurrencyLimit,
): void {
  /** When the first bytes arrived. `reply.elapsedTime` is no use: it is 0 when Fastify's own log is off (5.12). */
  const arrivals = new WeakMap<FastifyReply, number>();

  const send = (reply: FastifyReply, { status, outcome, body, retryAfterS }: Answer) => {
    if (reply.sent) return reply; // already answered: the time was up
    metrics.webhooks.inc({ vendor, outcome });
    onAnswer?.(vendor, outcome);
    if (retryAfterS !== undefined) void reply.header('retry-after', retryAfterS);
    void reply.code(status).send(body ?? (status === 204 ? undefined : { outcome }));
    const seconds = (performance.now() - (arrivals.get(reply) ?? NaN)) / 1000;
    metrics.webhookSeconds.observe({ vendor }, seconds);
    if (outcome === 'taken') metrics.durableSeconds.observe({ vendor }, seconds);
    return reply;
  };

  /** Runs before the body is read. */
  const begin = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    arrivals.set(reply, performance.now());
    answerInTime(request, reply);
    done();
  };

  /** Fastify's `handlerTimeout` (5.12) is no use: over a socket it ends as soon as the body has been read. */
  const answerInTime = (request: FastifyRequest, reply: FastifyReply): void => {
    const timer = setTimeout(() => {
      if (!request.raw.complete) cutOff(request, reply);
      send(reply, answer(vendor, 'unavailable'));
    }, ANSWER_WITHIN_MS);
    reply.raw.once('close', () => clearTimeout(timer));
  };

  const route = `${path}/${vendor}`;
  app.post(route, {
    onRequest: begin,
    config: { answerCut: (reply) => void send(reply, answer(vendor, 'busy')) },
    errorHandler: (error: FastifyError, _request, reply) => {
      if ((error.statusCode ?? 500) >= 500)
        sampled.write('error', `${vendor}:failed`, { vendor, error }, 'webhook failed');
      void send(reply, answer(vendor, outcomeOf(error)));
    },
    handler: async (request, reply) => {
      const rawBody = request.body;
      if (!Buffer.isBuffer(rawBody)) return send(reply, answer(vendor, 'unsupported'));
      const leave = deliveries.acquire();
      if (!leave) return send(reply, answer(vendor, 'busy'));
      // Released when the work ends, which may be a little after the answer.
      const { headers } = request;
      const attributes = { 'http.route': route };
      const received = inSpan(`POST ${route}`, { part: 'server', attributes }, async (span) => {
        const answered = await receive({ rawBody, headers, isOver: () => reply.sent });
        span.setAttributes({ 'ventana.outcome': answered.outcome, 'http.response.status_code': answered.status });
        return answered;
      });
      return send(reply, await received.finally(leave));
    },
  });
}

/** Errors that the server raises before or around the receiver. After unexpected ones the vendor is asked to retry. */
function outcomeOf({ statusCode }: FastifyError): Parameters<typeof answer>[1] {
  if (statusCode === 413) return 'tooLarge';
  if (statusCode === 415) return 'unsupported';
  return statusCode !== undefined && statusCode < 500 ? 'unreadable' : 'unavailable';
}
