import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { TicketStatus } from '../../../activities/types';
import type { ReadList } from '../http/readList';
import type { ZendeskList } from './transport';

/** What the clients log. */
export interface ClientLog {
  warn(details: object, message: string): void;
}

/** The titles of our custom ticket fields, by which they are found: the same in every account. */
export const fieldTitles = {
  window: 'WhatsApp window',
  closesAt: 'WhatsApp window closes at',
  action: 'WhatsApp action',
  answer: 'WhatsApp answer',
} as const;

/** Ids of our custom ticket fields; a field that the account does not have is absent. */
export type FieldIds = Partial<Record<keyof typeof fieldTitles, string>>;

/** Prefixes of our drop-downs' option values. Option values are also tags, so they need a prefix of their own. */
export const optionPrefix = {
  window: 'whatsapp_window_',
  action: 'whatsapp_action_',
  answer: 'whatsapp_answer_',
} as const;

/** The name of an action from its option value; undefined for any other value. */
export const actionOf = (value: string): string | undefined =>
  value.startsWith(optionPrefix.action) ? value.slice(optionPrefix.action.length) || undefined : undefined;

/** We use lower case. Zendesk's events have `PENDING`, and display values are `Pending` or `On-hold`. */
export const statusSchema = z
  .string()
  .transform((text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^on[-_ ]?hold$/, 'hold'),
  )
  .pipe(z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed'] satisfies TicketStatus[]));

/** Ids are numbers in Zendesk's JSON. */
export const idSchema = z.union([z.number(), z.string()]).transform(String);

const fieldSchema = z.object({ id: idSchema, title: z.string(), active: z.boolean().nullish() });

const TTL_MS = 10 * 60 * 1000;

/**
 * Finds our ticket fields by their titles, at most once every 10 min. Logs each missing field once.
 * @throws VendorError
 */
export function createFields(list: ZendeskList, readList: ReadList, log?: ClientLog): () => Promise<FieldIds> {
  const said = new Set<string>();
  const load = async (): Promise<FieldIds> => {
    const fields = readList('ticket fields', fieldSchema, await list('ticket_fields.json', 'ticket_fields'));
    const found: FieldIds = {};
    for (const name of Object.keys(fieldTitles) as (keyof typeof fieldTitles)[]) {
      const title = fieldTitles[name];
      const field = fields.find((it) => it.title === title && it.active !== false);
      if (field) found[name] = field.id;
      else if (!said.has(title)) {
        said.add(title);
        log?.warn({ field: title }, 'Zendesk has no active ticket field with this title; it will not be written');
      }
    }
    return found;
  };
  const fields = new LRUCache<'all', FieldIds>({ max: 1, ttl: TTL_MS, fetchMethod: load });
  return () => fields.forceFetch('all');
}
