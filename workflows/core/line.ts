/**
 * What it means that our own budget had no room for a request: it was not made, and has a place later. Nothing less
 * urgent goes before it; what is more urgent may.
 */
import type { TicketUpdate } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import type { Urgency } from '../../activities/urgency';
import type { Live, PlaceInLine } from './conversation';

/** What was read for an update stands for this long (ms), if nothing else is heard: its stamp guards the update. */
const KEPT_MS = 10 * 60_000;
/** An update that was decided on a fresh truth ends within this time (ms), in line and with retries. */
const DECIDED_MS = 75_000;

const ORDER: readonly Urgency[] = ['requested', 'due', 'low'];

/** Emptying "WhatsApp action" tells the agent what came of a macro. Fields alone only show what is known anyway. */
export function urgencyOfUpdate({ notes, status, clearAction, macro }: TicketUpdate): Urgency {
  if (clearAction) return 'requested';
  return notes.length === 0 && status === undefined && macro === undefined ? 'low' : 'due';
}

/** Until when something of this urgency has to wait; 0: it need not. */
export const lineEnds = (place: PlaceInLine | undefined, urgency: Urgency): Instant =>
  place && ORDER.indexOf(urgency) >= ORDER.indexOf(place.urgency) ? place.until : 0;

/** The place of an update that had none before, or another. */
export function placeOfUpdate(c: Live, until: Instant, urgency: Urgency): PlaceInLine {
  const { readAt } = c.truth;
  const isFirst = c.asOf - readAt <= DECIDED_MS;
  return { until, urgency, ...((isFirst || c.writeLine?.readAt === readAt) && { readAt }) };
}

/** Whether the truth that an update in line follows from still stands, now that its time has come. */
export function isKept({ asOf, truth, writeLine, staleSince, outdated }: Live, freshMs: number): boolean {
  if (writeLine === undefined || staleSince !== undefined || outdated) return false;
  const { readAt } = truth;
  return writeLine.readAt === readAt && asOf <= Math.min(writeLine.until + freshMs, readAt + KEPT_MS);
}
