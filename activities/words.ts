/** R9: an agent's words as they are sent again: read from the conversation when they go out, and kept nowhere. */
import type { Dependencies } from './dependencies';
import type { OutgoingContent, StoredMessage } from './ports';
import type { SendOrder } from './orders';
import { LIMITS } from './values';

/** There is nothing that can be sent again. `what`: the kind of message, or `gone`. */
export class Unrepeatable extends Error {
  constructor(readonly what: string) {
    super(what);
  }
}

/** Stands in an order until the conversation has been listed. */
export const WORDS_TO_COME: OutgoingContent = { type: 'text', text: '' };

/**
 * The message's content as it stands in the conversation now: what an agent has changed since goes out as changed.
 * @param stored the list that has just been read; older pages are read if it does not reach so far
 * @throws Unrepeatable, VendorError
 */
export async function wordsOf(
  { sunshine }: Dependencies,
  conversationId: string,
  stored: StoredMessage[],
  { messageId, at }: NonNullable<SendOrder['repeats']>,
): Promise<OutgoingContent> {
  const listed = stored.find(({ id }) => id === messageId);
  const message = listed ?? (await sunshine.message(conversationId, messageId, at));
  if (!message || message.deleted) throw new Unrepeatable('gone');
  return repeated(message);
}

function repeated({ content, text = '', mediaUrl, altText }: StoredMessage): OutgoingContent {
  if (content === 'text' && text.trim() !== '' && text.length <= LIMITS.text) return { type: 'text', text };
  if ((content === 'image' || content === 'file') && mediaUrl !== undefined)
    return { type: content, mediaUrl, ...(text !== '' && { text }), ...(altText !== undefined && { altText }) };
  throw new Unrepeatable(content);
}
