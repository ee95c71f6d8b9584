import { z } from 'zod';
import type { CallingPlace } from '../admin/ports';
import type { Found, Properties } from '../admin/resources';
import { readAnswer } from '../http/readAnswer';
import { createReadList } from '../http/readList';
import { integrationsList } from './internal/answers';
import { createSunshineCall, type SunshineCall, type SunshineSettings } from './call';
import { allPages } from './internal/allPages';

const webhookSchema = z.object({
  target: z.string(),
  triggers: z.array(z.string()).transform((triggers) => [...triggers].sort()),
  secret: z.string().nullish(),
});
const v2Schema = webhookSchema.extend({ id: z.string() });
const v11Schema = webhookSchema.extend({ _id: z.string() });

const webhooksSchema = z.object({ webhooks: z.unknown() });

const readList = createReadList('sunshine');

const createdSchema = z.object({ integration: z.object({ id: z.string(), webhooks: z.array(v2Schema).min(1) }) });
const secretSchema = z.object({ webhook: z.object({ secret: z.string().min(1) }) });

/**
 * Sunshine's webhooks. A v2 webhook belongs to a custom integration: each integration has exactly one, created and
 * deleted with it.
 */
export function createSunshineAdmin(
  settings: SunshineSettings,
): Record<'integration' | 'notificationWebhook', CallingPlace> {
  const call = createSunshineCall(settings);
  return { integration: integrations(call), notificationWebhook: notificationWebhooks(call) };
}

/** An id here is the integration's id and the webhook's id, separated by a slash. */
function integrations(call: SunshineCall): CallingPlace {
  const pathOf = (id: string): string => {
    const [integration = '', webhook = ''] = id.split('/').map(encodeURIComponent);
    return `integrations/${integration}/webhooks/${webhook}`;
  };

  async function customIntegrations(): Promise<string[]> {
    const integrations = await allPages(
      call,
      readList,
      'integrations',
      { 'filter[types]': 'custom' },
      integrationsList,
    );
    return integrations.filter(({ type }) => type === 'custom').map(({ id }) => id);
  }

  async function webhooksOf(integration: string): Promise<Found[]> {
    const answer = await call('GET', 'v2', `integrations/${encodeURIComponent(integration)}/webhooks`);
    const { webhooks } = readAnswer('sunshine', 'webhooks', webhooksSchema, answer);
    return readList('webhooks', v2Schema, webhooks).map(({ id, target, triggers }) => ({
      kind: 'integration',
      id: `${integration}/${id}`,
      properties: { target, triggers },
    }));
  }

  return {
    async list() {
      const found: Found[] = [];
      for (const id of await customIntegrations()) found.push(...(await webhooksOf(id)));
      return found;
    },
    async create({ displayName, ...properties }) {
      const body = { type: 'custom', displayName, webhooks: [{ ...v2Body(properties) }] };
      const answer = await call('POST', 'v2', 'integrations', body);
      const { integration } = readAnswer('sunshine', 'integration', createdSchema, answer);
      return { id: `${integration.id}/${integration.webhooks[0]?.id}` };
    },
    async change(id, properties) {
      await call('PATCH', 'v2', pathOf(id), v2Body(properties));
    },
    async remove(id) {
      await call('DELETE', 'v2', `integrations/${encodeURIComponent(id.split('/')[0] ?? '')}`);
    },
    secret: async (id) => secretIn(await call('GET', 'v2', pathOf(id))),
  };
}

function notificationWebhooks(call: SunshineCall): CallingPlace {
  const pathOf = (id: string): string => `webhooks/${encodeURIComponent(id)}`;
  const bodyOf = ({ target, triggers }: Properties) => ({ target, triggers, includeFullAppUser: false });
  return {
    async list() {
      const answer = await call('GET', 'v1.1', 'webhooks');
      const { webhooks } = readAnswer('sunshine', 'webhooks', webhooksSchema, answer);
      return readList('webhooks', v11Schema, webhooks).map(({ _id, target, triggers }) => ({
        kind: 'notificationWebhook',
        id: _id,
        properties: { target, triggers },
      }));
    },
    async create(properties) {
      const answer = await call('POST', 'v1.1', 'webhooks', bodyOf(properties));
      const { webhook } = readAnswer('sunshine', 'webhook', z.object({ webhook: v11Schema }), answer);
      return { id: webhook._id };
    },
    async change(id, properties) {
      await call('PUT', 'v1.1', pathOf(id), bodyOf(properties));
    },
    async remove(id) {
      await call('DELETE', 'v1.1', pathOf(id));
    },
    secret: async (id) => secretIn(await call('GET', 'v1.1', pathOf(id))),
  };
}

/** We need neither users nor their phone numbers, so we do not ask for them. */
const v2Body = ({ target, triggers }: Properties) => ({
  target,
  triggers,
  includeFullUser: false,
  includeFullSource: false,
});

const secretIn = (answer: unknown): string => readAnswer('sunshine', 'secret', secretSchema, answer).webhook.secret;
