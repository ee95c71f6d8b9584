import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../activities/failures';
import { failureTypes } from '../../activities/failureTypes';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { type Config, loadConfig } from '../../src/config/config';
import { createAccountAdmin } from '../../src/operator/setup/vendorAdmin';
import { type Account, openAccount } from '../../src/service/account/account';
import { createLog } from '../../src/telemetry/log';
import { createMetrics } from '../../src/telemetry/metrics';
import { accessZendesk } from '../../src/vendors/zendesk/transport';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { everythingOf, vendorErrorOf } from '../support/vendorErrors';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const MONDAY = Date.parse('2026-11-23T08:00:00Z');

let now: number;
let sandbox: Sandbox;
let config: Config;
let account: Account;
let ticketId: string;
let printed: string;
const metrics = createMetrics();

async function start(options: SandboxOptions = {}, changes: Record<string, string> = {}): Promise<void> {
  await sandbox?.close();
  sandbox = await startSandbox({ now: () => now, ...options });
  config = loadConfig({ ...sandbox.env(), ...changes }, () => 'language: es');
  account = openAccount(config, {
    client: new Client({ connection: Connection.lazy() }),
    log: createLog('trace', { write: (line: string) => void (printed += line) }),
    metrics,
    now: () => now,
  });
  account.stop();
  ({ ticketId } = sandbox.customerWrites(sandbox.addCustomer({ name: 'María', phone: '+34600111222' }), 'Hola'));
}

beforeEach(async () => {
  now = MONDAY;
  printed = '';
  await start();
});
afterEach(() => sandbox.close());

const read = (): Promise<unknown> => account.dependencies().zendesk.ticket(ticketId);
const tokenRequests = () => sandbox.requests().filter(({ path }) => path === '/oauth/tokens');
const refusals = () => sandbox.requests().filter(({ status }) => status === 401);
const failToken = (status: number, times = 1, headers?: Record<string, string>) =>
  sandbox.failRequests({
    path: /^\/oauth/,
    times,
    effect: { kind: 'respond', status, body: {}, ...(headers && { headers }) },
  });

describe('an access token', () => {
  it('A2 is requested once, however many calls wait for it', async () => {
    const { zendesk } = account.dependencies();
    await Promise.all(Array.from({ length: 50 }, () => zendesk.user('901')));
    expect(tokenRequests()).toHaveLength(1);
    expect(refusals()).toEqual([]);
  });

  it('A2 is one for the process and account, whoever opens access to it', async () => {
    await Promise.all([
      read(),
      createZendesk(config.zendesk).ticket(ticketId),
      createAccountAdmin(config.zendesk, config.sunshine).me(),
    ]);
    expect(tokenRequests()).toHaveLength(1);
  });

  it('A2 is used for reading, writing and setting up, node-zendesk included', async () => {
    await account.dependencies().zendesk.updateTicket(ticketId, { note: 'Hola', noteKeys: ['k'] });
    const { places } = createAccountAdmin(config.zendesk, config.sunshine);
    await places.view.list();
    await places.webhook.list();
    expect(sandbox.notes(ticketId)).toMatchObject([{ author: 'Ventana' }]);
    expect(tokenRequests()).toHaveLength(1);
  });

  it('A3 is used until a minute before it expires, and replaced then by one request', async () => {
    await start({ oauth: { tokenLifeSeconds: 300 } });
    await read();
    now += 4 * MINUTE - 1;
    await read();
    expect(tokenRequests()).toHaveLength(1);
    now += 1;
    await Promise.all([read(), read(), read()]);
    expect(tokenRequests()).toHaveLength(2);
    expect(refusals()).toEqual([]);
  });

  it('A3 that lives for seconds is replaced in the last fifth of its life', async () => {
    await start({ oauth: { tokenLifeSeconds: 5 } });
    await read();
    now += 4 * SECOND - 1;
    await read();
    expect(tokenRequests()).toHaveLength(1);
    now += 1;
    await read();
    expect(tokenRequests()).toHaveLength(2);
  });

  it('A3 is replaced when time jumps over its end', async () => {
    await read();
    now += 3 * 24 * 60 * MINUTE;
    await read();
    expect(tokenRequests()).toHaveLength(2);
    expect(refusals()).toEqual([]);
  });

  it('A3 is used to its end while no other can be had', async () => {
    await start({ oauth: { tokenLifeSeconds: 300 } });
    await read();
    now += 4 * MINUTE;
    failToken(503, 9);
    await Promise.all([read(), read()]);
    expect(tokenRequests()).toHaveLength(2);
    now += 30 * SECOND;
    await read();
    expect(tokenRequests()).toHaveLength(3);
    now += 30 * SECOND;
    await expect(read()).rejects.toMatchObject({ status: 503 });
    expect(refusals()).toEqual([]);
  });

  it('A4 that is refused in the middle of its life is replaced, and the calls are repeated once', async () => {
    await read();
    sandbox.revokeTokens();
    await Promise.all([read(), account.dependencies().zendesk.updateTicket(ticketId, { note: 'x', noteKeys: ['x'] })]);
    expect(tokenRequests()).toHaveLength(2);
    expect(sandbox.notes(ticketId)).toHaveLength(1);
    expect(await account.checks['zendesk']?.()).toBe(true);
  });

  it('A4 is not replaced again when the new one is refused too: calls stop, and ready says which variables', async () => {
    await read();
    sandbox.failRequests({ path: /^\/api/, times: 99, effect: { kind: 'respond', status: 401, body: {} } });
    expect(await vendorErrorOf(read())).toMatchObject({ status: 401, reached: 'answered' });
    expect(tokenRequests()).toHaveLength(2);
    const made = sandbox.requests().length;
    expect(await vendorErrorOf(read())).toMatchObject({ status: 401, reached: 'notSent' });
    expect(sandbox.requests()).toHaveLength(made);
    expect(await account.checks['zendesk']?.()).toBe(
      '401: check ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET',
    );
    sandbox.clearFaults();
    now += MINUTE + 1;
    await read();
    expect(tokenRequests()).toHaveLength(2);
  });

  it('A4 is not asked for by each call whose token is refused, where nothing stops the calls', async () => {
    const bare = createZendesk({ ...config.zendesk, now: () => now });
    await bare.ticket(ticketId);
    sandbox.failRequests({ path: /^\/api/, times: 99, effect: { kind: 'respond', status: 401, body: {} } });
    for (let call = 0; call < 5; call += 1) await vendorErrorOf(bare.ticket(ticketId));
    expect(tokenRequests()).toHaveLength(2);
    now += MINUTE + 1;
    await vendorErrorOf(bare.ticket(ticketId));
    expect(tokenRequests()).toHaveLength(3);
  });

  it.each([false, true])(
    'A4 serves two processes, whether (%s) or not one ends the token of the other',
    async (dies) => {
      await start({ oauth: { olderTokensDie: dies } });
      const other = createZendesk({ ...config.zendesk, auth: { ...config.zendesk.auth }, now: () => now });
      for (let round = 0; round < 3; round += 1) {
        await read();
        await other.ticket(ticketId);
      }
      expect(tokenRequests()).toHaveLength(dies ? 6 : 2);
    },
  );
});

