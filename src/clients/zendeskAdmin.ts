import { z } from 'zod';
import type { Account } from '../setup/ports';
import { readAnswer } from './answer';
import { createSunshineAdmin } from './sunshineAdmin';
import type { SunshineSettings } from './sunshineCall';
import { fieldPlaces } from './zendeskAdminFields';
import { rulePlaces } from './zendeskAdminRules';
import { webhookPlace } from './zendeskAdminWebhooks';
import { idSchema } from './zendeskFields';
import { createZendeskClient, resultOf, type ZendeskSettings } from './zendeskTransport';

/** Zendesk's and Sunshine's administration, as setup sees it. Needs an administrator's credentials, and a key for the whole app. */
export function createAccount(zendesk: ZendeskSettings, sunshine: SunshineSettings): Account {
  const client = createZendeskClient(zendesk);
  return {
    places: {
      ...fieldPlaces(client),
      ...rulePlaces(client),
      webhook: webhookPlace(client),
      ...createSunshineAdmin(sunshine),
    },
    me: async () => readAnswer('zendesk', 'user', z.object({ id: idSchema }), await resultOf(client.users.me())).id,
  };
}
