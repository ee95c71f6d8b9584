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

  if (fields.window && change.window) values.set(fields.window, `${optionPrefix.window}${change.window}`);
  if (fields.closesAt && change.closesAt) values.set(fields.closesAt, change.closesAt);
  if (fields.answer && change.answer)
    values.set(fields.answer, change.answer === 'none' ? null : `${optionPrefix.answer}${change.answer}`);
  if (fields.action && change.clearAction) values.set(fields.action, null);
  return [...values].map(([id, value]) => ({ id: Number(id), value }));
}

/**
 * `tags` replaces all tags, and the value of a drop-down is one of them: the list must match the fields in the same
 * request.
 */
function agreeing(tags: unknown[], change: TicketChange, fields: FieldIds): unknown[] {
  const without = (prefix: string, list: unknown[]) => list.filter((tag) => !String(tag).startsWith(prefix));
  let kept = fields.action && change.clearAction ? without(optionPrefix.action, tags) : tags;
  if (fields.answer && change.answer) {
    const tag = change.answer === 'none' ? [] : [`${optionPrefix.answer}${change.answer}`];
    kept = [...without(optionPrefix.answer, kept), ...tag];
  }
  if (!fields.window || !change.window) return kept;
  return [...without(optionPrefix.window, kept), `${optionPrefix.window}${change.window}`];
}

/** The macro's comment and our note, as one internal comment. Zendesk fills in placeholders in comments of agents. */
function note({ macro, note: ours }: TicketChange): string | undefined {
  const parts = [macro?.comment, ours].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? inert(parts.join('\n\n')) : undefined;
}
