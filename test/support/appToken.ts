/** Tokens as Zendesk signs them for the sidebar app, and as somebody else might. */
import { createHmac } from 'node:crypto';
import { audienceOf, ISSUER } from '../../src/service/app/claims';

const base64url = (value: object | string): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export const APP_SECRET = 'an-app-secret-of-at-least-32-bytes';

/** Of the account `acme`, for a minute. @param now epoch ms */
export const claimsAt = (now: number): Record<string, unknown> => ({
  iss: ISSUER,
  aud: audienceOf('acme'),
  iat: Math.floor(now / 1000),
  exp: Math.floor(now / 1000) + 60,
});

export interface Forging {
  secret?: string;
  header?: object;
  /** How the parts are signed. Default: HMAC-SHA256 with the secret. */
  sign?: (parts: string) => string;
}

export function token(claims: object, { secret = APP_SECRET, header = {}, sign }: Forging = {}): string {
  const parts = `${base64url({ alg: 'HS256', typ: 'JWT', ...header })}.${base64url(claims)}`;
  const signature = sign ? sign(parts) : createHmac('sha256', secret).update(parts).digest('base64url');
  return `${parts}.${signature}`;
}
