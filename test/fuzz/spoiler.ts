/** A proxy before the sandbox that spoils what it answers. */
import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as fc from 'fast-check';
import { type Json, mangledText, mutated } from './mutations';

/** How the next answers are spoiled; the same every time for the same `salt`. */
export interface Spoiling {
  salt: number;
  /** Of ten answers so many are spoiled. */
  share: number;
}

export interface Spoiler {
  url: string;
  next(spoiling: Spoiling): void;
  close(): Promise<void>;
}

const STATUSES = [200, 201, 204, 301, 400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503, 504];

export async function startSpoiler(target: string): Promise<Spoiler> {
  let spoiling: Spoiling = { salt: 0, share: 0 };
  let answers = 0;
  const server = createServer((incoming, response) => {
    const { host: _host, connection: _connection, ...headers } = incoming.headers;
    const outgoing = request(
      `${target}${incoming.url}`,
      { method: incoming.method, headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const body = Buffer.concat(chunks);
          const dice = fc.sample(fc.nat(999), { seed: spoiling.salt + 7919 * answers++, numRuns: 3 });
          const status = answer.statusCode ?? 500;
          if ((dice[0] ?? 0) % 10 >= spoiling.share) return whole(response, status, body);
          spoil(response, status, body, dice[1] ?? 0, spoiling.salt + answers);
        });
      },
    );
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (it) => {
      spoiling = it;
      answers = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function whole(
  response: ServerResponse,
  status: number,
  body: Buffer | string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(body);
}

function spoil(response: ServerResponse, status: number, body: Buffer, how: number, salt: number): void {
  const one = <T>(arbitrary: fc.Arbitrary<T>): T => fc.sample(arbitrary, { seed: salt, numRuns: 1 })[0]!;
  const kind = how % 12;
  if (kind === 0) return void response.destroy();
  if (kind === 1) {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length + 9 });
    return void response.write(body, () => setTimeout(() => response.destroy(), 5));
  }
  if (kind === 2) return whole(response, one(fc.constantFrom(...STATUSES)), body, { 'retry-after': one(retryAfter) });
  if (kind === 3) return whole(response, status, one(mangledText(fc.constant(body.toString()))));
  if (kind === 4)
    return whole(response, status, one(fc.constantFrom('', 'null', '[]', '{}', '0', '<html>', '"x"', '\ufeff{}')));
  if (kind === 5) return; // says nothing
  return whole(response, status, JSON.stringify(one(mutated(fc.constant(jsonOf(body)), 5))));
}

const retryAfter = fc.constantFrom(
  '1',
  '0',
  '-1',
  '1e9',
  'x',
  '',
  'Wed, 21 Oct 2099 07:28:00 GMT',
  '99999999999999999999',
);

function jsonOf(body: Buffer): Json {
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    return null;
  }
}
