import { describe, expect, it } from 'vitest';
import { loadConfig, type Config } from '../../src/config/config';
import { ConfigError } from '../../src/problems/configError';
import { environmentSchema } from '../../src/config/internal/environmentSchema';
import { projectFile, validEnvironment } from '../support/configuration';

const load = (changes: Record<string, string | undefined> = {}, policy = 'language: es'): Config =>
  loadConfig({ ...validEnvironment, ...changes }, (path) => {
    if (path.endsWith('.yaml')) return policy;
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  });

function failure(changes: Record<string, string | undefined>, policy?: string): ConfigError {
  try {
    load(changes, policy);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  return expect.fail('the configuration was accepted');
}

const noClient = { ZENDESK_OAUTH_CLIENT_ID: undefined, ZENDESK_OAUTH_CLIENT_SECRET: undefined };

const wheres = (error: ConfigError): string[] => error.problems.map(({ where }) => where);

describe('the environment', () => {
  it('needs no more than the credentials', () => {
    expect(load()).toMatchObject({
      account: 'acme',
      zendesk: {
        origin: 'https://acme.zendesk.com',
        agentUrl: 'https://acme.zendesk.com/agent/tickets/',
        auth: { type: 'client', clientId: 'ventana', clientSecret: 'zendesk-secret', scope: 'read write' },
        webhookSecrets: ['zendesk-hook'],
      },
      sunshine: { baseUrl: 'https://acme.zendesk.com/sc', webhookSecrets: ['sunshine-hook'] },
      http: { host: '0.0.0.0', port: 8080 },
      temporal: { environment: {} },
      dataFolder: '.ventana',
      policyFile: 'ventana.yaml',
      logLevel: 'info',
    });
    expect(load().temporal).not.toHaveProperty('address');
  });

  it.each([
    'http://localhost:4000',
    'http://localhost:4000/',
    'http://localhost:4000/api/v2',
    'http://localhost:4000/api/v2/',
  ])('takes %s as the same place of Zendesk', (ZENDESK_BASE_URL) => {
    expect(load({ ZENDESK_BASE_URL }).zendesk.origin).toBe('http://localhost:4000');
  });

  it('keeps the path of another place of Sunshine, without the slash at its end', () => {
    expect(load({ SUNSHINE_BASE_URL: 'http://localhost:4000/sc/' }).sunshine.baseUrl).toBe('http://localhost:4000/sc');
  });

  it('takes several webhook secrets with commas between', () => {
    const config = load({ ZENDESK_WEBHOOK_SECRET: 'new, old', SUNSHINE_WEBHOOK_SECRET: 'v2,v1' });
    expect(config.zendesk.webhookSecrets).toEqual(['new', 'old']);
    expect(config.sunshine.webhookSecrets).toEqual(['v2', 'v1']);
  });

  it('A1 asks for another scope if told to', () => {
    const { auth } = load({ ZENDESK_OAUTH_SCOPE: 'tickets:read write' }).zendesk;
    expect(auth).toMatchObject({ type: 'client', scope: 'tickets:read write' });
  });

  it('A1 still signs in with an API token, or with an OAuth token made elsewhere', () => {
    const token = load({ ...noClient, ZENDESK_EMAIL: 'admin@acme.test', ZENDESK_API_TOKEN: 'token' });
    expect(token.zendesk.auth).toEqual({ type: 'token', email: 'admin@acme.test', token: 'token' });
    const oauth = load({ ...noClient, ZENDESK_OAUTH_TOKEN: 'oauth' });
    expect(oauth.zendesk.auth).toEqual({ type: 'oauth', token: 'oauth' });
  });

  it('A1 does not choose between two ways to sign in', () => {
    const apiToken = { ZENDESK_EMAIL: 'admin@acme.test', ZENDESK_API_TOKEN: 'token' };
    expect(wheres(failure(apiToken))).toEqual(['ZENDESK_API_TOKEN']);
    expect(failure(apiToken).message).toContain('keep ZENDESK_OAUTH_CLIENT_ID, which is the one that lasts');
    expect(wheres(failure({ ZENDESK_OAUTH_TOKEN: 'oauth' }))).toEqual(['ZENDESK_OAUTH_TOKEN']);
    expect(wheres(failure({ ...noClient, ...apiToken, ZENDESK_OAUTH_TOKEN: 'oauth' }))).toEqual(['ZENDESK_API_TOKEN']);
  });

  it('A1 does not take half of one, and says which half is missing', () => {
    expect(wheres(failure({ ZENDESK_OAUTH_CLIENT_SECRET: undefined }))).toEqual(['ZENDESK_OAUTH_CLIENT_SECRET']);
    expect(wheres(failure({ ZENDESK_OAUTH_CLIENT_ID: undefined }))).toEqual(['ZENDESK_OAUTH_CLIENT_ID']);
    expect(wheres(failure({ ...noClient, ZENDESK_API_TOKEN: 'token' }))).toEqual(['ZENDESK_EMAIL']);
    expect(wheres(failure({ ...noClient, ZENDESK_EMAIL: 'admin@acme.test' }))).toEqual(['ZENDESK_OAUTH_CLIENT_ID']);
    expect(wheres(failure({ ...noClient, ZENDESK_OAUTH_TOKEN: 'oauth', ZENDESK_OAUTH_SCOPE: 'read' }))).toEqual([
      'ZENDESK_OAUTH_SCOPE',
    ]);
    expect(failure(noClient).message).toMatch(
      /OAUTH_CLIENT_ID: is not set.*\n.*Create an OAuth client in Admin Center/,
    );
  });

  it('hands over the variables of Temporal and no others', () => {
    const { temporal } = load({
      TEMPORAL_ADDRESS: 'temporal:7233',
      TEMPORAL_TLS: 'true',
      TEMPORAL_CLI_PATH: '/bin/temporal',
    });
    expect(temporal.address).toBe('temporal:7233');
    expect(temporal.cliPath).toBe('/bin/temporal');
    expect(Object.keys(temporal.environment).every((name) => name.startsWith('TEMPORAL_'))).toBe(true);
    expect(temporal.environment).toMatchObject({ TEMPORAL_TLS: 'true' });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['LOG_LEVEL', 'loud'],
    ['ZENDESK_SUBDOMAIN', 'acme.zendesk.com'],
    ['ZENDESK_EMAIL', 'admin@acme.test/token'],
    ['ZENDESK_OAUTH_SCOPE', 'read, write'],
    ['ZENDESK_BASE_URL', 'localhost:4000'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['WHATSAPP_INTEGRATION_ID', '"quoted"'],
  ])('does not take %s=%s', (name, value) => {
    expect(wheres(failure({ [name]: value }))).toEqual([name]);
  });

  it('takes port 0, for any free port', () => {
    expect(load({ PORT: '0' }).http.port).toBe(0);
  });

  it('counts an empty variable as one that is not set', () => {
    expect(load({ PORT: '', LOG_LEVEL: '  ' })).toMatchObject({ http: { port: 8080 }, logLevel: 'info' });
    expect(wheres(failure({ SUNSHINE_APP_ID: ' ' }))).toEqual(['SUNSHINE_APP_ID']);
  });

  it('names a variable that looks like the missing one', () => {
    const { message } = failure({ ZENDESK_SUBDOMAIN: undefined, ZENDESK_SUBDOMIAN: 'acme' });
    expect(message).toContain('ZENDESK_SUBDOMIAN');
  });
});

describe('LEDGER_URL', () => {
  const inData = { type: 'file', folder: '.ventana/ledger' };
  const postgres = 'postgres://ventana:secret@db:5432/ventana?sslmode=verify-full';
  it.each([
    ['left out, beside the embedded Temporal', {}, inData],
    ['left out, beside another Temporal', { TEMPORAL_ADDRESS: 'temporal:7233' }, undefined],
    ['file, beside another Temporal', { TEMPORAL_ADDRESS: 'temporal:7233', LEDGER_URL: 'file' }, inData],
    ['another folder', { LEDGER_URL: 'file:///ledger' }, { type: 'file', folder: '/ledger' }],
    ['PostgreSQL', { LEDGER_URL: postgres }, { type: 'postgres', url: postgres }],
    ['off', { LEDGER_URL: 'off' }, undefined],
  ])('Y20 %s', (_, changes, place) => expect(load(changes).ledger).toEqual(place));

  it.each(['mysql://db/ventana', 'postgres://db', 'on', 'file:', '/ledger'])('Y20 refuses %s', (LEDGER_URL) => {
    expect(wheres(failure({ LEDGER_URL }))).toEqual(['LEDGER_URL']);
  });
});

describe('a bad configuration', () => {
  it('reports every problem of environment and policy at once', () => {
    const error = failure({ PORT: 'x', SUNSHINE_APP_ID: undefined }, 'language: fr\nquietHours: never');
    expect(wheres(error).sort()).toEqual(['PORT', 'SUNSHINE_APP_ID', 'ventana.yaml:1', 'ventana.yaml:2']);
    for (const { where, message, hint } of error.problems) {
      expect(error.message).toContain(where);
      expect(error.message).toContain(message);
      expect(error.message).toContain(hint);
    }
  });

  it('never shows a secret', () => {
    const secrets = [
      'ZENDESK_API_TOKEN',
      'ZENDESK_OAUTH_CLIENT_SECRET',
      'ZENDESK_OAUTH_TOKEN',
      'ZENDESK_WEBHOOK_SECRET',
      'SUNSHINE_KEY_SECRET',
      'SUNSHINE_WEBHOOK_SECRET',
    ];
    const { message } = failure({
      ...Object.fromEntries(secrets.map((name) => [name, 'hush hush'])),
      ZENDESK_BASE_URL: 'http://user:hush@localhost',
    });
    for (const name of secrets) expect(message).toContain(name);
    expect(message).not.toContain('hush');
  });

  it('G34 never shows a value: what was pasted into the wrong line may be a secret, and an address may hold one', () => {
    const names = Object.keys(environmentSchema.shape).filter(
      (it) => !['VENTANA_POLICY', 'VENTANA_ACCOUNTS'].includes(it),
    );
    for (const value of ['https://admin:hush@acme.test/x?key=hush hush', '"hush hush"', '-1hush, '.repeat(9)]) {
      const { message, problems } = failure(Object.fromEntries(names.map((name) => [name, value])));
      expect(problems.length).toBeGreaterThan(10);
      expect(message).not.toContain('hush');
    }
    const unread = failure({ ZENDESK_OAUTH_CLIENT_SECRET: undefined, ZENDESK_OAUTH_CLIENT_SECRET_FILE: 'hush' });
    expect(unread.message).toMatch(/SECRET_FILE: names a file that cannot be read \(ENOENT\)/);
    expect(unread.message).not.toContain('hush');
  });

  it('says what to copy where there is no policy file', () => {
    const missing = (): never => {
      throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    };
    expect(() => loadConfig(validEnvironment, missing)).toThrow(
      /ventana\.yaml: there is no policy file.*\n.*ventana\.example\.yaml/,
    );
  });

  it('does not say so of a policy file that cannot be read', () => {
    const forbidden = (): never => {
      throw Object.assign(new Error('no'), { code: 'EACCES' });
    };
    expect(() => loadConfig({ ...validEnvironment, VENTANA_POLICY: 'other.yaml' }, forbidden)).toThrow(
      /other\.yaml: .*EACCES/,
    );
  });
});

describe('.env.example', () => {
  const names = [...projectFile('.env.example').matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);
  const known = Object.keys(environmentSchema.shape);
  const ofTemporalItself = (name: string): boolean => name.startsWith('TEMPORAL_') && !known.includes(name);

  it('explains the variables that are read, each once, and no others', () => {
    expect(names.filter((name) => !ofTemporalItself(name)).sort()).toEqual(known.sort());
  });

  it('is right about what must be filled in: that alone makes a configuration', () => {
    const blank = [...projectFile('.env.example').matchAll(/^([A-Z_]+)=$/gm)].map(([, name = '']) => name);
    expect(blank.sort()).toEqual(Object.keys(validEnvironment).sort());
  });

  it('shows the defaults', () => {
    const shown = [...projectFile('.env.example').matchAll(/^# ([A-Z_]+)=(.+)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    const { TEMPORAL_ADDRESS: _address, ...defaults } = Object.fromEntries(shown) as Record<string, string>;
    const { temporal: _with, ...config } = load(defaults);
    const { temporal: _without, ...preset } = load();
    expect(config).toEqual(preset);
  });
});
