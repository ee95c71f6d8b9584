/**
 * What a message list says against what webhooks have said. The list knows better who wrote (bots, AI agents) and what
 * was deleted. Within the period that it covers it replaces what webhooks told; outside it, webhooks stand. It decides
 * by the messages themselves, so the order in which list and webhooks come does not matter (rule 2).
 */
import type { Instant, Listed, Message } from '../../activities/types';
import type { Conversation, Live } from './conversation';
import { arrivalOf, identity, mergeMessages } from './history';
import { survivorOf } from './merges';
import { UNREAD_SAYS_NOTHING, decidesBy } from './rules';

type Known = Pick<Live, 'messages'> & { truth: Pick<Live['truth'], 'conversation' | 'listed'> };

/**
 * Merges a list into what webhooks have said. Without `listed`, in runs that an earlier version read, nothing is taken
 * away.
 */
export function withList(known: readonly Message[], list: readonly Message[], truth: Known['truth']): Message[] {
  const { listed } = truth;
  const standing = listed ? known.filter((it) => !isOverruled(it, listed, truth.conversation?.id)) : known;
  return mergeMessages(standing, list);
}

/** What a webhook tells of a message. */
export interface Heard {
  message: Message;
  conversationId: string;
  unsure?: true;
}

/** Adds what a webhook tells, unless the list that was last read knows better. */
export function withHeard(c: Conversation, { message, conversationId, unsure }: Heard): Message[] {
  const heard: Message =
    message.by === 'ventana'
      ? message
      : { ...message, heardIn: survivorOf(c, conversationId), ...(message.by === 'agent' && unsure && { unsure }) };
  const listed = c.stage === 'watching' ? c.truth.listed : undefined;
  if (!listed || c.stage !== 'watching') return mergeMessages(c.messages, [heard]);
  const known = c.messages.find((it) => identity(it) === identity(heard));
  const isListed = known && known.by !== 'ventana' && known.heardIn === undefined;
  if (isListed || isOverruled(heard, listed, c.truth.conversation?.id)) return c.messages;
  return mergeMessages(c.messages, [heard]);
}

/** What runs by earlier rules know of a list: what it leaves out is deleted. */
export function forRules(listed: Listed, rules: { rules?: number }): Listed {
  const { unread: _unread, ...others } = listed;
  return decidesBy(rules, UNREAD_SAYS_NOTHING) ? listed : others;
}

/**
 * The list does not have it, or has it as nobody's. Our own messages always stay: rule 3 depends on them. So does what
 * no list has, and what was heard in another conversation.
 */
function isOverruled(message: Message, listed: Listed, conversationId: string | undefined): boolean {
  if (message.by === 'ventana' || (message.by === 'customer' && message.unlisted)) return false;
  if (message.heardIn !== undefined && message.heardIn !== conversationId) return false;
  if (listed.unread?.includes(message.id)) return false;
  const arrival = arrivalOf(message);
  return (arrival >= listed.from && arrival <= listed.to) || listed.nobodys.includes(message.id);
}

/** It may be a bot's, and no list has shown it yet. */
export const isUnconfirmed = (message: Message): boolean => message.by === 'agent' && message.unsure === true;

/**
 * When to list again because of a message that may be a bot's: the last list was too early to have it. A little later,
 * a list covers it.
 */
export function confirmAt({ messages, truth }: Known): Instant | undefined {
  const { listed, conversation } = truth;
  const unsure = messages.findLast((it) => it.by === 'agent' && isUnconfirmed(it) && it.heardIn === conversation?.id);
  return listed && unsure && unsure.at > listed.to ? unsure.at + LISTED_AFTER_MS : undefined;
}

/** A little more than the time (ms) for which a list may lag: see `activities/conversationMessages.ts`. */
export const LISTED_AFTER_MS = 65_000;
