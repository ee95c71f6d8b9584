import { z } from 'zod';

/** What a body can be, if it is not an event. */
export type NotAnEvent =
  /** A kind that we do not know. It is counted and answered with 204. */
  | { kind: 'unknown'; what: string }
  /** A known kind that does not concern us. */
  | { kind: 'ignored'; why: string }
  /** A known kind with a missing or wrong field. `message` says what was expected, never what came. */
  | { kind: 'invalid'; field: string; message: string };

export const ignored = (why: string): NotAnEvent => ({ kind: 'ignored', why });

/** @param what comes from outside and is logged, so it becomes a short word, or `?` */
export const unknown = (what: unknown): NotAnEvent => ({
  kind: 'unknown',
  what: typeof what === 'string' && /^[\w:.-]{1,80}$/.test(what) ? what : '?',
});

/** The first error, with the path of its field: `detail.via.channel`. */
export function invalid(error: z.ZodError, within: string[] = []): NotAnEvent {
  const issue = error.issues[0];
  const field = [...within, ...(issue?.path ?? [])].join('.') || 'body';
  return { kind: 'invalid', field, message: issue?.message ?? 'Invalid input' };
}

/** Every event stays in its run's history and is carried over to the next run. One of ours has about 300 characters. */
const MOST_CHARACTERS = 1_500;

/** Refuses an event that is too large: a real one has only ids, times and flags. */
export const small = <Parsed extends { kind: 'event'; event: object } | NotAnEvent>(
  parsed: Parsed,
): Parsed | NotAnEvent =>
  parsed.kind === 'event' && JSON.stringify(parsed.event).length > MOST_CHARACTERS
    ? { kind: 'invalid', field: 'payload', message: 'expected ids, not text' }
    : parsed;

const aTicketId = /^[1-9]\d{0,18}$/;

/** A ticket id (digits only) from a string or number; undefined for anything else. */
export function ticketIdOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && aTicketId.test(text) ? text : undefined;
}

export const ticketIdSchema = z
  .union([z.string(), z.number()], 'expected a ticket id')
  .transform(String)
  .refine((text) => aTicketId.test(text), 'expected a ticket id: digits only');

/** An event's own id. Long ids would swell the workflow's memory of recent ones. */
export const identitySchema = z.string().min(1).max(200);
