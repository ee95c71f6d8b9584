/**
 * P3 across sessions: when a messaging session has ended, the customer's answer to our message opens a new conversation
 * and a new ticket. The new conversation's metadata keeps which message it answers, so that both tickets can be told.
 */
import { parsePurpose, purposeWord } from './classify';
import { messagesOf } from './conversationMessages';
import type { Dependencies } from './dependencies';
import type { SunshineConversation } from './ports';
import { conversationsOf } from './requester';
import type { OutreachMessage } from './types';
import { isRefusedWith } from './vendorError';

/** Key of the conversation's metadata. */
const ANSWERS = 'answers';

/**
 * What to store in a conversation that no ticket has owned yet: our message that the customer's earlier conversation
 * ends with, if there is one. @throws VendorError
 */
export async function answersWhat(
  deps: Dependencies,
  requesterId: string,
  conversation: SunshineConversation,
): Promise<Record<string, string>> {
  try {
    const earlier = await earlierConversation(deps, requesterId, conversation.id);
    const last = earlier && (await messagesOf(deps, earlier.id)).at(-1);
    return last?.by === 'ventana' ? { [ANSWERS]: asText(last) } : {};
  } catch (error) {
    // Without this right, or without the earlier conversation, there is only no link between the tickets.
    if (isRefusedWith(error, [400, 403, 404])) return {};
    throw error;
  }
}

/** The message stored by `answersWhat`, as part of the new conversation. */
export function earlierMessages({ metadata }: SunshineConversation): OutreachMessage[] {
  const [ticketId, at, purpose, sendId, id] = String(metadata[ANSWERS] ?? '').split('|');
  if (!ticketId || !purpose || !sendId || !id || !Number.isFinite(Number(at))) return [];
  return [{ by: 'ventana', id, at: Number(at), ticketId, sendId, purpose: parsePurpose(purpose) }];
}

const asText = ({ ticketId, at, purpose, sendId, id }: OutreachMessage): string =>
  [ticketId, at, purposeWord(purpose), sendId, id].join('|');

/** The requester's other conversation with the newest ticket. */
async function earlierConversation(
  deps: Dependencies,
  requesterId: string,
  except: string,
): Promise<SunshineConversation | undefined> {
  const found = await conversationsOf(deps, await deps.zendesk.messagingIdentities(requesterId));
  const ticketOf = ({ metadata }: SunshineConversation): number => Number(metadata['ticketId'] ?? 0) || 0;
  return found
    .filter((it) => it.id !== except && ticketOf(it) > 0)
    .sort((a, b) => ticketOf(b) - ticketOf(a))
    .at(0);
}
