import { z } from 'zod';
import type { CallingPlace } from '../../admin/ports';
import { readAnswer } from '../../http/readAnswer';
import { createReadList } from '../../http/readList';
import { resultOf, type ZendeskAccess } from '../transport';

const webhookSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  endpoint: z.string(),
  status: z.string(),
  subscriptions: z.array(z.string()).nullish(),
});

const readList = createReadList('zendesk');

const secretSchema = z.object({ signing_secret: z.object({ secret: z.string().min(1) }) });

/** Zendesk's webhooks. A webhook is connected to triggers or to events, and that cannot be changed later. */
export const webhookPlace = ({ client, list }: Pick<ZendeskAccess, 'client' | 'list'>): CallingPlace => ({
  async list() {
    const webhooks = readList('webhooks', webhookSchema, await list('webhooks', 'webhooks'));
    return webhooks.map(({ id, name, description, endpoint, status, subscriptions }) => ({
      kind: 'webhook',
      id,
      properties: { name, description: description ?? '', endpoint, status, subscriptions: subscriptions ?? [] },
    }));
  },
  async create(properties) {
    const call = client.webhooks.create({ webhook: { ...properties, http_method: 'POST', request_format: 'json' } });
    return readAnswer('zendesk', 'webhook', z.object({ id: z.string() }), await resultOf(call));
  },
  async change(id, { name, description, endpoint, status }) {
    await client.webhooks.patch(id, { webhook: { name, description, endpoint, status } });
  },
  async remove(id) {
    await client.webhooks.delete(id);
  },
  async secret(id) {
    const answer = await resultOf(client.webhooks.getSigningSecret(id));
    return readAnswer('zendesk', 'signing secret', secretSchema, answer).signing_secret.secret;
  },
});
