import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox';
import { loadConfig } from '../../src/config/config';
import { createZendesk } from '../../src/vendors/zendesk/zendesk';
import { vendorErrorOf } from '../support/vendorErrors';

const MINUTE = 60_000;
let now: number;
let sandbox: Sandbox;
let read: () => Promise<unknown>;

beforeEach(async () => {
  now = Date.parse('2026-11-23T08:00:00Z');
  sandbox = await startSandbox({ now: () => now });
  const zendesk = createZendesk({ ...loadConfig(sandbox.env(), () => 'language: es').zendesk, now: () => now });
  const { ticketId } = sandbox.customerWrites(sandbox.addCustomer({ name: 'María', phone: '+34600111222' }), 'Hola');
  read = () => zendesk.ticket(ticketId);
});
afterEach(() => sandbox.close());

const tokenRequests = () => sandbox.requests().filter(({ path }) => path === '/oauth/tokens');

describe('an access token, on the edges,', () => {
  it('A4 is asked for again after the clock is set back, though two were refused', async () => {
    await read();
    sandbox.failRequests({ path: /^\/api/, times: 2, effect: { kind: 'respond', status: 401, body: {} } });
    expect(await vendorErrorOf(read())).toMatchObject({ status: 401 });
    now -= 60 * MINUTE;
    sandbox.revokeTokens();
    await read();
    expect(tokenRequests()).toHaveLength(3);
  });

  it('A5 the pause does not outlast a clock that is set back', async () => {
    sandbox.failRequests({ path: /^\/oauth/, effect: { kind: 'respond', status: 500, body: {} } });
    await vendorErrorOf(read());
    now -= 60 * MINUTE;
    await read();
    expect(tokenRequests()).toHaveLength(2);
  });

  it('A5 an answer may have null for what the token does not have', async () => {
    const nothing = { scope: null, expires_in: null, refresh_token: null, refresh_token_expires_in: null };
    const body = { access_token: 'sandbox-oauth-token', token_type: 'bearer', ...nothing };
    sandbox.failRequests({ path: /^\/oauth/, effect: { kind: 'respond', status: 200, body } });
    await read();
    expect(tokenRequests()).toHaveLength(1);
  });
});
