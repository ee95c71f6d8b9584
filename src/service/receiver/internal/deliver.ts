import type { TicketEvent } from '../../../../workflows/core/events';
import type { Outcome, Vendor } from './answer';
import type { ReceiverOptions } from './receiverOptions';
import { milestones } from '../../../telemetry/milestones';

/**
 * Delivers one event to one ticket, unless it was delivered before. Any failure gives `unavailable`, and the caller
 * then answers so that the vendor sends the event again. Never throws.
 */
export async function deliver(
  vendor: Vendor,
  ticketId: string,
  event: TicketEvent,
  { tickets, recent, log, sampled, metrics }: ReceiverOptions,
): Promise<Outcome> {
  const outcome = await attempt();
  metrics.deliveries.inc({ vendor, type: event.type, outcome });
  const details = { vendor, ticketId, event: event.type, outcome };
  if (outcome !== 'taken') sampled.write('info', `${vendor}:${outcome}`, details, milestones.webhook);
  else if (event.type === 'deliveryFailed')
    log.warn({ ...details, code: event.failure.code }, 'a message was not delivered');
  else log.info(details, milestones.webhook);
  return outcome;

  async function attempt(): Promise<Outcome> {
    const key = `${vendor}:${ticketId}:${event.id}`;
    if (recent.has(key)) return 'duplicate';
    try {
      if ((await tickets.deliver(ticketId, event)) === 'noRun') return 'nothing';
    } catch (error) {
      const failed = { vendor, ticketId, event: event.type, error };
      sampled.write('warn', `${vendor}:undelivered`, failed, 'webhook event could not be delivered');
      return 'unavailable';
    }
    recent.set(key, true);
    return 'taken';
  }
}
