/**
 * What an audit knows of an account: times, statuses, countries and who wrote. No name, number, text or message id, so that the
 * file in which it is kept holds no personal data.
 */
import type { Instant, Purpose, TicketStatus } from '../../activities/types';

/**
 * `template`: sent by an agent, so it arrives whenever it is sent. `automatic`: a bot's or a trigger's. `ventana`:
 * Ventana's own.
 */
export type Author = 'customer' | 'agent' | 'template' | 'automatic' | 'ventana';

export interface PastMessage {
  by: Author;
  at: Instant;
  /** When it reached Sunshine, if that was later. */
  arrivedAt?: Instant;
  /** The ticket's audits say that it was not delivered. */
  failed?: true;
  /**
   * Only where the ledger is rebuilt from it: the message's id, and what our own metadata says, with the name and
   * the language of its template. An audit keeps none of it.
   */
  id?: string;
  ours?: { ticketId: string; sendId: string; purpose: Purpose; language?: string; template?: string };
  /** In a conversation that the ticket had before its last one. */
  earlier?: true;
  /** An opt-out keyword and nothing else; the second only in reply to an outreach. */
  stop?: true;
  stopIfReply?: true;
}

export interface PastTicket {
  id: string;
  /** Zendesk's `updated_at` of the ticket when it was read. */
  stamp: string;
  readAt: Instant;
  createdAt: Instant;
  /** Every status, oldest first. */
  statuses: { at: Instant; status: TicketStatus }[];
  sessionEndedAt?: Instant;
  /** Equal for tickets of one conversation. It cannot be turned back into Sunshine's id. */
  conversation: string;
  /** When the conversation became the ticket's, if that was later than the ticket: after a merge or another session. */
  joinedAt?: Instant;
  /** Of the customer's calling code, as ISO 3166 alpha-2. Absent: not known, or read by an older version. */
  country?: string;
  /** Of the ticket's time, oldest first. */
  messages: PastMessage[];
  /** Messages that cannot be read. */
  unread?: number;
}

/** Why nothing is known of a ticket. */
export type Why =
  /** Deleted. */
  | 'gone'
  /** Zendesk or Sunshine refuses it. */
  | 'refused'
  /** No answer, after several attempts. */
  | 'noAnswer'
  /** Its audits name no WhatsApp conversation. */
  | 'noConversation'
  /** Sunshine has no such conversation any more. */
  | 'noMessages';

export interface UnknownTicket {
  id: string;
  stamp: string;
  why: Why;
}

/** Office hours as Zendesk has them: read once, since a policy may take them from there. */
export interface PastSchedule {
  id: string;
  name: string;
  timeZone: string;
  intervals: { startMinute: number; endMinute: number }[];
  holidays: { name: string; startDate: string; endDate: string }[];
}

/** A message template as WhatsApp had it when the account was last read. */
export interface PastTemplate {
  name: string;
  language: string;
  /** Meta's word in capitals. */
  category: string;
}

/** All that was read of an account. */
export interface Facts {
  account: string;
  /** From when on tickets were looked for. */
  since: Instant;
  /** Absent: Zendesk did not show them to these credentials. */
  schedules?: PastSchedule[];
  /** Absent: they cannot be read, or were not asked for by an older version. */
  templates?: PastTemplate[];
  tickets: PastTicket[];
  unknown: UnknownTicket[];
  /** Tickets of all channels that changed in this time. */
  looked: number;
}
