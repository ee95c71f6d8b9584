import { z } from 'zod';

const presence = z.enum(['active', 'inactive', 'missing']);
const version = z.enum(['v2', 'v1.1']);
const url = z.url({ protocol: /^https?$/ });
const condition = z.object({ field: z.string(), operator: z.string(), value: z.string().nullable() });
const conditions = z.object({ all: z.array(condition), any: z.array(condition) });
const actions = z.array(
  z.object({ field: z.literal('notification_webhook'), value: z.tuple([z.string(), z.string()]) }),
);

/** A planted fault, in the form that `POST /sandbox/plant` accepts. */
export const plantBody = z.union([
  z.strictObject({ kind: z.literal('zendeskAccess'), access: z.enum(['admin', 'agent', 'revoked']) }),
  z.strictObject({
    kind: z.literal('oauthClient'),
    madeBy: z.enum(['ventana', 'agent']).optional(),
    scopes: z.array(z.string()).optional(),
    status: z.enum(['active', 'missing']).optional(),
  }),
  z.strictObject({ kind: z.literal('sunshineAccess'), access: z.enum(['app', 'integration', 'revoked']) }),
  z.strictObject({ kind: z.literal('clockSkew'), ms: z.number() }),
  z.strictObject({ kind: z.literal('rateLimit'), limit: z.number().optional(), remaining: z.number() }),
  z.strictObject({ kind: z.enum(['failuresBeforeSuccess', 'unreadableItems', 'endlessPages']), on: z.boolean() }),
  z.strictObject({ kind: z.literal('damagedMessages'), part: z.enum(['author', 'metadata', 'all', 'none']) }),
  z.strictObject({
    kind: z.literal('webhook'),
    name: z.string(),
    status: z.enum([...presence.options, 'failing', 'circuitBroken']),
  }),
  z.strictObject({ kind: z.literal('webhookMoved'), name: z.string(), endpoint: url }),
  z.strictObject({ kind: z.enum(['trigger', 'macro', 'ticketField']), title: z.string(), status: presence }),
  z.strictObject({
    kind: z.literal('triggerChanged'),
    title: z.string(),
    change: z.strictObject({
      title: z.string().optional(),
      conditions: conditions.optional(),
      actions: actions.optional(),
    }),
  }),
  z.strictObject({
    kind: z.literal('schedule'),
    schedule: z.union([
      z.literal('none'),
      z.strictObject({ name: z.string().optional(), timeZone: z.string().optional() }),
    ]),
  }),
  z.strictObject({ kind: z.literal('whatsAppIntegration'), status: presence }),
  z.strictObject({ kind: z.literal('sunshineWebhook'), version, status: z.literal('missing') }),
  z.strictObject({
    kind: z.literal('sunshineWebhook'),
    version,
    target: url.optional(),
    triggers: z.array(z.string()).optional(),
  }),
]);
