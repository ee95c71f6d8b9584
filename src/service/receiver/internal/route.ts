import type { Tickets } from '../../../temporal/ticketsPort';
import type { SunshineEvent } from '../../../vendors/sunshine/sunshineEvent';

/**
 * The tickets that hear of an event: those that our metadata names, else those whose run has this conversation or notification.
 * None: what still has no ticket may be dropped, since a run reads the truth when it starts.
 * @throws what `tickets.find` throws
 */
export async function route({ event, named, lookup }: SunshineEvent, tickets: Tickets): Promise<string[]> {
  // A failure is worth a look: a ticket whose `askedBy` another one has overwritten is named by nothing else.
  const mayBeOthers = event.type === 'deliveryFailed';
  if (!lookup || (named.length > 0 && !mayBeOthers)) return named;
  return [...new Set([...named, ...(await tickets.find(lookup))])];
}
