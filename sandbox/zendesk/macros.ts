import type { Ticket } from '../world/model';
import type { Macro } from '../world/settings';
import type { World } from '../world/world';
import { fieldsFollowTags, setField } from './fields';
import { changedTags, type TicketChange } from './updates';

const value = (macro: Macro, field: string): string | undefined =>
  macro.actions.find((action) => action.field === field)?.value;

const words = (tags: string | undefined): string[] | undefined => tags?.split(/\s+/).filter(Boolean);

/** What a macro changes when an agent applies it and submits. */
export function macroChange(macro: Macro): TicketChange {
  const body = value(macro, 'comment_value');
  return {
    status: value(macro, 'status') as TicketChange['status'],
    tags: words(value(macro, 'set_tags')),
    additional_tags: words(value(macro, 'current_tags')),
    remove_tags: words(value(macro, 'remove_tags')),
    custom_fields: macro.actions
      .filter((action) => action.field.startsWith('custom_fields_'))
      .map((action) => ({ id: Number(action.field.replace('custom_fields_', '')), value: action.value })),
    comment: body === undefined ? undefined : { body, public: value(macro, 'comment_mode_is_public') !== 'false' },
    macroIds: [macro.id],
  };
}

/**
 * The ticket as it would be; changes nothing. It is not documented whether the preview's tags include the new drop-down
 * values. Here they do, as on a saved ticket: a client that leaves out a field must leave out its tag too.
 */
export function macroPreview(world: World, macro: Macro, ticket: Ticket): object {
  const change = macroChange(macro);
  const copy: Ticket = {
    ...ticket,
    fields: new Map(ticket.fields),
    tags: changedTags(ticket.tags, change),
  };
  fieldsFollowTags(copy, world.fields);
  for (const { id, value } of change.custom_fields ?? []) {
    const field = world.fields.find((it) => it.id === id);
    if (field) setField(copy, field, value);
  }
  return {
    result: {
      ticket: {
        id: ticket.id,
        status: change.status ?? ticket.status,
        assignee_id: ticket.assigneeId,
        custom_fields: world.fields.map(({ id }) => ({ id, value: copy.fields.get(id) ?? null })),
        tags: copy.tags,
        ...(change.comment && { comment: { ...change.comment, scoped_body: [['channel:all', change.comment.body]] } }),
      },
    },
  };
}
