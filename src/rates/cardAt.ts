import { DateTime } from 'luxon';
import type { Instant } from '../../activities/types';
import type { Card } from './card';

/** The day of a moment in a zone, as YYYY-MM-DD. @param zone IANA name */
export const dayIn = (zone: string, at: Instant): string => DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');

/** The month of a moment in a zone, as YYYY-MM. @param zone IANA name */
export const monthIn = (zone: string, at: Instant): string => dayIn(zone, at).slice(0, 7);

/**
 * The card that was in force at a moment: rates change at midnight of the account's zone. Before the first one, the
 * first one counts, since it is nearer to the truth than none.
 * @param cards of one currency
 * @param zone IANA name
 * @returns undefined if there are no cards
 */
export function cardAt(cards: readonly Card[], at: Instant, zone: string): Card | undefined {
  const today = dayIn(zone, at);
  const inOrder = [...cards].sort((a, b) => (a.effective < b.effective ? -1 : 1));
  return inOrder.findLast(({ effective }) => effective <= today) ?? inOrder[0];
}
