/**
 * What the activities need of the outside world, and no more. The adapters in `src/vendors` and `src/hours` implement it;
 * each throws `VendorError` (see ./vendorError) for anything but success.
 */
import type { Instant, Interval, OptOutOrder, TicketStatus, TurnRequest, WindowState } from './types';

export interface Ticket {
  id: string;
  createdAt: Instant;
  status: TicketStatus;
  /** `updated_at` as Zendesk wrote it: the stamp for `safe_update`. */
  stamp: string;
  subject: string;
  requesterId: string;
  assigneeId?: string;
  /** Zendesk's `via.channel`, e.g. `whatsapp`. */
  channel: string;
  /** "WhatsApp action" without its prefix `whatsapp_action_`. */
  action?: string;
  /** "WhatsApp window" without its prefix `whatsapp_window_`. */
  window?: WindowState;
  /** "WhatsApp window closes at" as text, `YYYY-MM-DD HH:mm` in office time. */
  closesAt?: string;
}

/** What the audits of a ticket tell. */
export interface TicketHistory {
  /** When the ticket got its present status. */
  statusSince?: Instant;
  /** When the field "WhatsApp action" got its present value. */
  actionSince?: Instant;
  /** The newest ChatStartedEvent. */
  conversation?: { id: string; channel: string };
  /** The last change by anybody but the requester, us and Zendesk itself. */
  changedByOthersAt?: Instant;
  /** Keys that our own updates left in the audits' metadata. */
  noteKeys: string[];
}

export interface User {
  id: string;
  name: string;
  /** E.164 as Zendesk has it, not validated. */
  phone?: string;
  /** e.g. `es-ES`. */
  locale?: string;
  /** The user field `whatsapp_opt_out`; absent: Zendesk shows no such field. So with the other two. */
  optedOut?: boolean;
  /** `whatsapp_marketing_opt_out` */
  marketingOptedOut?: boolean;
  /** `whatsapp_opt_in` */
  optedIn?: boolean;
}

export interface TicketChange {
  stamp?: string;
  status?: TicketStatus;
  window?: WindowState;
  closesAt?: string;
  clearAction?: true;
  /** Body of an internal note. Zendesk's placeholders in it are escaped by the adapter. */
  note?: string;
  /** Stored as `metadata.ventana.notes` of the audit. */
  noteKeys?: string[];
  /** What a macro's preview changes besides. */
  macro?: MacroPreview;
}

export interface MacroPreview {
  id: string;
  /** Ticket properties as the preview gave them, less comment and "WhatsApp action". */
  ticket: Record<string, unknown>;
  /** The macro's comment, which goes before our note in one internal comment. */
  comment?: string;
}

export interface Zendesk {
  /** @throws VendorError 404 when the ticket is deleted */
  ticket(id: string): Promise<Ticket>;
  history(ticket: Ticket): Promise<TicketHistory>;
  user(id: string): Promise<User>;
  /** The Sunshine user ids of a requester: identities of type `messaging`. */
  messagingIdentities(userId: string): Promise<string[]>;
  /** @throws VendorError 409 when `stamp` is given and the ticket has changed since */
  updateTicket(id: string, change: TicketChange): Promise<Ticket>;
  /** The macro's preview for this ticket; undefined when no active macro has that title. */
  macroPreview(ticketId: string, title: string): Promise<MacroPreview | undefined>;
  /** Ticks the user field `whatsapp_opt_out`, or `whatsapp_marketing_opt_out`. @returns false: there is no such field */
  optOut(userId: string, of: OptOutOrder['of']): Promise<boolean>;
}

/** A message as Sunshine stores it, reduced to what counts. */
export interface StoredMessage {
  id: string;
  at: Instant;
  author: 'user' | 'business';
  /** `source.type`, e.g. `whatsapp`, `zd:agentWorkspace`, `api:conversations`. */
  source: string;
  integrationId?: string;
  /** `content.type`, e.g. `text`, `template`. */
  content: string;
  text?: string;
  /** `author.subtypes`, e.g. `bot`, `AI`, `activity`. */
  subtypes: string[];
  metadata: Record<string, string | number | boolean>;
}

export interface SunshineConversation {
  id: string;
  metadata: Record<string, string | number | boolean>;
}

/** A message to send, already in WhatsApp's terms. */
export type OutgoingContent =
  | { type: 'text'; text: string }
  | { type: 'template'; name: string; namespace?: string; language: string; parameters: string[] };

export interface Outgoing {
  content: OutgoingContent;
  /** The WhatsApp number to send from. */
  integrationId: string;
  metadata: Record<string, string>;
}

export interface Sunshine {
  /** The newest messages (a page of 100, more pages only until a customer message is found), oldest first. */
  messages(conversationId: string): Promise<StoredMessage[]>;
  conversation(id: string): Promise<SunshineConversation>;
  /** The WhatsApp conversations of a Sunshine user: those of a user who has a WhatsApp client. */
  whatsAppConversations(sunshineUserId: string): Promise<SunshineConversation[]>;
  /** Sets keys of the conversation's metadata and keeps the others. */
  setMetadata(conversation: SunshineConversation, changes: Record<string, string>): Promise<void>;
  /** v2 Post Message. @returns the message's id, and its time where the answer says it */
  post(conversationId: string, outgoing: Outgoing): Promise<{ id: string; at?: Instant }>;
  /** v1.1 Notification API. `phone`: digits only. @returns the notification's id */
  notify(phone: string, outgoing: Outgoing): Promise<{ id: string }>;
}

/** The account's turns: who may send next, within the limits. The answer comes to the ticket by signal. */
export interface TurnsPort {
  ask(request: TurnRequest): Promise<void>;
  /** WhatsApp has stopped the template of this message, or (without one) the account, with this code. */
  stopped(stop: { message?: string; code?: number }): Promise<void>;
}

/** Office time, resolved: the workflow sees absolute intervals only. */
export interface OfficeHours {
  /** Open intervals (holidays taken out) and quiet hours that touch `from`..`to`. */
  between(from: Instant, to: Instant): Promise<{ office: Interval[]; quiet: Interval[] }>;
  /** `YYYY-MM-DD HH:mm` in the office's zone. */
  format(at: Instant): Promise<string>;
  /** The reverse of `format`; undefined for anything else. */
  parse(text: string): Promise<Instant | undefined>;
  /** "lunes 09:00", for `office.opensAt`: the next opening after `at` in the words of `locale`. */
  nextOpening(at: Instant, locale: string): Promise<string | undefined>;
  /** The schedule's name, for `office.name`. */
  name(): Promise<string>;
}
