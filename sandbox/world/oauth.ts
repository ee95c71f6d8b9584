import { randomBytes } from 'node:crypto';
import type { OAuthClient, OAuthToken } from './oauthState';
import { apiUserId, type World } from './world';

/** @returns a new token; older ones of the same client go if the sandbox is told so */
export function issueToken(
  { oauth, options, now, next }: World,
  client: OAuthClient,
  scopes: string[],
  lifeS?: number,
) {
  if (options.oauth?.olderTokensDie) {
    for (const [text, { clientId }] of oauth.tokens) if (clientId === client.id) oauth.tokens.delete(text);
  }
  for (const [text, { expiresAt }] of oauth.tokens) if ((expiresAt ?? Infinity) <= now()) oauth.tokens.delete(text);
  const token = `sandbox-access-${randomBytes(24).toString('hex')}`;
  const issued: OAuthToken = {
    id: next('token', 1_001),
    token,
    clientId: client.id,
    userId: client.userId,
    scopes,
    ...(lifeS !== undefined && { expiresAt: now() + lifeS * 1000 }),
  };
  oauth.tokens.set(token, issued);
  return issued;
}

/** The token of a header `Authorization`; undefined if it is none of ours, expired or revoked. */
export function tokenIn({ oauth, now }: World, authorization: string | undefined): OAuthToken | undefined {
  const [, text = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
  const token = oauth.tokens.get(text);
  return token && (token.expiresAt ?? Infinity) > now() ? token : undefined;
}

/** The user that a request acts as: the token's, or the API token's. */
export const actingAs = (world: World, authorization: string | undefined): number =>
  tokenIn(world, authorization)?.userId ?? apiUserId;

/** Every token of every client is refused from now on. */
export const revokeTokens = ({ oauth }: World): void => oauth.tokens.clear();

/** The old secret counts no more; tokens stay good. @returns the new one */
export function rotateSecret({ oauth, credentials }: World): string {
  const secret = `sandbox-client-secret-${randomBytes(8).toString('hex')}`;
  for (const client of oauth.clients) client.secret = secret;
  credentials.clientSecret = secret;
  return secret;
}
