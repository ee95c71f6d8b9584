import type { Ticket } from '../world/model';
import type { Field } from '../world/settings';

/**
 * The value of a drop-down is the ticket's tag that is one of its options, so after a change of tags the values follow.
 */
export function fieldsFollowTags(ticket: Ticket, fields: Field[]): void {
  for (const field of fields) {
    if (field.type !== 'tagger') continue;
    const current = ticket.fields.get(field.id);
    if (current !== undefined && ticket.tags.includes(current)) continue;
    setValue(ticket, field, field.options.find(({ value }) => ticket.tags.includes(value))?.value);
  }
}

/** Sets a field. A drop-down's value is also a tag, and the old value's tag is removed. */
export function setField(ticket: Ticket, field: Field, value: string | undefined): void {
  if (field.type === 'tagger') {
    const old = ticket.fields.get(field.id);
    ticket.tags = ticket.tags.filter((tag) => tag !== old && tag !== value);
    if (value !== undefined) ticket.tags.push(value);
  }
  setValue(ticket, field, value);
}

function setValue(ticket: Ticket, field: Field, value: string | undefined): void {
  if (value === undefined) ticket.fields.delete(field.id);
  else ticket.fields.set(field.id, value);
}
