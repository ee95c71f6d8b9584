import { z } from 'zod';
import type { Ticket, TicketHistory } from '../../../../activities/ports';
import { canBe } from '../../../../activities/messageTime';
import type { Instant } from '../../../../activities/types';
import { instantSchema } from '../../http/instantSchema';
import { actionOf, type FieldIds, idSchema } from '../fields';
import { failedMessageId, isOfFailure } from './failures';

export const chatSchema = z.object({
  conversation_id: z.string().min(1),
  channel: z.string().nullish(),
});

const eventSchema = z.object({
  type: z.string(),
  field_name: z.union([z.string(), z.number()]).nullish(),
  value: z.unknown().optional(),
  previous_value: z.unknown().optional(),
});

type AuditEvent = z.infer<typeof eventSchema>;

export const auditSchema = z.object({
  id: idSchema,
  created_at: instantSchema,
  author_id: idSchema.nullish(),
  metadata: z.object({ custom: z.unknown().optional() }).nullish().catch(undefined),
  events: z.array(z.unknown()).transform((events) => events.flatMap((it) => eventSchema.safeParse(it).data ?? [])),
});

export type Audit = z.infer<typeof auditSchema>;

/** What `historyOf` needs of it: without comments, and without the messages of a chat. */
export function compact({ id, created_at, author_id, metadata, events }: Audit): Audit {
  const kept = events.flatMap((event): AuditEvent[] => {
    const { type, field_name, value, previous_value } = event;
    if (type === 'Change' || type === 'Create') return [{ type, field_name, value, previous_value }];
    if (isOfFailure(type)) return [{ type, value: failedMessageId(value) }];
    if (!OF_SESSIONS.test(type)) return [];
    const chat = chatSchema.safeParse(value);
    return [{ type, field_name, value: chat.success ? chat.data : undefined }];
  });
  return { id, created_at, author_id, metadata, events: kept };
}

const OF_SESSIONS = /chat|conversation|messaging|session/i;

/**
 * An audit far ahead of our clock counts as made at the ticket's last change, which does not move from one reading to
 * the next.
 */
export function withTimesThatCanBe(audits: Audit[], { stamp }: Ticket, now: Instant): Audit[] {
  const changedAt = instantSchema.safeParse(stamp).data ?? now;
  const instead = canBe(changedAt, now) ? changedAt : now;
  return audits.map((it) => (canBe(it.created_at, now) ? it : { ...it, created_at: instead }));
}

/** What the audits say about the ticket's current state, in whatever order they come. */
export function historyOf(audits: Audit[], ticket: Ticket, fields: FieldIds): TicketHistory {
  const newestFirst = [...audits].sort((a, b) => b.created_at - a.created_at || Number(b.id) - Number(a.id));

  const set = (field: string | undefined, isPresent: (value: string) => boolean): Audit | undefined =>
    newestFirst.find(({ events }) =>
      events.some(
        ({ type, field_name, value }) =>
          (type === 'Change' || type === 'Create') &&
          field !== undefined &&
          String(field_name) === field &&
          typeof value === 'string' &&
          isPresent(value),
      ),
    );

  const statusSince = set('status', (value) => value.toLowerCase() === ticket.status)?.created_at;
  const action =
    ticket.action === undefined
      ? undefined
      : set(fields.action, (value) => (actionOf(value) ?? value) === ticket.action);
  const session = newestSession(newestFirst);
  return {
    ...(statusSince !== undefined && { statusSince }),
    ...(action && { actionSince: action.created_at, ...(action.author_id && { actionBy: action.author_id }) }),
    ...changedByOthers(newestFirst, ticket),
    ...(session && { conversation: session.conversation }),
    ...sessionTimes(newestFirst),
    ...requesterChange(newestFirst, session?.place),
    noteKeys: [...new Set(audits.flatMap(({ metadata }) => noteKeys(metadata?.custom)))],
  };
}

/** Triggers and automations have author -1. Audits with our metadata are ours. */
function changedByOthers(newestFirst: Audit[], ticket: Ticket): { changedByOthersAt?: Instant } {
  const isOurs = ({ metadata }: Audit): boolean => noteKeys(metadata?.custom).length > 0;
  const others = new Set([ticket.requesterId, ...newestFirst.filter(isOurs).map(({ author_id }) => author_id)]);
  const change = newestFirst.find(({ author_id }) => Number(author_id) > 0 && !others.has(author_id));
  return change ? { changedByOthersAt: change.created_at } : {};
}

/** A messaging ticket may have several sessions: the newest start counts. `place`: of its audit in the list. */
function newestSession(
  newestFirst: Audit[],
): { conversation: NonNullable<TicketHistory['conversation']>; place: number } | undefined {
  for (const [place, { events }] of newestFirst.entries()) {
    for (const { type, value } of [...events].reverse()) {
      const chat = type === 'ChatStartedEvent' ? chatSchema.safeParse(value) : undefined;
      if (!chat?.success) continue;
      return { conversation: { id: chat.data.conversation_id, channel: chat.data.channel ?? 'unknown' }, place };
    }
  }
  return undefined;
}

/**
 * When the newest session began, and when it ended if it has. Zendesk documents neither the name nor the form of the
 * event that ends a session: every event named as one counts, and a change of the session's state.
 */
function sessionTimes(newestFirst: Audit[]): Pick<TicketHistory, 'sessionStartedAt' | 'sessionEndedAt'> {
  let ended: Pick<TicketHistory, 'sessionEndedAt'> = {};
  for (const { created_at: at, events } of newestFirst) {
    for (const event of [...events].reverse()) {
      if (startsSession(event)) return { sessionStartedAt: at, ...ended };
      if (endsSession(event)) ended = { sessionEndedAt: at, ...ended };
    }
  }
  return ended;
}

const SESSION_STATE = /messaging.?session|session.?(?:state|status)/i;

const startsSession = (event: AuditEvent): boolean => event.type === 'ChatStartedEvent' || isState(event, /^active$/i);

const endsSession = (event: AuditEvent): boolean =>
  /(?:chat|conversation|messaging|session).{0,40}ended/i.test(event.type) || isState(event, /^(?:ended)$/i);

const isState = ({ type, field_name, value }: AuditEvent, state: RegExp): boolean =>
  (type === 'Change' || type === 'Create') &&
  SESSION_STATE.test(String(field_name ?? '')) &&
  typeof value === 'string' &&
  state.test(value);

/** @param start the place of the audit with the session's start */
function requesterChange(newestFirst: Audit[], start = Infinity): Pick<TicketHistory, 'requesterChange'> {
  const changes = newestFirst
    .slice(0, start)
    .flatMap(({ created_at, events }) =>
      events
        .filter(({ type, field_name }) => type === 'Change' && field_name === 'requester_id')
        .map(({ previous_value }) => ({ at: created_at, from: idSchema.safeParse(previous_value).data })),
    );
  const [last] = changes;
  const from = changes.at(-1)?.from;
  return last ? { requesterChange: { at: last.at, ...(from !== undefined && { from }) } } : {};
}

const ourMetadata = z.object({ ventana: z.object({ notes: z.array(z.string()) }) });

/** Ignores what other integrations store in `metadata.custom`, and anything that cannot be read. */
function noteKeys(custom: unknown): string[] {
  const parsed = ourMetadata.safeParse(custom);
  return parsed.success ? parsed.data.ventana.notes : [];
}
