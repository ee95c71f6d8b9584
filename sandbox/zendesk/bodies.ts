import { z } from 'zod';
import type { TicketStatus } from '../types';
import type { Ticket } from '../world/model';
import { isoSeconds } from '../world/time';
import type { World } from '../world/world';
import { conflict, invalid } from './errors';
import type { TicketChange } from './updates';

const id = z.coerce.number();
const tags = z.union([z.array(z.string()), z.string().transform((it) => it.split(/\s+/).filter(Boolean))]);
const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed'] as const satisfies TicketStatus[];

const ticketPut = z.looseObject({
  ticket: z.looseObject({
    status: z.enum(statuses).optional(),
    subject: z.string().optional(),
    assignee_id: id.nullable().optional(),
    custom_fields: z.array(z.looseObject({ id, value: z.unknown() })).optional(),
    tags: tags.optional(),
    additional_tags: tags.optional(),
    remove_tags: tags.optional(),
    comment: z.looseObject({ body: z.string().min(1), public: z.boolean().default(true) }).optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
    macro_id: id.optional(),
    macro_ids: z.array(id).optional(),
    safe_update: z.unknown().optional(),
    updated_stamp: z.string().optional(),
  }),
});

/**
 * Reads the body of a ticket update as Zendesk does.
 * @throws Refused 422 for a bad value or a closed ticket, 409 when `safe_update` finds another stamp
 */
export function readTicketPut(world: World, ticket: Ticket, body: unknown): TicketChange {
  const parsed = ticketPut.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(issue?.path.slice(1).join('.') || 'base', issue?.message ?? 'is invalid');
  }
  const put = parsed.data.ticket;
  // Zendesk: "a value of false has the same effect as true".
  if ('safe_update' in put && put.updated_stamp !== isoSeconds(ticket.updatedAt)) throw conflict();
  if (ticket.status === 'closed') throw invalid('status', 'Status: closed prevents ticket update');
  const { safe_update: _, updated_stamp: __, macro_id, macro_ids, custom_fields, ...change } = put;
  return {
    ...change,
    custom_fields: custom_fields?.map((field) => ({ id: field.id, value: fieldValue(world, field) })),
    macroIds: [...(macro_ids ?? []), ...(macro_id === undefined ? [] : [macro_id])],
  };
}

function fieldValue(world: World, { id, value }: { id: number; value: unknown }): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const field = world.fields.find((it) => it.id === id);
  if (typeof value !== 'string') throw invalid(String(id), 'is invalid');
  if (field?.type === 'tagger' && !field.options.some((option) => option.value === value))
    throw invalid(String(id), `${field.title}: is invalid`);
  // A date, without a time of day.
  if (field?.type === 'date' && !isDate(value)) throw invalid(String(id), `${field.title}: is invalid`);
  return value;
}

const isDate = (value: string): boolean => z.iso.date().safeParse(value).success;
