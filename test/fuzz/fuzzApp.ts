/** A stream of spoiled requests to `/app`, and what must hold after each. */
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import * as fc from 'fast-check';
import type { TicketRead } from '../../src/service/app/ticketSource';
import { APP_SECRET, claimsAt, type Forging, token } from '../support/appToken';
import { emptyBoard, policyOf } from '../support/appView';
import { listen } from '../support/rawHttp';
import { NOW, testReceiver } from '../support/receiver';
import { newConversation } from '../../workflows/core/conversation';

export interface AppFuzzed {
  requests: number;
  /** What did not hold, the smallest example of it; absent: all held. */
  violation?: string;
  /** Answers by how many there were. */
  counts: Record<string, number>;
}

interface Spoiled {
  method: string;
  path: string;
  authorization: string | undefined;
  /** The token is good. */
  authentic: boolean;
  body: string | undefined;
}

/** More than any stall of a busy machine. */
const ANSWER_WITHIN_MS = 30_000;
const good = claimsAt(NOW);
const jsonText = fc.jsonValue().map((it) => JSON.stringify(it));
const anyClaims = fc.oneof(
  fc.constant(good),
  fc.record({ iss: fc.jsonValue(), aud: fc.jsonValue(), iat: fc.jsonValue(), exp: fc.jsonValue() }),
  fc.dictionary(fc.constantFrom(...Object.keys(good), '__proto__', 'constructor', 'nbf'), fc.jsonValue()).map((it) => ({
    ...good,
    ...it,
  })),
);
const forging: fc.Arbitrary<Forging> = fc.oneof(
  fc.constant({}),
  fc.record({
    header: fc.dictionary(fc.constantFrom('alg', 'typ', 'kid', 'crit', 'b64', 'jwk', 'jku', 'zip'), fc.jsonValue()),
  }),
  fc.record({ secret: fc.string() }),
  fc.string().map((it) => ({ sign: () => Buffer.from(it).toString('base64url') })),
);
/** A header's value must be Latin-1 without control characters. */
const header = (text: string): string => text.replace(/[^\x20-\x7e\xa0-\xff]/g, '?').slice(0, 12_000);
const spoiledToken = fc.oneof(
  fc.tuple(anyClaims, forging).map(([claims, how]) => `Bearer ${token(claims, how)}`),
  fc
    .tuple(fc.nat(), fc.string({ minLength: 1, maxLength: 3 }))
    .map(([at, instead]) => splice(`Bearer ${token(good)}`, at, instead)),
  fc
    .array(
      jsonText.map((it) => Buffer.from(it).toString('base64url')),
      { maxLength: 5 },
    )
    .map((it) => `Bearer ${it.join('.')}`),
  fc.string({ maxLength: 10_000 }),
);

const splice = (text: string, at: number, instead: string): string => {
  const place = at % text.length;
  return text.slice(0, place) + instead + text.slice(place + 1);
};

const path = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom('100', '1', '999999999', '0', '-1', '00', '%31', '1/', '1?x=1', '') },
    {
      weight: 2,
      arbitrary: fc.string({ maxLength: 200 }).map((it) => encodeURIComponent(it.replace(/[\uD800-\uDFFF]/g, '?'))),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('%', '%zz', '%00', '%ff%fe', '..%2f..', '%2e%2e/1', '1;x', '1#x', 'x'.repeat(5_000)),
    },
  )
  .map((it) => `/app/tickets/${it}`);

const boardPath = fc
  .constantFrom('', '/', '?', '?group=1', '?__proto__[x]=1', '/1', '%00', '#x', ';x', '//', '%2f', '/../tickets/1')
  .map((it) => `/app/board${it}`);

