import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { addCodecRoutes, type CodecEndpoint } from './codecRoutes';
import type { ReadyCheck } from '../../monitor/health';
import { addMonitorRoutes } from '../../monitor/monitorRoutes';
import { type AccountWebhooks, addWebhookRoutes, MIB, type ReceiverLimits } from './webhookRoutes';
import type { ReceiverOptions } from './receiverOptions';

export interface AppOptions extends Pick<ReceiverOptions, 'now' | 'log' | 'metrics'> {
  accounts: readonly AccountWebhooks[];
  /** What `GET /health/ready` asks, by name. */
  checks: Record<string, ReadyCheck>;
  /** Decrypts payloads for Temporal's UI; absent: nobody is answered. */
  codec?: CodecEndpoint;
  limits?: ReceiverLimits;
}

/** Open at a time; the system refuses the others. The two vendors need some hundreds. */
const MAX_CONNECTIONS = 4_096;

/** What it answers, apart from the server that listens: routes of README "HTTP", ready for `inject` or `listen`. */
export function createApp({ accounts, checks, codec, limits, ...shared }: AppOptions): FastifyInstance {
  const { log, metrics } = shared;
  const app = fastify({
    logger: false,
    bodyLimit: MIB,
    connectionTimeout: 30_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 72_000,
    // Node looks for those who are too slow every 30 s unless told otherwise.
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    // A request that is there before the end is answered like any other.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply: FastifyReply) => void reply.code(400).send(plainly('badRequest')),
  });

  app.server.maxConnections = MAX_CONNECTIONS;
  endConnectionsOnClose(app);

  // Signatures are over the bytes, so bodies stay bytes; whatever does not call itself JSON is refused with 415.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  addWebhookRoutes(app, accounts, shared, limits);
  if (codec) addCodecRoutes(app, codec);
  addMonitorRoutes(app, { checks, metrics });

  app.setNotFoundHandler((request, reply) => {
    const allow = methodsOf(app, request.url.split('?')[0] ?? '');
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

/** A kept connection would let `close` wait until its owner lets go of it. */
function endConnectionsOnClose(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
}

/** For 405: what this path takes. */
const methodsOf = (app: FastifyInstance, url: string): string =>
  (['GET', 'HEAD', 'POST'] as const).filter((method) => app.hasRoute({ method, url })).join(', ');

const messages = {
  badRequest: 'The request is not valid.',
  notFound: 'Not found.',
  methodNotAllowed: 'This path does not allow that method.',
  internal: 'Internal error; see the log.',
};

/** An error as JSON: our own words only, never those of an exception. */
const plainly = (error: keyof typeof messages) => ({ error, message: messages[error] });
