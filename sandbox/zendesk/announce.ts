import { ulid } from '../world/ids';
import type { Audit, AuditEvent, Ticket } from '../world/model';
import { fieldTitled, fieldTitles, type World } from '../world/world';
import { tellEvent } from './eventWebhooks';
import type { Actor } from './updates';

const isWhatsApp = (ticket: Ticket): boolean => ticket.channel === 'whatsapp';

/** One trigger, one constant body: ids and names only. */
function fire(world: World, body: { event: string; ticket_id: string; [constant: string]: string }): void {
  world.outbox.push({ vendor: 'zendesk', event: body.event, id: ulid(), body: JSON.stringify(body) });
}

export function announceCreation(world: World, ticket: Ticket): void {
  if (world.options.zendeskWebhooks === 'event') tellEvent(world, ticket, 'ticket.created', {});
  else if (isWhatsApp(ticket)) fire(world, { event: 'ticket_created', ticket_id: String(ticket.id) });
}

/** Triggers keep silent about the API's updates; event subscriptions tell of every one. */
export function announceUpdate(world: World, ticket: Ticket, audit: Audit, actor: Actor): void {
  const changes = audit.events.filter((event) => event.type === 'Change');
  if (world.options.zendeskWebhooks === 'event') {
    for (const change of changes) tellChange(world, ticket, change);
  } else if (actor.via !== 'api') {
    for (const change of changes) runTriggers(world, ticket, change, actor);
  }
}

function runTriggers(world: World, ticket: Ticket, change: AuditEvent, actor: Actor): void {
  const ticket_id = String(ticket.id);
  if (change.field_name === 'status' && (isWhatsApp(ticket) || world.options.statusTriggers === 'all')) {
    fire(world, { event: 'status_changed', ticket_id, status: ticket.status });
  }
  const action = fieldTitled(world, fieldTitles.action);
  if (action && change.field_name === String(action.id) && typeof change.value === 'string') {
    const name = change.value.replace(/^whatsapp_action_/, '');
    fire(world, { event: 'action_requested', ticket_id, action: name, agent_id: String(actor.id) });
  }
}

function tellChange(world: World, ticket: Ticket, { field_name, value, previous_value }: AuditEvent): void {
  if (field_name === 'status') {
    const upper = (status: unknown): string => String(status).toUpperCase();
    tellEvent(world, ticket, 'ticket.status_changed', { previous: upper(previous_value), current: upper(value) });
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
