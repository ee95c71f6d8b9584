/** Merged users: two Sunshine users turn out to be one person, and one of their conversations survives. */
import type { SendOrder } from '../../activities/orders';
import type { Conversation, Live, Progress, Unread } from './conversation';

interface Merge {
  discarded: string;
  surviving: string;
}

/** From now on the surviving conversation stands for the discarded one, also in attempts of uncertain outcome. */
export function applyMerge(c: Unread | Live, merge: Merge): Conversation {
  const moved = (id: string): string => (id === merge.discarded ? merge.surviving : id);
  const earlier = Object.entries(c.merged ?? {}).map(([from, into]) => [from, moved(into)] as const);
  const merged = { ...Object.fromEntries(earlier), [merge.discarded]: merge.surviving };
  const heard = c.heardConversationId === undefined ? {} : { heardConversationId: moved(c.heardConversationId) };
  if (c.stage === 'reading') return { ...c, ...heard, merged };
  const { conversation } = c.truth;
  return {
    ...c,
    ...heard,
    merged,
    truth: { ...c.truth, ...(conversation && { conversation: { ...conversation, id: moved(conversation.id) } }) },
    outreach: c.outreach.map((it) => ({ ...it, progress: inMoved(it.progress, moved) })),
  };
}

function inMoved(progress: Progress, moved: (id: string) => string): Progress {
  const order = ({ conversationId, ...it }: SendOrder): SendOrder =>
    conversationId === undefined ? it : { ...it, conversationId: moved(conversationId) };
  if (progress.state === 'looking') return { ...progress, order: order(progress.order) };
  return progress.state === 'ready' && progress.doubt ? { ...progress, doubt: order(progress.doubt) } : progress;
}
