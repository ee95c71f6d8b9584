import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../src/system/freePort';
import { type Balancer, startBalancer } from '../cluster/balancer';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function receiver(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closers.push(() => server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function balancer(ports: number[]): Promise<{ url: string } & Balancer> {
  const port = await freePort();
  const started = await startBalancer(ports, port);
  closers.push(() => started.close());
  return { ...started, url: `http://127.0.0.1:${port}/webhooks/zendesk` };
}

const post = (url: string): Promise<Response> =>
  fetch(url, { method: 'POST', body: '{"a":1}', headers: { 'x-a': 'b' } });

describe('the balancer of the cluster run', () => {
  it('X20 gives each receiver its turn, with body and headers, and passes on the answer', async () => {
    const taken: string[] = [];
    const taking =
      (name: string): RequestListener =>
      (request, response) => {
        request.on('data', (text: Buffer) => {
          taken.push(`${name} ${request.url} ${text.toString()} ${request.headers['x-a'] as string}`);
          response.writeHead(409, { 'retry-after': '5' }).end('again');
        });
      };
    const { url } = await balancer([await receiver(taking('one')), await receiver(taking('two'))]);
    const answers = [await post(url), await post(url)];
    expect(taken.sort()).toEqual(['one /webhooks/zendesk {"a":1} b', 'two /webhooks/zendesk {"a":1} b']);
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
      [409, '5'],
      [409, '5'],
    ]);
  });

  it('X20 goes to another receiver where one refuses the connection', async () => {
    const { url, counts } = await balancer([await freePort(), await receiver((_, response) => response.end('here'))]);
    expect(await (await post(url)).text()).toBe('here');
    expect(await (await post(url)).text()).toBe('here');
    expect(counts).toEqual({ passedOn: 1, broken: 0 });
  });

  it('X20 does not pass on again what a receiver took with it when it died', async () => {
    const heard: string[] = [];
    const dying: RequestListener = (request) => {
      heard.push('dying');
      request.socket.destroy();
    };
    const { url, counts } = await balancer([await receiver(dying), await receiver(dying)]);
    expect((await post(url)).status).toBe(502);
    expect(heard).toEqual(['dying']);
    expect(counts).toEqual({ passedOn: 0, broken: 1 });
  });
});
