import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { FindTemplateTexts } from '../../../activities/ports';
import { queryOf } from '../http/http';
import { readAnswer } from '../http/readAnswer';
import { createReadList } from '../http/readList';
import { createSunshineCall, type SunshineCall, type SunshineSettings } from './call';

/** A message template as Meta knows it. */
export interface Template {
  name: string;
  language: string;
  /** APPROVED, PENDING, REJECTED, PAUSED, DISABLED ... Only an approved template can be sent. */
  status: string;
  /** UTILITY, MARKETING or AUTHENTICATION. */
  category: string;
  /** GREEN, YELLOW, RED or UNKNOWN; absent if the answer does not say. */
  quality?: string | undefined;
  /** Undefined if the answer does not list them in a form that we know. */
  components?: TemplatePart[] | undefined;
}

/** HEADER, BODY, FOOTER, BUTTONS, CAROUSEL, LIMITED_TIME_OFFER ... */
export interface TemplatePart {
  type: string;
  /** Of a header: TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION ... */
  format?: string | undefined;
  text?: string | undefined;
  buttons?: { type: string; text?: string | undefined; url?: string | undefined }[] | undefined;
}

const upperCase = z.string().transform((it) => it.toUpperCase());
const textIfAny = z.string().optional().catch(undefined);

const part = z.object({
  type: upperCase,
  format: upperCase.optional().catch(undefined),
  text: textIfAny,
  buttons: z.array(z.object({ type: upperCase, text: textIfAny, url: textIfAny })).optional(),
});

/** `quality_score` is an object at Meta; what Sunshine makes of it is not documented. */
const quality = z.union([upperCase, z.object({ score: upperCase }).transform(({ score }) => score)]);

const template = z
  .object({
    name: z.string(),
    language: z.string(),
    status: upperCase,
    category: upperCase,
    quality_score: quality.optional().catch(undefined),
    components: z.array(part).optional().catch(undefined),
  })
  .transform(({ quality_score, ...it }): Template => ({ ...it, quality: quality_score }));

const list = z.object({
  messageTemplates: z.unknown(),
  hasMore: z.boolean().nullish().catch(undefined),
  after: z.string().nullish().catch(undefined),
});

const readList = createReadList('sunshine');

/** The largest size seen in use; the default size of the list is not documented. */
const PAGE_SIZE = '1000';
const MAX_PAGES = 20;

/** All templates of a WhatsApp integration, page by page (v1.1; v2 has no such list). @throws VendorError */
export async function listTemplates(call: SunshineCall, integrationId: string): Promise<Template[]> {
  const path = `integrations/${encodeURIComponent(integrationId)}/messageTemplates`;
  const found: Template[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = queryOf({ limit: PAGE_SIZE, ...(after !== undefined && { after }) });
    const read = readAnswer('sunshine', 'message templates', list, await call('GET', 'v1.1', path + query));
    found.push(...readList('message templates', template, read.messageTemplates));
    if (read.hasMore === false || !read.after || read.after === after) break;
    after = read.after;
  }
  return found;
}

/** The account's templates, as they are now. @throws VendorError */
export const templatesOf = (settings: SunshineSettings & { integrationId: string }): Promise<Template[]> =>
  listTemplates(createSunshineCall(settings), settings.integrationId);

/** How long (ms) the templates are kept for their lengths; after a failure they are asked for again sooner. */
const KEPT_MS = 3_600_000;
const RETRY_MS = 300_000;
/** The lengths only spare some values a cut, so a send does not wait long for them (ms). */
const LENGTHS_TIMEOUT_MS = 5_000;

/** Meta's definition of a template; undefined: there is none, or the list cannot be read. Never throws. */
export type FindTemplate = (name: string, language: string) => Promise<Template | undefined>;

/** The account's templates, read at most once an hour. @param now for durations */
export function createFindTemplate(
  settings: SunshineSettings & { integrationId: string },
  now: () => number,
): FindTemplate {
  const call = createSunshineCall({ timeoutMs: LENGTHS_TIMEOUT_MS, ...settings });
  const templates = new LRUCache<'all', Template[]>({
    max: 1,
    ttl: KEPT_MS,
    perf: { now },
    ttlResolution: 0,
    fetchMethod: async (_key, _stale, { options }) => {
      try {
        return await listTemplates(call, settings.integrationId);
      } catch {
        options.ttl = RETRY_MS;
        return [];
      }
    },
  });
  return async (name, language) => {
    const all = await templates.forceFetch('all');
    return all.find((it) => it.name === name && it.language === language);
  };
}

/** How long the fixed texts of the account's templates are, for the lengths of values. See activities/ports.ts. */
export const templateLengthsBy =
  (find: FindTemplate) =>
  async (name: string, language: string): Promise<{ header: number; body: number } | undefined> => {
    const found = await find(name, language);
    return found?.components && { header: fixedLength(found, 'HEADER'), body: fixedLength(found, 'BODY') };
  };

/** What the account's templates say. See activities/ports.ts. */
export const templateTextsBy =
  (find: FindTemplate): FindTemplateTexts =>
  async (name, language) => {
    const { components } = (await find(name, language)) ?? {};
    const textOf = (type: string): string | undefined => components?.find((it) => it.type === type)?.text;
    const [header, body] = [textOf('HEADER'), textOf('BODY')];
    return body === undefined ? undefined : { ...(header !== undefined && { header }), body };
  };

const fixedLength = ({ components = [] }: Template, type: string): number =>
  withoutVariables(components.find((it) => it.type === type)?.text).length;

/** `{{1}}`, or `{{name}}` in a template with named values. */
const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** The variables of a text, each once, in their order. */
export const variablesOf = (text = ''): string[] => [
  ...new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name)),
];

/** The text without its variables. */
export const withoutVariables = (text = ''): string => text.replace(VARIABLE, '');
