import type { TicketEvent } from '../../workflows/core/events';

/** The tickets' runs, as the receiver sees them. Implemented over the Temporal client in ./tickets. */
export interface Tickets {
  /**
   * Makes the event durable: starts the ticket's run if `startsRun(event)` says so, otherwise signals the existing run.
   * Resolves only when Temporal has stored it. `noRun`: the event may not start a run, and there is none.
   * @throws {TicketsUnavailable} when Temporal cannot accept it within about a second
   */
  deliver(ticketId: string, event: TicketEvent): Promise<'taken' | 'noRun'>;
  /** Ids of the tickets with an open run for this conversation or notification. Visibility lags by seconds. */
  find(by: { conversationId: string } | { notificationId: string }): Promise<string[]>;
  /** Whether Temporal answers and knows our namespace. Never throws. */
  healthy(): Promise<boolean>;
}

/** Thrown when Temporal is down, too slow or overloaded: the webhook must be delivered again. */
export class TicketsUnavailable extends Error {
  override readonly name = 'TicketsUnavailable';
}
