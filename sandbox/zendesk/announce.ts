import type { Audit, AuditEvent, Ticket } from '../world/model';
import { person, type World } from '../world/world';
import { tellEvent } from './eventWebhooks';
import { runTriggers } from './rules/runTriggers';
import type { Actor } from './rules/subject';

/** Sends events to the webhooks that subscribed; then the triggers run. */
export function announceCreation(world: World, ticket: Ticket, actor: Actor): void {
  tellEvent(world, ticket, 'ticket.created', {});
  runTriggers(world, { ticket, happening: { type: 'Create', actor, role: person(world, actor.id).role } });
}

/**
 * Event subscriptions report every update, including those through the API: unlike triggers, they have no conditions.
 */
export function announceUpdate(world: World, ticket: Ticket, before: Ticket, audit: Audit, actor: Actor): void {
  const { role } = person(world, actor.id);
  for (const event of audit.events) {
    if (event.type === 'Change') tellChange(world, ticket, event);
    if (event.type === 'Comment') tellComment(world, ticket, event, role);
  }
  const comment = audit.events.find((event) => event.type === 'Comment');
  runTriggers(world, {
    ticket,
    before,
    happening: { type: 'Change', actor, role, comment: comment && { public: comment.public === true } },
  });
}

function tellChange(world: World, ticket: Ticket, { field_name, value, previous_value }: AuditEvent): void {
  if (field_name === 'status') {
    const upper = (status: unknown): string => String(status).toUpperCase();
    tellEvent(world, ticket, 'ticket.status_changed', { previous: upper(previous_value), current: upper(value) });
  }
  if (field_name === 'tags') {
    const [tags, before] = [value as string[], previous_value as string[]];
    tellEvent(world, ticket, 'ticket.tags_changed', {
      tags_added: tags.filter((tag) => !before.includes(tag)),
      tags_removed: before.filter((tag) => !tags.includes(tag)),
    });
  }
  const field = world.fields.find(({ id }) => String(id) === field_name);
  if (field) {
    tellEvent(world, ticket, 'ticket.custom_field_changed', {
      current: { value },
      previous: { value: previous_value },
      custom_field: { id: String(field.id), title: field.title, type: field.type },
    });
  }
}

function tellComment(world: World, ticket: Ticket, comment: AuditEvent, role: string): void {
  tellEvent(world, ticket, 'ticket.comment_added', {
    comment: {
      id: String(comment.id),
      body: comment.body,
      is_public: comment.public,
      author: { id: String(comment.author_id), is_staff: role !== 'end-user' },
    },
  });
}
