import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refused } from '../http/reply';
import { issueToken, tokenIn } from '../world/oauth';
import type { OAuthClient, OAuthToken } from '../world/oauthState';
import { isoSeconds } from '../world/time';
import type { World } from '../world/world';
import { notFound } from './errors';

/** In the words of Rack::OAuth2, which Zendesk runs (support.zendesk.com, comments of article 203663836). */
const words = {
  invalid_request:
    'The request is missing a required parameter, includes an unsupported parameter or parameter value, repeats a parameter, includes multiple credentials, utilizes more than one mechanism for authenticating the client, or is otherwise malformed.',
  invalid_client:
    'The client identifier provided is invalid, the client failed to authenticate, the client did not include its credentials, provided multiple client credentials, or used unsupported credentials type.',
  unsupported_grant_type: 'The access grant included - its type or another attribute - is not supported.',
  invalid_scope: 'The requested scope is invalid, unknown, or malformed.',
};

const refused = (status: number, error: keyof typeof words, error_description = words[error]): Refused =>
  new Refused(status, { error, error_description });

const bodySchema = z.looseObject({
  grant_type: z.string(),
  client_id: z.coerce.string().optional(),
  client_secret: z.string().optional(),
  scope: z.string().optional(),
  // developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens
  expires_in: z.number().int().min(300).max(172_800).optional(),
});

const known =
  /^((tickets|users|auditlogs|organizations|hc|apps|triggers|automations|targets|webhooks|macros|views):)?(read|write)$|^impersonate$/;

/** The token endpoint, which is outside `/api/v2`, and what a token says of itself. */
export function oauthRoutes(server: FastifyInstance, world: World): void {
  server.post('/oauth/tokens', (request) => {
    const body = bodySchema.safeParse(request.body).data;
    if (!body) throw refused(400, 'invalid_request');
    if (body.grant_type !== 'client_credentials') throw refused(400, 'unsupported_grant_type');
    const client = clientOf(world, body.client_id, body.client_secret);
    const scopes = scopesFor(client, body.scope);
    const lifeS = world.options.oauth?.tokenLifeSeconds ?? body.expires_in ?? 1800;
    const { token } = issueToken(world, client, scopes, lifeS);
    return {
      access_token: token,
      token_type: 'bearer',
      scope: scopes.join(' '),
      // Left out unless it was asked for (NangoHQ/nango#6763).
      ...(body.expires_in !== undefined && { expires_in: lifeS }),
    };
  });

  server.get('/api/v2/oauth/tokens/current', ({ headers }) => {
    const token = tokenIn(world, headers.authorization);
    if (!token) throw notFound();
    return { token: tokenJson(token) };
  });
}

/** @throws Refused 401 */
function clientOf({ oauth, options, switches }: World, identifier?: string, secret?: string): OAuthClient {
  const client = oauth.clients.find((it) => it.identifier === identifier);
  if (!client || switches.zendeskAccess === 'revoked') throw refused(401, 'invalid_client');
  if (client.secret === secret) return client;
  const named = options.oauth?.wrongSecret !== 'alike';
  throw refused(401, 'invalid_client', named ? 'Client authentication failed: the secret is wrong.' : undefined);
}

/** @throws Refused 400 for a scope that there is not, or that the client does not have */
function scopesFor({ scopes }: OAuthClient, asked: string | undefined): string[] {
  const wanted = asked?.split(' ').filter(Boolean) ?? scopes ?? ['read', 'write'];
  if (!wanted.every((it) => known.test(it) && (scopes?.includes(it) ?? true))) throw refused(400, 'invalid_scope');
  return wanted;
}

const tokenJson = ({ id, clientId, userId, scopes, expiresAt, token }: OAuthToken): object => ({
  id,
  client_id: clientId,
  user_id: userId,
  scopes,
  expires_at: expiresAt === undefined ? null : isoSeconds(expiresAt),
  token: token.slice(0, 10),
});
