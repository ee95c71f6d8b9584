import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/operator/doctor/check';
import { embeddedIsDown, service } from '../../src/operator/doctor/internal/checks/service';
import type { Context } from '../../src/operator/doctor/internal/context';
import { freePort } from '../../src/system/freePort';
import { announce, type Announced } from '../../src/running/announce';
import { findRunning, whatListens } from '../../src/running/findRunning';
import { fingerprintsOf } from '../../src/running/report';

const SECRET = 'a-very-secret-value';
const describeIt =
  (temporal = 'ok') =>
  () =>
    Promise.resolve({
      ...{ version: '1.2.3', startedAt: 1, receiver: 'http://127.0.0.1:1', worker: true, temporal },
      accounts: [{ account: 'acme', secrets: { ZENDESK_WEBHOOK_SECRET: [SECRET] }, zendesk: {}, sunshine: {} }],
    });

let folder: string;
let announced: Announced | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ventana-running-'))));
afterEach(async () => {
  await announced?.close();
  rmSync(folder, { recursive: true });
});

describe('V3 what a running service tells', () => {
  it('holds no secret, only fingerprints, and needs the token that stands in the data folder', async () => {
    announced = await announce(folder, describeIt());
    const [name = ''] = readdirSync(join(folder, 'running'));
    const file = join(folder, 'running', name);
    const { url, token } = JSON.parse(readFileSync(file, 'utf8')) as { url: string; token: string };
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: 'Bearer no' } })).status).toBe(401);
    const text = await (await fetch(url, { headers: { authorization: `Bearer ${token}` } })).text();
    expect(text).not.toContain(SECRET);
    const [found] = await findRunning(folder);
    expect(found?.accounts[0]?.secrets).toEqual(fingerprintsOf({ ZENDESK_WEBHOOK_SECRET: [SECRET] }, token));
  });

  it('is gone with the service; what a killed one has left is not taken for it', async () => {
    announced = await announce(folder, describeIt());
    expect(await findRunning(folder)).toHaveLength(1);
    await announced.close();
    expect(await findRunning(folder)).toEqual([]);
    const left = { url: 'http://127.0.0.1:9', token: 'x', pid: 2 ** 30 };
    writeFileSync(join(folder, 'running', `${left.pid}-left.json`), JSON.stringify(left));
    expect(await findRunning(folder)).toEqual([]);
    announced = await announce(folder, describeIt());
    expect(readdirSync(join(folder, 'running'))).toHaveLength(1);
  });
});

describe('J7 doctor says of the sidebar app', () => {
  /** Of a service whose app has called then. */
  const says = async (app: { takenAt?: number }, appSecrets = ['s']): Promise<string> => {
    const account = { account: 'acme', secrets: {}, zendesk: {}, sunshine: {}, app };
    const one = { receiver: 'http://127.0.0.1:1', accounts: [account] };
    const context = {
      config: { account: 'acme', zendesk: { appSecrets } },
      running: () => Promise.resolve([one]),
      now: () => 600_000,
    };
    const check = service(context as unknown as Context).find(({ id }) => id === 'service.app');
    const { level, found = '' } = (await check?.run()) ?? {};
    return `${level}: ${found}`;
  };

  it('when it last called; and where it has not, no more than that', async () => {
    expect(await says({ takenAt: 300_000 })).toBe('ok: it called 5 min ago, with a secret that is configured');
    expect(await says({})).toMatch(/^ok: no call since the service started; only a call shows that it is installed/);
    expect(await says({}, [])).toMatch(/^skipped: because it has no secret/);
  });
});

describe('V4 doctor, where the embedded Temporal does not answer,', () => {
  const says = async (port: number): Promise<string> => {
    const { found, todo = '' }: Finding = await embeddedIsDown({
      config: { dataFolder: folder, account: 'acme', http: { port } },
      running: () => findRunning(folder),
      listener: () => whatListens(`http://127.0.0.1:${port}`),
    } as unknown as Context);
    return `${found}. ${todo}`;
  };
  /** Answers everything with this. */
  async function listening(body: string): Promise<number> {
    const server = createServer((_request, response) => void response.end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    announced = { close: () => new Promise((resolve) => server.close(() => resolve())) };
    return (server.address() as AddressInfo).port;
  }

  it('says that the running service starts it again', async () => {
    announced = await announce(folder, describeIt('the embedded Temporal has ended and is being started again'));
    expect(await says(1)).toMatch(/running service says .* is being started again\. Wait a minute/);
  });

  it('says to start Ventana where nothing runs', async () => {
    expect(await says(await freePort())).toBe('the embedded server is not running. Start Ventana: npx ventana start.');
  });

  it('tells another Ventana on the port from another program: no "Start Ventana" that ends with "Port is taken"', async () => {
    const port = await listening('{"live":true}');
    expect(await says(port)).toMatch(/another Ventana answers at port \d+\. .*VENTANA_DATA/);
    await announced?.close();
    expect(await says(await listening('<html>'))).toMatch(
      /another program has port \d+\. Stop that program, or set PORT/,
    );
  });
});
