import { describe, expect, it } from 'vitest';
import { signInVariables, signInWarning } from '../../src/config/zendeskSignIn';

describe('the way of signing in to Zendesk', () => {
  it.each([
    ['token', '30 April 2027', 'ZENDESK_EMAIL and ZENDESK_API_TOKEN'],
    ['oauth', '1 April 2027', 'ZENDESK_OAUTH_TOKEN'],
  ] as const)('A7 by %s ends, on a date that is said with what to do', (type, date, variables) => {
    expect(signInWarning({ type })).toMatchObject({
      found: expect.stringContaining(date) as string,
      todo: expect.stringMatching(/OAuth client \(Admin Center.*ZENDESK_OAUTH_CLIENT_SECRET/) as string,
    });
    expect(signInVariables({ type })).toBe(variables);
  });

  it('A7 by an OAuth client does not end', () => {
    expect(signInWarning({ type: 'client' })).toBeUndefined();
    expect(signInVariables({ type: 'client' })).toBe('ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET');
  });
});
