/** What the fields "WhatsApp window" and "closes at" should show. */
import type { Instant, WindowState } from '../../activities/types';
import type { Live } from './conversation';
import { closesAt, lastCustomer, ownsConversation } from './history';
import { timeOf } from './verdict';
import { judgeWarning, warningKey } from './warning';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Display fields alone: at most one write per ticket in this time (rule 8). */
const DISPLAY_PAUSE_MS = 10 * MINUTE;

export interface Display {
  state: WindowState;
  closesAt: Instant;
}

/** Undefined where the fields are not this ticket's to show: no window yet, or another ticket has the conversation. */
export function displayOf(c: Live): Display | undefined {
  const closes = closesAt(c);
  if (closes === undefined || !ownsConversation(c) || c.truth.ticket.status === 'solved') return undefined;
  if (c.asOf >= closes || shutByWhatsApp(c)) return { state: 'closed', closesAt: closes };
  const warned = c.done.includes(warningKey(c)) || (timeOf(judgeWarning(c)) ?? Infinity) <= c.asOf;
  return { state: warned ? 'closing' : 'open', closesAt: closes };
}

/** A delivery failure that says or may mean that the window is closed, whatever our own arithmetic. */
function shutByWhatsApp(c: Live): boolean {
  const since = lastCustomer(c)?.at ?? -Infinity;
  return c.messages.some((it) => {
    const failure = it.by === 'agent' && it.at > since ? c.failures[it.id] : undefined;
    return failure !== undefined && (failure.code === undefined || failure.code === 131047);
  });
}

/** The ticket's fields are shown by the minute. */
export function isShown(c: Live, display: Display): boolean {
  const { window, closesAt: shown } = c.truth.ticket.shown;
  const minute = (at: Instant): number => Math.floor(at / MINUTE);
  return window === display.state && shown !== undefined && minute(shown) === minute(display.closesAt);
}

/**
 * Customers write several messages in a row, and each moves "closes at" a little. To be told too early loses nothing: such a move waits
 * for the next update, whatever that is for.
 */
export const isLittleLater = (shown: Instant, closes: Instant): boolean => closes >= shown && closes - shown < HOUR;

function isNearlyShown(c: Live, display: Display): boolean {
  const { window, closesAt: shown } = c.truth.ticket.shown;
  return window === display.state && shown !== undefined && isLittleLater(shown, display.closesAt);
}

/** When the fields should next be written for their own sake. */
export function displayAt(c: Live): Instant | undefined {
  const display = displayOf(c);
  if (!display) return undefined;
  const isGoodEnough = isShown(c, display) || (c.frugal && isNearlyShown(c, display));
  const allowed = (c.lastDisplayWriteAt ?? -Infinity) + DISPLAY_PAUSE_MS;
  if (!isGoodEnough) return Math.max(c.asOf, allowed);
  return display.state === 'closed' ? undefined : Math.max(display.closesAt, allowed);
}
