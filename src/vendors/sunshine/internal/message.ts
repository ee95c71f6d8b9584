import { z } from 'zod';
import type { TemplateValues } from '../../../../activities/policy';
import type { StoredMessage } from '../../../../activities/ports';
import type { Instant } from '../../../../activities/types';
import { instantSchema } from '../../http/instantSchema';

/** Sunshine takes 4 KB of metadata (its OpenAPI file), which hold no more keys than this. */
const MOST_KEYS = 1_000;
const SCALARS = new Set(['string', 'number', 'boolean']);

/** Sunshine's metadata is flat. Anything else is ignored instead of making the message invalid. */
export const metadataSchema = z
  .unknown()
  .optional()
  .transform((metadata) => {
    const isRecord = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
    const entries = isRecord ? Object.entries(metadata).slice(0, MOST_KEYS) : [];
    return Object.fromEntries(entries.filter(([, value]) => SCALARS.has(typeof value)));
  });

const optionalText = z.string().nullish().catch(undefined);

/** In the official file of Sunshine's API a template's content is any object: here, as we have posted it. */
const parameterSchema = z.object({ text: z.string(), parameter_name: z.string().nullish() });
const templateSchema = z
  .object({
    name: z.string(),
    language: z.object({ code: z.string() }),
    components: z
      .array(z.object({ type: z.string(), parameters: z.array(z.unknown()).nullish() }))
      .nullish()
      .transform((it) => it ?? []),
  })
  .nullish()
  .catch(undefined);

function templateOf(sent: z.output<typeof templateSchema>): StoredMessage['template'] {
  if (!sent) return undefined;
  const valuesOf = (part: string): TemplateValues => {
    const parameters = sent.components.find(({ type }) => type.toLowerCase() === part)?.parameters ?? [];
    const read = parameters.map((it): z.output<typeof parameterSchema> => {
      return parameterSchema.safeParse(it).data ?? { text: '' };
    });
    const named = read.filter(({ parameter_name }) => typeof parameter_name === 'string');
    if (named.length === 0) return read.map(({ text }) => text);
    return Object.fromEntries(named.map(({ parameter_name, text }) => [String(parameter_name), text]));
  };
  return { name: sent.name, language: sent.language.code, header: valuesOf('header'), body: valuesOf('body') };
}

