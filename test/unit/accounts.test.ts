import { describe, expect, it } from 'vitest';
import { accountEnvironment, accountEnvironments, type AccountFiles, loadAccounts } from '../../src/config/accounts';
import { ConfigError } from '../../src/problems/configError';
import { accountOf } from '../../src/temporal/accountOf';
import { ticketWorkflowId, turnsWorkflowId } from '../../workflows/messages';
import { sweepId } from '../../workflows/sweepMessages';
import { validEnvironment } from '../support/configuration';

const { ZENDESK_SUBDOMAIN: _name, ...account } = validEnvironment;
const fileOf = (variables: Record<string, string>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

const folder = (files: Record<string, string>): AccountFiles => ({
  list: () => Object.keys(files),
  read(path) {
    const text = files[path.replace('accounts/', '')];
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return text;
  },
});
const two = {
  'acme.env': fileOf(account),
  'acme.yaml': 'language: es',
  'globex.env': fileOf({ ...account, ZENDESK_OAUTH_CLIENT_SECRET: 'globex-secret' }),
  'globex.yaml': 'language: en\nrates: { sendsPerSecond: 2 }',
};
const shared = { VENTANA_ACCOUNTS: 'accounts', PORT: '9000' };

function problems(load: () => unknown): string[] {
  try {
    load();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ where, message }) => `${where} ${message}`);
    throw error;
  }
  return expect.fail('the accounts were accepted');
}

describe('several accounts', () => {
  it('have each their own credentials, policy, rates and path, and share the rest', () => {
    const [acme, globex] = loadAccounts(shared, folder(two));
    expect(acme).toMatchObject({
      account: 'acme',
      webhooksPath: '/webhooks/acme',
      http: { port: 9000 },
    });
    expect(globex).toMatchObject({
      account: 'globex',
      rates: { sendsPerSecond: 2 },
      webhooksPath: '/webhooks/globex',
      zendesk: { origin: 'https://globex.zendesk.com', auth: { type: 'client', clientSecret: 'globex-secret' } },
      http: { port: 9000 },
    });
  });

  it('are one, with the paths it always had, where no folder is named', () => {
    const files = folder({ 'ventana.yaml': 'language: es' });
    expect(loadAccounts(validEnvironment, files)).toMatchObject([{ account: 'acme', webhooksPath: '/webhooks' }]);
  });

  it('are told apart by name, which may be left out where there is one', () => {
    expect(accountEnvironment('Globex', shared, folder(two))).toMatchObject({
      ZENDESK_OAUTH_CLIENT_SECRET: 'globex-secret',
    });
    expect(accountEnvironment(undefined, validEnvironment)).toBe(validEnvironment);
    expect(accountEnvironment('acme', validEnvironment)).toBe(validEnvironment);
    expect(problems(() => accountEnvironment(undefined, shared, folder(two)))).toEqual([
      'VENTANA_ACCOUNTS names several accounts',
    ]);
    expect(problems(() => accountEnvironment('globx', shared, folder(two)))).toEqual([
      '--account globx is not an account of this installation',
    ]);
  });

  it('have all their problems told at once, each with its file', () => {
    const files = folder({
      'acme.env': fileOf({ ...account, SUNSHINE_APP_ID: '', PORT: '1' }),
      'globex.env': fileOf({ ...account, ZENDESK_SUBDOMAIN: 'other' }),
    });
    const environment = { ...shared, ZENDESK_API_TOKEN: 'x' };
    expect(problems(() => loadAccounts(environment, files))).toEqual([
      'ZENDESK_API_TOKEN is set for the whole installation, which has several accounts (VENTANA_ACCOUNTS)',
      'accounts/acme.env: PORT applies to all accounts, not to a single one',
      'accounts/globex.env: ZENDESK_SUBDOMAIN does not match the name of the file, globex',
    ]);
    const broken = folder({
      ...two,
      'acme.env': fileOf({ ...account, SUNSHINE_APP_ID: '' }),
      'globex.yaml': 'langage: es',
    });
    const found = problems(() => loadAccounts({ ...shared, PORT: 'x' }, broken));
    expect(found[0]).toBe('accounts/acme.env: SUNSHINE_APP_ID is not set');
    expect(found.filter((it) => it.startsWith('PORT'))).toHaveLength(1);
    expect(found.some((it) => it.startsWith('accounts/globex.yaml:1'))).toBe(true);
  });

  it('need at least one file', () => {
    expect(problems(() => accountEnvironments(shared, folder({ 'README.md': '' })))[0]).toContain(
      'there is no .env file in',
    );
  });
});

describe('the account of a workflow', () => {
  it.each([
    ticketWorkflowId('acme-es', '35436'),
    turnsWorkflowId('acme-es'),
    sweepId('acme-es'),
    `${sweepId('acme-es')}-2026-11-22T16:00:00Z`,
  ])('is read from %s', (workflowId) => {
    expect(accountOf(workflowId)).toBe('acme-es');
  });

  it('is nobody where the id is not ours', () => {
    expect(accountOf('order:acme:7')).toBeUndefined();
  });
});
