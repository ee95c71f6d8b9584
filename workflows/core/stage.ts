/** The state of a conversation in one word. No spaces: the filters of Temporal's UI cut the value at a space. */
import type { Conversation, Live } from './conversation';
import { closesAt, lastWord, ownsConversation, unanswered } from './history';

export type Stage =
  | 'reading'
  | 'customer-waits'
  | 'window-closed'
  | 'answered'
  | 'pending'
  | 'reminded'
  | 'contacted'
  | 'watching'
  | 'solved'
  | 'ended'
  /** Ended because Zendesk has no such ticket. The sweep looks whether it has it again. */
  | 'gone';

export function stageOf(c: Conversation): Stage {
  if (c.stage === 'reading') return 'reading';
  if (c.stage === 'ended') return c.reason === 'deleted' ? 'gone' : 'ended';
  return c.truth.ticket.status === 'solved' ? 'solved' : liveStage(c);
}

function liveStage(c: Live): Stage {
  const ours = unanswered(c).findLast((it) => !(it.id in c.failures));
  if (ours) return ours.purpose.kind === 'followUp' ? 'reminded' : 'contacted';
  if (!ownsConversation(c)) return 'watching';
  if (lastWord(c) === 'agent') return c.truth.ticket.status === 'pending' ? 'pending' : 'answered';
  return c.asOf >= (closesAt(c) ?? Infinity) ? 'window-closed' : 'customer-waits';
}
