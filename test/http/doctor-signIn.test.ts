import { afterEach, describe, expect, it } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox';
import { loadConfig } from '../../src/config/config';
import type { Result } from '../../src/operator/doctor/check';
import { zendeskAccess } from '../../src/operator/doctor/internal/checks/zendeskAccess';
import { openContext } from '../../src/operator/doctor/internal/context';
import { examine } from '../../src/operator/doctor/internal/examine';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

/** The lines about Zendesk of an account that is as `prepare` leaves it. */
async function examined(
  options: SandboxOptions = {},
  { environment = {}, prepare = () => undefined }: { environment?: Record<string, string>; prepare?: () => void } = {},
): Promise<Record<string, string>> {
  sandbox = await startSandbox(options);
  const config = loadConfig({ ...sandbox.env(), ...environment }, () => 'language: es');
  prepare();
  const results = await examine(zendeskAccess(openContext(config, {})));
  const inWords = ({ level, found, todo = '' }: Result): string => `${level}: ${found}. ${todo}`;
  return Object.fromEntries(results.map((it) => [it.id, inWords(it)]));
}

describe('doctor, about signing in to Zendesk', () => {
  it('A8 is content with an OAuth client', async () => {
    const lines = await examined();
    expect(Object.values(lines).every((it) => it.startsWith('ok'))).toBe(true);
    expect(lines).toMatchObject({
      'zendesk.sign-in': expect.stringContaining('OAuth client, whose tokens are renewed') as string,
      'zendesk.scope': 'ok: read write. ',
      'zendesk.user': 'ok: "Ventana", who has no tickets. ',
      'zendesk.tokens': expect.stringContaining('can share the OAuth client') as string,
    });
  });

  it.each(['named', 'alike'] as const)(
    'A8 tells a wrong secret from an unknown client where Zendesk does: %s',
    async (wrongSecret) => {
      const oauth = { wrongSecret };
      const lines = await examined({ oauth }, { prepare: () => sandbox.rotateSecret() });
      expect(lines['zendesk.credential']).toMatch(
        wrongSecret === 'named'
          ? /^problem: the secret of the OAuth client "ventana" is wrong\. Regenerate/
          : /^problem: there is no OAuth client "ventana", or its secret is wrong: .*If it is that already: Regenerate/,
      );
    },
  );

  it('A8 tells them apart by any difference in the words', async () => {
    const prepare = (): void => {
      const body = { error: 'invalid_client', error_description: 'Falsch geraten' };
      sandbox.failRequests({ path: /^\/oauth/, body: /"ventana"/, effect: { kind: 'respond', status: 401, body } });
    };
    expect((await examined({}, { prepare }))['zendesk.credential']).toContain('the secret of the OAuth client');
  });

  it('A8 says so when Zendesk names the unknown client', async () => {
    const body = { error: 'invalid_client', error_description: 'No such client' };
    const effect = { kind: 'respond', status: 401, body } as const;
    const prepare = (): void => void sandbox.failRequests({ path: /^\/oauth/, effect });
    expect((await examined({}, { prepare }))['zendesk.credential']).toMatch(
      /^problem: there is no OAuth client "ventana"\./,
    );
  });

  it('A8 names a client that may not sign in by itself, and an address without a token endpoint', async () => {
    const body = { error: 'unauthorized_client' };
    const effect = { kind: 'respond', status: 400, body } as const;
    const prepare = (): void => void sandbox.failRequests({ path: /^\/oauth/, effect });
    expect((await examined({}, { prepare }))['zendesk.credential']).toMatch(/may not sign in by itself.*confidential/);
    await sandbox.close();
    const lost = (): void =>
      void sandbox.failRequests({ path: /^\/oauth/, effect: { kind: 'respond', status: 404, body: 'no' } });
    expect((await examined({}, { prepare: lost }))['zendesk.credential']).toMatch(
      /no access token \(POST \/oauth\/tokens: 404\)\. Check ZENDESK_SUBDOMAIN/,
    );
  });

  it('A8 says that Zendesk ends older tokens, if it does', async () => {
    const lines = await examined({ oauth: { olderTokensDie: true } });
    expect(lines['zendesk.tokens']).toMatch(/^warning: .*interrupt each other\. Give each process .* OAuth client/);
  });

  it.each([
    ['read', /lacks "write" for updating tickets, and for setup creating fields, triggers, webhooks, macros and views/],
    ['write', /lacks "read" for reading tickets with their audits/],
    ['tickets:read tickets:write users:read', /lacks "read" for .*audits.*; "write" for/],
  ])('A8 says for what the scope "%s" is too narrow', async (ZENDESK_OAUTH_SCOPE, words) => {
    const lines = await examined({}, { environment: { ZENDESK_OAUTH_SCOPE } });
    expect(lines['zendesk.credential']).toMatch(/^ok/);
    expect(lines['zendesk.scope']).toMatch(words);
    expect(lines['zendesk.scope']).toMatch(/^problem/);
  });

  it('A8 says whom it acts as: a client made by somebody who answers tickets', async () => {
    const lines = await examined(
      {},
      {
        prepare: () => {
          sandbox.plant({ kind: 'oauthClient', madeBy: 'agent' });
          const requester = sandbox.addCustomer({ name: 'María', phone: '+34600111222' });
          sandbox.addTicket({ requester, channel: 'email', subject: 'Pedido', assignedTo: 'agent' });
        },
      },
    );
    expect(lines['zendesk.user']).toMatch(
      /^warning: Ventana acts as "Ana Agente", who has tickets assigned: .*its own/,
    );
  });

  it.each([
    ['apiToken', /30 April 2027/],
    ['oauthToken', /1 April 2027/],
  ] as const)('A7 warns with the date when signing in by %s', async (signIn, date) => {
    const lines = await examined({ signIn });
    expect(lines['zendesk.sign-in']).toMatch(date);
    expect(lines['zendesk.scope']).toMatch(/^ok/);
    expect(lines).not.toHaveProperty('zendesk.tokens');
  });
});
