import type { Conversation, Live } from './conversation';
import { isUnconfirmed } from './listed';
import { lostReplies } from './rescue';
import { FAILURES_ARE_SHOWN, decidesBy } from './rules';

/**
 * What has failed and waits for a person. `message`: ours was not sent, or failed. `unknown`: nobody knows whether it
 * went out. `reply`: an agent's words never reached the customer, and no rescue is under way.
 */
export const failings = ['message', 'unknown', 'reply'] as const;
export type Failing = (typeof failings)[number];

/** Undefined: nothing, or somebody has written since, or the ticket is solved. */
export function failingOf(c: Conversation): Failing | undefined {
  if (c.stage !== 'watching' || !decidesBy(c, FAILURES_ARE_SHOWN)) return undefined;
  const { status } = c.truth.ticket;
  if (status === 'solved' || status === 'closed') return undefined;
  return ofMessage(c) ?? ofReply(c);
}

function ofMessage(c: Live): Failing | undefined {
  const last = c.outreach.at(-1);
  if (!last || c.messages.some((it) => it.by !== 'ventana' && it.at > last.since && !isUnconfirmed(it)))
    return undefined;
  switch (last.progress.state) {
    case 'failed':
      return 'message';
    case 'refused':
      return last.progress.note.kind === 'sendFailed' ? 'message' : undefined;
    case 'unknown':
      return 'unknown';
    default:
      return undefined;
  }
}

function ofReply(c: Live): Failing | undefined {
  const oldest = lostReplies(c)[0];
  if (!oldest) return undefined;
  const isUnderWay = c.outreach.some(
    ({ purpose, since, progress }) =>
      purpose.kind === 'rescue' && since >= oldest.at && !['failed', 'refused', 'dropped'].includes(progress.state),
  );
  const hasWritten = c.messages.some((it) => it.by === 'customer' && it.at > oldest.at);
  return isUnderWay || hasWritten ? undefined : 'reply';
}
