import type { ZendeskAuth } from './config';

/** The variables to check when Zendesk rejects the credentials. */
export const signInVariables = ({ type }: Pick<ZendeskAuth, 'type'>): string =>
  ({
    client: 'ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET',
    token: 'ZENDESK_EMAIL and ZENDESK_API_TOKEN',
    oauth: 'ZENDESK_OAUTH_TOKEN',
  })[type];

export interface SignInWarning {
  /** One sentence without a full stop. */
  found: string;
  todo: string;
}

const MAKE_A_CLIENT =
  'Create an OAuth client (Admin Center, Apps and integrations, APIs, OAuth clients) while signed in as the admin user that Ventana acts as, and set ZENDESK_OAUTH_CLIENT_ID and ZENDESK_OAUTH_CLIENT_SECRET instead.';

/**
 * What will happen to this way of signing in; undefined for an OAuth client, which lasts. The dates are Zendesk's:
 * developer.zendesk.com/documentation/api-basics/authentication/oauth-migration, article 9182123625370.
 */
export function signInWarning({ type }: Pick<ZendeskAuth, 'type'>): SignInWarning | undefined {
  switch (type) {
    case 'client':
      return undefined;
    case 'token':
      return {
        found:
          'ZENDESK_API_TOKEN stops working on 30 April 2027, as all API tokens do; no new one can be made since 27 October 2026, and one that is not used for 30 days is deactivated',
        todo: MAKE_A_CLIENT,
      };
    case 'oauth':
      return {
        found:
          'ZENDESK_OAUTH_TOKEN is not renewed: it lives 30 minutes if its OAuth client was made after 30 April 2026, and tokens of all other clients expire too by 1 April 2027',
        todo: MAKE_A_CLIENT,
      };
  }
}
