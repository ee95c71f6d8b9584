import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Language } from '../../../activities/policy';
import type { TicketStatus } from '../../../activities/types';
import { markIn } from '../admin/marks';
import type { ReadList } from '../http/readList';
import type { ZendeskList } from './transport';

/** What the clients log. */
export interface ClientLog {
  warn(details: object, message: string): void;
}

/** The keys of our custom ticket fields. They stand in the marks that setup makes, so they must never change. */
export const fieldKeys = {
  window: 'field.window',
  closesAt: 'field.closes-at',
  closesOn: 'field.closes-on',
  action: 'field.action',
  answer: 'field.answer',
  silence: 'field.silence',
  outcome: 'field.outcome',
} as const;

type FieldName = keyof typeof fieldKeys;

const fieldNames = Object.keys(fieldKeys) as FieldName[];

/** Their titles. Up to release 0.1.0 all accounts had the English ones. */
export const fieldTitles: Record<Language, Record<FieldName, string>> = {
  es: {
    window: 'WhatsApp: ventana',
    closesAt: 'WhatsApp: cierre de la ventana',
    closesOn: 'WhatsApp: día de cierre',
    action: 'WhatsApp: acción',
    answer: 'WhatsApp: respuesta',
    silence: 'WhatsApp: silencio',
    outcome: 'WhatsApp: resultado',
  },
  en: {
    window: 'WhatsApp window',
    closesAt: 'WhatsApp window closes at',
    closesOn: 'WhatsApp window closes on',
    action: 'WhatsApp action',
    answer: 'WhatsApp answer',
    silence: 'WhatsApp silence',
    outcome: 'WhatsApp outcome',
  },
};

/** Ids of our custom ticket fields; a field that the account does not have is absent. */
export type FieldIds = Partial<Record<FieldName, string>>;

/** Prefixes of our drop-downs' option values. Option values are also tags, so they need a prefix of their own. */
export const optionPrefix = {
  window: 'whatsapp_window_',
  action: 'whatsapp_action_',
  answer: 'whatsapp_answer_',
  silence: 'whatsapp_silence_',
  outcome: 'whatsapp_outcome_',
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

const fieldSchema = z.object({
  id: idSchema,
  title: z.string(),
  description: z.string().nullish().catch(undefined),
  active: z.boolean().nullish(),
});

type Field = z.infer<typeof fieldSchema>;

const TTL_MS = 10 * 60 * 1000;

/**
 * The field that setup made under this key, whatever its title is now; of several, which are copies, the oldest. Without
 * one, a field that somebody made by hand with a title of ours.
 */
function ours(fields: readonly Field[], name: FieldName): Field | undefined {
  const [marked] = fields
    .filter(({ description }) => markIn(description ?? '') === fieldKeys[name])
    .sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
  const titles = Object.values(fieldTitles).map((of) => of[name]);
  return marked ?? fields.find(({ title }) => titles.includes(title));
}

/**
 * Finds our ticket fields, at most once every 10 min. Logs each missing field once.
 * @throws VendorError
 */
export function createFields(list: ZendeskList, readList: ReadList, log?: ClientLog): () => Promise<FieldIds> {
  const said = new Set<string>();
  const load = async (): Promise<FieldIds> => {
    const all = readList('ticket fields', fieldSchema, await list('ticket_fields.json', 'ticket_fields'));
    const fields = all.filter(({ active }) => active !== false);
    const found: FieldIds = {};
    for (const name of fieldNames) {
      const field = ours(fields, name);
      if (field) found[name] = field.id;
      else if (!said.has(name)) {
        said.add(name);
        log?.warn({ field: fieldTitles.en[name] }, 'Zendesk has no such active ticket field; it will not be written');
      }
    }
    return found;
  };
  const fields = new LRUCache<'all', FieldIds>({ max: 1, ttl: TTL_MS, fetchMethod: load });
  return () => fields.forceFetch('all');
}
