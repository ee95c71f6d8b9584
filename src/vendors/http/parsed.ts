import { z } from 'zod';

/** What a body can turn out to be besides an event. */
export type NotAnEvent =
  /** Nothing that we know; counted, answered 204. */
  | { kind: 'unknown'; what: string }
  /** Known, and of no interest. */
  | { kind: 'ignored'; why: string }
  /** Known, but a field is missing or wrong. `message` names what was expected, never what came. */
  | { kind: 'invalid'; field: string; message: string };

export const ignored = (why: string): NotAnEvent => ({ kind: 'ignored', why });

/** `what` comes from outside and goes to the log: a short word, or `?`. */
export const unknown = (what: unknown): NotAnEvent => ({
  kind: 'unknown',
  what: typeof what === 'string' && /^[\w:.-]{1,80}$/.test(what) ? what : '?',
});

/** The first thing that is wrong, by the path of its field: `detail.via.channel`. */
export function invalid(error: z.ZodError, within: string[] = []): NotAnEvent {
  const issue = error.issues[0];
  const field = [...within, ...(issue?.path ?? [])].join('.') || 'body';
  return { kind: 'invalid', field, message: issue?.message ?? 'Invalid input' };
}

/** Every event stays in its run's history, and is carried on with it; one of ours has some 300 characters. */
const MOST_CHARACTERS = 1_500;

/** An event that is as small as an event can be: ids, times and flags. Anything larger is not what it says. */
export const small = <Parsed extends { kind: 'event'; event: object } | NotAnEvent>(
  parsed: Parsed,
): Parsed | NotAnEvent =>
  parsed.kind === 'event' && JSON.stringify(parsed.event).length > MOST_CHARACTERS
    ? { kind: 'invalid', field: 'payload', message: 'expected ids, not text' }
    : parsed;

const aTicketId = /^[1-9]\d{0,18}$/;

/** A ticket id, digits only, from text or number; undefined for anything else. */
export function ticketIdOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && aTicketId.test(text) ? text : undefined;
}

export const ticketIdSchema = z
  .union([z.string(), z.number()], 'expected a ticket id')
  .transform(String)
  .refine((text) => aTicketId.test(text), 'expected a ticket id: digits only');

/** An event's own identity. Long ones would swell the workflow's memory of recent ids. */
export const identitySchema = z.string().min(1).max(200);
