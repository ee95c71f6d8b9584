/** M1 and M2: WhatsApp's codes in every shape in which they come, and what each asks for. */
import { describe, expect, it } from 'vitest';
import { parseDeliveryError } from '../../activities/deliveryError';
import { deliveryError, errorShapes } from '../../sandbox/whatsapp/errors';
import { type FailureKind, kindOfCode, knownCodes, meaningOf, remedyOf } from '../../workflows/core/errorCodes';

const kinds: Record<FailureKind, number[]> = {
  transient: [2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 133004],
  account: [0, 10, 190, 200, 201, 250, 299, 368, 33, 131031, 131042, 131048, 133010, 131005, 131045],
  template: [132015, 132016],
  configuration: [100, 131008, 131009, 132000, 132001, 132005, 132007, 132012, 132018],
  recipient: [131026, 130472, 131050, 131021, 130497],
  window: [131047, 139200],
  capped: [131049],
};
const cases = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

/** Each holds the code once, and many other numbers. */
const shapes: Record<string, (code: number) => unknown> = {
  'a number': (code) => ({ code: 'uncategorized_error', underlyingError: { code, type: 'OAuthException' } }),
  'a string': (code) => ({ code: 'bad_request', underlyingError: { code: String(code) } }),
  'a sentence': (code) => ({ code: 'uncategorized_error', message: `(#${code}) Something happened` }),
  'a sentence after another': (code) => ({ message: `Message failed to send: (#${code}) Something happened` }),
  'a list': (code) => ({ underlyingError: { errors: [{ code, title: 'Something', href: 'https://x.test/131000' }] } }),
  'a v2 answer': (code) => ({ errors: [{ code: 'bad_request', title: `(#${code}) Something` }] }),
  'a v1.1 answer': (code) => ({ error: { code: 'bad_request', description: `(#${code}) Something` } }),
  "Graph's answer": (code) => ({
    error: { message: `(#${code}) Something`, type: 'OAuthException', code, fbtrace_id: 'A131000b' },
  }),
  'the details': (code) => ({ message: 'failed', error_data: { details: `(#${code}) Something` } }),
  'the title': (code) => ({ underlyingError: { status: 400, title: `(#${code}) Something` } }),
  'JSON inside a text': (code) => ({ message: JSON.stringify({ error: { code, message: 'Something' } }) }),
  'JSON inside JSON': (code) => ({
    underlyingError: { message: `Error 400: ${JSON.stringify({ errors: [JSON.stringify({ code })] })}` },
  }),
  'beside statuses and ids': (code) => ({
    code: 400,
    status: 429,
    statusCode: 500,
    id: '131026',
    timestamp: 1764280000,
    underlyingError: { status: 400, id: 131031, error: { code }, messageId: 'wamid.131047', to: 34600131026 },
  }),
};

describe.each(Object.entries(shapes))('M1 the code is found as %s', (_, shape) => {
  it.each(cases)('%i', (code) => {
    expect(parseDeliveryError(shape(code)).code).toBe(code);
  });
  it('an unknown one too', () => {
    for (const code of [139999, 7, 131999])
      expect(parseDeliveryError(shape(code))).toMatchObject({ reason: 'refused', code });
  });
});

describe('M1 in every shape that the sandbox knows', () => {
  it.each(errorShapes.filter((it) => it !== 'words' && it !== 'nothing'))('%s', (shape) => {
    for (const [code] of cases) expect(parseDeliveryError(deliveryError(code, shape)).code).toBe(code);
  });

  it('words and nothing', () => {
    for (const code of [131026, 131031, 131042, 131047, 131048, 131049, 131050, 131056, 132000, 132001, 132015, 133010])
      expect(parseDeliveryError(deliveryError(code, 'words')).code).toBe(code);
    expect(parseDeliveryError(deliveryError(131026, 'nothing'))).toEqual({ reason: 'refused' });
  });
});

