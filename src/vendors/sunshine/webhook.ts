import { z } from 'zod';
import { canBe } from '../../../activities/messageTime';
import type { Instant } from '../../../activities/types';
import { identitySchema, invalid, small, unknown } from '../http/parsed';
import type { ParsedSunshineEvent } from './sunshineEvent';
import { type OptOutWords, sunshineReaders } from './internal/webhookEvents';
import { readNotification } from './internal/webhookNotification';

export type ParsedSunshine = { kind: 'batch'; events: ParsedSunshineEvent[] } | { kind: 'unreadable'; message: string };

/**
 * About half a kB each in a body of 1 MiB: a real event is larger. A million empty ones would take seconds to handle.
 */
const MOST_EVENTS = 2_000;

const v2Schema = z.object({ events: z.array(z.unknown()).max(MOST_EVENTS) });
const v1Schema = z.object({ trigger: z.string() });
const eventSchema = z.object({
  id: identitySchema.nullish(),
  type: z.string(),
  createdAt: z.iso
    .datetime({ offset: true })
    .transform((text) => Date.parse(text))
    .nullish(),
  payload: z.unknown().optional(),
});

/**
 * Reads a Sunshine webhook: a v2 batch (`{ app, webhook, events }`), or a v1.1 body (`{ trigger, notification, ... }`),
 * which is one event. A bad event does not spoil its batch: it appears there as `invalid`. Never throws.
 * @param optOutKeywords a customer message that is one of these and nothing else is marked `stop`
 * @param now epoch ms: the time of an event that brings none
 * @param replyKeywords a message that is one of these is marked `stopIfReply`
 */
export function parseSunshine(
  raw: unknown,
  optOutKeywords: readonly string[],
  now = Date.now(),
  replyKeywords: readonly string[] = [],
): ParsedSunshine {
  const v2 = v2Schema.safeParse(raw);
  const words = { optOutKeywords, replyKeywords };
  if (v2.success) return { kind: 'batch', events: v2.data.events.map((event) => parseEvent(event, words, now)) };
  const v1 = v1Schema.safeParse(raw);
  if (!v1.success)
    return {
      kind: 'unreadable',
      message: `expected a list of events (v2, at most ${MOST_EVENTS}) or a trigger (v1.1)`,
    };
  const event = small(readNotification(raw, v1.data.trigger, now));
  return event.kind === 'invalid'
    ? { kind: 'unreadable', message: `${event.field}: ${event.message}` }
    : { kind: 'batch', events: [event] };
}

function parseEvent(raw: unknown, words: OptOutWords, now: Instant): ParsedSunshineEvent {
  const event = eventSchema.safeParse(raw);
  if (!event.success) return invalid(event.error);
  const { type, payload } = event.data;
  const read = sunshineReaders.get(type);
  if (!read) return unknown(type);
  const { createdAt = now } = event.data;
  const at = createdAt !== null && canBe(createdAt, now) ? createdAt : now;
  const id = event.data.id ?? identityOf(type, payload, at);
  try {
    return small(read(payload, { id, at, now, ...words }));
  } catch (error) {
    if (error instanceof z.ZodError) return invalid(error, ['payload']);
    throw error;
  }
}

const subjectSchema = z.object({
  message: z.object({ id: identitySchema }).optional().catch(undefined),
  conversation: z.object({ id: identitySchema }).optional().catch(undefined),
});

/**
 * The identity of an event without an id (the official file requires none): what it is about. A message happens once;
 * for anything else, its time is part of it.
 */
function identityOf(type: string, payload: unknown, at: Instant): string {
  const { message, conversation } = subjectSchema.safeParse(payload).data ?? {};
  return `${type}:${message?.id ?? `${conversation?.id ?? ''}:${at}`}`;
}
