import type { TicketStatus } from '../sandbox';
import type { Moment } from './week';

/** A case as it is told to people: who does what and when, and what Ventana promises. `{ticket}` and `{other}` stand for ticket ids. */
export interface Story {
  /** `1`, `1b`, ... */
  number: string;
  title: string;
  /** What is promised, in a sentence or two. */
  gist: string;
  customer: { name: string; phone?: string };
  /** In order of time. The ticket at the last one is what `promised` speaks of. */
  beats: Beat[];
  promised: Promised;
}

export type Beat = { at: Moment } & (
  | { customerWrites: string; webhooksLost?: true }
  /** The customer asks by e-mail: a ticket that has nothing to do with WhatsApp. */
  | { customerMails: string }
  | { agentWrites: string }
  | { agentSets: TicketStatus }
  | { agentApplies: string }
  /** Nobody does anything, but somebody looks. */
  | { meanwhile: string }
);

export interface Promised {
  /** All that the customer's phone receives till the end. */
  phone: PromisedMessage[];
  ticket: PromisedTicket;
  /** The ticket that Zendesk opened for the customer's answer, where there is one. */
  otherTicket?: PromisedTicket;
  /** What Ventana says of the ticket in Temporal's UI: the beginning of a line, and what stands in it. */
  says: Record<string, string>;
}

export type PromisedMessage = { at: Moment } & ({ text: string } | { template: string; parameters: string[] });

export interface PromisedTicket {
  status: TicketStatus;
  /** "WhatsApp window" and "WhatsApp window closes at"; absent: the fields are empty. */
  window?: { state: 'open' | 'closing' | 'closed'; closesAt: Moment };
  /** Ventana's internal notes, all of them: when, and what stands in it. */
  notes: { at: Moment; says: string }[];
}
