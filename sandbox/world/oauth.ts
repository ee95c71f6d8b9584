import { randomBytes } from 'node:crypto';
import { apiUserId, type World } from './world';

/** An OAuth client of the account, made by a person in Admin Center. */
export interface OAuthClient {
  id: number;
  /** What the API calls `client_id`. */
  identifier: string;
  secret: string;
  /** Whoever made it: its tokens act as them. */
  userId: number;
  /** What its tokens may be given. Undefined: anything. */
  scopes?: string[] | undefined;
}

export interface OAuthToken {
  id: number;
  token: string;
  clientId: number;
  userId: number;
  scopes: string[];
  /** Epoch ms. Undefined: it does not expire. */
  expiresAt?: number;
}

/** The account's OAuth clients, and every token that is still good, or has expired. */
export interface OAuthState {
  clients: OAuthClient[];
  tokens: Map<string, OAuthToken>;
}

const firstId = 1_000;

/** One client, made by Ventana's own user, and one token of the time before tokens expired. */
export function seedOAuth(identifier: string, secret: string, staticToken: string): OAuthState {
  const client: OAuthClient = { id: firstId, identifier, secret, userId: apiUserId };
  const token: OAuthToken = {
    id: firstId,
    token: staticToken,
    clientId: client.id,
    userId: apiUserId,
    scopes: ['read', 'write'],
  };
  return { clients: [client], tokens: new Map([[staticToken, token]]) };
}

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
    id: next('token', firstId + 1),
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
