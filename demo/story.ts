import type { TicketStatus } from '../sandbox';
import type { Moment } from './week';

/**
 * A case told as a story: who does what and when, and what Ventana promises. `{ticket}` and `{other}` stand for ticket
 * ids.
 */
export interface Story {
  /** `1`, `1b`, ... */
  number: string;
  title: string;
  /** What Ventana promises, in a sentence or two. */
  gist: string;
  customer: { name: string; phone?: string };
  /** In order of time. `promised` is about the ticket of the last beat. */
  beats: Beat[];
  promised: Promised;
}

export type Beat = { at: Moment } & (
  | { customerWrites: string; webhooksLost?: true }
  /** A button of the last template. */
  | { customerTaps: string }
  /** The customer asks by e-mail: the ticket has nothing to do with WhatsApp. */
  | { customerMails: string }
  | { agentWrites: string }
  | { agentSets: TicketStatus }
  | { agentApplies: string }
  /** Nobody does anything; the ticket is only checked. */
  | { meanwhile: string }
);

export interface Promised {
  /** Everything that the customer's phone receives by the end. */
  phone: PromisedMessage[];
  ticket: PromisedTicket;
  /** The ticket that Zendesk opened for the customer's answer, if there is one. */
  otherTicket?: PromisedTicket;
  /**
   * What Ventana shows about the ticket in Temporal's UI: the beginning of a line, and the text that it must contain.
   */
  says: Record<string, string>;
}

export type PromisedMessage = { at: Moment } & ({ text: string } | { template: string; parameters: string[] });

export interface PromisedTicket {
  status: TicketStatus;
  /** "WhatsApp window" and "WhatsApp window closes at"; absent: the fields are empty. */
  window?: { state: 'open' | 'closing' | 'closed'; closesAt: Moment };
  /** All of Ventana's internal notes: when each was written, and the text that it must contain. */
  notes: { at: Moment; says: string }[];
}
