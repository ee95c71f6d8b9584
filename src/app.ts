import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { addCodecRoutes, type CodecEndpoint } from './codecRoutes';
import { askAll, type ReadyCheck } from './health';
import { type Answer, answer, type Vendor } from './webhooks/answer';
import { receiveSunshine } from './webhooks/receiveSunshine';
import { receiveZendesk } from './webhooks/receiveZendesk';
import type { Receiver, ReceiverOptions } from './webhooks/receiver';
import { createRecent } from './webhooks/recent';

export interface AppOptions extends Omit<ReceiverOptions, 'recent'> {
  /** What `GET /health/ready` asks, by name. */
  checks: Record<string, ReadyCheck>;
  /** Decrypts payloads for Temporal's UI; absent: nobody is answered. */
  codec?: CodecEndpoint;
}

const MIB = 1024 * 1024;
/** The vendors wait 10 s (Zendesk) and 20 s (Sunshine) for an answer: ours comes before they give up. */
const ANSWER_WITHIN_MS = { zendesk: 9_000, sunshine: 18_000 };

/** What it answers, apart from the server that listens: routes of README "HTTP", ready for `inject` or `listen`. */
export function createApp({ checks, codec, ...rest }: AppOptions): FastifyInstance {
  const options: ReceiverOptions = { ...rest, recent: createRecent(rest.now) };
  const { log, metrics } = options;
  const app = fastify({
    logger: false,
    bodyLimit: MIB,
    connectionTimeout: 30_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, _request, reply: FastifyReply) => void reply.code(400).send(plainly('badRequest')),
  });

  // Signatures are over the bytes, so bodies stay bytes; whatever does not call itself JSON is refused with 415.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  const webhook = (vendor: Vendor, receive: Receiver) => {
    const send = (reply: FastifyReply, { status, outcome, body, retryAfterS }: Answer) => {
      if (reply.sent) return reply; // answered already: the time was up
      metrics.webhooks.inc({ vendor, outcome });
      if (retryAfterS !== undefined) void reply.header('retry-after', retryAfterS);
      void reply.code(status).send(body ?? (status === 204 ? undefined : { outcome }));
      metrics.webhookSeconds.observe({ vendor }, reply.elapsedTime / 1000);
      return reply;
    };
    app.post(`/webhooks/${vendor}`, {
      handlerTimeout: ANSWER_WITHIN_MS[vendor],
      errorHandler: (error: FastifyError, _request, reply) => {
        if ((error.statusCode ?? 500) >= 500) log.error({ vendor, error }, 'webhook failed');
        void send(reply, answer(vendor, outcomeOf(error)));
      },
      handler: async (request, reply) => {
        const rawBody = request.body;
        if (!Buffer.isBuffer(rawBody)) return send(reply, answer(vendor, 'unsupported'));
        return send(reply, await receive({ rawBody, headers: request.headers }));
      },
    });
  };
  webhook('zendesk', receiveZendesk(options));
  webhook('sunshine', receiveSunshine(options));

  if (codec) addCodecRoutes(app, codec);
  app.get('/health/live', () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const health = await askAll(checks, metrics);
    return reply.code(health.ready ? 200 : 503).send(health);
  });
  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', metrics.registry.contentType).send(await metrics.registry.metrics()),
  );

  app.setNotFoundHandler((request, reply) => {
    const allow = methodOf.get(request.url.split('?')[0] ?? '');
    if (!allow) return reply.code(404).send(plainly('notFound'));
    return reply.code(405).header('allow', allow).send(plainly('methodNotAllowed'));
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error }, 'request failed');
    return reply.code(status).send(plainly(status >= 500 ? 'internal' : 'badRequest'));
  });
  return app;
}

const methodOf = new Map([
  ['/webhooks/zendesk', 'POST'],
  ['/webhooks/sunshine', 'POST'],
  ['/health/live', 'GET, HEAD'],
  ['/health/ready', 'GET, HEAD'],
  ['/metrics', 'GET, HEAD'],
]);

const messages = {
  badRequest: 'The request is not understood.',
  notFound: 'There is nothing here.',
  methodNotAllowed: 'This path does not take that method.',
  internal: 'Something went wrong; the log says what.',
};

/** An error as JSON: our own words only, never those of an exception. */
const plainly = (error: keyof typeof messages) => ({ error, message: messages[error] });

/** Errors of the server before or around the receiver; the unexpected ones make the vendor try again. */
function outcomeOf({ statusCode }: FastifyError): Parameters<typeof answer>[1] {
  if (statusCode === 413) return 'tooLarge';
  if (statusCode === 415) return 'unsupported';
  return statusCode !== undefined && statusCode < 500 ? 'unreadable' : 'unavailable';
}
