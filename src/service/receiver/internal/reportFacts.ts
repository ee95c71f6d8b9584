import type { ReportFact } from '../../../../activities/ledger';
import type { Instant } from '../../../../activities/types';
import type { TicketEvent } from '../../../../workflows/core/events';

/**
 * What a delivery report tells the ledger: only the receiver hears of it with its time.
 * @param at when it happened
 */
export function reportFacts(event: TicketEvent, at: Instant): ReportFact[] {
  if (event.type === 'delivered' && event.arrived)
    return [{ of: 'report', reference: event.reference, deliveredAt: event.at ?? at }];
  if (event.type !== 'deliveryFailed') return [];
  const { reason, code } = event.failure;
  const failed = { at, reason, ...(code !== undefined && { code }) };
  return [{ of: 'report', reference: event.reference, failed }];
}
