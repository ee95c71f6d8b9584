import type { Ticket } from '../../world/model';
import { viaIds, type Subject } from './subject';

/** The current and previous value of a condition's field; null: none. */
export interface Values {
  now: string | null;
  before: string | null;
}

const orNull = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

function ofTicket(field: string, ticket: Ticket): string | null {
  switch (field) {
    case 'status':
      return ticket.status;
    case 'assignee_id':
      return orNull(ticket.assigneeId);
    case 'requester_id':
      return orNull(ticket.requesterId);
    case 'via_id':
      return viaIds[ticket.channel] ?? null;
    case 'current_tags':
      return ticket.tags.join(' ');
    default: {
      const [, id] = /^custom_fields_(\d+)$/.exec(field) ?? [];
      return id === undefined ? null : orNull(ticket.fields.get(Number(id)));
    }
  }
}

function ofHappening(field: string, { happening }: Subject): string | null | undefined {
  switch (field) {
    case 'update_type':
      return happening?.type ?? null;
    case 'current_via_id':
      return happening ? (viaIds[happening.actor.via] ?? null) : null;
    default:
      return undefined;
  }
}

export function valuesOf(field: string, subject: Subject): Values {
  const constant = ofHappening(field, subject);
  if (constant !== undefined) return { now: constant, before: constant };
  return {
    now: ofTicket(field, subject.ticket),
    before: subject.before ? ofTicket(field, subject.before) : null,
  };
}
