/** What a WhatsApp delivery error leads to: another rendition, a pause, or the end. The codes are Meta's. */
import type { SendFailure } from '../../activities/orders';
import type { Instant, Rendition } from '../../activities/types';
import type { Outreach } from './conversation';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WINDOW_CLOSED = 131047;
/** Too many marketing messages to this customer today: try again after a day. */
const CAPPED = 131049;
/** Template paused or disabled; account locked, unpaid or restricted. People have to act; meanwhile we send probes. */
const HELD_TEMPLATE = [132015, 132016];
const HELD = [...HELD_TEMPLATE, 131031, 131042, 131048];
/** Too many messages to this customer or from this number, or maintenance. */
const BUSY = [131056, 130429, 131057];

const PROBE_MS = 5 * MINUTE;
/** A message put off for longer than this no longer makes sense. */
const PUT_OFF_AT_MOST_MS = DAY;

export function afterFailure(intent: Outreach, failure: SendFailure, now: Instant): Outreach {
  const { code = 0 } = failure;
  const again = (rendition: Rendition, notBefore: Instant): Outreach => ({
    ...intent,
    rendition,
    progress: { state: 'ready', notBefore },
  });
  if (code === WINDOW_CLOSED && intent.rendition === 'text') return again('template', now);
  if (code === CAPPED && !intent.capped) return { ...again(intent.rendition, now + DAY), capped: true };
  const { since, times } = intent.putOff ?? { since: now, times: 0 };
  const pause = pauseAfter(code, times);
  if (pause !== undefined && now < since + PUT_OFF_AT_MOST_MS) {
    return { ...again(intent.rendition, now + pause), putOff: { since, times: times + 1, code } };
  }
  return { ...intent, progress: { state: 'failed', failure } };
}

function pauseAfter(code: number, times: number): Instant | undefined {
  if (HELD.includes(code)) return PROBE_MS;
  return BUSY.includes(code) ? Math.min(MINUTE * 2 ** times, HOUR) : undefined;
}

/** Whether the error holds only one template, not the whole account. */
export const isOfTemplate = (code: number): boolean => HELD_TEMPLATE.includes(code);

/** The error that holds a message until people have acted; undefined if there is none. */
export const heldBy = ({ putOff }: Outreach): number | undefined =>
  putOff && HELD.includes(putOff.code) ? putOff.code : undefined;
