import type { Dependencies } from './dependencies';
import { classify } from './classify';
import type { StoredMessage } from './ports';
import type { Message } from './types';

/** The messages of a conversation that count, oldest first. @throws VendorError */
export async function messagesOf({ sunshine, policy }: Dependencies, conversationId: string): Promise<Message[]> {
  return counted({ policy }, await sunshine.messages(conversationId));
}

/** Those of the stored messages that count. */
export const counted = ({ policy }: Pick<Dependencies, 'policy'>, stored: StoredMessage[]): Message[] =>
  stored.map((it) => classify(it, policy.optOutKeywords)).filter((it) => it !== undefined);
