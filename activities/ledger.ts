/**
 * What the activities tell the ledger: facts that they have before them anyway. Times are epoch ms. No name, no phone
 * number, no text; ids of messages are hashed before they are kept. What a fact does not say stays as it was.
 */
import type { SendFailure } from './orders';
import type { Instant, Purpose } from './types';

/** Of one attempt at an outreach, which `sendId` names: `intent:rendition:attempt`. */
export interface OutreachFact {
  of: 'outreach';
  ticketId: string;
  sendId: string;
  purpose: Purpose;
  /** The key under `messages` in the policy. */
  message?: string;
  /** What WhatsApp bills it as: `service` is free-form text. */
  category?: 'service' | 'utility' | 'marketing';
  /** The calling code of the customer's number, such as `34`: Meta's market. */
  market?: string;
  requested?: boolean;
  policyVersion?: string;
  /** Of an experiment. */
  arm?: string;
  dueAt?: Instant;
  sentAt?: Instant;
  /** The ids by which delivery reports may name it: as it was sent, a message or a notification; and as a list has it. */
  reference?: string;
  seenAs?: string;
  failed?: FailedAt;
  answeredAt?: Instant;
  optedOutAt?: Instant;
  /** Of the words that were sent, as Meta writes it: `es`, `pt_BR`. */
  language?: string;
  /** The template's name at Meta. Absent: a text. */
  template?: string;
  /** When the ticket was first solved after it; and when it first left solved and closed again. */
  solvedAt?: Instant;
  reopenedAt?: Instant;
}

export interface FailedAt {
  at: Instant;
  reason: SendFailure['reason'];
  /** Meta's. */
  code?: number;
}

/** A window that has closed, or that of a solved ticket. */
export interface WindowFact {
  of: 'window';
  ticketId: string;
  closesAt: Instant;
  /** Whose turn it was to write when it closed. */
  owedBy: 'agent' | 'customer';
  /** Office time in its 24 hours. Absent: not known. */
  officeMs?: number;
  /**
   * Lost: an agent owed an answer, and the ticket was neither solved nor closed. Extended: the customer wrote again
   * before it closed, so that another window took its place.
   */
  result: 'kept' | 'lost' | 'extended';
  /** When this was read. What was read later replaces it: a message may arrive late. */
  readAt: Instant;
}

/** An agent's reply that did not reach the customer, or has after all. */
export interface ReplyFact {
  of: 'reply';
  ticketId: string;
  /** The id of the agent's message. */
  messageId: string;
  at?: Instant;
  /** Absent: nothing new is known of that. */
  why?: 'late' | 'failed';
  code?: number;
  rescuedAt?: Instant;
  /** The message in which its words went out again: reports may say that it failed. */
  reference?: string;
}

/** A delivery report. Reports of messages that are not ours are kept too: they may be of an agent's reply. */
export interface ReportFact {
  of: 'report';
  reference: string;
  deliveredAt?: Instant;
  failed?: FailedAt;
}

/** The customer has opted out in another way than by a word: counted for the ticket's last outreach. */
export interface OptOutFact {
  of: 'optOut';
  ticketId: string;
  at: Instant;
}

/** Ventana has solved the ticket, and may not read it again: counted for all of its outreach before. */
export interface SolvedFact {
  of: 'solved';
  ticketId: string;
  at: Instant;
}

/** What Meta says of one of the policy's templates. Written only where it differs from what was seen last. */
export interface TemplateFact {
  of: 'template';
  name: string;
  language: string;
  /** When it was looked at. */
  at: Instant;
  /** Meta's words in capitals; `MISSING`: it is not in Meta's list. */
  status: string;
  /** Absent: it is missing; the second also where the list does not say. */
  category?: string;
  quality?: string;
}

export type LedgerFact = OutreachFact | WindowFact | ReplyFact | ReportFact | OptOutFact | SolvedFact | TemplateFact;

export interface LedgerPort {
  /**
   * Takes facts of the account. Never waits and never throws, nor does `facts` where it fails: what is lost costs a line
   * in a report.
   */
  note(facts: () => readonly LedgerFact[]): void;
}
