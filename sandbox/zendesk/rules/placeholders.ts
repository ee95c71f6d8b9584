import type { Person, Ticket } from '../../world/model';
import type { World } from '../../world/world';
import type { Actor } from './subject';

/**
 * Fills in a webhook's body as Zendesk does: as plain text, so that a quotation mark or a new line breaks the JSON.
 * Unknown names become empty. Of Liquid's filters, `downcase` and `upcase` are supported.
 */
export const render = (world: World, body: string, ticket: Ticket, actor: Actor): string =>
  body.replace(/\{\{\s*([\w.]+)\s*(?:\|\s*(\w+)\s*)?\}\}/g, (_, name: string, filter?: string) => {
    const value = valueOf(world, name, ticket, actor);
    if (filter === 'downcase') return value.toLowerCase();
    return filter === 'upcase' ? value.toUpperCase() : value;
  });

/** Display values that agents see, where they differ from the capitalised status. */
const statusTitles: Record<string, string> = { hold: 'On-hold' };
const title = (status: string): string => statusTitles[status] ?? status.charAt(0).toUpperCase() + status.slice(1);

function valueOf(world: World, name: string, ticket: Ticket, actor: Actor): string {
  const [object, ...path] = name.split('.');
  if (object === 'current_user') return personValue(userOf(world, actor.id), path[0]);
  if (object !== 'ticket') return '';
  const [property = '', inner] = path;
  if (property === 'requester') return personValue(userOf(world, ticket.requesterId), inner);
  if (property === 'assignee') return personValue(userOf(world, ticket.assigneeId), inner);
  const [, fieldId] = /^ticket_field_(\d+)$/.exec(property) ?? [];
  if (fieldId !== undefined) return ticket.fields.get(Number(fieldId)) ?? '';
  switch (property) {
    case 'id':
      return String(ticket.id);
    case 'title':
      return ticket.subject;
    case 'status':
      return title(ticket.status);
    case 'tags':
      return ticket.tags.join(' ');
    case 'latest_comment':
    case 'latest_public_comment':
      return latestComment(ticket, property === 'latest_public_comment');
    default:
      return '';
  }
}

const userOf = (world: World, id: number | null): Person | undefined =>
  id === null ? undefined : world.people.get(id);

function personValue(person: Person | undefined, property: string | undefined): string {
  if (!person) return '';
  switch (property) {
    case 'id':
      return String(person.id);
    case 'email':
      return person.email ?? '';
    case 'phone':
      return person.phone ?? '';
    case 'role':
      return person.role;
    case 'name':
    case undefined:
      return person.name;
    default:
      return '';
  }
}

function latestComment(ticket: Ticket, onlyPublic: boolean): string {
  const comments = ticket.audits.flatMap((audit) => audit.events).filter((event) => event.type === 'Comment');
  const latest = comments.findLast((comment) => !onlyPublic || comment.public === true);
  return typeof latest?.body === 'string' ? latest.body : '';
}
