import { z } from 'zod';
import type { AccountAdmin } from '../../vendors/admin/ports';
import { readAnswer } from '../../vendors/http/readAnswer';
import { createSunshineAdmin } from '../../vendors/sunshine/admin';
import type { SunshineSettings } from '../../vendors/sunshine/call';
import { fieldPlaces } from '../../vendors/zendesk/admin/fields';
import { rulePlaces } from '../../vendors/zendesk/admin/rules';
import { webhookPlace } from '../../vendors/zendesk/admin/webhooks';
import { idSchema } from '../../vendors/zendesk/fields';
import { accessZendesk, resultOf, type ZendeskSettings } from '../../vendors/zendesk/transport';

/**
 * The administration of Zendesk and Sunshine, as setup uses it. Needs an administrator's credentials, and a key for the
 * whole app.
 */
export function createAccountAdmin(zendesk: ZendeskSettings, sunshine: SunshineSettings): AccountAdmin {
  const access = accessZendesk(zendesk);
  return {
    places: {
      ...fieldPlaces(access),
      ...rulePlaces(access),
      webhook: webhookPlace(access),
      ...createSunshineAdmin(sunshine),
    },
    me: async () =>
      readAnswer('zendesk', 'user', z.object({ id: idSchema }), await resultOf(access.client.users.me())).id,
  };
}
