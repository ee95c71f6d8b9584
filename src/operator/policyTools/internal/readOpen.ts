import * as fastq from 'fastq';
import type { Conversation } from '../../../../workflows/core/conversation';
import type { OpenTickets } from '../../../temporal/conversations';

/** Queries at the same time. Each one may make a worker replay a run. */
const AT_A_TIME = 16;

export interface OpenConversations {
  conversations: Conversation[];
  /** Open tickets whose run did not answer. */
  silent: string[];
}

/**
 * Reads the state of every open ticket's run.
 * @param onProgress called with how many of how many have been asked
 * @throws {Error} the first run's error, when there are open tickets and none of them answers
 */
export async function readOpen(
  tickets: OpenTickets,
  onProgress: (done: number, of: number) => void,
): Promise<OpenConversations> {
  const ids = await tickets.list();
  let done = 0;
  const ask = (id: string) => tickets.conversation(id).finally(() => onProgress((done += 1), ids.length));
  const queue = fastq.promise(ask, AT_A_TIME);
  const answers = await Promise.allSettled(ids.map((id) => queue.push(id)));
  const silent = ids.filter((_, index) => answers[index]?.status === 'rejected');
  const failure = answers.find((it) => it.status === 'rejected');
  if (failure && silent.length === ids.length) throw failure.reason;
  const conversations = answers.flatMap((it) => (it.status === 'fulfilled' && it.value ? [it.value] : []));
  return { conversations, silent };
}
