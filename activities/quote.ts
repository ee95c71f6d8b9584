/**
 * What the customer got, for the note that tells of it: read from the conversation by the activity that writes the note,
 * so that it is in the ticket and nowhere else (rule 11).
 */
import { own } from '../workflows/core/own';
import type { Dependencies } from './dependencies';
import { filled } from './filled';
import type { KeyedNote, TicketUpdate } from './orders';
import type { TemplateValues } from './policy';
import type { OutgoingContent, StoredMessage } from './ports';
import { render } from './render';
import { within } from './within';

/** A note does not wait longer (ms) for what it quotes. */
const WAIT_MS = 2_000;

/**
 * The words of the message that a note calls sent, each line after `> `. Empty for any other note, and where they cannot
 * be read: a note is worth more than its quotation. Never throws.
 */
export async function quoted(deps: Dependencies, update: TicketUpdate, keyed: KeyedNote): Promise<string> {
  if (keyed.note.kind !== 'sent') return '';
  const words = await within(WAIT_MS, wordsSent(deps, update, keyed.key, keyed.note));
  return words === undefined ? '' : `\n\n${words.replace(/^/gm, '> ')}`;
}

type Sent = Extract<KeyedNote['note'], { kind: 'sent' }>;

async function wordsSent(
  deps: Dependencies,
  { ticketId, conversationId }: TicketUpdate,
  key: string,
  note: Sent,
): Promise<string | undefined> {
  if (conversationId === undefined) return wordsNow(deps, ticketId, note);
  const stored = await deps.sunshine.messages(conversationId);
  const message = stored.findLast((it) => isOf(it, key));
  if (message?.content === 'text') return message.text;
  const { template } = message ?? {};
  return template && wordsOf(deps, template.name, template.language, template);
}

/** The key of a note that tells of a sent message: `sent:` and its `sendId`, or `arrived:` and its intent. */
function isOf({ metadata: { sendId } }: StoredMessage, key: string): boolean {
  const [, id = ''] = /^(?:sent|arrived):(.+?)(?::again\d+)?$/.exec(key) ?? [];
  return typeof sendId === 'string' && (sendId === id || sendId.startsWith(`${id}:`));
}

/** No conversation shows a notification: it was rendered just now, and its values are still the same. */
async function wordsNow(
  deps: Dependencies,
  ticketId: string,
  { message, rendition }: Sent,
): Promise<string | undefined> {
  const definition = own(deps.policy.messages, message);
  if (!definition) return undefined;
  const ticket = await deps.zendesk.ticket(ticketId);
  const requester = await deps.zendesk.user(ticket.requesterId);
  const { assigneeId } = ticket;
  const assignee = async () => (assigneeId === undefined ? undefined : deps.zendesk.user(assigneeId));
  return contentWords(deps, await render(deps, definition, rendition, { ticket, requester, assignee }));
}

async function contentWords(deps: Dependencies, content: OutgoingContent): Promise<string | undefined> {
  if (content.type === 'text') return content.text;
  if (content.type !== 'template') return undefined;
  const { name, language, header, parameters } = content;
  return wordsOf(deps, name, language, { header: header && 'text' in header ? header.text : [], body: parameters });
}

async function wordsOf(
  { templateTexts }: Dependencies,
  name: string,
  language: string,
  values: { header: TemplateValues; body: TemplateValues },
): Promise<string | undefined> {
  const texts = await templateTexts?.(name, language);
  if (!texts) return undefined;
  const header = texts.header === undefined ? '' : `${filled(texts.header, values.header)}\n`;
  return header + filled(texts.body, values.body);
}
