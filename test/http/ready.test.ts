import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { loadConfig } from '../../src/config/config';
import { openAccount } from '../../src/service/account/account';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import { testReceiver } from '../support/receiver';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** What `GET /health/ready` of a receiver without a worker says: no call was made before. */
async function ready(changes: Record<string, string> = {}) {
  const config = loadConfig({ ...sandbox.env(), ...changes }, () => 'language: es');
  const account = openAccount(config, {
    client: new Client({ connection: Connection.lazy() }),
    log: createLog('silent'),
    metrics: createMetrics(),
    now: Date.now,
  });
  account.stop();
  const { app } = testReceiver({ checks: account.checks });
  const answer = await app.inject('/health/ready');
  return { status: answer.statusCode, ...answer.json<{ checks: Record<string, string> }>().checks };
}

describe('ready', () => {
  it('finds by itself that the vendors take the credentials', async () => {
    expect(await ready()).toEqual({ status: 200, zendesk: 'ok', sunshine: 'ok' });
  });

  it('is red with a wrong credential, and names it', async () => {
    expect(await ready({ ZENDESK_OAUTH_CLIENT_SECRET: 'wrong' })).toEqual({
      status: 503,
      zendesk: '401: check ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET',
      sunshine: 'ok',
    });
    expect(await ready({ SUNSHINE_KEY_SECRET: 'wrong' })).toMatchObject({
      status: 503,
      sunshine: '401: check SUNSHINE_APP_ID, SUNSHINE_KEY_ID and SUNSHINE_KEY_SECRET',
    });
  });

  it('is not red when a vendor is down: webhooks must still be taken', async () => {
    const nowhere = { ZENDESK_BASE_URL: 'http://127.0.0.1:9', SUNSHINE_BASE_URL: 'http://127.0.0.1:9' };
    expect(await ready(nowhere)).toEqual({ status: 200, zendesk: 'ok', sunshine: 'ok' });
  });
});
