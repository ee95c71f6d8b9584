/** What the ports promise, checked at run time: written from `activities/ports.ts`, not from the adapters. */
import { z } from 'zod';
import type { StoredMessage, Ticket, TicketHistory, User } from '../../activities/ports';

/** Every key of a port's type: one that comes later does not compile without its shape. */
type ShapeOf<T> = Record<keyof T, z.ZodType>;

const id = z.string().min(1);
const instant = z.number().refine(Number.isFinite);
const text = z.string();
const scalars = z.record(text, z.union([text, z.number(), z.boolean()]));

const values = z.union([z.array(text), z.record(text, text)]);

const ticket = z.strictObject({
  id,
  createdAt: instant,
  status: z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed']),
  stamp: text,
  subject: text,
  requesterId: id,
  assigneeId: id.optional(),
  answer: z.enum(['awaited', 'none']).optional(),
  outcome: z.enum(['none', 'reminded', 'reminded_answered', 'contacted', 'contacted_answered']).optional(),
  silence: z.enum(['on', 'off']).optional(),
  channel: text,
  action: text.optional(),
  window: z.enum(['open', 'closing', 'closed']).optional(),
  closesAt: text.optional(),
  lacking: z.array(z.enum(['window', 'closesAt'])).optional(),
} satisfies ShapeOf<Ticket>);

const conversation = z.strictObject({ id, metadata: scalars });

const message = z
  .strictObject({
    id: text,
    at: instant,
    author: z.enum(['user', 'business', 'unknown']),
    source: text,
    integrationId: text.optional(),
    content: text,
    text: text.optional(),
    template: z.strictObject({ name: text, language: text, header: values, body: values }).optional(),
    payload: text.optional(),
    mediaUrl: text.optional(),
    altText: text.optional(),
    userId: text.optional(),
    subtypes: z.array(text),
    receivedAt: instant.optional(),
    displayName: text.optional(),
    activity: text.optional(),
    deleted: z.literal(true).optional(),
    metadata: scalars,
    unread: z.literal(true).optional(),
    unnamed: z.literal(true).optional(),
  } satisfies ShapeOf<StoredMessage>)
  .refine(({ id: messageId, unread }) => messageId !== '' || unread, 'only a message that nobody can read has no id');

export const shapes = {
  ticket,
  history: z.strictObject({
    statusSince: instant.optional(),
    actionSince: instant.optional(),
    actionBy: id.optional(),
    conversation: z.strictObject({ id, channel: text }).optional(),
    changedByOthersAt: instant.optional(),
    sessionStartedAt: instant.optional(),
    sessionEndedAt: instant.optional(),
    requesterChange: z.strictObject({ at: instant, from: id.optional() }).optional(),
    noteKeys: z.array(text),
    statuses: z.array(z.strictObject({ at: instant, status: text })).optional(),
    undelivered: z.array(id).optional(),
  } satisfies ShapeOf<TicketHistory>),
  user: z.strictObject({
    id,
    name: text,
    suspended: z.literal(true).optional(),
    isAdmin: z.literal(true).optional(),
    phone: text.optional(),
    locale: text.optional(),
    optedOut: z.boolean().optional(),
    marketingOptedOut: z.boolean().optional(),
    optedIn: z.boolean().optional(),
  } satisfies ShapeOf<User>),
  identities: z.array(id),
  macroPreview: z.strictObject({ id, ticket: z.record(text, z.unknown()), comment: text.optional() }).optional(),
  nothing: z.undefined(),
  stored: z.boolean(),
  messages: z.array(message),
  conversation,
  clients: z.array(z.strictObject({ status: text, integrationId: text.optional() })),
  conversations: z.array(conversation),
  posted: z.strictObject({ id, at: instant.optional() }),
  notified: z.strictObject({ id }),
  schedules: z.array(
    z.strictObject({
      id,
      name: text,
      timeZone: text,
      intervals: z.array(z.strictObject({ startMinute: z.number(), endMinute: z.number() })),
    }),
  ),
  holidays: z.array(z.strictObject({ name: text, startDate: text, endDate: text })),
} as const;
