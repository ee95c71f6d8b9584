import { z } from 'zod';
import type { Schedules } from '../../hours/schedules';
import { readAnswer } from '../http/readAnswer';
import { basic, createInspector, type Heard, type Inspector, type InspectorSettings } from '../http/inspector';
import { createSchedules } from './schedules';
import { idSchema } from './fields';
import { createZendeskClient, type ZendeskSettings } from './transport';

/** What `doctor` asks of Zendesk besides what `setup` reads. Every method throws `VendorError`. */
export interface ZendeskInspector extends Schedules {
  /** Whom Zendesk takes us for; undefined: nobody, although it answers. */
  me(): Promise<{ role: string; suspended: boolean } | undefined>;
  /** Asks for the export of tickets that the sweep reads, from `since` (epoch ms). */
  tryExport(since: number): Promise<void>;
  /** The newest calls of a webhook, newest first; Zendesk keeps them for up to 7 days. */
  invocations(webhookId: string): Promise<{ status: string }[]>;
  heard(): Heard;
}

/** Without credentials `users/me` answers with an anonymous user, whose id is null. */
const meSchema = z.object({
  user: z.object({ id: idSchema.nullable(), role: z.string(), suspended: z.boolean().nullish() }),
});

const invocationsSchema = z.object({ invocations: z.array(z.object({ status: z.string() })) });

export function createZendeskInspector(
  settings: ZendeskSettings,
  inspectorSettings: InspectorSettings,
): ZendeskInspector {
  const inspector = inspectZendesk(settings, inspectorSettings);
  return {
    ...createSchedules(createZendeskClient(settings)),
    heard: () => inspector.heard(),
    async me() {
      const { id, role, suspended } = readAnswer('zendesk', 'users/me', meSchema, await inspector.get('users/me')).user;
      return id === null ? undefined : { role, suspended: suspended ?? false };
    },
    async tryExport(since) {
      await inspector.get('incremental/tickets/cursor', {
        start_time: String(Math.floor(since / 1000)),
        per_page: '1',
      });
    },
    async invocations(webhookId) {
      const path = `webhooks/${encodeURIComponent(webhookId)}/invocations`;
      const answer = await inspector.get(path, { 'page[size]': '100' });
      return readAnswer('zendesk', 'invocations', invocationsSchema, answer).invocations;
    },
  };
}

/** Under `/api/v2/`. @param now epoch ms */
function inspectZendesk({ origin, auth }: ZendeskSettings, settings: InspectorSettings): Inspector {
  const authorization = auth.type === 'oauth' ? `Bearer ${auth.token}` : basic(`${auth.email}/token`, auth.token);
  return createInspector('zendesk', `${origin}/api/v2`, authorization, settings);
}
