import type { ZendeskClient } from 'node-zendesk';
import { z } from 'zod';
import type { User } from '../../activities/ports';
import { readAnswer } from './answer';
import { idSchema } from './zendeskFields';
import { numericId, resultOf } from './zendeskTransport';

const userSchema = z.object({
  id: idSchema,
  name: z.string().nullish(),
  phone: z.string().nullish(),
  locale: z.string().nullish(),
  user_fields: z.record(z.string(), z.unknown()).nullish(),
});

/** `type` is not checked against Zendesk's list: its API description leaves `messaging` out. */
const identitiesSchema = z.array(z.object({ type: z.string(), value: z.unknown().optional() }));

/** The key of the user field (a checkbox) that says the customer wants no outreach. */
const optOutField = 'whatsapp_opt_out';

/** @throws VendorError */
export async function readUser(client: ZendeskClient, id: string): Promise<User> {
  const user = readAnswer('zendesk', 'user', userSchema, await resultOf(client.users.show(numericId(id))));
  return {
    id: user.id,
    name: user.name ?? '',
    ...(user.phone && { phone: user.phone }),
    ...(user.locale && { locale: user.locale }),
    optedOut: user.user_fields?.[optOutField] === true,
  };
}

/** @throws VendorError */
export async function writeOptOut(client: ZendeskClient, id: string): Promise<void> {
  await client.users.update(numericId(id), { user: { user_fields: { [optOutField]: true } } });
}

/** The Sunshine user ids: a merged user may have several. @throws VendorError */
export async function readMessagingIdentities(client: ZendeskClient, userId: string): Promise<string[]> {
  const list = await client.useridentities.list(numericId(userId));
  const identities = readAnswer('zendesk', 'identities', identitiesSchema, list);
  const ids = identities.filter(({ type }) => type === 'messaging').map(({ value }) => value);
  return [...new Set(ids.filter((id) => typeof id === 'string' && id !== ''))] as string[];
}
