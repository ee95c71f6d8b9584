import type { TicketStatus } from '../types';
import type { Audit, AuditEvent, Ticket } from '../world/model';
import { isoSeconds } from '../world/time';
import type { World } from '../world/world';
import { announceUpdate } from './announce';
import { fieldsFollowTags, setField } from './fields';
import { snapshot, type Actor } from './rules/subject';

export interface TicketChange {
  status?: TicketStatus | undefined;
  subject?: string | undefined;
  assignee_id?: number | null | undefined;
  requester_id?: number | undefined;
  custom_fields?: { id: number; value: string | undefined }[] | undefined;
  /** Replaces all tags. */
  tags?: string[] | undefined;
  additional_tags?: string[] | undefined;
  remove_tags?: string[] | undefined;
  comment?: { body: string; public: boolean } | undefined;
  metadata?: Record<string, unknown> | undefined;
  macroIds?: number[] | undefined;
}

/** Applies a change. If anything changes, there is an audit, a new `updated_at`, and webhooks. */
export function updateTicket(world: World, ticket: Ticket, change: TicketChange, actor: Actor): Audit {
  const before = snapshot(ticket);
  apply(world, ticket, change);
  const events: AuditEvent[] = [];
  const add = (event: Omit<AuditEvent, 'id'> & { type: string }): void => {
    events.push({ id: eventId(world), ...event });
  };
  const changed = (field_name: string, value: unknown, previous_value: unknown): void => {
    if (JSON.stringify(value) !== JSON.stringify(previous_value)) {
      add({ type: 'Change', field_name, value: value ?? null, previous_value: previous_value ?? null });
    }
  };
  if (change.comment) add(commentEvent(change.comment, ticket, actor));
  changed('status', ticket.status, before.status);
  changed('subject', ticket.subject, before.subject);
  changed('assignee_id', ticket.assigneeId, before.assigneeId);
  changed('requester_id', String(ticket.requesterId), String(before.requesterId));
  changed('tags', ticket.tags, before.tags);
  for (const { id } of world.fields) changed(String(id), ticket.fields.get(id), before.fields.get(id));
  for (const id of change.macroIds ?? []) {
    const macro = world.macros.find((it) => it.id === id);
    if (macro) add({ type: 'AgentMacroReference', macro_id: String(id), macro_title: macro.title });
  }
  const audit = makeAudit(world, ticket, actor, events, change.metadata);
  if (events.length === 0) return audit;
  ticket.audits.push(audit);
  ticket.updatedAt = world.now();
  announceUpdate(world, ticket, before, audit, actor);
  return audit;
}

/** The tags after a change. */
export function changedTags(before: string[], { tags, additional_tags, remove_tags }: TicketChange): string[] {
  const kept = (tags ?? before).filter((tag) => !remove_tags?.includes(tag));
  return [...new Set([...kept, ...(additional_tags ?? [])])];
}

function apply(world: World, ticket: Ticket, change: TicketChange): void {
  if (change.status) ticket.status = change.status;
  if (change.subject !== undefined) ticket.subject = change.subject;
  if (change.requester_id !== undefined) ticket.requesterId = change.requester_id;
  if (change.assignee_id !== undefined) ticket.assigneeId = change.assignee_id;
  if (change.tags ?? change.additional_tags ?? change.remove_tags) {
    ticket.tags = changedTags(ticket.tags, change);
    fieldsFollowTags(ticket, world.fields);
  }
  for (const { id, value } of change.custom_fields ?? []) {
    const field = world.fields.find((it) => it.id === id && it.active);
    if (field) setField(ticket, field, value);
  }
}

function commentEvent(
  comment: { body: string; public: boolean },
  ticket: Ticket,
  actor: Actor,
): Omit<AuditEvent, 'id'> & { type: string } {
  const body = firstBytes(expandPlaceholders(comment.body, ticket), MOST_BYTES_OF_COMMENT);
  return {
    type: 'Comment',
    author_id: actor.id,
    body,
    plain_body: body,
    html_body: `<div class="zd-comment">${body}</div>`,
    public: comment.public,
  };
}

/** Zendesk cuts longer comments without a word (its API reference, "Ticket Comments"). */
const MOST_BYTES_OF_COMMENT = 64 * 1024;

const firstBytes = (text: string, most: number): string =>
  Buffer.byteLength(text) <= most
    ? text
    : Buffer.from(text)
        .subarray(0, most)
        .toString()
        .replace(/\uFFFD$/, '');

/**
 * Zendesk expands placeholders in an agent's comment. `\{{` is not expanded, and only its backslash is removed. Not
 * documented, so the harder case: a backslash before it is escaped by another one, tags of Liquid are carried out, and
 * invisible characters are gone before any of that.
 */
const expandPlaceholders = (body: string, ticket: Ticket): string =>
  body
    .replace(/\p{Cf}/gu, '')
    .replace(/(\\*)\{\{\s*([^}]*?)\s*\}\}/g, (whole, slashes: string, name: string) => {
      const kept = '\\'.repeat(Math.floor(slashes.length / 2));
      if (slashes.length % 2 === 1) return kept + whole.slice(slashes.length);
      return kept + (name === 'ticket.id' ? String(ticket.id) : '');
    })
    .replace(/\{%[^%]*%\}/g, '');

/** A new audit with the current time. It is not on the ticket yet. */
export function makeAudit(
  world: World,
  ticket: Ticket,
  actor: Actor,
  events: AuditEvent[],
  custom: Record<string, unknown> = {},
): Audit {
  return {
    id: eventId(world),
    ticket_id: ticket.id,
    created_at: isoSeconds(world.now()),
    author_id: actor.id,
    via: { channel: actor.via },
    metadata: { system: {}, custom },
    events,
  };
}

export const eventId = (world: World): number => world.next('event', 2_000_000);