/** In the official file of Sunshine's API a message has no required field: any but its id may lack. */
const rawSchema = z.object({
  id: z.string().min(1),
  received: instantSchema.nullish().catch(undefined),
  payload: optionalText,
  author: z
    .object({
      type: z.enum(['user', 'business']).nullish(),
      userId: optionalText,
      displayName: optionalText,
      subtypes: z.array(z.unknown()).nullish().catch(undefined),
    })
    .nullish(),
  content: z
    .object({
      type: optionalText,
      text: optionalText,
      payload: optionalText,
      mediaUrl: optionalText,
      altText: optionalText,
      template: templateSchema,
    })
    .nullish()
    .catch(undefined),
  source: z
    .object({
      type: z.string().nullish().catch(undefined),
      integrationId: z.string().nullish().catch(undefined),
      originalMessageTimestamp: instantSchema.nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  // Without a type that we can read it is a system message all the same.
  activity: z
    .union([z.object({ type: z.string().catch('unknown') }).transform(({ type }) => type), z.string()])
    .nullish()
    .catch(undefined),
  deleted: z.unknown().optional(),
  metadata: z.unknown().optional(),
});

type Raw = z.output<typeof rawSchema>;

function toStored(raw: Raw, at: Instant): StoredMessage {
  const { id, received, author, content, source, activity, deleted, metadata } = raw;
  const { type, userId, displayName, subtypes } = author ?? {};
  const payload = raw.payload ?? content?.payload;
  return {
    id,
    at,
    ...(typeof received === 'number' && { receivedAt: received }),
    author: type === 'user' || type === 'business' ? type : 'unknown',
    ...(userId && { userId }),
    ...(type === 'business' && displayName && { displayName }),
    source: source?.type ?? 'unknown',
    ...(source?.integrationId && { integrationId: source.integrationId }),
    content: content?.type ?? 'unknown',
    ...(typeof content?.text === 'string' && { text: content.text }),
    ...(type === 'business' && content?.template && { template: templateOf(content.template)! }),
    ...(content?.mediaUrl && { mediaUrl: content.mediaUrl }),
    ...(content?.altText && { altText: content.altText }),
    ...(typeof payload === 'string' && { payload }),
    subtypes: (subtypes ?? []).filter((it) => typeof it === 'string'),
    ...(activity && { activity }),
    ...(deleted !== undefined && deleted !== null && deleted !== false && { deleted: true as const }),
    ...(type !== 'user' && isDamaged(metadata) && { unnamed: true as const }),
    metadata: metadataSchema.parse(metadata),
  };
}

/** It is there and no record, or what names our messages in it is no text. */
function isDamaged(metadata: unknown): boolean {
  if (metadata === undefined || metadata === null) return false;
  if (typeof metadata !== 'object' || Array.isArray(metadata)) return true;
  return 'sendId' in metadata && typeof metadata.sendId !== 'string';
}

/**
 * A message of the Sunshine v2 API, in lists, webhooks and `recentNotifications`, reduced to what matters here. Unknown
 * keys are allowed. `originalMessageTimestamp` is WhatsApp's own time of the message, `received` is Sunshine's (OpenAPI
 * file of Sunshine Conversations).
 */
const schemaWith = (fallbackAt?: Instant) =>
  rawSchema.transform((raw, context): StoredMessage => {
    const at = raw.source?.originalMessageTimestamp ?? raw.received ?? fallbackAt;
    if (at !== undefined) return toStored(raw, at);
    context.addIssue({ code: 'custom', path: ['received'], message: 'has no time' });
    return z.NEVER;
  });

export const storedMessageSchema = schemaWith();

/**
 * A message without a time stands where its list has it: it takes the time of the message before it, or else after it.
 * Left out, it would count as deleted, since a list replaces what webhooks have said (W2).
 * @param messages one page of a list, oldest first
 */
export function withTimes(messages: unknown): unknown {
  if (!Array.isArray(messages)) return messages;
  const times = messages.map(timeIn);
  const isKnown = (time: unknown): boolean => time !== undefined;
  return messages.map((raw: unknown, place) => {
    if (times[place] !== undefined) return raw;
    return {
      ...(typeof raw === 'object' && raw),
      received: times.slice(0, place).findLast(isKnown) ?? times.slice(place).find(isKnown),
    };
  });
}

/** What can still be read of a message that cannot be. */
const remainsSchema = z
  .object({
    id: z.string().min(1).catch(''),
    author: z.object({ type: z.unknown() }).nullish().catch(undefined),
    metadata: metadataSchema,
  })
  .catch({ id: '', author: undefined, metadata: {} });

/**
 * The messages of a list that cannot be read: only that they are there, and where. One that says all the same that it
 * is ours counts as ours: rule 3 depends on finding it.
 * @param messages with their times
 * @param readable how many can be read
 */
export function unreadIn(messages: unknown, readable: number): StoredMessage[] {
  if (!Array.isArray(messages) || messages.length === readable) return [];
  return messages.filter((raw) => !storedMessageSchema.safeParse(raw).success).map(remainsOf);
}

function remainsOf(raw: unknown): StoredMessage {
  const { id, author, metadata } = remainsSchema.parse(raw);
  const isOurs = id !== '' && author?.type !== 'user' && typeof metadata['sendId'] === 'string';
  return {
    id,
    at: instantSchema.safeParse(timeIn(raw)).data ?? 0,
    author: isOurs ? 'business' : 'unknown',
    source: 'unknown',
    content: 'unknown',
    subtypes: [],
    ...(isOurs ? { metadata } : { metadata: {}, unread: true }),
  };
}

const timesSchema = z
  .object({
    received: z.unknown().optional(),
    source: z.object({ originalMessageTimestamp: z.unknown().optional() }).nullish().catch(undefined),
  })
  .catch({});

function timeIn(raw: unknown): unknown {
  const { received, source } = timesSchema.parse(raw);
  return [source?.originalMessageTimestamp, received].find((it) => instantSchema.safeParse(it).success);
}

/**
 * Reads one raw Sunshine v2 message. Its time (epoch ms) is the channel's own, or else when Sunshine received it.
 * @param fallbackAt the time if the message has none, such as that of the event that tells of it
 * @throws {z.ZodError} when it is not a message; the error names only paths, never values
 */
export const parseStoredMessage = (raw: unknown, fallbackAt?: Instant): StoredMessage =>
  schemaWith(fallbackAt).parse(raw);
