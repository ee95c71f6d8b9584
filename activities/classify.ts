import { isOptOut } from './optOutWords';
import type { Outgoing, StoredMessage } from './ports';
import type { CustomerMessage, Message, Purpose } from './types';

/** A purpose as one word, for metadata and search attributes: `followUp`, `reopening`, `proactive:incident`. */
export const purposeWord = (purpose: Purpose): string =>
  purpose.kind === 'proactive' ? `proactive:${purpose.name}` : purpose.kind;

/** The metadata by which we recognise our own messages later: in lists, webhooks and `recentNotifications`. */
export const outreachMetadata = (ticketId: string, sendId: string, purpose: Purpose): Outgoing['metadata'] => ({
  ticketId,
  sendId,
  purpose: purposeWord(purpose),
});

/**
 * Who wrote the message, as docs/behaviour.md counts it: the customer, an agent (a person in Agent Workspace) or us.
 * @param replyKeywords opt-out words that count only in reply to an outreach
 * @returns undefined for a message that is nobody's: see `isNobodys`
 */
export function classify(
  stored: StoredMessage,
  optOutKeywords: readonly string[],
  replyKeywords: readonly string[] = [],
): Message | undefined {
  const { id, at, author } = stored;
  const { sendId, ticketId, purpose } = stored.metadata;
  if (stored.unread) return undefined;
  // Ours count whatever else is said of them: rule 3 depends on finding them.
  if (author !== 'user' && typeof sendId === 'string') {
    return {
      by: 'ventana',
      id,
      at,
      sendId,
      ticketId: String(ticketId ?? ''),
      purpose: parsePurpose(String(purpose ?? '')),
    };
  }
  if (isNobodys(stored)) return undefined;
  if (author === 'user') return customerMessage(stored, optOutKeywords, replyKeywords);
  if (stored.source !== 'zd:agentWorkspace' || stored.content === 'template') return undefined;
  return { by: 'agent', id, at };
}

function customerMessage(
  stored: StoredMessage,
  optOutKeywords: readonly string[],
  replyKeywords: readonly string[],
): CustomerMessage | undefined {
  const { id, at, receivedAt, integrationId } = stored;
  // A conversation can have several channels. Only a WhatsApp message opens WhatsApp's window.
  if (stored.source !== 'whatsapp' && stored.source !== 'unknown') return undefined;
  return {
    by: 'customer',
    id,
    at,
    ...(receivedAt !== undefined && receivedAt > at && { arrivedAt: receivedAt }),
    ...(integrationId !== undefined && { integrationId }),
    ...stopIn([stored.text, stored.payload], optOutKeywords, replyKeywords),
    // A tap on a button has no message of its own, so no list has it.
    ...(stored.content === 'postback' && { unlisted: true as const }),
    ...((stored.content === 'postback' || stored.payload !== undefined) && { tap: true as const }),
  };
}

/** An opt-out word in the text or a button's payload: it counts always, or only in reply to an outreach. */
function stopIn(
  texts: readonly (string | undefined)[],
  always: readonly string[],
  inReply: readonly string[],
): Pick<CustomerMessage, 'stop' | 'stopIfReply'> {
  if (texts.some((it) => isOptOut(it, always))) return { stop: true };
  return texts.some((it) => isOptOut(it, inReply)) ? { stopIfReply: true } : {};
}

/** Zendesk's metadata of messages from Agent Workspace: the agent's id, or the word `__trigger`. */
const AGENT_ID = '__zendesk_msg.agent.id';
const PERSONS_ID = /^[1-9]\d*$/;
const agentIdOf = ({ metadata }: StoredMessage): string | undefined =>
  metadata[AGENT_ID] === undefined || metadata[AGENT_ID] === '' ? undefined : String(metadata[AGENT_ID]);

/**
 * Nobody has said this: a system message (`ticket:closed`, `conversation:endedByUser`), a deleted message, one of a bot
 * or an AI agent, and the automatic reply of a trigger. Such a reply has the author and source of a person's; it is
 * told apart by the agent's id or by its display name, as Zendesk's own web client does.
 */
function isNobodys(stored: StoredMessage): boolean {
  const { author, activity, deleted, subtypes, displayName } = stored;
  if (author === 'unknown' || activity !== undefined || deleted || subtypes.includes('activity')) return true;
  if (author === 'user') return false;
  const agentId = agentIdOf(stored);
  return (
    subtypes.some((it) => it !== 'agent') ||
    displayName === 'Automated Response' ||
    (agentId !== undefined && !PERSONS_ID.test(agentId))
  );
}

/**
 * It is damaged, so that a list which has it does not say whose message it is: what a webhook has told of it stands
 * (W2).
 */
export function saysNothing(stored: StoredMessage): boolean {
  const { author, source, activity, deleted, subtypes, unread } = stored;
  if (unread) return true;
  const isNamed = activity !== undefined || deleted === true || subtypes.some((it) => it !== 'agent');
  const isDamaged = author === 'unknown' || (author === 'business' && source === 'unknown');
  return isDamaged && !isNamed && stored.metadata['sendId'] === undefined;
}

/** Nothing in the message says that a person wrote it. Webhooks do not have `author.subtypes`, only lists do. */
export const mayBeABots = (stored: StoredMessage): boolean =>
  agentIdOf(stored) === undefined && !stored.subtypes.includes('agent');

/** System messages after which the customer can no longer write into the ticket. Names of API 17.5.0. */
export const endsSession = ({ activity }: StoredMessage): boolean =>
  activity !== undefined && (activity === 'ticket:closed' || /^conversation:ended/.test(activity));

/** The reverse of `purposeWord`. */
export function parsePurpose(word: string): Purpose {
  if (word === 'followUp' || word === 'reopening' || word === 'rescue' || word === 'rescued')
    return { kind: word, name: word };
  return { kind: 'proactive', name: word.replace(/^proactive:/, '') };
}
