import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { z } from 'zod';
import { sameText } from '../../../system/sameText';

export interface CodecEndpoint {
  codecs: readonly PayloadCodec[];
  /** Anyone with this token may decrypt and encrypt every payload. */
  token: string;
  /** The origins of Temporal's UI. Browsers block requests from all other pages. */
  origins: readonly string[];
  /** Requests for another namespace (`X-Namespace`) are rejected. */
  namespace: string;
}

/** The UI sends all payloads of a page of history at once. */
const BODY_LIMIT = 8 * 1024 * 1024;
const PREFLIGHT_SECONDS = 600;

const base64 = z.base64();
/** Payloads in protobuf's JSON form (https://docs.temporal.io/production-deployment/data-encryption). */
const bodySchema = z.object({
  payloads: z.array(z.object({ metadata: z.record(z.string(), base64).default({}), data: base64.default('') })),
});

/**
 * Temporal's codec server protocol, `POST /codec/encode` and `/codec/decode`, for its UI (in a browser) and its command
 * line.
 */
export function addCodecRoutes(app: FastifyInstance, endpoint: CodecEndpoint): void {
  const { codecs, token, origins, namespace } = endpoint;

  const addCors = (request: FastifyRequest, reply: FastifyReply): void => {
    void reply.header('vary', 'Origin').header('cache-control', 'no-store');
    const { origin } = request.headers;
    if (origin === undefined || !origins.includes(origin)) return;
    void reply.headers({ 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' });
  };

  /** Runs before the body is read, so a request without the token is rejected first. */
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    addCors(request, reply);
    const [, shown = ''] = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!sameText(shown, token)) {
      void reply.header('www-authenticate', 'Bearer');
      return reply.code(401).send(refusal('unauthorized', 'The token is missing or wrong.'));
    }
    const asked = request.headers['x-namespace'];
    if (asked === undefined || asked === namespace) return undefined;
    return reply.code(403).send(refusal('namespace', 'The keys belong to another namespace.'));
  };

  const route = (path: string, convert: (payloads: Payload[]) => Promise<Payload[]>): void => {
    app.options(path, (request, reply) => {
      addCors(request, reply);
      return reply
        .code(204)
        .headers({
          'access-control-allow-methods': 'POST, OPTIONS',
          'access-control-allow-headers': 'Authorization, Content-Type, X-Namespace',
          'access-control-max-age': PREFLIGHT_SECONDS,
        })
        .send();
    });
    app.post(path, { bodyLimit: BODY_LIMIT, onRequest: admit }, async (request, reply) => {
      const body = bodySchema.safeParse(jsonOf(request.body));
      if (!body.success) return reply.code(400).send(refusal('badRequest', 'The body contains no payloads.'));
      try {
        return { payloads: (await convert(body.data.payloads.map(fromJson))).map(toJson) };
      } catch (error) {
        // The codec's own message: a key is missing, or a payload was modified.
        return reply.code(400).send(refusal('codec', error instanceof Error ? error.message : 'failed'));
      }
    });
  };

  route('/codec/encode', (payloads) =>
    codecs.reduce(async (done, codec) => codec.encode(await done), Promise.resolve(payloads)),
  );
  route('/codec/decode', (payloads) =>
    codecs.reduceRight(async (done, codec) => codec.decode(await done), Promise.resolve(payloads)),
  );
}

const refusal = (error: string, message: string) => ({ error, message });

function jsonOf(body: unknown): unknown {
  try {
    return Buffer.isBuffer(body) ? (JSON.parse(body.toString()) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

type JsonPayload = z.output<typeof bodySchema>['payloads'][number];

const fromJson = ({ metadata, data }: JsonPayload): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, Buffer.from(value, 'base64')])),
  data: Buffer.from(data, 'base64'),
});

const toJson = ({ metadata, data }: Payload): JsonPayload => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, value]) => [key, toBase64(value)])),
  data: toBase64(data),
});

const toBase64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
