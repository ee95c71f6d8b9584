import { v11Error, v2Error } from '../sunshine/errors';
import type { World } from '../world/world';
import type { ApiCall } from './requestFaults';
import { Refused } from './reply';

const forbidden = (): Refused =>
  new Refused(403, {
    error: {
      title: 'Forbidden',
      message:
        'You do not have access to this page. Please contact the account owner of this help desk for further help.',
    },
  });

/** What only administrators may read. */
const adminReads = /^\/api\/v2\/(webhooks|account\/settings|business_hours\/schedules(\/\d+\/holidays)?$)/;
/** What agents may read but only administrators may write. */
const adminWrites = /^\/api\/v2\/(ticket_fields|user_fields|triggers|trigger_categories|macros|views|webhooks)/;
/** What a Sunshine key with integration scope may not use. */
const appScope = /\/apps\/[^/]+$|\/integrations|\/webhooks/;

/** @throws Refused 403 as the vendor words it */
export function checkPermission(world: World, { vendor, method, path }: ApiCall): void {
  const { zendeskAccess, sunshineAccess } = world.switches;
  if (vendor === 'zendesk' && zendeskAccess === 'agent') {
    if (adminReads.test(path) || (method !== 'GET' && adminWrites.test(path))) throw forbidden();
  }
  if (vendor === 'sunshine' && sunshineAccess === 'integration' && appScope.test(path)) {
    const error = path.startsWith('/sc/v1.1') ? v11Error : v2Error;
    throw error(403, 'forbidden', 'The credentials do not have the required scope');
  }
}
