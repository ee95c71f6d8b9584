import { isOptOut } from './optOutWords';
import type { Outgoing, StoredMessage } from './ports';
import type { Message, Purpose } from './types';

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
 * Who wrote the message, as docs/behaviour.md counts it: the customer, an agent (`business`, from Agent Workspace,
 * without our metadata) or us.
 * @returns undefined for a message that does not count: a bot's, or a template that an agent sent with shorthand. Such
 * a template goes out when the window is closed and is not a free-form reply.
 */
export function classify(stored: StoredMessage, optOutKeywords: readonly string[]): Message | undefined {
  const { id, at } = stored;
  if (stored.author === 'user') {
    // A conversation can have several channels. Only a WhatsApp message opens WhatsApp's window.
    if (stored.source !== 'whatsapp' && stored.source !== 'unknown') return undefined;
    return {
      by: 'customer',
      id,
      at,
      ...(stored.integrationId !== undefined && { integrationId: stored.integrationId }),
      ...([stored.text, stored.payload].some((it) => isOptOut(it, optOutKeywords)) && { stop: true as const }),
    };
  }
  const { sendId, ticketId, purpose } = stored.metadata;
  if (typeof sendId === 'string') {
    return {
      by: 'ventana',
      id,
      at,
      sendId,
      ticketId: String(ticketId ?? ''),
      purpose: parsePurpose(String(purpose ?? '')),
    };
  }
  const bySomeone = stored.source === 'zd:agentWorkspace' && !stored.subtypes.some((it) => it !== 'agent');
  return bySomeone && stored.content !== 'template' ? { by: 'agent', id, at } : undefined;
}

function parsePurpose(word: string): Purpose {
  if (word === 'followUp' || word === 'reopening') return { kind: word, name: word };
  return { kind: 'proactive', name: word.replace(/^proactive:/, '') };
}
