import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { MacroPreview } from '../../../../activities/ports';
import { saysNotThere } from '../../../../activities/vendorError';
import { markIn } from '../../admin/marks';
import { readAnswer } from '../../http/readAnswer';
import type { ReadList } from '../../http/readList';
import { type FieldIds, idSchema, optionPrefix } from '../fields';
import { customFieldsSchema, ticketSchema, type ZendeskTicket } from './ticket';
import { numericId, resultOf, type ZendeskAccess } from '../transport';

const macroSchema = z.object({
  id: idSchema,
  title: z.string(),
  description: z.string().nullish().catch(undefined),
  active: z.boolean().nullish(),
});

/** The mark of the only macro that Ventana applies itself: an administrator may have renamed it. */
const REOPENING_MACRO = 'macro.reopening';

const commentSchema = z
  .object({ body: z.string().nullish(), html_body: z.string().nullish() })
  .nullish()
  .catch(undefined);

const previewSchema = z.object({
  result: z.object({ ticket: z.looseObject({ comment: commentSchema }), comment: commentSchema }),
});

/** The properties that a macro's actions can change and that Update Ticket accepts. */
const changeable = [
  'status',
  'custom_status_id',
  'priority',
  'type',
  'subject',
  'assignee_id',
  'group_id',
  'brand_id',
  'ticket_form_id',
  'due_at',
] as const;

const TTL_MS = 5 * 60 * 1000;

/**
 * Finds an active macro by its exact title, or else the one that setup made for reopenings, and asks Zendesk how it would change the ticket. The list of macros is
 * cached for 5 min.
 * @throws VendorError 404 when the ticket is deleted
 */
export function createMacros(
  { client, list }: Pick<ZendeskAccess, 'client' | 'list'>,
  readList: ReadList,
  fields: () => Promise<FieldIds>,
) {
  const macros = new LRUCache<'all', z.infer<typeof macroSchema>[]>({
    max: 1,
    ttl: TTL_MS,
    ignoreFetchAbort: true,
    fetchMethod: async () => readList('macros', macroSchema, await list('macros/active.json', 'macros')),
  });

  return async (ticketId: string, title: string): Promise<MacroPreview | undefined> => {
    const active = (await macros.forceFetch('all')).filter((it) => it.active !== false);
    const macro =
      active.find((it) => it.title === title) ??
      active.find(({ description }) => markIn(description ?? '') === REOPENING_MACRO);
    if (!macro) return undefined;
    const id = numericId(ticketId);
    const ticket = readAnswer('zendesk', 'ticket', ticketSchema, await resultOf(client.tickets.show(id)));
    const after = await resultOf(client.macros.applyTicket(id, numericId(macro.id))).catch((error: unknown) => {
      if (!saysNotThere(error)) throw error;
      macros.delete('all');
      return undefined;
    });
    return after === undefined ? undefined : previewOf(macro.id, ticket, after, await fields());
  };
}

/**
 * What the macro changes, from the ticket before and Zendesk's "ticket after changes". That answer is the whole ticket.
 * Only the differences may be written back, or the update would undo whatever else has changed meanwhile.
 * @throws VendorError when `after` cannot be read
 */
export function previewOf(macroId: string, before: ZendeskTicket, after: unknown, fields: FieldIds): MacroPreview {
  const { result } = readAnswer('zendesk', 'macro preview', previewSchema, after);
  const ticket: Record<string, unknown> = {};
  for (const property of changeable) {
    const value = result.ticket[property];
    if (value !== undefined && value !== before[property]) ticket[property] = value;
  }
  const customFields = changedFields(before, result.ticket, fields);
  if (customFields.length > 0) ticket['custom_fields'] = customFields;
  const tags = changedTags(before['tags'], result.ticket['tags']);
  if (tags) ticket['tags'] = tags;

  const comment = textOf(result.ticket.comment ?? result.comment);
  return { id: macroId, ticket, ...(comment && { comment }) };
}

/** Zendesk's documentation calls them `fields` here; its tickets call them `custom_fields`. */
function changedFields(before: ZendeskTicket, after: Record<string, unknown>, fields: FieldIds) {
  const known = new Map(before.custom_fields.map(({ id, value }) => [id, value]));
  return customFieldsSchema
    .catch([])
    .parse(after['custom_fields'] ?? after['fields'])
    .filter(({ id, value }) => id !== fields.action && JSON.stringify(value) !== JSON.stringify(known.get(id)));
}

/**
 * All tags as they should be afterwards; those of "WhatsApp action" stay as they were on the ticket. Undefined if the
 * macro changes no tags.
 */
function changedTags(before: unknown, after: unknown): string[] | undefined {
  if (!Array.isArray(after)) return undefined;
  const [old, previewed] = [before, after].map((tags) => z.array(z.string()).catch([]).parse(tags)) as [
    string[],
    string[],
  ];
  const isAction = (tag: string) => tag.startsWith(optionPrefix.action);
  const wanted = [...previewed.filter((tag) => !isAction(tag)), ...old.filter(isAction)];
  const same = old.length === wanted.length && old.every((tag) => wanted.includes(tag));
  return same ? undefined : wanted;
}

const textOf = (comment: z.infer<typeof commentSchema>): string | undefined =>
  comment?.body?.trim() ||
  comment?.html_body
    ?.replace(/<(br|\/p|\/div)[^<>]*>/gi, '\n')
    .replace(/<[^<>]+>/g, '')
    .trim();
