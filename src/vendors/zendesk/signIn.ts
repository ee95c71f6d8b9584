import type { Reached } from '../../../activities/vendorError';
import { VendorError } from '../../../activities/vendorError';

/** An OAuth client of the account, for the grant `client_credentials`. */
export interface OAuthClient {
  type: 'client';
  /** Its identifier, a text that Admin Center shows; not the number in its URL. */
  clientId: string;
  clientSecret: string;
  /** What to ask for, such as `read write`. */
  scope: string;
}

/** How to sign in: with an OAuth client, an API token (until 30 April 2027), or an OAuth token made elsewhere. */
export type ZendeskAuth =
  OAuthClient | { type: 'token'; email: string; token: string } | { type: 'oauth'; token: string };

interface SignInErrorDetails {
  reached: Reached;
  status?: number;
  retryAfterMs?: number;
  /** Zendesk's `error`, such as `invalid_client` (RFC 6749, 5.2). */
  code?: string;
  /** Zendesk's `error_description`. */
  description?: string;
}

/**
 * No access token could be had, so the call was not made. A refusal has status 401, whatever Zendesk's answer had: a
 * 404 or 409 would say something about the ticket of the call. Contains neither secret nor token.
 */
export class SignInError extends VendorError {
  readonly code: string | undefined;
  readonly description: string | undefined;

  constructor(message: string, { code, description, ...details }: SignInErrorDetails) {
    super(message, { vendor: 'zendesk', ...details });
    this.code = code;
    this.description = description;
  }
}
