import type { Dependencies } from './dependencies';
import { classify } from './classify';
import type { Message } from './types';

/** The messages of a conversation that count, oldest first. @throws VendorError */
export async function messagesOf({ sunshine, policy }: Dependencies, conversationId: string): Promise<Message[]> {
  const stored = await sunshine.messages(conversationId);
  return stored.map((it) => classify(it, policy.optOutKeywords)).filter((it) => it !== undefined);
}
