import type { Tickets } from '../../../temporal/ticketsPort';
import type { SunshineEvent } from '../../../vendors/sunshine/sunshineEvent';

/**
 * The tickets that an event belongs to: those named in our metadata, otherwise those whose run has this conversation or
 * notification. An event without a ticket may be dropped, because a run reads the truth when it starts.
 * @throws what `tickets.find` throws
 */
export async function route({ event, named, lookup }: SunshineEvent, tickets: Tickets): Promise<string[]> {
  // For a delivery failure, also search for tickets: when another ticket has overwritten `askedBy`, the metadata no
  // longer names the first one. A merge concerns every ticket of the discarded conversation.
  const mayBeOthers = event.type === 'deliveryFailed' || event.type === 'conversationMerged';
  if (!lookup || (named.length > 0 && !mayBeOthers)) return named;
  return [...new Set([...named, ...(await tickets.find(lookup))])];
}
