import { z } from 'zod';
import type { Schedules } from '../../hours/schedules';
import { readAnswer } from '../http/readAnswer';
import { createReadList } from '../http/readList';
import { type HeaderReadings, readHeaders } from '../http/headerReadings';
import { createSchedules } from './internal/schedules';
import { idSchema } from './fields';
import { accessZendesk, type ZendeskSettings } from './transport';

/** What `doctor` reads from Zendesk in addition to what `setup` reads. Every method throws `VendorError`. */
export interface ZendeskInspector extends Schedules {
  /** The user that our credentials belong to; undefined if Zendesk answers but does not recognise them. */
  me(): Promise<{ role: string; suspended: boolean } | undefined>;
  /** Requests the ticket export that the sweep reads, from `since` (epoch ms). */
  tryExport(since: number): Promise<void>;
  /** A webhook's latest invocations, newest first. Zendesk keeps them for up to 7 days. */
  invocations(webhookId: string): Promise<{ status: string }[]>;
  readings(): HeaderReadings;
}

/** Without valid credentials, `users/me` answers with an anonymous user whose id is null. */
const meSchema = z.object({
  user: z.object({ id: idSchema.nullable(), role: z.string(), suspended: z.boolean().nullish() }),
});

const invocationsSchema = z.object({ invocations: z.unknown() });
const invocationSchema = z.object({ status: z.string() });

/** @param now epoch ms */
export function createZendeskInspector(settings: ZendeskSettings, now: () => number): ZendeskInspector {
  const { onHeaders, readings } = readHeaders(now);
  const { call } = accessZendesk(settings, onHeaders);
  const readList = createReadList('zendesk');
  return {
    ...createSchedules(call, readList),
    readings,
    async me() {
      const { user } = readAnswer('zendesk', 'users/me', meSchema, await call('GET', 'users/me'));
      return user.id === null ? undefined : { role: user.role, suspended: user.suspended ?? false };
    },
    async tryExport(since) {
      const start = String(Math.floor(since / 1000));
      await call('GET', 'incremental/tickets/cursor', { start_time: start, per_page: '1' });
    },
    async invocations(webhookId) {
      const path = `webhooks/${encodeURIComponent(webhookId)}/invocations`;
      const answer = await call('GET', path, { 'page[size]': '100' });
      const { invocations } = readAnswer('zendesk', 'invocations', invocationsSchema, answer);
      return readList('invocations', invocationSchema, invocations);
    },
  };
}
