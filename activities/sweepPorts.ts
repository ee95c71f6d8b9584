/** What the sweep needs of the outside world besides ./ports. */
import type { Instant } from './types';

/** A ticket in Zendesk's export, reduced to what the sweep asks. */
export interface ExportedTicket {
  id: string;
  /** Also `deleted`. */
  status: string;
  /** `updated_at` as Zendesk wrote it. */
  stamp: string;
  updatedAt: Instant;
  /** Zendesk's `via.channel`. */
  channel: string;
  /** Something is set in "WhatsApp action". */
  hasAction: boolean;
}

/** Where to begin: at a time, or where an earlier page ended. */
export type ExportStart = { since: Instant } | { cursor: string };

export interface ExportPage {
  tickets: ExportedTicket[];
  /** Absent while there has been nothing to export. */
  cursor?: string;
  /** Nothing more has changed up to now (less the minute that Zendesk withholds). */
  atEnd: boolean;
}

export interface TicketExport {
  /** Tickets in the order of their changes, the changed ones of all channels. @throws VendorError */
  exportPage(from: ExportStart): Promise<ExportPage>;
}

/** What the sweep says to a ticket's run; `id` makes a repetition harmless. */
export type Look = { type: 'refresh'; id: string; stamp?: string } | { type: 'ticketFound'; id: string };

/** The tickets' runs. */
export interface Runs {
  /** Ids of the tickets with an open run: of those `among` some, or all that are not at rest as solved (visibility: seconds behind). */
  open(among?: readonly string[]): Promise<string[]>;
  /** `ticketFound` starts the run where there is none, `refresh` only reaches one that exists. */
  deliver(ticketId: string, look: Look): Promise<'taken' | 'noRun'>;
}
