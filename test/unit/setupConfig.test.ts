import { describe, expect, it } from 'vitest';
import { loadConfig, loadSetupConfig } from '../../src/config/config';
import { publicUrl } from '../../src/config/publicUrl';
import { validEnvironment } from '../support/configuration';

const { ZENDESK_WEBHOOK_SECRET: _zendesk, SUNSHINE_WEBHOOK_SECRET: _sunshine, ...credentials } = validEnvironment;

/** @param files path to content; a policy is there in any case */
const reader =
  (files: Record<string, string> = {}) =>
  (path: string): string => {
    const content = path === 'ventana.yaml' ? 'language: es' : files[path];
    if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return content;
  };

const stored = {
  '.ventana/secrets/acme/ZENDESK_WEBHOOK_SECRET': 'stored-zendesk\n',
  '.ventana/secrets/acme/SUNSHINE_WEBHOOK_SECRET': 'stored-v2,stored-v1',
};

describe('the secrets of the webhooks', () => {
  it('are found where setup has stored them', () => {
    const config = loadConfig(credentials, reader(stored));
    expect(config.zendesk.webhookSecrets).toEqual(['stored-zendesk']);
    expect(config.sunshine.webhookSecrets).toEqual(['stored-v2', 'stored-v1']);
  });

  it('are found under VENTANA_DATA, for the account whatever its case', () => {
    const files = Object.fromEntries(
      Object.entries(stored).map(([path, text]) => [path.replace('.ventana', 'data'), text]),
    );
    const config = loadConfig({ ...credentials, VENTANA_DATA: 'data', ZENDESK_SUBDOMAIN: 'Acme' }, reader(files));
    expect(config.zendesk.webhookSecrets).toEqual(['stored-zendesk']);
  });

  it('are those of the environment where it has them', () => {
    const config = loadConfig({ ...credentials, ZENDESK_WEBHOOK_SECRET: 'given' }, reader(stored));
    expect(config.zendesk.webhookSecrets).toEqual(['given']);
    expect(config.sunshine.webhookSecrets).toEqual(['stored-v2', 'stored-v1']);
  });

  it('are missing where neither has them, and setup is what helps', () => {
    expect(() => loadConfig(credentials, reader())).toThrow(/ZENDESK_WEBHOOK_SECRET: is not set\n.*ventana setup/);
  });
});

describe('the configuration before setup', () => {
  it('needs the credentials and no webhook secrets', () => {
    expect(loadSetupConfig(credentials, reader())).toMatchObject({
      zendesk: { webhookSecrets: [] },
      sunshine: { webhookSecrets: [] },
      secretsGiven: [],
    });
  });

  it('says which secrets the environment gives itself', () => {
    const config = loadSetupConfig({ ...credentials, ZENDESK_WEBHOOK_SECRET: 'given' }, reader());
    expect(config.secretsGiven).toEqual(['ZENDESK_WEBHOOK_SECRET']);
  });

  it('still needs every credential', () => {
    expect(() => loadSetupConfig({ ...credentials, SUNSHINE_KEY_ID: undefined }, reader())).toThrow(/SUNSHINE_KEY_ID/);
  });
});

describe('the public address', () => {
  it.each([
    ['https://ventana.acme.com', 'https://ventana.acme.com'],
    ['https://acme.com/ventana/', 'https://acme.com/ventana'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ])('can be %s', (written, url) => {
    expect(publicUrl(written)).toBe(url);
  });

  it.each([
    'http://ventana.acme.com',
    'http://localhost.acme.com',
    'ventana.acme.com',
    'https://user:pass@acme.com',
    'https://acme.com/?a=b',
    'ftp://acme.com',
  ])('cannot be %s', (written) => {
    expect(publicUrl(written)).toBeUndefined();
    expect(() => loadSetupConfig({ ...credentials, VENTANA_PUBLIC_URL: written }, reader())).toThrow(
      /VENTANA_PUBLIC_URL/,
    );
  });
});
