/**
 * Whether the conversation itself shows a STOP. A webhook may be forged, or belong to another account that uses the same
 * key: what it says holds messages at once, but is not stored for good before it is shown.
 */
import type { CustomerMessage, Instant, Message } from '../../activities/types';
import type { Live, Stop } from './conversation';
import { arrivalOf, isOutreach } from './history';
import { LISTED_AFTER_MS } from './listed';
import { SHOWN_STOPS, decidesBy } from './rules';

/** The mark (in `done`) that a STOP was reported which the conversation does not show. */
export const UNSHOWN = 'unshown:stop';

const messageOf = (c: Live, id: string): CustomerMessage | undefined =>
  c.messages.find((it): it is CustomerMessage => it.by === 'customer' && it.id === id);

/**
 * A list has the message or, since no list has taps on buttons, an outreach of ours that came before the tap. What the
 * conversation's metadata remembers, some run has read there. Where the box is ticked already, nothing more is done to
 * the customer.
 */
export function isShown(c: Live, id: string): boolean {
  if (!decidesBy(c, SHOWN_STOPS) || c.truth.optedOut === true) return true;
  const message = messageOf(c, id);
  if (!message) return c.stop?.id !== id || c.stop.heardIn === undefined;
  if (message.unlisted) return c.messages.some((it) => isOutreach(it) && it.at <= message.at);
  return message.heardIn === undefined;
}

/** When to read whether the list shows it; undefined: it does, or no later list of this conversation can. */
export function shownAt(c: Live, { id, at, arrivedAt = at }: Stop): Instant | undefined {
  if (isShown(c, id)) return undefined;
  const arrival = Math.max(arrivedAt, at);
  if (c.truth.readAt < arrival) return arrival;
  const message = messageOf(c, id);
  const { listed, conversation } = c.truth;
  if (!listed || !message || message.unlisted || message.heardIn !== conversation?.id) return undefined;
  return arrivalOf(message) > listed.to ? arrivalOf(message) + LISTED_AFTER_MS : undefined;
}

/**
 * After a reading: a STOP that was heard of is not in the list, or cannot be. One note tells the agents.
 * @param before the one that no list had shown yet, before that reading; @param stop after it
 * @param listed what was read
 */
export function markUnshown(
  next: Live,
  before: Stop | undefined,
  stop: Stop | undefined,
  listed: readonly Message[],
): Live {
  if (!decidesBy(next, SHOWN_STOPS) || next.done.includes(UNSHOWN)) return next;
  const isGone =
    before !== undefined && !messageOf(next, before.id) && ![next.stop, ...listed].some((it) => it?.id === before.id);
  const isNeverShown = stop !== undefined && shownAt(next, stop) === undefined;
  return isGone || isNeverShown ? { ...next, done: [...next.done, UNSHOWN] } : next;
}
