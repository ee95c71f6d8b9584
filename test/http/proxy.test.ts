import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHttp } from '../../src/vendors/http/http';
import { reply, ScriptedServer } from '../support/scriptedServer';

let proxy: ScriptedServer;
beforeEach(async () => {
  proxy = await new ScriptedServer().start();
  for (const name of ['http_proxy', 'HTTP_PROXY']) vi.stubEnv(name, proxy.origin);
  for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await proxy.stop();
});

const get = (url: string): Promise<unknown> => createHttp('zendesk', 5_000)({ method: 'GET', url, headers: {} });

it.each(['http://acme.example', 'http://localhost.example', 'http://127.0.0.1.example'])(
  'requests to %s go through the proxy of the environment',
  async (origin) => {
    proxy.on(`GET ${origin}/x`, reply(200, { by: 'proxy' }));
    expect(await get(`${origin}/x`)).toEqual({ by: 'proxy' });
  },
);

it('requests to this machine do not', async () => {
  const server = await new ScriptedServer().start();
  try {
    server.on('GET /x', reply(200, { by: 'server' }));
    expect(await get(`${server.origin}/x`)).toEqual({ by: 'server' });
    expect(proxy.seen).toEqual([]);
  } finally {
    await server.stop();
  }
});
