import Fastify, { type FastifyInstance } from 'fastify';
import { startSandbox, type Customer, type Sandbox, type SandboxOptions } from '../../sandbox/index';

export interface Heard {
  path: string;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  /** Undefined unless the body is a JSON object. */
  json: T;
}

/** A sandbox with one customer and a receiver that notes every webhook. Its clock stands still. */
export interface Rig {
  clock: { now: number };
  sandbox: Sandbox;
  maria: Customer;
  heard: Heard[];
  /** Where the receiver is, for webhooks made by API. */
  receiver: string;
  /** The statuses of the receiver's next answers; then 200. */
  answers: number[];
  stop(): Promise<void>;
  /** Calls the API as an administrator, with the account's API token. */
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  writeTo(conversationId: string | undefined, message: object): Promise<Answer<Record<string, unknown>>>;
}

export async function startRig(options: SandboxOptions = {}): Promise<Rig> {
  const clock = { now: Date.parse('2026-11-23T08:00:00Z') };
  const sandbox = await startSandbox({ now: () => clock.now, retryPauseMs: 1, ...options });
  const receiver = await startReceiver();
  sandbox.sendWebhooksTo(receiver.url);
  return {
    clock,
    sandbox,
    maria: sandbox.addCustomer({ name: 'María', phone: '+34600111222' }),
    heard: receiver.heard,
    receiver: receiver.url,
    answers: receiver.answers,
    stop: async () => {
      await sandbox.close();
      await receiver.server.close();
    },
    call: (method, path, body) => call(sandbox, method, path, body),
    writeTo: (conversationId, message) =>
      call(sandbox, 'POST', `/v2/apps/:app/conversations/${conversationId}/messages`, {
        author: { type: 'business' },
        ...message,
      }),
  };
}

async function startReceiver(): Promise<{ server: FastifyInstance; url: string; heard: Heard[]; answers: number[] }> {
  const heard: Heard[] = [];
  const answers: number[] = [];
  const server = Fastify({ forceCloseConnections: true });
  server.post('/webhooks/*', ({ url, headers, body }, reply) => {
    heard.push({ path: url, headers, body: body as Heard['body'] });
    return reply.code(answers.shift() ?? 200).send();
  });
  return { server, url: await server.listen({ port: 0, host: '127.0.0.1' }), heard, answers };
}

async function call<T>(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const env = sandbox.env();
  const sunshineKey = `${env.SUNSHINE_KEY_ID}:${env.SUNSHINE_KEY_SECRET}`;
  const [authorization, base] = path.startsWith('/api')
    ? [sandbox.apiTokenHeader, env.ZENDESK_BASE_URL]
    : [`Basic ${Buffer.from(sunshineKey).toString('base64')}`, env.SUNSHINE_BASE_URL];
  const response = await fetch(`${base}${path}`.replace(':app', env.SUNSHINE_APP_ID ?? ''), {
    method,
    headers: {
      authorization,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = (text.startsWith('{') ? JSON.parse(text) : undefined) as T;
  return { status: response.status, headers: response.headers, json };
}