describe('without an access token', () => {
  it('A5 a call is not made; a refusal is final, and not asked for again within the minute', async () => {
    sandbox.rotateSecret();
    const error = await vendorErrorOf(read());
    expect(error).toMatchObject({ status: 401, reached: 'answered', code: 'invalid_client' });
    expect(failureOf(error)).toMatchObject({ type: failureTypes.unauthorized, nonRetryable: true });
    const bare = createZendesk({ ...config.zendesk, now: () => now });
    for (let call = 0; call < 5; call += 1) await vendorErrorOf(bare.ticket(ticketId));
    expect(tokenRequests()).toHaveLength(1);
    expect(sandbox.requests().filter(({ path }) => path.startsWith('/api'))).toEqual([]);
    now += MINUTE + 1;
    await vendorErrorOf(read());
    expect(tokenRequests()).toHaveLength(2);
  });

  it.each([404, 409, 403, 302, 422, 400])(
    'A5 an answer %i is a refusal too, and says nothing about the ticket',
    async (status) => {
      failToken(status);
      const error = await vendorErrorOf(read());
      expect(error).toMatchObject({ status: 401, reached: 'answered' });
      expect(error.message).toContain(`POST /oauth/tokens: ${status}`);
    },
  );

  it.each([
    [503, failureTypes.transient],
    [500, failureTypes.transient],
    [429, failureTypes.transient],
    [408, failureTypes.transient],
  ])('A5 after %i the call is tried later: it was certainly not made', async (status, type) => {
    failToken(status);
    const error = await vendorErrorOf(read());
    expect(error).toMatchObject({ status, reached: 'notSent', retryAfterMs: SECOND });
    expect(failureOf(error)).toMatchObject({ type });
    now += SECOND;
    await read();
  });

  it('A5 the pauses between requests grow, and Retry-After is obeyed', async () => {
    failToken(503, 3);
    const askedAt: number[] = [];
    for (; ; now += 100) {
      const before = tokenRequests().length;
      const done = await read().then(
        () => true,
        () => false,
      );
      if (tokenRequests().length > before) askedAt.push(now - MONDAY);
      if (done) break;
    }
    expect(askedAt).toEqual([0, SECOND, 3 * SECOND, 7 * SECOND]);
    await start();
    failToken(429, 1, { 'retry-after': '30' });
    const error = await vendorErrorOf(read());
    expect(error.retryAfterMs).toBe(30 * SECOND);
    expect(failureOf(error)).toMatchObject({ type: failureTypes.tryLater });
    now += 29 * SECOND;
    expect(await vendorErrorOf(read())).toMatchObject({ retryAfterMs: SECOND });
    expect(tokenRequests()).toHaveLength(1);
  });

  it.each([
    ['lost', { kind: 'loseResponse' } as const],
    ['no JSON', { kind: 'notJson' } as const],
    ['without a token', { kind: 'respond', status: 200, body: { token_type: 'bearer' } } as const],
    ['of another kind', { kind: 'respond', status: 200, body: { access_token: 'x', token_type: 'mac' } } as const],
  ])('A5 an answer that is %s leads to another request', async (_what, effect) => {
    sandbox.failRequests({ path: /^\/oauth/, effect });
    expect(await vendorErrorOf(read())).toMatchObject({ reached: 'notSent', status: undefined });
    now += SECOND;
    await read();
    expect(tokenRequests()).toHaveLength(2);
  });

  it('A5 an answer without a life is given the one that was asked for', async () => {
    const body = { access_token: 'sandbox-oauth-token', token_type: 'Bearer', scope: 'read write' };
    sandbox.failRequests({ path: /^\/oauth/, effect: { kind: 'respond', status: 200, body } });
    await read();
    now += 28 * MINUTE;
    await read();
    expect(tokenRequests()).toHaveLength(1);
    now += MINUTE;
    await read();
    expect(tokenRequests()).toHaveLength(2);
  });
});

