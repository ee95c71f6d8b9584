/** What the display fields should show: "WhatsApp window", "WhatsApp window closes at", "WhatsApp answer". */
import type { Instant, WindowState } from '../../activities/types';
import { answerToShow, outcomeToShow } from './afterOutreach';
import type { Live } from './conversation';
import { closesAt, lastCustomer, lastWord, ownsConversation } from './history';
import { observes } from './observing';
import { CLOSING_MEANS_WAITING, decidesBy } from './rules';
import { settlingUntil } from './settling';
import { isSilenced } from './silence';
import { timeOf } from './verdict';
import { judgeWarning, warningKey } from './warning';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An update that changes only display fields is made at most once per ticket in this time (rule 8). */
const DISPLAY_PAUSE_MS = 10 * MINUTE;

export interface Display {
  state: WindowState;
  closesAt: Instant;
}

/**
 * Undefined when this ticket must not show the fields: there is no window yet, another ticket owns the conversation, or
 * the policy only observes, or an agent has silenced the ticket.
 */
export function displayOf(c: Live): Display | undefined {
  const closes = closesAt(c);
  if (observes(c) || isSilenced(c)) return undefined;
  if (closes === undefined || !ownsConversation(c) || c.truth.ticket.status === 'solved') return undefined;
  if (c.asOf >= closes || shutByWhatsApp(c)) return { state: 'closed', closesAt: closes };
  return { state: isClosing(c) ? 'closing' : 'open', closesAt: closes };
}

/** From the warning on, while the customer waits. */
function isClosing(c: Live): boolean {
  if (decidesBy(c, CLOSING_MEANS_WAITING) && lastWord(c) !== 'customer') return false;
  return c.done.includes(warningKey(c)) || (timeOf(judgeWarning(c)) ?? Infinity) <= c.asOf;
}

/** Whether a delivery failure says, or may mean, that the window is closed, whatever we calculate. */
function shutByWhatsApp(c: Live): boolean {
  const since = lastCustomer(c)?.at ?? -Infinity;
  return c.messages.some((it) => {
    const failure = it.by === 'agent' && it.at > since ? c.failures[it.id] : undefined;
    return failure !== undefined && (failure.code === undefined || failure.code === 131047);
  });
}

/**
 * Whether the fields already show what would be written. Their text has minute precision, and an hour that occurs twice
 * has the same text both times. A field that Zendesk does not keep shows nothing, whatever is written.
 */
export function isShown(c: Live, display: Display): boolean {
  const minute = (at: Instant): number => Math.floor(at / MINUTE);
  return showsState(c, display) && showsTime(c, (shown) => minute(shown) === minute(display.closesAt));
}

const isLacking = ({ truth }: Live, field: 'window' | 'closesAt'): boolean =>
  truth.ticket.shown.lacking?.includes(field) === true;

const showsState = (c: Live, { state }: Display): boolean =>
  isLacking(c, 'window') || c.truth.ticket.shown.window === state;

function showsTime(c: Live, isRight: (shown: Instant) => boolean): boolean {
  const { closesAt, orAt } = c.truth.ticket.shown;
  return isLacking(c, 'closesAt') || [closesAt, orAt].some((shown) => shown !== undefined && isRight(shown));
}

/**
 * Customers write several messages in a row, and each moves "closes at" a little. Showing a time slightly too early
 * does no harm, so such a change waits for the next update made for another reason.
 */
export const isLittleLater = (shown: Instant, closes: Instant): boolean => closes >= shown && closes - shown < HOUR;

const isNearlyShown = (c: Live, display: Display): boolean =>
  showsState(c, display) && showsTime(c, (shown) => isLittleLater(shown, display.closesAt));

/** When the fields should next be updated if nothing else is. */
export function displayAt(c: Live): Instant | undefined {
  const allowed = (c.lastDisplayWriteAt ?? -Infinity) + DISPLAY_PAUSE_MS;
  const window = windowShownAt(c, allowed);
  if ((answerToShow(c) ?? outcomeToShow(c)) === undefined) return window;
  // With the note of the message.
  return Math.min(window ?? Infinity, Math.max(c.asOf, allowed, settlingUntil(c) ?? 0));
}

function windowShownAt(c: Live, allowed: Instant): Instant | undefined {
  const display = displayOf(c);
  if (!display) return undefined;
  const isGoodEnough = isShown(c, display) || (c.frugal && isNearlyShown(c, display));
  if (!isGoodEnough) return Math.max(c.asOf, allowed);
  return display.state === 'closed' || isLacking(c, 'window') ? undefined : Math.max(display.closesAt, allowed);
}
