import { describe, expect, it } from 'vitest';
import { loadConfig, type Config } from '../../src/config/config';
import { ConfigError } from '../../src/problems/configError';
import { secretNames } from '../../src/config/internal/secretFiles';
import { validEnvironment } from '../support/configuration';

const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 2).toString('base64');
const TOKEN = 'f'.repeat(64);

/** @param files path to content; a policy is there in any case */
function load(changes: Record<string, string | undefined>, files: Record<string, string> = {}): Config {
  const readFile = (path: string): string => {
    const content = path === 'ventana.yaml' ? 'language: es' : files[path];
    if (content === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return content;
  };
  return loadConfig({ ...validEnvironment, ...changes }, readFile);
}

function problems(changes: Record<string, string | undefined>, files?: Record<string, string>): string[] {
  try {
    load(changes, files);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ where, message }) => `${where}: ${message}`);
    throw error;
  }
  return expect.fail('the configuration was accepted');
}

describe('a secret in a file', () => {
  it('counts like the variable, without the space around it', () => {
    const config = load(
      {
        ZENDESK_OAUTH_CLIENT_SECRET: undefined,
        ZENDESK_OAUTH_CLIENT_SECRET_FILE: '/run/client',
        TEMPORAL_API_KEY_FILE: '/run/temporal',
      },
      { '/run/client': '\n from-a-file \r\n', '/run/temporal': 'temporal-key\n' },
    );
    expect(config.zendesk.auth).toMatchObject({ clientSecret: 'from-a-file' });
    expect(config.temporal.environment).toEqual({ TEMPORAL_API_KEY: 'temporal-key' });
  });

  it('may be any of the secrets', () => {
    expect(secretNames).toEqual(
      expect.arrayContaining([
        'ZENDESK_API_TOKEN',
        'ZENDESK_OAUTH_CLIENT_SECRET',
        'ZENDESK_OAUTH_TOKEN',
        'ZENDESK_WEBHOOK_SECRET',
        'SUNSHINE_KEY_SECRET',
        'SUNSHINE_WEBHOOK_SECRET',
        'VENTANA_ENCRYPTION_KEYS',
        'VENTANA_CODEC_TOKEN',
        'TEMPORAL_API_KEY',
      ]),
    );
  });

  it('and in the variable as well is a problem', () => {
    expect(problems({ SUNSHINE_KEY_SECRET_FILE: '/run/key' }, { '/run/key': 'hush' })).toEqual([
      'SUNSHINE_KEY_SECRET_FILE: and SUNSHINE_KEY_SECRET are both set',
    ]);
  });

  it('that cannot be read or is empty is one problem, not two', () => {
    const changes = { SUNSHINE_KEY_SECRET: undefined, SUNSHINE_KEY_SECRET_FILE: '/run/key' };
    expect(problems(changes)).toEqual(['SUNSHINE_KEY_SECRET_FILE: names a file that cannot be read (ENOENT)']);
    expect(problems(changes, { '/run/key': ' \n' })).toEqual(['SUNSHINE_KEY_SECRET_FILE: names a file that is empty']);
  });

  it.each(['ZENDESK_OAUTH_TOKEN', 'ZENDESK_API_TOKEN'])(
    'that cannot be read is a way to sign in all the same: %s',
    (name) => {
      const others = { ZENDESK_OAUTH_CLIENT_ID: undefined, ZENDESK_OAUTH_CLIENT_SECRET: undefined };
      const email = name === 'ZENDESK_API_TOKEN' ? { ZENDESK_EMAIL: 'ana@example.com' } : {};
      expect(problems({ ...others, ...email, [`${name}_FILE`]: '/none' })).toEqual([
        `${name}_FILE: names a file that cannot be read (ENOENT)`,
      ]);
    },
  );

  it('is checked like any other, and not shown', () => {
    const [problem] = problems(
      { SUNSHINE_KEY_SECRET: undefined, SUNSHINE_KEY_SECRET_FILE: '/run/key' },
      { '/run/key': 'hush hush' },
    );
    expect(problem).toMatch(/^SUNSHINE_KEY_SECRET: /);
    expect(problem).not.toContain('hush');
  });
});

describe('encryption keys', () => {
  it('are several, the newest first; none is none', () => {
    expect(load({}).encryptionKeys).toEqual([]);
    const { encryptionKeys } = load({ VENTANA_ENCRYPTION_KEYS: `2026-11:${KEY}, 2026-05:${OTHER_KEY}` });
    expect(encryptionKeys.map(({ id, key }) => [id, key.length, key[0]])).toEqual([
      ['2026-11', 32, 1],
      ['2026-05', 32, 2],
    ]);
  });

  it.each([
    ['without an id', KEY],
    ['of 31 bytes', `a:${Buffer.alloc(31).toString('base64')}`],
    ['of 33 bytes', `a:${Buffer.alloc(33).toString('base64')}`],
    ['not in base64', 'a:hush'],
    ['with an id of 33 letters', `${'a'.repeat(33)}:${KEY}`],
    ['missing after the comma', `a:${KEY},`],
    ['twice with one id', `a:${KEY},a:${OTHER_KEY}`],
  ])('%s are refused, and not shown', (_what, keys) => {
    const [problem, ...others] = problems({ VENTANA_ENCRYPTION_KEYS: keys });
    expect(others).toEqual([]);
    expect(problem).toMatch(/^VENTANA_ENCRYPTION_KEYS: /);
    expect(problem).not.toContain(keys);
  });
});

describe('the codec for Temporal’s UI', () => {
  it('is off without a token, and takes the embedded UI’s addresses by default', () => {
    expect(load({})).not.toHaveProperty('codec');
    const origins = ['http://localhost:8233', 'http://127.0.0.1:8233'];
    expect(load({ VENTANA_CODEC_TOKEN: TOKEN }).codec).toEqual({ token: TOKEN, origins });
  });

  it('has a token that nobody guesses, and origins that are origins', () => {
    expect(problems({ VENTANA_CODEC_TOKEN: 'short' })).toEqual(['VENTANA_CODEC_TOKEN: is shorter than 32 characters']);
    for (const origin of ['*', 'temporal.acme.com', 'https://temporal.acme.com/', 'file:///x']) {
      expect(problems({ VENTANA_CODEC_ORIGIN: origin })[0]).toMatch(/^VENTANA_CODEC_ORIGIN: is not a URL/);
    }
  });
});
