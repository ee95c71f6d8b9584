import type { TicketEvent } from '../../workflows/core/events';

/** The runs of the tickets, as the receiver sees them. Implemented over the Temporal client in ./temporal/tickets. */
export interface Tickets {
  /**
   * Makes the event durable: starts the ticket's run where `startsRun(event)` says so, else signals the run that exists.
   * Resolves only when Temporal has it. `noRun`: the event starts nothing and there is no run.
   * @throws {TicketsUnavailable} when Temporal cannot take it within about a second
   */
  deliver(ticketId: string, event: TicketEvent): Promise<'taken' | 'noRun'>;
  /** Ids of the tickets with an open run for this conversation or notification (visibility: seconds behind). */
  find(by: { conversationId: string } | { notificationId: string }): Promise<string[]>;
  /** Whether Temporal answers and knows our namespace; never throws. */
  healthy(): Promise<boolean>;
}

/** Thrown when Temporal is down, too slow or full: the webhook must come again. */
export class TicketsUnavailable extends Error {
  override readonly name = 'TicketsUnavailable';
}
