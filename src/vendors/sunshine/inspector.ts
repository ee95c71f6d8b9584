import { z } from 'zod';
import { VendorError } from '../../../activities/vendorError';
import { readAnswer } from '../http/readAnswer';
import { type HeaderReadings, readHeaders } from '../http/headerReadings';
import { createReadList } from '../http/readList';
import { integrationsList } from './internal/answers';
import { createSunshineCall, type SunshineSettings } from './call';
import { listTemplates, type Template } from './templates';
import { allPages } from './internal/allPages';

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

const integrationSchema = z.object({ integration: z.object({ type: z.string(), status: z.string().optional() }) });

const readList = createReadList('sunshine');

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
      const filter = { 'filter[types]': 'whatsapp' };
      const integrations = await allPages(call, readList, 'integrations', filter, integrationsList);
      return integrations.filter(({ type }) => type === 'whatsapp').map(({ id }) => id);
    },
    templates: (integrationId) => listTemplates(call, integrationId),
  };
}
