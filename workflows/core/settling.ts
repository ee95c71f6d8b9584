/**
 * WhatsApp takes a message first, and refuses most of those that it does not deliver within a second of that. Only then
 * is a note written, so that none says "sent" of a message that the next one says is held. Row V9 of docs/behaviour.md.
 */
import type { Instant } from '../../activities/types';
import { hasArrived } from './arrivals';
import type { Live, Outreach } from './conversation';
import { LAST_NOTE_IS_TRUE, decidesBy } from './rules';

/** A message that was refused before, such as the probe of a hold, is taken as refused again for as long (ms). */
const AFTER_REFUSAL_MS = 60_000;

export function settling(c: Live, { putOff, unknownErrors }: Outreach): Pick<Outreach, 'settlesAt'> {
  if (!decidesBy(c, LAST_NOTE_IS_TRUE)) return {};
  const isRefusedBefore = (putOff ?? unknownErrors) !== undefined;
  const ms = isRefusedBefore ? AFTER_REFUSAL_MS : c.truth.policy.settleMs;
  return ms === undefined ? {} : { settlesAt: c.asOf + ms };
}

/** Until when nothing is said of it; undefined: all that there is to say is known. */
export function settlesAt(c: Live, { progress, settlesAt: at }: Outreach): Instant | undefined {
  if (progress.state !== 'sent' || at === undefined || at <= c.asOf) return undefined;
  return hasArrived(c, progress) ? undefined : at;
}

/** When the last of them is settled; undefined: all are. */
export function settlingUntil(c: Live): Instant | undefined {
  const times = c.outreach.map((it) => settlesAt(c, it)).filter((it) => it !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}
