import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { createConcurrencyLimit, type ConcurrencyLimit } from './concurrencyLimit';
import { inSpan } from '../../../telemetry/spans';
import { type Answer, answer, type Vendor } from './answer';
import { receiveSunshine } from './receiveSunshine';
import { receiveZendesk } from './receiveZendesk';
import type { Receiver, ReceiverOptions } from './receiverOptions';

/** The path of one account's webhooks, and the options specific to that account. */
export interface AccountWebhooks extends Pick<
  ReceiverOptions,
  'secrets' | 'tickets' | 'optOutKeywords' | 'optOutReplyKeywords'
> {
  /** `/webhooks`, or `/webhooks/acme` when there are several accounts. The vendor's name follows. */
  path: string;
}

/** How much may be in progress at a time. Vendors are asked to send anything over it again. */
export interface ReceiverLimits {
  /** Requests whose events are being delivered to Temporal. */
  deliveries: number;
  /** Bytes of request bodies being read or processed. */
  bodyBytes: number;
}

export const MIB = 1024 * 1024;
const LIMITS: ReceiverLimits = { deliveries: 512, bodyBytes: 64 * MIB };

/**
 * Zendesk gives up after 10 s and Sunshine after 20 s. But the sooner a vendor gets an answer, the sooner it retries,
 * and a waiting request uses resources here.
 */
const ANSWER_WITHIN_MS = 1_800;
/** Sunshine retries for 15 minutes (its OpenAPI file). */
const REMEMBERED = { ttl: 15 * 60_000, max: 20_000 };
/** How long a client that is still sending after our answer may continue. */
const CUT_OFF_AFTER_MS = 1_000;

/**
 * Adds `POST /webhooks/zendesk` and `/webhooks/sunshine` for each account. They answer within two seconds, even when
 * Temporal does not.
 */
export function addWebhookRoutes(
  app: FastifyInstance,
  accounts: readonly AccountWebhooks[],
  shared: Pick<ReceiverOptions, 'now' | 'log' | 'metrics'>,
  limits = LIMITS,
): void {
  const deliveries = createConcurrencyLimit(limits.deliveries);
  const bodies = createConcurrencyLimit(limits.bodyBytes);
  for (const { path, ...own } of accounts) {
    const recent = new LRUCache<string, true>({ ...REMEMBERED, perf: { now: shared.now }, ttlResolution: 0 });
    const options: ReceiverOptions = { ...shared, ...own, recent };
    addRoute(app, path, 'zendesk', receiveZendesk(options), options, deliveries, bodies);
    addRoute(app, path, 'sunshine', receiveSunshine(options), options, deliveries, bodies);
  }
}

function addRoute(
  app: FastifyInstance,
  path: string,
  vendor: Vendor,
  receive: Receiver,
  { log, metrics }: ReceiverOptions,
  deliveries: ConcurrencyLimit,
  bodies: ConcurrencyLimit,
): void {
  /** When the first bytes arrived. `reply.elapsedTime` is no use: it is 0 when Fastify's own log is off (5.12). */
  const arrivals = new WeakMap<FastifyReply, number>();

  const send = (reply: FastifyReply, { status, outcome, body, retryAfterS }: Answer) => {
    if (reply.sent) return reply; // already answered: the time was up
    metrics.webhooks.inc({ vendor, outcome });
    if (retryAfterS !== undefined) void reply.header('retry-after', retryAfterS);
    void reply.code(status).send(body ?? (status === 204 ? undefined : { outcome }));
    const seconds = (performance.now() - (arrivals.get(reply) ?? NaN)) / 1000;
    metrics.webhookSeconds.observe({ vendor }, seconds);
    if (outcome === 'taken') metrics.durableSeconds.observe({ vendor }, seconds);
    return reply;
  };

  /** Runs before the body is read and rejects the request if there is no room for it. */
  const makeRoom = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    arrivals.set(reply, performance.now());
    const leave = bodies.acquire(Math.min(MIB, announced(request)));
    if (!leave) return send(reply.header('connection', 'close'), answer(vendor, 'busy'));
    reply.raw.once('close', leave);
    answerInTime(request, reply);
    return undefined;
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
    onRequest: makeRoom,
    errorHandler: (error: FastifyError, _request, reply) => {
      if ((error.statusCode ?? 500) >= 500) log.error({ vendor, error }, 'webhook failed');
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

/** Without a Content-Length the body may have any size, so the maximum is assumed. */
function announced({ headers }: FastifyRequest): number {
  const length = Number(headers['content-length'] ?? MIB);
  return Number.isFinite(length) ? length : MIB;
}

function cutOff({ raw: { socket } }: FastifyRequest, reply: FastifyReply): void {
  void reply.header('connection', 'close');
  reply.raw.once('finish', () => setTimeout(() => socket.destroy(), CUT_OFF_AFTER_MS).unref());
}

/** Errors that the server raises before or around the receiver. After unexpected ones the vendor is asked to retry. */
function outcomeOf({ statusCode }: FastifyError): Parameters<typeof answer>[1] {
  if (statusCode === 413) return 'tooLarge';
  if (statusCode === 415) return 'unsupported';
  return statusCode !== undefined && statusCode < 500 ? 'unreadable' : 'unavailable';
}
