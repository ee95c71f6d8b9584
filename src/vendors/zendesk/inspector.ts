import { z } from 'zod';
import type { Schedules } from '../../hours/schedules';
import { readAnswer } from '../http/readAnswer';
import { createReadList } from '../http/readList';
import { type HeaderReadings, readHeaders } from '../http/headerReadings';
import { type ClientFault, faultOf, survivesAnother } from './internal/clientProbe';
import { createSchedules } from './internal/schedules';
import { idSchema } from './fields';
import type { SignInError } from './signIn';
import { accessZendesk, type ZendeskSettings } from './transport';

/** What `doctor` reads from Zendesk in addition to what `setup` reads. Every method throws `VendorError`. */
export interface ZendeskInspector extends Schedules {
  /** The user that our credentials belong to; undefined if Zendesk answers but does not recognise them. */
  me(): Promise<Me | undefined>;
  /** What our token allows; undefined if Zendesk does not say, or everything is allowed, as with an API token. */
  scopes(): Promise<string[] | undefined>;
  /** How many tickets (of the first few) are assigned to a user. */
  assignedTickets(userId: string): Promise<number>;
  /** What is wrong with our OAuth client. @param refusal how it was refused */
  clientFault(refusal: SignInError): Promise<ClientFault>;
  /** Whether our OAuth client's token stays good when it gets another one. */
  tokenSurvivesAnother(): Promise<boolean>;
  /** Requests the ticket export that the sweep reads, from `since` (epoch ms). */
  tryExport(since: number): Promise<void>;
  /** A webhook's latest invocations, newest first. Zendesk keeps them for up to 7 days. */
  invocations(webhookId: string): Promise<{ status: string }[]>;
  readings(): HeaderReadings;
}

export interface Me {
  id: string;
  name: string;
  role: string;
  suspended: boolean;
}

/** Without valid credentials, `users/me` answers with an anonymous user whose id is null. */
const meSchema = z.object({
  user: z.object({
    id: idSchema.nullable(),
    name: z.string().nullish(),
    role: z.string(),
    suspended: z.boolean().nullish(),
  }),
});

const tokenSchema = z.object({ token: z.object({ scopes: z.array(z.string()) }) });
const assignedSchema = z.object({ tickets: z.array(z.unknown()) });

const invocationsSchema = z.object({ invocations: z.unknown() });
const invocationSchema = z.object({ status: z.string() });

/** @param now epoch ms */
export function createZendeskInspector(settings: ZendeskSettings, now: () => number): ZendeskInspector {
  const { onHeaders, readings } = readHeaders(now);
  const { call, scope, token } = accessZendesk(settings, onHeaders);
  const { auth, origin, timeoutMs = 10_000 } = settings;
  const readList = createReadList('zendesk');
  return {
    ...createSchedules(call, readList),
    readings,
    async me() {
      const { user } = readAnswer('zendesk', 'users/me', meSchema, await call('GET', 'users/me'));
      if (user.id === null) return undefined;
      return { id: user.id, name: user.name ?? '', role: user.role, suspended: user.suspended ?? false };
    },
    async scopes() {
      if (auth.type === 'token') return undefined;
      const granted = await scope();
      if (granted !== undefined) return granted.split(' ');
      const path = 'oauth/tokens/current';
      return readAnswer('zendesk', path, tokenSchema, await call('GET', path)).token.scopes;
    },
    async assignedTickets(userId) {
      const answer = await call('GET', `users/${userId}/tickets/assigned`, { 'page[size]': '5' });
      return readAnswer('zendesk', 'assigned tickets', assignedSchema, answer).tickets.length;
    },
    clientFault: (refusal) =>
      auth.type === 'client' ? faultOf(origin, auth, refusal, timeoutMs) : Promise.resolve('asUnknown'),
    async tokenSurvivesAnother() {
      const older = await token();
      return auth.type !== 'client' || older === undefined || survivesAnother(origin, auth, older, timeoutMs);
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
