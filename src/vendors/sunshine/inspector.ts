import { z } from 'zod';
import { VendorError } from '../../../activities/vendorError';
import { readAnswer } from '../http/readAnswer';
import { type HeaderReadings, readHeaders } from '../http/headerReadings';
import { queryOf } from '../http/http';
import { allPages } from './internal/allPages';
import { integrationsOf } from './internal/answers';
import { createSunshineCall, type SunshineSettings } from './call';

/**
 * What `doctor` reads from Sunshine Conversations in addition to what `setup` reads. Every method throws `VendorError`.
 */
export interface SunshineInspector {
  /** Reads the app itself, which only an app-level key may do. */
  app(): Promise<void>;
  /** Undefined if there is no such integration. */
  integration(id: string): Promise<Integration | undefined>;
  /** Ids of the app's WhatsApp integrations. */
  whatsAppIntegrations(): Promise<string[]>;
  /** The message templates of a WhatsApp integration, as Meta knows them. */
  templates(integrationId: string): Promise<Template[]>;
  readings(): HeaderReadings;
}

export interface Integration {
  type: string;
  /** `active`, `inactive` or `error`; absent if the answer does not say. */
  status?: string | undefined;
}

export interface Template {
  name: string;
  language: string;
  /** APPROVED, PENDING, REJECTED, PAUSED or DISABLED. Only an approved template can be sent. */
  status: string;
  /** UTILITY, MARKETING or AUTHENTICATION. */
  category: string;
  components: { type: string; text?: string | undefined }[];
}

const integrationSchema = z.object({ integration: z.object({ type: z.string(), status: z.string().optional() }) });

const templatesSchema = z.object({
  messageTemplates: z.array(
    z.object({
      name: z.string(),
      language: z.string(),
      status: z.string().transform((it) => it.toUpperCase()),
      category: z.string().transform((it) => it.toUpperCase()),
      components: z.array(z.object({ type: z.string(), text: z.string().optional().catch(undefined) })).catch([]),
    }),
  ),
  hasMore: z.boolean().nullish().catch(undefined),
  after: z.string().nullish().catch(undefined),
});

/** The largest size seen in use; the default size of the list is not documented. */
const PAGE_SIZE = '1000';
const MAX_PAGES = 10;

/** @param now epoch ms */
export function createSunshineInspector(settings: SunshineSettings, now: () => number): SunshineInspector {
  const { onHeaders, readings } = readHeaders(now);
  const call = createSunshineCall(settings, onHeaders);
  return {
    readings,
    async app() {
      await call('GET', 'v2', '');
    },
    async integration(id) {
      try {
        const answer = await call('GET', 'v2', `integrations/${encodeURIComponent(id)}`);
        return readAnswer('sunshine', 'integration', integrationSchema, answer).integration;
      } catch (error) {
        if (error instanceof VendorError && error.status === 404) return undefined;
        throw error;
      }
    },
    async whatsAppIntegrations() {
      const integrations = await allPages(call, 'integrations', { 'filter[types]': 'whatsapp' }, integrationsOf);
      return integrations.filter(({ type }) => type === 'whatsapp').map(({ id }) => id);
    },
    async templates(integrationId) {
      const path = `integrations/${encodeURIComponent(integrationId)}/messageTemplates`;
      const found: Template[] = [];
      let after: string | undefined;
      for (let page = 0; page < MAX_PAGES; page++) {
        const answer = await call(
          'GET',
          'v1.1',
          path + queryOf({ limit: PAGE_SIZE, ...(after !== undefined && { after }) }),
        );
        const read = readAnswer('sunshine', 'message templates', templatesSchema, answer);
        found.push(...read.messageTemplates);
        if (!read.hasMore || !read.after || read.after === after) break;
        after = read.after;
      }
      return found;
    },
  };
}
