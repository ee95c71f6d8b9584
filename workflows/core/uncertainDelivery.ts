/**
 * Uncertain delivery: attempts that may have been carried out although no answer says so. We look for them before
 * deciding anything else (rule 3).
 */
import type { SendOrder } from '../../activities/orders';
import { type Live, type Outreach, type Progress, isOver } from './conversation';
import { mergeMessages } from './history';
import { FAILED_ARE_NOT_FOUND, decidesBy } from './rules';

/** The pauses (ms) before each look for such an attempt, before anything is sent again. */
const LOOKS_MS = [5_000, 30_000, 120_000] as const;

/** What to do after an attempt ended unknown, or a look did not find it. */
export function lookAgain(c: Live, intentId: string, order: SendOrder): Progress {
  const before = c.outreach.find(({ id }) => id === intentId)?.progress;
  const looks = before?.state === 'looking' ? before.looks + 1 : 0;
  const pause = LOOKS_MS[looks];
  if (pause === undefined) return { state: 'ready', notBefore: c.asOf };
  return { state: 'looking', order, looks, notBefore: c.asOf + pause };
}

/** If an intent is about to end without a message, but its last attempt may have sent one, look for that one first. */
export function unlessUncertain(c: Live, intent: Outreach, next: Progress): Progress {
  const { progress } = intent;
  if (progress.state !== 'ready' || !progress.doubt || !isOver({ ...intent, progress: next })) return next;
  return lookFirst(c, progress.doubt);
}

export const lookFirst = (c: Live, order: SendOrder): Progress => ({
  state: 'looking',
  order,
  looks: 0,
  notBefore: c.asOf + LOOKS_MS[0],
});

/**
 * Matches a delivery report that names the attempt: when the answer to a notification was lost, nothing else can tell
 * that it was sent.
 */
export function matchDeliveryReport(c: Live, sendId: string, reference: string): Live {
  const intent = c.outreach.find((it) => mayStillBeSeen(it) && isAttempt(c, it, sendId));
  if (!intent) return c;
  const { ticketId, asOf: at } = c;
  const message = { by: 'ventana', id: reference, at, ticketId, sendId, purpose: intent.purpose } as const;
  return { ...c, messages: mergeMessages(c.messages, [message]) };
}

/** Marks notifications that ended unknown as sent, if the conversation or a delivery report shows them. */
export const applyFoundMessages = (c: Live): Live => ({
  ...c,
  outreach: c.outreach.map((it) => {
    const found = mayStillBeSeen(it) && c.messages.find((m) => m.by === 'ventana' && isAttempt(c, it, m.sendId));
    return found ? { ...it, progress: { state: 'sent', at: found.at, reference: found.id } } : it;
  }),
});

/** An attempt that is known to have failed says nothing of a later one whose outcome is unknown. */
const isAttempt = (c: Live, { id, failedSendIds = [] }: Outreach, sendId: string): boolean =>
  sendId.startsWith(`${id}:`) && !(decidesBy(c, FAILED_ARE_NOT_FOUND) && failedSendIds.includes(sendId));

const mayStillBeSeen = ({ progress }: Outreach): boolean => progress.state === 'unknown' && progress.mayTurnUp === true;
