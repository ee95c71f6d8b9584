import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createBodyGate, type Entry, type GateLimits } from './bodyGate';

/** How a request that has to go is answered. By default 503. */
export type AnswerCut = (reply: FastifyReply) => void;

/** How long any request may take to send its body (ms). The webhooks' own limit is shorter. */
const BODY_WITHIN_MS = 5_000;
/** What a chunk takes beside its bytes: a million chunks of one byte take hundreds of megabytes. */
const CHUNK_BYTES = 400;
/** Each piece of a body costs time, however small it is: so many may be smaller than this (bytes) on average. */
const SMALL_CHUNKS = 100;
const CHUNK_AT_LEAST = 256;
/** How long a client that is still sending after our answer may continue (ms). */
const CUT_OFF_AFTER_MS = 1_000;

declare module 'fastify' {
  interface FastifyRequest {
    gateEntry: Entry | null;
  }
  interface FastifyContextConfig {
    answerCut?: AnswerCut;
  }
}

/**
 * One gate for all routes, before a body is read: what is not there, or takes no body, is answered at once, and bodies
 * are read within the room that there is.
 * @param notFound answers a path that does not exist, or a method that it does not allow
 */
export function addGate(
  app: FastifyInstance,
  limits: GateLimits,
  notFound: (request: FastifyRequest, reply: FastifyReply) => void,
  busy: AnswerCut,
): void {
  const gate = createBodyGate(limits);
  app.decorateRequest('gateEntry', null);
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) {
      void reply.header('connection', 'close');
      return notFound(request, reply);
    }
    const answerCut = request.routeOptions.config.answerCut ?? busy;
    const entry = gate.enter(request.ip, () => {
      cutOff(request, reply);
      answerCut(reply);
    });
    if (!entry) {
      void reply.header('connection', 'close');
      return answerCut(reply);
    }
    reply.raw.once('close', () => entry.leave());
    request.gateEntry = entry;
    if (hasBody(request)) {
      if (request.method !== 'POST') void reply.header('connection', 'close');
      else awaitBody(request, reply, entry, answerCut);
    }
    done();
  });
  addBodyReader(app);
}

function awaitBody(request: FastifyRequest, reply: FastifyReply, entry: Entry, answerCut: AnswerCut): void {
  entry.awaitBody();
  const timer = setTimeout(() => {
    if (request.raw.complete) return;
    cutOff(request, reply);
    answerCut(reply);
  }, BODY_WITHIN_MS);
  reply.raw.once('close', () => clearTimeout(timer));
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

class TooLarge extends Error {
  readonly statusCode = 413;
}

/** Signatures are computed over the bytes, so bodies stay bytes. Any content type other than JSON gets a 415. */
function addBodyReader(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', (request, payload, done) => {
    const limit = request.routeOptions.bodyLimit ?? app.initialConfig.bodyLimit ?? 0;
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (error: Error | null): void => {
      payload.removeAllListeners('data');
      payload.resume();
      done(error, error ? undefined : Buffer.concat(chunks));
      chunks.length = 0;
    };
    if (Number(request.headers['content-length'] ?? 0) > limit) return stop(new TooLarge());
    payload.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) return stop(new TooLarge());
      if (chunks.push(chunk) > SMALL_CHUNKS + length / CHUNK_AT_LEAST) {
        stop(new TooLarge());
        return void payload.destroy();
      }
      request.gateEntry?.grow(chunk.length + CHUNK_BYTES);
    });
    payload.once('error', (error) => stop(Object.assign(error, { statusCode: 400 })));
    payload.once('end', () => {
      request.gateEntry?.complete();
      if (length <= limit) stop(null);
    });
  });
}

/** Closes the connection after the answer; a client that still sends then is cut off. */
export function cutOff({ raw: { socket } }: FastifyRequest, reply: FastifyReply): void {
  if (!reply.raw.headersSent) void reply.header('connection', 'close');
  reply.raw.once('finish', () => setTimeout(() => socket.destroy(), CUT_OFF_AFTER_MS).unref());
}
