import { z } from 'zod';
import { Refused } from '../../http/reply';
import type { ZendeskWebhook } from '../../world/settings';
import { isoSeconds } from '../../world/time';
import { apiUserId } from '../../world/world';

const authentication = z.looseObject({
  type: z.enum(['basic_auth', 'bearer_token', 'api_key']),
  add_position: z.enum(['header', 'query_string']).default('header'),
  data: z.record(z.string(), z.string()).default({}),
});

const whole = z.looseObject({
  name: z.string().trim().min(1),
  description: z.string().nullish(),
  status: z.enum(['active', 'inactive']),
  endpoint: z.url({ protocol: /^https?$/ }),
  http_method: z.literal('POST', 'this sandbox sends by POST only'),
  request_format: z.literal('json', 'this sandbox sends JSON only'),
  subscriptions: z.array(z.string()).optional(),
  authentication: authentication.nullish(),
  custom_headers: z.record(z.string(), z.string()).nullish(),
});

const part = whole.partial();

export type GivenWebhook = z.infer<typeof part>;

const triggersOnly = 'conditional_ticket_events';

/** An error in the format of Zendesk's webhook service. */
export const webhookError = (status: number, code: string, title: string): Refused =>
  new Refused(status, { errors: [{ code, title, detail: title, status: String(status) }] });

/** @throws Refused 400 */
export const readWebhook = (body: object): z.infer<typeof whole> => read(whole, body);

/** @throws Refused 400; also for a change from triggers to events, or back */
export function readWebhookChange(webhook: ZendeskWebhook, body: object): GivenWebhook {
  const given = read(part, body);
  const kinds = given.subscriptions?.includes(triggersOnly) === webhook.subscriptions.includes(triggersOnly);
  if (given.subscriptions && !kinds) throw webhookError(400, 'InvalidSubscription', 'The connection cannot be changed');
  return given;
}

function read<S extends z.ZodType<{ subscriptions?: string[] | undefined }>>(schema: S, body: object): z.infer<S> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw webhookError(400, 'InvalidWebhook', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is invalid'}`);
  }
  const { subscriptions = [] } = parsed.data;
  const mixed = subscriptions.includes(triggersOnly) && subscriptions.length > 1;
  const unknown = subscriptions.find((it) => it !== triggersOnly && !it.startsWith('zen:event-type:'));
  if (mixed || unknown !== undefined) throw webhookError(400, 'InvalidSubscription', 'Subscriptions are invalid');
  return parsed.data;
}

/** Credentials are never returned. */
export const webhookJson = (webhook: ZendeskWebhook): object => ({
  id: webhook.id,
  name: webhook.name,
  description: webhook.description,
  status: webhook.status,
  endpoint: webhook.endpoint,
  http_method: 'POST',
  request_format: 'json',
  subscriptions: webhook.subscriptions,
  ...(webhook.authentication && {
    authentication: { type: webhook.authentication.type, add_position: webhook.authentication.add_position },
  }),
  custom_headers: webhook.customHeaders,
  created_at: isoSeconds(webhook.createdAt),
  created_by: String(apiUserId),
  updated_at: isoSeconds(webhook.updatedAt),
  updated_by: String(apiUserId),
});
