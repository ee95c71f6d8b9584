import { once } from 'node:events';
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { answers } from '../../src/embedded/devServer';
import { freePort } from '../../src/system/freePort';

/** An empty gRPC message: not compressed, no bytes. */
const EMPTY = Buffer.alloc(5);

it('a Temporal that is busy for a second and a half is not taken for none', async () => {
  const busy = createServer();
  busy.on('stream', (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    void sleep(1_500).then(() => stream.end(EMPTY));
  });
  await once(busy.listen(0, '127.0.0.1'), 'listening');
  expect(await answers(`127.0.0.1:${(busy.address() as AddressInfo).port}`)).toBe(true);
  busy.close();
});

it('a port at which nothing listens has no Temporal', async () => {
  expect(await answers(`127.0.0.1:${await freePort()}`)).toBe(false);
});
