import type { Dependencies } from './dependencies';
import { classify, endsSession, saysNothing } from './classify';
import { believable } from './messageTime';
import type { StoredMessage } from './ports';
import type { Instant, Listed, Message } from './types';

/** The messages of a conversation that count, oldest first. @throws VendorError */
export async function messagesOf(deps: Dependencies, conversationId: string): Promise<Message[]> {
  return counted(deps, await storedMessages(deps, conversationId));
}

/** The list itself. One with a time that cannot be is taken as one that cannot be read. @throws VendorError */
export async function storedMessages(
  { sunshine, now }: Dependencies,
  conversationId: string,
): Promise<StoredMessage[]> {
  const stored = await sunshine.messages(conversationId);
  return stored.map((it) => believable(it, now()) ?? { ...it, unread: true });
}

/** What a list of the conversation's messages says. */
export interface ConversationList {
  messages: Message[];
  listed?: Listed;
  /** When a system message ended the messaging session. */
  endedAt?: Instant;
}

/** Lists the conversation. @throws VendorError */
export async function listConversation(deps: Dependencies, conversationId: string): Promise<ConversationList> {
  const listAt = deps.now();
  const stored = await storedMessages(deps, conversationId);
  const messages = counted(deps, stored);
  const endedAt = stored.findLast((it) => !it.unread && endsSession(it))?.at;
  return {
    messages,
    ...(stored.length > 0 && { listed: listedIn(stored, messages, listAt) }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

/** Those of the stored messages that count. */
export const counted = ({ policy }: Pick<Dependencies, 'policy'>, stored: StoredMessage[]): Message[] =>
  stored.map((it) => classify(it, policy.optOutKeywords, policy.optOutReplyKeywords)).filter((it) => it !== undefined);

/**
 * A webhook can be faster than the list, which is not promised to be up to date: what is younger than this (ms) is
 * taken as absent only if the list holds it as nobody's. A minute is also more than two clocks may differ.
 */
const LAG_MS = 60_000;

/**
 * The list covers what arrived from its oldest message on, but not the last minute before it was read, nor messages in
 * it that cannot be read. If one has no id either, it might be any: then the list takes away only what it shows as
 * nobody's.
 */
function listedIn(stored: StoredMessage[], messages: Message[], listAt: Instant): Listed {
  const to = listAt - LAG_MS;
  const known = new Set(messages.map(({ id }) => id));
  const read = stored.filter((it) => !saysNothing(it));
  const unread = stored.filter(saysNothing).map(({ id }) => id);
  const isComplete = read.length > 0 && !unread.includes('');
  const arrival = ({ receivedAt = 0, at }: StoredMessage): Instant => Math.max(receivedAt, at);
  return {
    from: isComplete ? Math.min(...read.map(arrival)) : to + 1,
    to,
    nobodys: read.filter((it) => (arrival(it) > to || !isComplete) && !known.has(it.id)).map(({ id }) => id),
    ...(unread.length > 0 && { unread: unread.filter((it) => it !== '') }),
  };
}
