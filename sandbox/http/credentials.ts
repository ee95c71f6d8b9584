import { tokenIn } from '../world/oauth';
import { v11Error, v2Error } from '../sunshine/errors';
import type { World } from '../world/world';
import type { ApiCall } from './requestFaults';
import type { Credentials } from '../world/credentials';
import { Refused } from './reply';
import { checkScopes } from './scopes';

/** The header of a request with the account's API token. */
export const zendeskApiToken = ({ email, apiToken }: Credentials): string => basic(`${email}/token`, apiToken);

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const invalidToken = {
  error: 'invalid_token',
  error_description: 'The access token provided is expired, revoked, malformed or invalid for other reasons.',
};

/** @throws Refused 401 as the vendor words it; 403 for a scope that is too narrow; 404 for another Sunshine app */
export function checkCredentials(world: World, call: ApiCall, authorization: string | undefined): void {
  const it = world.credentials;
  if (call.vendor === 'zendesk') {
    if (call.path === '/oauth/tokens') return;
    const isRevoked = world.switches.zendeskAccess === 'revoked';
    if (authorization?.startsWith('Bearer ')) {
      const token = isRevoked ? undefined : tokenIn(world, authorization);
      if (!token) throw new Refused(401, invalidToken);
      return checkScopes(token.scopes, call);
    }
    if (isRevoked || authorization !== zendeskApiToken(it)) {
      throw new Refused(401, { error: "Couldn't authenticate you" });
    }
    return;
  }
  const error = call.path.startsWith('/sc/v1.1') ? v11Error : v2Error;
  const known = world.switches.sunshineAccess !== 'revoked' && authorization === basic(it.keyId, it.keySecret);
  if (!known) throw error(401, 'unauthorized', 'Authorization is required');
  const [, app] = /\/apps\/([^/]+)/.exec(call.path) ?? [];
  if (app !== undefined && app !== it.appId) throw error(404, 'app_not_found', 'App not found');
}