describe('a secret or a token', () => {
  it('A6 is in no log, failure, metric or record', async () => {
    await start({}, { ZENDESK_OAUTH_SCOPE: 'tickets:read' });
    const secret = sandbox.env()['ZENDESK_OAUTH_CLIENT_SECRET'] ?? expect.fail('no secret');
    const log = createLog('trace', { write: (line: string) => void (printed += line) });
    const told: string[] = [];
    const tell = async (call: Promise<unknown>): Promise<void> => {
      const error = await vendorErrorOf(call);
      log.error({ error, config, auth: config.zendesk.auth, zendesk: config.zendesk }, 'failed');
      const failure = defaultFailureConverter.errorToFailure(failureOf(error), defaultPayloadConverter);
      told.push(everythingOf(error), JSON.stringify(failure));
    };
    const { zendesk } = account.dependencies();
    await tell(zendesk.history({ id: ticketId } as never)); // 403: scope
    await tell(zendesk.updateTicket(ticketId, { note: 'x' })); // 403
    const token = await issuedToken();
    sandbox.failRequests({ path: /^\/api/, times: 9, effect: { kind: 'respond', status: 401, body: { error: 'x' } } });
    await tell(zendesk.ticket(ticketId));
    sandbox.clearFaults();
    const echo = { error: 'invalid_client', error_description: `The secret ${secret} is not of client ventana` };
    sandbox.failRequests({ path: /^\/oauth/, effect: { kind: 'respond', status: 401, body: echo } });
    const broken = { ...config.zendesk, auth: { ...config.zendesk.auth }, now: () => now };
    await tell(createZendesk(broken).ticket(ticketId));
    now += 2 * MINUTE;
    const half = { access_token: token, token_type: 7 };
    sandbox.failRequests({ path: /^\/oauth/, effect: { kind: 'respond', status: 200, body: half } });
    await tell(createZendesk(broken).ticket(ticketId));
    sandbox.failRequests({ path: /^\/oauth/, effect: { kind: 'loseResponse' } });
    now += 2 * MINUTE;
    await tell(createZendesk(broken).ticket(ticketId));

    const everything = [printed, ...told, await metrics.registry.metrics(), JSON.stringify(sandbox.requests())];
    expect(told).toHaveLength(12);
    expect(printed).toContain('failed');
    for (const text of everything) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain('sandbox-access-');
    }
  });

  /** The token that the account uses, as only the process knows it. */
  async function issuedToken(): Promise<string> {
    return (await accessZendesk(config.zendesk).token()) ?? expect.fail('no token');
  }
});

describe('six hours on tokens of five minutes', () => {
  it('A3 has no call refused, and one request for each renewal', async () => {
    await start({ oauth: { tokenLifeSeconds: 300 } });
    const end = MONDAY + 6 * 60 * MINUTE;
    for (; now < end; now += 2 * MINUTE) await read();
    const asked = tokenRequests().map(({ at }) => at);
    expect(refusals()).toEqual([]);
    expect(sandbox.requests().filter(({ status }) => status >= 400)).toEqual([]);
    expect(asked).toEqual(Array.from({ length: 90 }, (_, index) => MONDAY + index * 4 * MINUTE));
  });
});
