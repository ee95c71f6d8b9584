import { describe, expect, test } from 'vitest';
import { verifyApiKey } from '../../src/vendors/sunshine/verifyApiKey';
import { STALE_AFTER_MS, verifyZendesk } from '../../src/vendors/zendesk/verifySignature';

const secret = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
const timestamp = '2026-01-05T10:00:00Z';
const signedAt = Date.parse(timestamp);
const body = '{"ticket_id":"35436"}';
const signature = '4dMylHhaiyiuvKQTlfxSzRuEp5tCoz88AOoJla5fyxg=';
const good = { rawBody: Buffer.from(body), signature, timestamp, secrets: [secret], now: signedAt };

describe('the signature of Zendesk', () => {
  test.each([
    ['a body', body, signature],
    ['no body', '', 'ZyG4IAznODCZSykGTKx+dZ8PfGF+56uFodmGQNp0fQw='],
    ['a body beyond ASCII', '{"text":"café ☕"}', 'kt+g/8Rljcm4qVnqkInwL5De1hIgxq2z77pSWI+qiPw='],
  ])('is timestamp and bytes under the secret: %s', (_name, text, expected) => {
    expect(verifyZendesk({ ...good, rawBody: Buffer.from(text), signature: expected })).toBe(true);
  });

  test('while a secret is rotated, any of them will do', () => {
    expect(verifyZendesk({ ...good, secrets: ['the new one', secret] })).toBe(true);
    expect(verifyZendesk({ ...good, secrets: [secret, 'the new one'] })).toBe(true);
    expect(verifyZendesk({ ...good, secrets: ['the new one'] })).toBe(false);
  });

  test('one changed byte, or another timestamp, refuses it', () => {
    expect(verifyZendesk({ ...good, rawBody: Buffer.from(body.replace('6', '7')) })).toBe(false);
    expect(verifyZendesk({ ...good, timestamp: '2026-01-05T10:00:01Z' })).toBe(false);
  });

  test('body before timestamp, as an old page of Zendesk has it, is not the signature', () => {
    const old = {
      rawBody: Buffer.from('{"say": "hello"}'),
      signature: 'tRDSF7URY8BLCDlaBcQ7FHu051Zk+aAB0NKMP53teMw=',
      timestamp: '2021-07-25T10:00:00Z',
      secrets: ['HRkRd4BeOAoUkfZr-mhauJT64rvBASlJRoIyPsd3zeA='],
      now: Date.parse('2021-07-25T10:00:00Z'),
    };
    expect(verifyZendesk(old)).toBe(false);
  });

  test('fifteen minutes either way are fresh, a millisecond more is stale', () => {
    for (const sign of [1, -1]) {
      expect(verifyZendesk({ ...good, now: signedAt + sign * STALE_AFTER_MS })).toBe(true);
      expect(verifyZendesk({ ...good, now: signedAt + sign * (STALE_AFTER_MS + 1) })).toBe(false);
    }
  });

  test.each([
    ['no signature', { signature: undefined }],
    ['an empty signature', { signature: '' }],
    ['a signature that is not base64', { signature: '¿qué?' }],
    ['half a signature', { signature: signature.slice(0, 20) }],
    ['no timestamp', { timestamp: undefined }],
    ['a timestamp that is no time', { timestamp: 'yesterday' }],
    ['a timestamp with an impossible month', { timestamp: '2026-13-05T10:00:00Z' }],
    ['a timestamp in epoch seconds', { timestamp: '1767607200' }],
    ['no secret at all', { secrets: [] }],
  ])('is refused without a throw: %s', (_name, change) => {
    expect(verifyZendesk({ ...good, ...change })).toBe(false);
  });

  test('an empty secret opens nothing', () => {
    const byEmptyKey = '4D9OBaZzVdghZuzYNrIXukdOodshAicf3miInJEDR+w=';
    expect(verifyZendesk({ ...good, secrets: [''], signature: byEmptyKey })).toBe(false);
  });
});

describe('the key of Sunshine', () => {
  test('is one of the secrets', () => {
    expect(verifyApiKey('v2 secret', ['v1 secret', 'v2 secret'])).toBe(true);
    expect(verifyApiKey('v2 secret ', ['v1 secret', 'v2 secret'])).toBe(false);
    expect(verifyApiKey('v2', ['v2 secret'])).toBe(false);
  });

  test('an empty or missing key is refused, even against an empty secret', () => {
    expect(verifyApiKey('', [''])).toBe(false);
    expect(verifyApiKey(undefined, ['', 'v2 secret'])).toBe(false);
    expect(verifyApiKey('v2 secret', [])).toBe(false);
  });
});
