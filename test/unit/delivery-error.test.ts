import { describe, expect, it } from 'vitest';
import { parseDeliveryError } from '../../activities/deliveryError';

describe('parseDeliveryError finds Meta’s code', () => {
  it.each([
    ['as a number', { code: 'bad_request', underlyingError: { code: 131047, title: 'Re-engagement message' } }, 131047],
    ['as a text', { underlyingError: { code: '131026' } }, 131026],
    ['in a list', { underlyingError: { errors: [{ code: 131049 }] } }, 131049],
    ['one level deeper', { underlyingError: { error: { code: 131056, type: 'OAuthException' } } }, 131056],
    ['in a v2 body', { errors: [{ code: 131050, title: 'x' }] }, 131050],
    ['in a v1.1 body', { error: { code: '130472', description: 'x' } }, 130472],
    ['inside a sentence', { code: 'uncategorized_error', message: '(#131048) Spam rate limit hit' }, 131048],
    ['under its old number', { underlyingError: { code: 470 } }, 131047],
    ['under its old number inside a sentence', { message: 'Failed with code: 470' }, 131047],
    ['in JSON inside a text', { message: '{"error":{"code":131057}}' }, 131057],
    ['by its words', { message: 'More than 24 hours have passed since the customer last replied' }, 131047],
    ['by Sunshine’s words', { message: 'Message failed to send because the user is unreachable.' }, 131026],
    ['the channel’s own before Sunshine’s', { code: '130429', underlyingError: { code: 131047 } }, 131047],
  ])('%s', (_name, error, code) => {
    expect(parseDeliveryError(error)).toMatchObject({ reason: 'refused', code });
  });

  it.each([undefined, null, 'failed', 42, {}, { code: 'unauthorized' }, { underlyingError: { status: 10 } }])(
    'and says so when there is none: %j',
    (error) => {
      expect(parseDeliveryError(error)).toEqual({ reason: 'refused' });
    },
  );

  it.each([132000, 132001, 132005, 132007, 132012, 132018])('%i is a configuration error', (code) => {
    expect(parseDeliveryError({ underlyingError: { code } })).toEqual({ reason: 'configuration', code });
  });

  it.each([132015, 132016])('%i (paused, disabled) is not', (code) => {
    expect(parseDeliveryError({ underlyingError: { code } })).toEqual({ reason: 'refused', code });
  });

  it('470 and six digits that mean something else are no code', () => {
    expect(parseDeliveryError({ message: 'too long by 470 characters, order 555123' })).not.toHaveProperty('code');
  });
});

describe('without any code, an error is known by the words of Meta and Sunshine', () => {
  it.each([
    ['Message failed to send outside the allowed window', 131047],
    ['outside of the allowed window', 131047],
    ['Re-engagement message', 131047],
    ['A reengagement message', 131047],
    ['Message undeliverable', 131026],
    ['not a valid WhatsApp number', 131026],
    ['to maintain healthy ecosystem engagement', 131049],
    ['The user has stopped receiving marketing messages', 131050],
    ['User stopped marketing', 131050],
    ["User's number is part of an experiment", 130472],
    ['(Business, consumer) pair rate limit hit', 131056],
    ['Spam rate limit hit', 131048],
    ['there are restrictions on how many messages can be sent', 131048],
    ['Rate limit hit', 130429],
    ['Cloud API message throughput has been reached', 130429],
    ['Account has been locked', 131031],
    ['the account is locked', 131031],
    ['Account locked', 131031],
    ['Business eligibility payment issue', 131042],
    ['a payment issue', 131042],
    ['Number of parameters does not match the expected number', 132000],
    ['Template name does not exist in the translation', 132001],
    ['Translated text too long', 132005],
    ['Template format character policy violated', 132007],
    ['Parameter format does not match', 132012],
    ['Template is paused due to low quality', 132015],
    ['Template is disabled', 132016],
  ])('%s', (message, code) => {
    expect(parseDeliveryError({ message })).toMatchObject({ code });
  });

  it('and the words of another error are none', () => {
    expect(parseDeliveryError({ message: 'The agent is unlocked; marketing goes on' })).not.toHaveProperty('code');
  });
});

describe('the code', () => {
  it('is that of the channel before any other, wherever the channel stands in the answer', () => {
    const underlyingError = { code: 131047 };
    expect(parseDeliveryError({ code: 131026, underlyingError })).toMatchObject({ code: 131047 });
    expect(parseDeliveryError({ underlyingError, code: 131026 })).toMatchObject({ code: 131047 });
    expect(parseDeliveryError({ z: { code: 131026 }, a: { underlyingError }, code: 131031 })).toMatchObject({
      code: 131026,
    });
  });

  it.each([1131026, '1310269', '4a1', -470, 47.5, [131026], { n: 131026 }, true])('is not %j', (code) => {
    expect(parseDeliveryError({ code })).toStrictEqual({ reason: 'refused' });
  });

  it('is looked for in values of that name only, seven levels deep', () => {
    expect(parseDeliveryError({ id: 131026 })).not.toHaveProperty('code');
    const deep = (levels: number): object => (levels === 0 ? { code: 131026 } : { inner: deep(levels - 1) });
    expect(parseDeliveryError(deep(6))).toHaveProperty('code', 131026);
    expect(parseDeliveryError(deep(7))).not.toHaveProperty('code');
  });

  it('is the first in the texts, and none of a text without one', () => {
    expect(parseDeliveryError(['nothing here', 'then 131026', 'then 131047'])).toMatchObject({ code: 131026 });
    expect(parseDeliveryError('1131026 and 1310261')).not.toHaveProperty('code');
    expect(parseDeliveryError('Error: 470')).toMatchObject({ code: 131047 });
    expect(parseDeliveryError('(#470)')).toMatchObject({ code: 131047 });
    expect(parseDeliveryError('code 4701')).not.toHaveProperty('code');
  });
});

describe('the detail', () => {
  it('is the title, or a text that begins as one; no other text', () => {
    const texts = ['Undeliverable', '(#131999) Could not be sent', 'Another sentence'];
    expect(parseDeliveryError(texts).detail).toBe('… Could not be sent');
    expect(parseDeliveryError([...texts, { title: 'Not valid' }]).detail).toBe('Not valid');
    expect(parseDeliveryError({ message: 'Could not be sent' })).toStrictEqual({ reason: 'refused' });
  });

  it('is short and has no personal data', () => {
    const title = `Cannot be sent to +34 600 111 222 (ana@example.com, US.abc123def) ${'request '.repeat(50)}`;
    const { detail } = parseDeliveryError({ code: 131026, title });
    expect(detail).toMatch(/^Cannot be sent to … request request/);
    expect(detail).toHaveLength(120);
  });

  it('keeps the code', () => {
    expect(parseDeliveryError({ message: '(#131047) 24 hours have passed' }).detail).toContain('131047');
    expect(parseDeliveryError({ title: '131047 24 hours have passed' }).detail).toContain('131047');
  });
});
