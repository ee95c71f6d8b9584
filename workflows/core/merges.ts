/** Merged users: two Sunshine users turn out to be one person, and one of their conversations survives. */
import type { SendOrder } from '../../activities/orders';
import type { Message } from '../../activities/types';
import type { Conversation, Live, Progress, Unread } from './conversation';

interface Merge {
  discarded: string;
  surviving: string;
}

/** From now on the surviving conversation stands for the discarded one, also in attempts of uncertain outcome. */
export function applyMerge(c: Unread | Live, { discarded, ...merge }: Merge): Conversation {
  // The merge of the survivor into a third one may be known already.
  const further = survivorOf(c, merge.surviving);
  const surviving = further === discarded ? merge.surviving : further;
  const moved = (id: string): string => (id === discarded ? surviving : id);
  const earlier = Object.entries(c.merged ?? {}).map(([from, into]) => [from, moved(into)] as const);
  const merged = { ...Object.fromEntries(earlier), [discarded]: surviving };
  const heard = c.heardConversationId === undefined ? {} : { heardConversationId: moved(c.heardConversationId) };
  const messages = c.messages.map((it) => heardIn(it, moved));
  if (c.stage === 'reading') return { ...c, ...heard, merged, messages };
  const { conversation } = c.truth;
  return {
    ...c,
    ...heard,
    merged,
    messages,
    truth: { ...c.truth, ...(conversation && { conversation: { ...conversation, id: moved(conversation.id) } }) },
    outreach: c.outreach.map((it) => ({ ...it, progress: inMoved(it.progress, moved) })),
  };
}

/** The conversation that now holds what was said in this one. */
export const survivorOf = ({ merged }: Pick<Conversation, 'merged'>, id: string): string => merged?.[id] ?? id;

/** The survivor's list covers it from now on. */
const heardIn = (message: Message, moved: (id: string) => string): Message =>
  message.by === 'ventana' || message.heardIn === undefined ? message : { ...message, heardIn: moved(message.heardIn) };

function inMoved(progress: Progress, moved: (id: string) => string): Progress {
  const order = ({ conversationId, ...it }: SendOrder): SendOrder =>
    conversationId === undefined ? it : { ...it, conversationId: moved(conversationId) };
  if (progress.state === 'looking') return { ...progress, order: order(progress.order) };
  return progress.state === 'ready' && progress.doubt ? { ...progress, doubt: order(progress.doubt) } : progress;
}
