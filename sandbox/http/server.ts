import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import type { RequestEffect, RequestFault } from '../faults';
import type { World } from '../world/world';
import { checkBodySize } from './bodyLimits';
import { ticketCollisions } from './collisions';
import { checkCredentials } from './credentials';
import { checkPermission } from './permissions';
import { accountLimit, updateLimits } from './rateLimits';
import { damaged } from './damaged';
import { Refused } from './reply';
import type { ApiCall } from './requestFaults';
import { vendorHeaders } from './vendorHeaders';

const logLimit = 50_000;

/** What people read of a list. */
const oneALine = (items: unknown): string =>
  `[\n${(items as unknown[]).map((it) => JSON.stringify(it)).join(',\n')}\n]\n`;

/** The server, with everything that each API call passes through: credentials, faults, rate limits, the log. */
export function createServer(world: World): FastifyInstance {
  const server = Fastify({
    forceCloseConnections: true,
    bodyLimit: 2 * 1024 * 1024,
    // Zendesk's paths work with and without `.json`.
    rewriteUrl: ({ url = '/' }) => (url.startsWith('/api/v2') ? url.replace(/\.json(?=\?|$)/, '') : url),
  });
  // Read at each call, because the options may change while the sandbox runs.
  server.decorate('mostOnAPage', () => world.options.pageSize ?? 100);
  server.decorate('pagesAreEndless', () => world.switches.endlessPages);
  const begin = ticketCollisions();
  const limitUpdates = updateLimits(world);
  const account = accountLimit(world);
  const befallen = new WeakMap<FastifyRequest, RequestFault>();

  server.addHook('onRequest', (request, _reply, done) => {
    const call = apiCall(request);
    if (call) {
      checkCredentials(world, call, request.headers.authorization);
      checkPermission(world, call);
    }
    done();
  });

  server.addHook('preHandler', async (request, reply) => {
    const call = apiCall(request);
    if (isTicketUpdate(call)) begin(call.path, reply);
    const fault = call && world.requestFaults.take(call, request.body, world.now());
    if (fault) {
      befallen.set(request, fault);
      fault.onArrival?.();
      if (fault.effect.kind === 'hang') log(world, request, 0);
      await befall(fault.effect, request, reply);
    }
    if (reply.sent || !call) return;
    checkBodySize(call, request.body);
    if (call.vendor === 'zendesk' && call.path !== '/oauth/tokens') account.take();
    if (isTicketUpdate(call)) limitUpdates(call.path);
  });

  server.addHook('preSerialization', (request, reply, payload, done) => {
    if (request.url.startsWith('/sandbox/') && Array.isArray(payload)) reply.serializer(oneALine);
    const isList = request.method === 'GET' && apiCall(request) !== undefined;
    done(null, isList ? damaged(payload, world.switches) : payload);
  });

  server.addHook('onSend', (request, reply, payload, done) => {
    const effect = befallen.get(request)?.effect;
    const call = apiCall(request);
    if (call) reply.headers(vendorHeaders(world, call, account.headers));
    const failed = effect?.kind === 'failAfter';
    if (failed) reply.code(effect.status).type('text/html');
    log(world, request, reply.statusCode);
    if (effect?.kind === 'loseResponse') request.raw.socket.destroy();
    done(null, failed ? '<html><body>Gateway time-out</body></html>' : payload);
  });

  server.addHook('onResponse', (request, _reply, done) => {
    befallen.get(request)?.onAnswered?.();
    done();
  });

  server.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refused) return reply.code(error.status).headers(error.headers).send(error.body);
    return reply.code(statusOf(error)).send({ error: error instanceof Error ? error.message : String(error) });
  });
  return server;
}

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;

/** Describes the call for faults and the log; undefined for the sandbox's own routes. */
function apiCall(request: FastifyRequest): ApiCall | undefined {
  const path = request.url.split('?')[0] ?? '';
  if (path.startsWith('/api/v2') || path === '/oauth/tokens')
    return { vendor: 'zendesk', method: request.method, path };
  if (path.startsWith('/sc/')) return { vendor: 'sunshine', method: request.method, path };
  return undefined;
}

const isTicketUpdate = (call: ApiCall | undefined): call is ApiCall =>
  call?.method === 'PUT' && call.path.startsWith('/api/v2/tickets/');

async function befall(effect: RequestEffect, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  switch (effect.kind) {
    case 'respond':
      throw new Refused(effect.status, effect.body ?? { error: `Status ${effect.status} ordered` }, effect.headers);
    case 'notJson':
      await reply
        .code(effect.status ?? 200)
        .type('text/html')
        .send('<html><body>Something went wrong</body></html>');
      return;
    case 'hang':
      await pause(effect.ms, undefined, { ref: false });
      reply.hijack();
      request.raw.socket.destroy();
      return;
    case 'slow':
      await pause(effect.ms, undefined, { ref: false });
      return;
    case 'loseResponse':
    case 'failAfter': // Handled in `onSend`, after the work is done.
  }
}

function log(world: World, request: FastifyRequest, status: number): void {
  const call = apiCall(request);
  if (!call) return;
  const { requestsKept = logLimit } = world.options;
  if (world.requests.length >= requestsKept) world.requests.splice(0, requestsKept / 2);
  world.requests.push({ ...call, status, at: world.now() });
}