const spoiled: fc.Arbitrary<Spoiled> = fc
  .record({
    method: fc.oneof(
      { weight: 8, arbitrary: fc.constant('GET') },
      { weight: 1, arbitrary: fc.constantFrom('HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH') },
    ),
    path: fc.oneof(
      { weight: 8, arbitrary: path },
      { weight: 2, arbitrary: boardPath },
      { weight: 1, arbitrary: fc.constantFrom('/app', '/app/', '/app/tickets') },
    ),
    isGood: fc.boolean(),
    other: fc.option(spoiledToken, { nil: undefined }),
    body: fc.option(jsonText, { nil: undefined, freq: 6 }),
  })
  .map(({ isGood, other, ...it }) => {
    const sound = `Bearer ${token(good)}`;
    const authorization = isGood ? sound : other === undefined ? undefined : header(other);
    return { ...it, authorization, authentic: authorization?.trim() === sound };
  });

/** @param count of requests, one after the other */
export async function fuzzApp(count: number, seed: number): Promise<AppFuzzed> {
  let reads = 0;
  const run = { runId: 'r', historyLength: 3, open: true, conversation: newConversation('100', NOW) };
  const read = (): Promise<TicketRead> => {
    reads += 1;
    return Promise.resolve({ at: NOW, run, turns: undefined, pause: undefined });
  };
  const board = {
    read: () => {
      reads += 1;
      return Promise.resolve(emptyBoard(NOW));
    },
  };
  const policy = policyOf();
  const account = { account: 'acme', secrets: [APP_SECRET], policy: () => policy, source: { read }, board };
  let leaked = false;
  const receiver = testReceiver({ reading: { accounts: [account], version: '1', answerWithinMs: 60_000 } }, (line) => {
    leaked ||= line.includes(APP_SECRET) || line.includes('eyJ');
  });
  const port = await listen(receiver.app);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const counts: Record<string, number> = {};
  let requests = 0;
  try {
    const holds = fc.asyncProperty(spoiled, async (it) => {
      requests += 1;
      const before = reads;
      const { status, body } = await send(agent, port, it, addressFor(requests));
      counts[status] = (counts[status] ?? 0) + 1;
      if (status >= 500) throw new Error(`${status}: ${body}`);
      if (!it.authentic && reads > before && !isGoodAllTheSame(it)) throw new Error('a spoiled token read a ticket');
      if (!it.authentic && status === 200 && !isGoodAllTheSame(it)) throw new Error('a spoiled token got an answer');
      if (leaked || body.includes(APP_SECRET)) throw new Error('the secret, or a token, was told');
      if ('polluted' in {}) throw new Error('Object.prototype was changed');
    });
    const found = await fc.check(holds, { seed, numRuns: count, endOnFailure: false });
    const words = found.errorInstance instanceof Error ? found.errorInstance.message : String(found.errorInstance);
    const violation = found.failed ? `${words}\n  ${JSON.stringify(found.counterexample)}` : undefined;
    return { requests, counts, ...(violation !== undefined && { violation }) };
  } finally {
    agent.destroy();
    await receiver.app.close();
  }
}

/** Spoiling may leave a token as it was in all that counts: the claims are ours, and signed with our secret. */
function isGoodAllTheSame({ authorization = '' }: Spoiled): boolean {
  const [, head = '', claims = '', signature = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(authorization.trim()) ?? [];
  const ours = createHmac('sha256', APP_SECRET).update(`${head}.${claims}`).digest();
  return Buffer.from(signature, 'base64url').equals(ours);
}

/** Connections of an address that is refused fifty times in ten seconds are closed unread (G41). */
const addressFor = (request: number): string => `127.0.${Math.floor(request / 40) % 250}.1`;

function send(
  agent: Agent,
  port: number,
  it: Spoiled,
  localAddress: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const { method, path } = it;
    const options = { agent, port, host: '127.0.0.1', localAddress, method, path, timeout: ANSWER_WITHIN_MS };
    const headers = {
      ...(it.authorization !== undefined && { authorization: it.authorization }),
      ...(it.body !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(it.body),
      }),
    };
    const sent = request({ ...options, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)));
    // The server ends a connection whose request it refuses before the body is there.
    sent.on('error', (error) => (it.body === undefined ? reject(error) : resolve({ status: 0, body: '' })));
    sent.end(it.body);
  });
}
