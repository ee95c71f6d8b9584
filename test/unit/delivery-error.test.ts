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

  it.each([undefined, null, 'failed', 42, {}, { code: 'unauthorized' }, { underlyingError: { code: 10 } }])(
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

describe('the detail', () => {
  it('is short and has no personal data', () => {
    const message = `Cannot reach +34 600 111 222 (ana@example.com, US.abc123def) ${'x'.repeat(300)}`;
    const { detail } = parseDeliveryError({ code: 131026, message });
    expect(detail).toMatch(/^Cannot reach … \(…, …\) x+$/);
    expect(detail).toHaveLength(120);
  });

  it('keeps the code', () => {
    expect(parseDeliveryError({ message: '(#131047) 24 hours have passed' }).detail).toContain('131047');
    expect(parseDeliveryError({ message: '131047 24 hours have passed' }).detail).toContain('131047');
  });
});
