import { v11Error, v2Error } from '../sunshine/errors';
import type { World } from '../world/world';
import type { ApiCall } from './requestFaults';
import { Refused } from './reply';

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** @throws Refused 401 as the vendor words it; 404 for another Sunshine app */
export function checkCredentials(world: World, call: ApiCall, authorization: string | undefined): void {
  const it = world.credentials;
  if (call.vendor === 'zendesk') {
    const good = [basic(`${it.email}/token`, it.apiToken), `Bearer ${it.apiToken}`];
    const known = world.switches.zendeskAccess !== 'revoked' && good.includes(authorization ?? '');
    if (!known) throw new Refused(401, { error: "Couldn't authenticate you" });
    return;
  }
  const error = call.path.startsWith('/sc/v1.1') ? v11Error : v2Error;
  const known = world.switches.sunshineAccess !== 'revoked' && authorization === basic(it.keyId, it.keySecret);
  if (!known) throw error(401, 'unauthorized', 'Authorization is required');
  const [, app] = /\/apps\/([^/]+)/.exec(call.path) ?? [];
  if (app !== undefined && app !== it.appId) throw error(404, 'app_not_found', 'App not found');
}
