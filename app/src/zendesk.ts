/** What the page reads from Zendesk, and the one thing that it writes there: always as the signed-in agent. */
import { CONTACTED_TAG } from '../../activities/macros';
import type { ZafClient } from './zaf';

/** How the agent reads. */
export interface Reader {
  locale: string;
  /** IANA's name; undefined: the browser's. */
  timeZone: string | undefined;
}

export interface Surroundings extends Reader {
  ticketId: string;
  subject: string;
  requester: string;
  assignee: string;
  /** `whatsapp`, `email` ...; empty: not known. */
  channel: string;
  tags: string[];
}

const PATHS = {
  ticketId: 'ticket.id',
  subject: 'ticket.subject',
  requester: 'ticket.requester.name',
  assignee: 'ticket.assignee.user.name',
  via: 'ticket.via',
  tags: 'ticket.tags',
  locale: 'currentUser.locale',
  timeZone: 'currentUser.timeZone',
} as const;

/**
 * A path that this Zendesk does not know leaves its value out, with an entry under `errors`. `ianaName` of the time
 * zone is not in every account's answer: without it the browser's zone is taken.
 */
export async function readSurroundings(client: ZafClient): Promise<Surroundings> {
  const values = await client.get(Object.values(PATHS));
  const text = (path: string): string => asText(values[path]);
  return {
    ticketId: text(PATHS.ticketId),
    subject: text(PATHS.subject),
    requester: text(PATHS.requester),
    assignee: text(PATHS.assignee),
    channel: asText(fieldOf(values[PATHS.via], 'channel') ?? values[PATHS.via]),
    tags: asTexts(values[PATHS.tags]),
    ...readerIn(values),
  };
}

/** Outside a ticket. */
export const readReader = async (client: ZafClient): Promise<Reader> =>
  readerIn(await client.get([PATHS.locale, PATHS.timeZone]));

const readerIn = (values: Record<string, unknown>): Reader => ({
  locale: asText(values[PATHS.locale]) || navigator.language,
  timeZone: knownZone(asText(fieldOf(values[PATHS.timeZone], 'ianaName') ?? values[PATHS.timeZone])),
});

/** The part of the surroundings that changes while the agent works, read just before it is used. */
export async function readTicket(client: ZafClient): Promise<Pick<Surroundings, 'subject' | 'assignee' | 'requester'>> {
  const { subject, assignee, requester } = await readSurroundings(client);
  return { subject, assignee, requester };
}

export interface Request {
  ticketId: string;
  /** Id of the field "WhatsApp action". */
  fieldId: string;
  value: string;
  /** Whether it is a proactive message: these mark the ticket as their macros do. */
  isProactive: boolean;
  tags: readonly string[];
}

/**
 * Asks Ventana for an action, as its macro does.
 *
 * By a request, not by `client.set`: a field that is set in the page is an unsaved edit, which goes out only when the
 * agent submits, together with a half-written answer or status. The request changes this one field of the saved ticket;
 * what Zendesk's page then shows of unsaved edits is not documented. It has no guard (`safe_update`): nothing in it
 * depends on the rest of the ticket, and Ventana reads everything again before it sends.
 */
export async function ask(client: ZafClient, { ticketId, fieldId, value, isProactive, tags }: Request): Promise<void> {
  // PUT on the tags adds; on the ticket it would replace all tags.
  if (isProactive && !tags.includes(CONTACTED_TAG))
    await put(client, `/api/v2/tickets/${ticketId}/tags.json`, { tags: [CONTACTED_TAG] }).catch(() => undefined);
  await put(client, `/api/v2/tickets/${ticketId}.json`, {
    ticket: { custom_fields: [{ id: Number(fieldId), value }] },
  });
}

const put = (client: ZafClient, url: string, data: object): Promise<unknown> =>
  client.request({ url, type: 'PUT', contentType: 'application/json', dataType: 'json', data: JSON.stringify(data) });

/** A message of the ticket's conversation, as Zendesk shows it. */
export interface Logged {
  at: number;
  text: string;
}

/** What the company wrote into the conversation, newest hundred. Empty: Zendesk does not show it to this agent. */
export async function readLog(client: ZafClient, ticketId: string): Promise<Logged[]> {
  try {
    const answer = await client.request({
      url: `/api/v2/tickets/${ticketId}/conversation_log?page[size]=100`,
      type: 'GET',
      dataType: 'json',
    });
    const events = fieldOf(answer, 'events') ?? fieldOf(answer, 'conversation_log');
    return Array.isArray(events) ? events.flatMap(logged) : [];
  } catch {
    return [];
  }
}

function logged(event: unknown): Logged[] {
  if (fieldOf(event, 'type') !== 'Messaging::ConversationMessage') return [];
  if (fieldOf(fieldOf(event, 'author'), 'type') === 'user') return [];
  const text = asText(fieldOf(fieldOf(event, 'content'), 'text'));
  const at = Date.parse(asText(fieldOf(event, 'received_at') ?? fieldOf(event, 'created_at')));
  return text === '' || Number.isNaN(at) ? [] : [{ at, text }];
}

export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;

export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const asTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : [];

function knownZone(name: string): string | undefined {
  try {
    return name === '' ? undefined : new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
