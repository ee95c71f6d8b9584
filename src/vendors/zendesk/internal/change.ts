import { z } from 'zod';
import { inert } from '../../../../activities/inert';
import type { TicketChange } from '../../../../activities/ports';
import { VendorError } from '../../../../activities/vendorError';
import { customFieldsSchema } from './ticket';
import { type FieldIds, optionPrefix } from '../fields';

/**
 * The `ticket` of Zendesk's Update Ticket for one change, all in one request. Fields that the account does not have are
 * left out. `safe_update` is present only together with a stamp, because Zendesk treats `false` as `true`.
 * @returns undefined if nothing is left to change
 */
export function ticketUpdate(change: TicketChange, fields: FieldIds): Record<string, unknown> | undefined {
  const { custom_fields, tags, ...properties } = change.macro?.ticket ?? {};
  const ours = customFields(custom_fields, change, fields);
  const body = note(change);
  // A custom status belongs to the macro's own status, so it makes no sense beside a status that we set.
  if (change.status) delete properties['custom_status_id'];
  const update = {
    ...inertValues(properties),
    ...(Array.isArray(tags) && { tags: agreeing(tags, change, fields) }),
    ...(change.status && { status: change.status }),
    ...(ours.length > 0 && { custom_fields: ours }),
    ...(body && { comment: { body, public: false } }),
    ...(change.macro && { macro_id: Number(change.macro.id) }),
  };
  if (Object.keys(update).length === 0) return undefined;
  return {
    ...update,
    ...(change.noteKeys?.length && { metadata: { ventana: { notes: change.noteKeys } } }),
    ...(change.stamp && { safe_update: true, updated_stamp: change.stamp }),
  };
}

/**
 * Zendesk also answers 409 when two updates of a ticket come at the same moment, whatever they change:
 * `{"error":"DatabaseConflict","description":"Database collision"}` (github.com/zendesk/zendesk_api_client_php,
 * issue 314). That, and any 409 to an update without a guard, says nothing of what we know of the ticket.
 */
export const toCollision =
  ({ stamp }: TicketChange) =>
  (error: unknown): never => {
    if (!(error instanceof VendorError) || error.status !== 409) throw error;
    if (stamp !== undefined && !collision.safeParse(error.body).success) throw error;
    const { message, vendor, reached, status, retryAfterMs, body } = error;
    const wait = retryAfterMs !== undefined && { retryAfterMs };
    throw new VendorError(message, { vendor, reached, status, ...wait, body, collided: true, cause: error });
  };

const collision = z.object({ error: z.string().regex(/^Database/) });

/** Zendesk has filled in the macro's placeholders: what is left of them comes from the ticket. */
const inertValues = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, inertValue(value)]));

const inertValue = (value: unknown): unknown => (typeof value === 'string' ? inert(value) : value);

function customFields(ofMacro: unknown, change: TicketChange, fields: FieldIds): { id: number; value: unknown }[] {
  const values = new Map<string, unknown>();
  for (const { id, value } of customFieldsSchema.catch([]).parse(ofMacro)) values.set(id, inertValue(value));
  if (fields.action) values.delete(fields.action);

  for (const { field, value } of written(change, fields)) values.set(field, value);
  return [...values].map(([id, value]) => ({ id: Number(id), value }));
}

/**
 * `tags` replaces all tags, and the value of a drop-down is one of them: the list must match the fields in the same
 * request.
 */
function agreeing(tags: unknown[], change: TicketChange, fields: FieldIds): unknown[] {
  const all = written(change, fields).filter(({ prefix }) => prefix !== undefined);
  const kept = tags.filter((tag) => !all.some(({ prefix = '' }) => String(tag).startsWith(prefix)));
  return [...kept, ...all.flatMap(({ value }) => value ?? [])];
}

interface Written {
  /** Absent: the account lacks it. */
  field?: string | undefined;
  /** Null: the field is emptied. */
  value: string | null;
  /** Of a drop-down: what its options begin with. */
  prefix?: string;
}

/** What the change sets of our fields, as far as the account has them. */
function written(change: TicketChange, fields: FieldIds): (Written & { field: string })[] {
  const { window, closesAt, answer, outcome, silence, clearAction } = change;
  const option = (name: keyof typeof optionPrefix, state: string | undefined): Written => {
    const prefix = optionPrefix[name];
    return { field: fields[name], value: state === undefined ? null : `${prefix}${state}`, prefix };
  };
  const all: Written[] = [
    ...(window ? [option('window', window)] : []),
    ...(closesAt ? [{ field: fields.closesAt, value: closesAt }] : []),
    // A date has no time of day: it is for sorting only, and follows the text.
    ...(closesAt ? [{ field: fields.closesOn, value: closesAt.slice(0, 'YYYY-MM-DD'.length) }] : []),
    ...(answer ? [option('answer', answer === 'none' ? undefined : answer)] : []),
    ...(outcome ? [option('outcome', outcome === 'none' ? undefined : outcome)] : []),
    ...(silence ? [option('silence', silence === 'off' ? undefined : silence)] : []),
    ...(clearAction ? [option('action', undefined)] : []),
  ];
  return all.filter((it): it is Written & { field: string } => Boolean(it.field));
}

/** The macro's comment and our note, as one internal comment. Zendesk fills in placeholders in comments of agents. */
function note({ macro, note: ours }: TicketChange): string | undefined {
  const parts = [macro?.comment, ours].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? inert(parts.join('\n\n')) : undefined;
}
