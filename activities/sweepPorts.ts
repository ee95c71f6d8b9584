/** What the sweep needs from the outside world, in addition to ./ports. */
import type { Zendesk } from './ports';
import type { Instant } from './types';

/** A ticket in Zendesk's export, reduced to what the sweep needs. */
export interface ExportedTicket {
  id: string;
  /** A ticket's status, or `deleted`. */
  status: string;
  /** `updated_at` exactly as Zendesk wrote it. */
  stamp: string;
  updatedAt: Instant;
  /** Zendesk's `via.channel`. */
  channel: string;
  /** "WhatsApp action" is set. */
  hasAction: boolean;
}

/** Where to begin: at a time, or where an earlier page ended. */
export type ExportStart = { since: Instant } | { cursor: string };

export interface ExportPage {
  tickets: ExportedTicket[];
  /** Absent as long as there has been nothing to export. */
  cursor?: string;
  /** There are no more changes up to now, except in the last minute, which Zendesk withholds. */
  atEnd: boolean;
}

export interface TicketExport {
  /** Tickets of all channels, in the order of their changes. @throws VendorError */
  exportPage(from: ExportStart): Promise<ExportPage>;
}

export interface TicketStatuses {
  /** The status of each of these tickets (at most `MOST_STATUSES`) that Zendesk has. @throws VendorError */
  statuses(ticketIds: readonly string[]): Promise<{ id: string; status: string }[]>;
}

/** How many tickets Zendesk shows in one answer. */
export const MOST_STATUSES = 100;

/** What the sweep tells a ticket's run. `id` makes a repeat harmless. */
export type SweepEvent = { type: 'refresh'; id: string; stamp?: string } | { type: 'ticketFound'; id: string };

/** The tickets' runs. */
export interface Runs {
  /**
   * Ids of the tickets with an open run: either those in `among`, or all except solved tickets at rest. Visibility lags
   * by seconds.
   */
  open(among?: readonly string[]): Promise<string[]>;
  /**
   * Ids of the tickets without an open run whose run ended since then, although that was not for it to decide: it was
   * terminated, cancelled, failed or timed out, or Zendesk had no such ticket. Visibility lags by seconds.
   */
  ended(since: Instant): Promise<string[]>;
  /**
   * The run knows this ticket as it was last changed: `stamp` is its `updated_at`. False if that cannot be told soon.
   */
  knows(ticketId: string, stamp: string): Promise<boolean>;
  /** `ticketFound` starts a run if there is none; `refresh` only reaches an existing one. */
  deliver(ticketId: string, event: SweepEvent): Promise<'taken' | 'noRun'>;
}

export interface SweepDependencies {
  zendesk: Pick<Zendesk, 'ticket' | 'history'> & TicketExport & TicketStatuses;
  runs: Runs;
  now: () => Instant;
  /** Tells the ledger what Meta says of the templates, once a day. Absent: there is none. Never throws. */
  lookAtTemplates?: () => Promise<void>;
}

/** A ticket whose run the sweep calls. */
export interface Visit {
  ticketId: string;
  /** `updated_at` as the export gave it. */
  stamp?: string;
  /** Start a run for this ticket if it has none. */
  mayStart: boolean;
  /** The ticket is pending: no run is started if it has been so for too long. */
  pending: boolean;
}
