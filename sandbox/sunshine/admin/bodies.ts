import { z } from 'zod';
import { v11Triggers, v2Triggers } from './triggers';

const target = z.url({ protocol: /^https?$/ });
const common = { target, includeFullUser: z.boolean().optional(), includeFullSource: z.boolean().optional() };

const v2Webhook = z.looseObject({ ...common, triggers: z.array(z.enum(v2Triggers)).min(1) });

const v11Webhook = z.looseObject({
  target,
  triggers: z.array(z.enum(v11Triggers)).min(1),
  includeFullAppUser: z.boolean().optional(),
});

const integration = z.looseObject({
  type: z.literal('custom', 'this sandbox makes custom integrations only'),
  status: z.enum(['active', 'inactive']).optional(),
  displayName: z.string().max(100).nullish(),
  webhooks: z.array(v2Webhook).length(1),
});

export type V2WebhookBody = z.infer<typeof v2Webhook>;

type Checked<T> = { body: T } | { wrong: string };

function check<T>(schema: z.ZodType<T>, body: unknown): Checked<T> {
  const result = schema.safeParse(body);
  if (result.success) return { body: result.data };
  return { wrong: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') };
}

const v2Change = v2Webhook.partial();
const v11Change = v11Webhook.partial();

export const checkV2Webhook = (body: unknown): Checked<V2WebhookBody> => check(v2Webhook, body);
export const checkV2Change = (body: unknown): Checked<z.infer<typeof v2Change>> => check(v2Change, body);
export const checkV11Webhook = (body: unknown): Checked<z.infer<typeof v11Webhook>> => check(v11Webhook, body);
export const checkV11Change = (body: unknown): Checked<z.infer<typeof v11Change>> => check(v11Change, body);
export const checkIntegration = (body: unknown): Checked<z.infer<typeof integration>> => check(integration, body);
