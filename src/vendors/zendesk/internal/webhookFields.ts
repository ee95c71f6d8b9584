import { z } from 'zod';
import type { TicketEvent } from '../../../../workflows/core/events';
import { invalid, type NotAnEvent } from '../../http/parsed';
import { actionOf } from '../fields';

/** Reads the body of one kind of event. */
export type Reader = (raw: unknown, id: string) => { kind: 'event'; ticketId: string; event: TicketEvent } | NotAnEvent;

/** Makes a reader from a schema and a function that says which ticket gets which event. */
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

/** `reopening` or a name under `proactive`, with or without the prefix of the option value. */
export const actionSchema = z
  .string()
  .trim()
  .min(1, 'expected the name of an action')
  .max(100)
  .transform((text) => actionOf(text) ?? text);
