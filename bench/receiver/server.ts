/** A process with one of three servers, `node`, `fastify` or `ventana`, that answers every webhook at once. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import type { Tickets } from '../../src/temporal/ticketsPort';
import { createApp } from '../../src/service/receiver/internal/app';
import { answerParent } from '../support/answering';

const HOST = '127.0.0.1';
/** Connections stay while the others have their turn, as the receiver's do. */
const KEEP_ALIVE_MS = 72_000;
const ANSWER = '{"outcome":"taken"}';

/** Reads the body and answers. */
async function startNode(): Promise<number> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      Buffer.concat(chunks);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length }).end(ANSWER);
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(0, HOST);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** Reads the body as bytes and answers. */
async function startFastify(): Promise<number> {
  const app = fastify({ logger: false, keepAliveTimeout: KEEP_ALIVE_MS });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/webhooks/:vendor', (_request, reply) => reply.code(200).send({ outcome: 'taken' }));
  await app.listen({ host: HOST, port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** The receiver as it is shipped: with its log, but a Temporal that has everything at once and takes nothing. */
async function startVentana(secret: string): Promise<number> {
  const tickets: Tickets = {
    deliver: () => Promise.resolve('taken'),
    find: () => Promise.resolve(['7']),
    healthy: () => Promise.resolve(true),
  };
  const app = createApp({
    accounts: [
      {
        path: '/webhooks',
        secrets: { zendesk: [secret], sunshine: [secret] },
        tickets,
        optOutKeywords: () => ['STOP', 'BAJA'],
      },
    ],
    ...{ now: Date.now, elapsed: () => performance.now(), log: createLog('info'), metrics: createMetrics() },
    checks: {},
  });
  await app.listen({ host: HOST, port: 0 });
  return (app.server.address() as AddressInfo).port;
}

const [, , kind = '', secret = ''] = process.argv;
const starts: Record<string, () => Promise<number>> = {
  node: startNode,
  fastify: startFastify,
  ventana: () => startVentana(secret),
};
const port = starts[kind]?.();
answerParent({ port: () => port });
// A profile is written only at such an end.
process.on('SIGTERM', () => process.exit(0));
