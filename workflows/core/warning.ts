/** F10: warns the agent before the window closes while the customer still waits for an answer. */
import type { Instant, Interval } from '../../activities/types';
import type { Live } from './conversation';
import { closesAt, lastCustomer, lastWord, notItsOwn } from './history';
import { containing, lastBefore, nextOpening } from './intervals';
import { SPREAD_WARNINGS, decidesBy } from './rules';
import { SILENCED, isSilenced } from './silence';
import type { Verdict } from './verdict';

const BEFORE_OFFICE_ENDS_MS = 30 * 60_000;
/** Each ticket's warning has its own place in this time (ms), so that not all read and write in the same second. */
const SPREAD_MS = 60 * 60_000;

/** The key that marks one window's warning as given. */
export const warningKey = (c: Live): string => `closing:${lastCustomer(c)?.id ?? ''}`;

/** When the next warning is due, or why there is none. */
export function judgeWarning(c: Live): Verdict {
  const { policy, office, ticket } = c.truth;
  const customer = lastCustomer(c);
  const closes = closesAt(c);
  if (!policy.agentWarning) return { none: 'it is off in the policy' };
  if (!customer || closes === undefined) return { none: 'the customer has not written' };
  const notOwn = notItsOwn(c);
  if (notOwn) return { none: notOwn };
  if (isSilenced(c)) return { none: SILENCED };
  if (ticket.status === 'solved' || ticket.status === 'closed') return { none: `the ticket is ${ticket.status}` };
  if (lastWord(c) !== 'customer') return { none: 'the customer has been answered' };
  if (c.asOf >= closes) return { none: 'the window is closed' };
  if (c.done.includes(warningKey(c))) return { none: 'it has already been given' };
  const wanted = closes - policy.agentWarning.beforeMs;
  if (containing(office, wanted)) return { at: Math.max(wanted, customer.at) };
  const shift = lastBefore(office, wanted);
  if (shift && shift.end > customer.at) return { at: beforeEndOf(shift, c, customer.at) };
  const opening = decidesBy(c, SPREAD_WARNINGS) ? nextOpening(office, wanted)?.start : undefined;
  if (opening !== undefined && opening < closes) return { at: Math.max(opening, customer.at) };
  return { none: 'no office hours are left before the window closes' };
}

/**
 * In the hour that ends half an hour before the office closes, at the ticket's own place in it. If the customer wrote
 * during that hour, in what is left of it; later: at once. A short shift has half an hour of its own or less.
 */
function beforeEndOf({ start, end }: Interval, c: Live, writtenAt: Instant): Instant {
  if (!decidesBy(c, SPREAD_WARNINGS)) return Math.max(end - BEFORE_OFFICE_ENDS_MS, writtenAt);
  const last = Math.max(writtenAt, end - Math.min(BEFORE_OFFICE_ENDS_MS, (end - start) / 2));
  const first = Math.min(last, Math.max(writtenAt, start, last - SPREAD_MS));
  return first + Math.floor((last - first) * placeOf(c.ticketId));
}

/** A ticket's fixed place, 0 to 1: FNV-1a, then MurmurHash3's last step, since ids differ mostly in their last digit. */
export function placeOf(ticketId: string): number {
  let hash = 0x811c9dc5;
  for (const character of ticketId) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