describe('M1 no code is', () => {
  it.each([
    ["Sunshine's word", { code: 'uncategorized_error', message: 'Unsupported message type `form`' }],
    ['an HTTP status', { code: 400, message: 'Bad request' }],
    ['an HTTP status as text', { code: '503', status: 503, message: 'Request failed with status code 503' }],
    ['an HTTP status in a sentence', { message: 'Request failed with status code 200' }],
    ['a telephone number', { message: 'Cannot reach +34 600 131 026 or 131026600' }],
    ['a date', { message: 'Failed on 2026-11-27 at 10:00:33 (20261127)' }],
    ['an id of a message', { message: 'Message wamid.HBgL131047 not found', id: '131047' }],
    ['a part of an id', { message: 'Conversation 9f-131047-aa does not exist' }],
    ['an amount', { message: 'You have 190 messages left of 250, error 2 of 4' }],
    ['an order', { message: 'Order 131026 was not sent to ticket #131047' }],
    ['a country code', { message: 'The country code 33 is not supported' }],
    ['a ticket in parentheses', { message: 'The ticket (#35436) is closed' }],
    ['seven digits', { code: 1310471 }],
    ['a fraction', { code: 131047.5 }],
    ['nothing', { code: null, errors: [] }],
  ])('%s', (_, error) => {
    expect(parseDeliveryError(error)).not.toHaveProperty('code');
    expect(parseDeliveryError(error).reason).toBe('refused');
  });
});

describe('M1 where the code says little, the words and the subcode say more', () => {
  it.each([
    ['the window', { code: 10, message: '(#10) This message is being sent outside the allowed window' }, 131047],
    ['the details, and a zero', { code: 0, message: '(#131047) Re-engagement message' }, 131047],
    ['a list, and a zero', { code: '0', errors: [{ code: 131026 }] }, 131026],
    ['no more than a zero', { code: 0, message: 'AuthException' }, 0],
    ['a subcode', { code: 100, error_subcode: 33, message: 'Unsupported post request' }, 33],
    ['a specific code', { code: 100, error_data: { details: '(#131026) Undeliverable' } }, 131026],
    ['no such subcode', { code: 100, error_subcode: 2494010, message: 'Invalid parameter' }, 100],
    ['a token', { message: 'Error validating access token: the session has expired' }, 190],
    ['a service', { message: 'Service temporarily unavailable' }, 131016],
    ['a missing value', { message: 'Parameter of type text is missing text value' }, 131008],
  ])('%s', (_, underlyingError, code) => {
    expect(parseDeliveryError({ underlyingError })).toMatchObject({ code });
  });

  it.each([
    '(#100) Invalid parameter: recipient phone number is not valid',
    "(#100) Param 'to' must be a WhatsApp number",
    '(#131009) Parameter value is not valid: destination',
  ])('%s: it is about the customer, not the configuration', (message) => {
    expect(parseDeliveryError({ message })).toMatchObject({ reason: 'refused', kind: 'recipient' });
  });

  it.each([
    '(#100) Invalid parameter: recipient_type',
    '(#100) Invalid parameter: phone number ID',
    '(#100) The parameter components is required.',
  ])('%s: it is about the configuration', (message) => {
    expect(parseDeliveryError({ message })).toMatchObject({ reason: 'configuration', code: 100 });
    expect(parseDeliveryError({ message })).not.toHaveProperty('kind');
  });

  it('an error that Meta calls transient passes by itself, unless the table says otherwise', () => {
    expect(parseDeliveryError({ code: 139999, is_transient: true })).toMatchObject({ code: 139999, kind: 'transient' });
    expect(parseDeliveryError({ message: 'x', is_transient: true })).toMatchObject({ kind: 'transient' });
    expect(parseDeliveryError({ code: 131026, is_transient: true })).not.toHaveProperty('kind');
    expect(parseDeliveryError({ code: 139999, is_transient: false })).not.toHaveProperty('kind');
  });
});

describe('M2 each code has its kind', () => {
  it.each(cases)('%i is of kind %s', (code, kind) => {
    expect(kindOfCode(code)).toBe(kind);
    expect(parseDeliveryError({ code }).reason).toBe(kind === 'configuration' ? 'configuration' : 'refused');
    expect(meaningOf(code)).toMatch(/^[A-Z]/);
    expect(remedyOf(code) !== undefined).toBe(kind === 'account');
  });

  it('and only one', () => {
    const codes = knownCodes.map(([code]) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThan(60);
    for (const code of codes) expect(meaningOf(code)).toMatch(/^[A-Z]/);
  });

  it.each([1, 5, 199, 300, 404, 470, 131999, 139999])('%i has none', (code) => {
    expect(kindOfCode(code)).toBeUndefined();
    expect(meaningOf(code)).toBeUndefined();
  });
});

describe('rule 11 the title', () => {
  it('comes before the message, without personal data', () => {
    const error = {
      code: 139999,
      message: 'To Ana',
      title: 'Message cannot be sent to ana@example.com, +34 600 111 222, "Hola Ana"',
    };
    expect(parseDeliveryError(error).detail).toBe('Message cannot be sent to …');
  });
});
