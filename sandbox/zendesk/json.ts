import type { Person, Schedule, Ticket } from '../world/model';
import { isoSeconds } from '../world/time';
import type { World } from '../world/world';

export const ticketJson = (world: World, ticket: Ticket): object => ({
  id: ticket.id,
  status: ticket.deleted ? 'deleted' : ticket.status,
  subject: ticket.subject,
  requester_id: ticket.requesterId,
  submitter_id: ticket.requesterId,
  assignee_id: ticket.assigneeId,
  via: { channel: ticket.channel, source: { from: {}, to: {}, rel: null } },
  from_messaging_channel: ticket.conversationId !== undefined,
  custom_fields: world.fields
    .filter(({ active }) => active)
    .map(({ id }) => ({ id, value: ticket.fields.get(id) ?? null })),
  tags: ticket.tags,
  created_at: isoSeconds(ticket.createdAt),
  updated_at: isoSeconds(ticket.updatedAt),
  generated_timestamp: Math.floor(ticket.updatedAt / 1000),
});

export const userJson = (world: World, person: Person): object => ({
  id: person.id,
  name: person.name,
  email: person.email ?? null,
  phone: person.phone ?? null,
  shared_phone_number: null,
  locale: person.locale,
  role: person.role,
  suspended: person.suspended ?? false,
  user_fields: userFieldValues(world, person),
  created_at: isoSeconds(person.createdAt),
  updated_at: isoSeconds(person.updatedAt),
});

/** A checkbox that nobody has touched is off. */
const userFieldValues = (world: World, person: Person): Record<string, unknown> =>
  Object.fromEntries(
    world.userFields.map(({ key, type }) => [key, person.userFields[key] ?? (type === 'checkbox' ? false : null)]),
  );

export function identitiesJson(person: Person): object[] {
  const identity = (index: number, type: string, value: string): object => ({
    id: person.id * 10 + index,
    user_id: person.id,
    type,
    value,
    verified: true,
    primary: index === 0,
    created_at: isoSeconds(person.createdAt),
    updated_at: isoSeconds(person.updatedAt),
  });
  return [
    ...(person.email ? [identity(0, 'email', person.email)] : []),
    ...(person.phone ? [identity(1, 'phone_number', person.phone)] : []),
    ...[person.sunshine, ...(person.otherSunshine ?? [])].flatMap((it, index) =>
      it ? [identity(2 + index, 'messaging', it.id)] : [],
    ),
  ];
}

export const scheduleJson = ({ id, name, timeZone, intervals }: Schedule): object => ({
  id,
  name,
  time_zone: timeZone,
  intervals,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
});
