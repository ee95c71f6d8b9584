/**
 * Messages that have reached the phone, as `delivery:user` says. Whatever failure is reported of such a message, before
 * or after, it has arrived: it is not tried again. Row D7 of docs/behaviour.md.
 */
import type { Instant } from '../../activities/types';
import { type Conversation, type Live, type Outreach, isOver } from './conversation';
import { own } from './own';
import { ARRIVALS_COUNT, decidesBy } from './rules';
import { attemptOf } from './sendId';

/** Reports on one message come within minutes of each other. */
const KEPT_ARRIVALS = 20;

interface Report {
  reference: string;
  sendId?: string;
  at?: Instant;
}

export function withArrival<C extends Conversation>(c: C, { reference, sendId, at }: Report): C {
  if (!decidesBy(c, ARRIVALS_COUNT)) return c;
  const { [reference]: _failure, ...failures } = c.failures;
  const names = [reference, ...(sendId === undefined ? [] : [sendId])];
  const arrived = [...new Set([...(c.arrived ?? []), ...names])].slice(-KEPT_ARRIVALS);
  const times = at === undefined ? c.arrivedAt : { ...c.arrivedAt, ...timed(names, at, c.arrivedAt) };
  return { ...c, failures, arrived, ...(times && { arrivedAt: kept(times, arrived) }) };
}

/** A report may come twice: the first time is the true one. */
const timed = (names: readonly string[], at: Instant, known: Conversation['arrivedAt'] = {}): Record<string, Instant> =>
  Object.fromEntries(names.map((name) => [name, Math.min(at, own(known, name) ?? Infinity)]));

const kept = (times: Record<string, Instant>, names: readonly string[]): Record<string, Instant> =>
  Object.fromEntries(Object.entries(times).filter(([name]) => names.includes(name)));

export const hasArrived = ({ arrived = [] }: Conversation, { reference, sendId }: Report): boolean =>
  arrived.includes(reference) || (sendId !== undefined && arrived.includes(sendId));

/** An attempt that was taken as failed has arrived after all: the intent has been carried out, and ends with it. */
export const applyArrivals = (c: Live): Live =>
  c.arrived === undefined ? c : { ...c, outreach: c.outreach.map((it) => arrivedAfterAll(c, it)) };

function arrivedAfterAll(c: Live, intent: Outreach): Outreach {
  const { failedSendIds = [], failedAs = {}, progress } = intent;
  if (failedSendIds.length === 0 || progress.state === 'sent' || (isOver(intent) && progress.state !== 'failed'))
    return intent;
  const message = c.messages.findLast(
    (it) => it.by === 'ventana' && failedSendIds.includes(it.sendId) && isReported(it.id, it.sendId),
  );
  if (message?.by !== 'ventana') return intent;
  const { rendition, attempt } = attemptOf(message.sendId);
  return {
    ...intent,
    rendition,
    attempts: attempt,
    failedSendIds: failedSendIds.filter((it) => it !== message.sendId),
    progress: { state: 'sent', at: message.at, reference: message.id },
  };

  function isReported(id: string, sendId: string): boolean {
    const reference = Object.keys(failedAs).find((it) => failedAs[it] === sendId);
    return hasArrived(c, { reference: id, sendId }) || (reference !== undefined && hasArrived(c, { reference }));
  }
}
