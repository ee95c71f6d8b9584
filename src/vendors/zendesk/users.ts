import type { ZendeskClient } from 'node-zendesk';
import { z } from 'zod';
import type { User } from '../../../activities/ports';
import type { OptOutOrder } from '../../../activities/orders';
import { readAnswer } from '../http/readAnswer';
import type { ReadList } from '../http/readList';
import { idSchema } from './fields';
import { numericId, resultOf, type ZendeskList } from './transport';

const userSchema = z.object({
  id: idSchema,
  name: z.string().nullish(),
  phone: z.string().nullish(),
  locale: z.string().nullish(),
  role: z.string().nullish().catch(undefined),
  suspended: z.boolean().nullish().catch(undefined),
  user_fields: z.record(z.string(), z.unknown()).nullish(),
});

/** `type` is not checked against Zendesk's list, because its API description omits `messaging`. */
const identitySchema = z.object({ type: z.string(), value: z.unknown().optional() });

/** The keys of the user fields, all of them checkboxes. */
export const userFields = {
  optOut: 'whatsapp_opt_out',
  marketingOptOut: 'whatsapp_marketing_opt_out',
  optIn: 'whatsapp_opt_in',
} as const;

/** @throws VendorError */
export async function readUser(client: ZendeskClient, id: string): Promise<User> {
  const user = readAnswer('zendesk', 'user', userSchema, await resultOf(client.users.show(numericId(id))));
  return {
    id: user.id,
    name: user.name ?? '',
    ...(user.phone && { phone: user.phone }),
    ...(user.suspended && { suspended: true }),
    ...(user.role === 'admin' && { isAdmin: true }),
    ...(user.locale && { locale: user.locale }),
    ...boxes(user.user_fields ?? {}),
  };
}

/** A checkbox that was never touched is null or false. If the account does not have the field, its key is missing. */
function boxes(values: Record<string, unknown>): Pick<User, 'optedOut' | 'marketingOptedOut' | 'optedIn'> {
  const { optOut, marketingOptOut, optIn } = userFields;
  return {
    ...(optOut in values && { optedOut: values[optOut] === true }),
    ...(marketingOptOut in values && { marketingOptedOut: values[marketingOptOut] === true }),
    ...(optIn in values && { optedIn: values[optIn] === true }),
  };
}

const updatedSchema = z.object({ user_fields: z.record(z.string(), z.unknown()).nullish() });

/**
 * Ticks a checkbox. Zendesk ignores unknown attributes without an error, so only the answer shows whether the field
 * exists (support.zendesk.com, article 4418443326106).
 * @returns false if there is no such field
 * @throws VendorError
 */
export async function writeOptOut(client: ZendeskClient, id: string, of: OptOutOrder['of']): Promise<boolean> {
  const field = of === 'marketing' ? userFields.marketingOptOut : userFields.optOut;
  const answer = await resultOf(client.users.update(numericId(id), { user: { user_fields: { [field]: true } } }));
  const shown = updatedSchema.safeParse(answer).data?.user_fields;
  return !shown || shown[field] === true;
}

/** The user's Sunshine user ids; a merged user may have several. @throws VendorError */
export async function readMessagingIdentities(
  { list, readList }: { list: ZendeskList; readList: ReadList },
  userId: string,
): Promise<string[]> {
  const listed = await list(`users/${numericId(userId)}/identities.json`, 'identities');
  const identities = readList('identities', identitySchema, listed);
  const ids = identities.filter(({ type }) => type === 'messaging').map(({ value }) => value);
  return [...new Set(ids.filter((id) => typeof id === 'string' && id !== ''))] as string[];
}
