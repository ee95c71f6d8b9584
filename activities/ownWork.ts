import type { TicketStatus } from './types';

/** What this process has read and sent itself, so that its receiver need not tell the ticket of it. */
export interface OwnWork {
  /** A reading of the ticket begins. @returns to be called when it has succeeded, with the status that it has found */
  reads(ticketId: string): (status: TicketStatus) => void;
  /**
   * Of a change to `status` that is told now.
   *
   * @returns whether the ticket has been read without anything left to tell: a reading that began after this call has
   * succeeded, or the newest one, which had just begun, has found this status
   */
  watch(ticketId: string, status?: string): () => boolean;
  /** Sunshine has taken this message. */
  sent(sendId: string): void;
  hasSent(sendId: string): boolean;
}
