import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '../../telemetry/log';
import type { GateLimits } from './bodyGate';
import { limitConnections } from './connectionLimit';
import { addGate } from './gate';
import { createOffenders } from './offenders';

export interface ServerLimits extends GateLimits {
  /** Connections open at the same time. */
  connections: number;
}

export interface ServerOptions {
  limits: ServerLimits;
  log: Log;
  /** The address of a proxy whose `X-Forwarded-For` is believed. */
  trustedProxy?: string;
}

export const MIB = 1024 * 1024;
/** A request that is on its way when the server stops is still answered (ms). */
const END_IDLE_AFTER_MS = 1_000;
/** Above the limit plus this many, connections are refused: then none without a request is left to end. */
const MORE_CONNECTIONS = 256;

/** A server without routes. Its limits hold for all that are added, and for paths that are not there. */
export function createServer({ limits, log, trustedProxy }: ServerOptions): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: MIB,
    ...(trustedProxy !== undefined && { trustProxy: trustedProxy }),
    connectionTimeout: 30_000,
    requestTimeout: 15_000,
    keepAliveTimeout: 72_000,
    // Node's default is to check for slow clients only every 30 s.
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    // A request that arrives before the server has closed is answered normally.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply: FastifyReply) => void reply.code(400).send(errorBody('badRequest')),
  });

  const { connections, perPeer } = limits;
  app.server.maxConnections = connections + MORE_CONNECTIONS;
  const { endIdle } = limitConnections(app.server, {
    connections,
    ...(trustedProxy === undefined && { perAddress: perPeer, offenders: createOffenders(() => performance.now()) }),
  });
  endConnections(app, endIdle);

  const methodsOf = knownMethods(app);
  const notFound = (request: FastifyRequest, reply: FastifyReply): void => {
    const allow = methodsOf(request.url.split('?')[0] ?? '');
    if (!allow) void reply.code(404).send(errorBody('notFound'));
    else void reply.code(405).header('allow', allow).send(errorBody('methodNotAllowed'));
  };
  addGate(app, limits, notFound, (reply) => {
    if (!reply.sent) void reply.code(503).header('retry-after', 5).send(errorBody('busy'));
  });

  app.setNotFoundHandler(notFound);
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error }, 'request failed');
    return reply.code(status).send(errorBody(status >= 500 ? 'internal' : 'badRequest'));
  });
  return app;
}

/**
 * Ends a connection whose request was refused: who guesses has to connect anew each time. (409 is our "again" to
 * Zendesk.) And without this, `close` would wait for clients that keep their connections open, or have begun a request.
 */
function endConnections(app: FastifyInstance, endIdle: () => void): void {
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    setTimeout(endIdle, END_IDLE_AFTER_MS).unref();
    done();
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    const isRefused = reply.statusCode >= 400 && reply.statusCode < 500 && reply.statusCode !== 409;
    if (closing || isRefused) void reply.header('connection', 'close');
    done(null, payload);
  });
}

/** The methods that a path allows, for 405. Fastify's `hasRoute` throws for a path like `/a*b` (5.12). */
function knownMethods(app: FastifyInstance): (path: string) => string {
  const routes = new Map<string, string[]>();
  app.addHook('onRoute', ({ url, method }) => void routes.set(url, [...(routes.get(url) ?? []), method].flat()));
  return (path) => ['GET', 'HEAD', 'POST'].filter((method) => routes.get(path)?.includes(method)).join(', ');
}

const messages = {
  badRequest: 'The request is not valid.',
  notFound: 'Not found.',
  methodNotAllowed: 'This path does not allow that method.',
  busy: 'Too many requests at a time: try again.',
  internal: 'Internal error; see the log.',
};

/** An error as JSON. Uses only our own texts, never the message of an exception. */
const errorBody = (error: keyof typeof messages) => ({ error, message: messages[error] });
