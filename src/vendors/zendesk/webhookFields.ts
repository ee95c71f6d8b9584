import { z } from 'zod';
import type { TicketStatus } from '../../../activities/types';
import type { TicketEvent } from '../../../workflows/core/events';
import { invalid, type NotAnEvent } from '../http/parsed';

/** Reads the body of one kind of event. */
export type Reader = (raw: unknown, id: string) => { kind: 'event'; ticketId: string; event: TicketEvent } | NotAnEvent;

/** A reader from a schema and a function that says which ticket hears what. */
export const reader =
  <Body>(
    schema: z.ZodType<Body>,
    toEvent: (body: Body, id: string) => [ticketId: string, event: TicketEvent] | NotAnEvent,
  ): Reader =>
  (raw, id) => {
    const body = schema.safeParse(raw);
    if (!body.success) return invalid(body.error);
    const result = toEvent(body.data, id);
    return Array.isArray(result) ? { kind: 'event', ticketId: result[0], event: result[1] } : result;
  };

/** Lower case with us; Zendesk's event form writes `PENDING`, and display values `Pending` or `On-hold`. */
export const statusSchema = z
  .string()
  .transform((text) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^on[-_ ]?hold$/, 'hold'),
  )
  .pipe(z.enum(['new', 'open', 'pending', 'hold', 'solved', 'closed'] satisfies TicketStatus[]));

const ACTION_PREFIX = 'whatsapp_action_';

/** The name of an action from its option's value; undefined for other values. */
export const actionOf = (value: string): string | undefined =>
  value.startsWith(ACTION_PREFIX) && value.length > ACTION_PREFIX.length
    ? value.slice(ACTION_PREFIX.length)
    : undefined;

/** `reopening` or a name under `proactive`, with or without the prefix of the option's value. */
export const actionSchema = z
  .string()
  .trim()
  .min(1, 'expected the name of an action')
  .max(100)
  .transform((text) => actionOf(text) ?? text);
