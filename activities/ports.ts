/**
 * What the activities need from the outside world, and no more. `src/vendors` and `src/hours` implement it. Every
 * method throws `VendorError` (see ./vendorError) unless the request succeeded.
 */
import type { OptOutOrder, TurnRequest, TurnReturn, TurnStop } from './orders';
import type { TemplateButton, TemplateHeader, TemplateValues } from './policy';
import type { LaneTold, TurnTold } from './turnTold';
import type { AnswerState, Instant, OutcomeState, TicketStatus, WindowState } from './types';

export interface Ticket {
  id: string;
  createdAt: Instant;
  status: TicketStatus;
  /** `updated_at` exactly as Zendesk wrote it, for `safe_update`. */
  stamp: string;
  subject: string;
  requesterId: string;
  assigneeId?: string;
  /** Zendesk's `via.channel`, e.g. `whatsapp`. */
  channel: string;
  /** The value of "WhatsApp action" without its prefix `whatsapp_action_`. */
  action?: string;
  /** The value of "WhatsApp window" without its prefix `whatsapp_window_`. */
  window?: WindowState;
  /** "WhatsApp window closes at" as text, `YYYY-MM-DD HH:mm` in the office's time zone. */
  closesAt?: string;
  /** What "WhatsApp answer" shows. Absent: Zendesk does not keep it for this ticket. */
  answer?: AnswerState;
  /** The same of "WhatsApp silence". */
  silence?: 'on' | 'off';
  outcome?: OutcomeState;
  /**
   * The other display fields that Zendesk does not keep for this ticket: the account lacks them, or they are
   * deactivated.
   */
  lacking?: ('window' | 'closesAt')[];
}

/** What a ticket's audits say. */
export interface TicketHistory {
  /** When the ticket got its current status. */
  statusSince?: Instant;
  /** When the field "WhatsApp action" got its current value. */
  actionSince?: Instant;
  /** Who set it: a user id. */
  actionBy?: string;
  /** The newest ChatStartedEvent. */
  conversation?: { id: string; channel: string };
  /** When that session began, and when it ended; absent: the audits do not say, or it has not ended. */
  sessionStartedAt?: Instant;
  sessionEndedAt?: Instant;
  /** The last change made by anyone except the requester, us and Zendesk itself. */
  changedByOthersAt?: Instant;
  /**
   * The ticket has got another requester after its newest session had started (or ever, without a session): when that
   * last happened, and who was the requester before.
   */
  requesterChange?: { at: Instant; from?: string };
  /** The note keys that our own updates stored in the audits' metadata. */
  noteKeys: string[];
  /** Every status that it has had, oldest first, and the ids of messages that were not delivered: for the ledger. */
  statuses?: { at: Instant; status: TicketStatus }[];
  undelivered?: string[];
}

export interface User {
  id: string;
  name: string;
  /** E.164, as stored in Zendesk; not validated. */
  phone?: string;
  /** An administrator has suspended the user. */
  suspended?: true;
  /** An administrator of the account. */
  isAdmin?: true;
  /** e.g. `es-ES`. */
  locale?: string;
  /** The user field `whatsapp_opt_out`. Absent if Zendesk shows no such field; the same goes for the next two. */
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
  answer?: AnswerState;
  silence?: 'on' | 'off';
  outcome?: OutcomeState;
  clearAction?: true;
  /** Body of an internal note. The client makes Zendesk's placeholders in it inert. */
  note?: string;
  /** Stored as `metadata.ventana.notes` of the audit. */
  noteKeys?: string[];
  /** The other changes that a macro's preview makes. */
  macro?: MacroPreview;
}

export interface MacroPreview {
  id: string;
  /** Ticket properties from the preview, without the comment and "WhatsApp action". */
  ticket: Record<string, unknown>;
  /** The macro's comment. It goes before our note, in the same internal comment. */
  comment?: string;
}

export interface Zendesk {
  /** @throws VendorError 404 when the ticket is deleted */
  ticket(id: string): Promise<Ticket>;
  history(ticket: Ticket): Promise<TicketHistory>;
  user(id: string): Promise<User>;
  /** The requester's Sunshine user ids: their identities of type `messaging`. */
  messagingIdentities(userId: string): Promise<string[]>;
  /**
   * @returns the ticket after the update; undefined if there was nothing to write: no request is made
   * @throws VendorError 409 when `stamp` is given and the ticket has changed since then
   */
  updateTicket(id: string, change: TicketChange): Promise<Ticket | undefined>;
  /** The macro's preview for this ticket; undefined if no active macro has that title. */
  macroPreview(ticketId: string, title: string): Promise<MacroPreview | undefined>;
  /**
   * Ticks the user field `whatsapp_opt_out` or `whatsapp_marketing_opt_out`. @returns false if there is no such field
   */
  optOut(userId: string, of: OptOutOrder['of']): Promise<boolean>;
}

/** A message as Sunshine stores it, reduced to what matters here. */
export interface StoredMessage {
  id: string;
  at: Instant;
  /** When Sunshine received it. Much later than `at` if the message was long on its way. Absent: not known. */
  receivedAt?: Instant;
  author: 'user' | 'business' | 'unknown';
  /** The Sunshine user who wrote it. */
  userId?: string;
  /** Of a business author only: a customer's name is not needed. */
  displayName?: string;
  /** `source.type`, e.g. `whatsapp`, `zd:agentWorkspace`, `api:conversations`. */
  source: string;
  integrationId?: string;
  /** `content.type`, e.g. `text`, `template`. */
  content: string;
  text?: string;
  /** Of a template that we have sent: its values, of header and body. */
  template?: { name: string; language: string; header: TemplateValues; body: TemplateValues };
  /** Of an image or a file: its address, and the name or description that it was sent with. */
  mediaUrl?: string;
  altText?: string;
  /** What the button or quick reply that the customer tapped says to us; the customer sees another text. */
  payload?: string;
  /** `author.subtypes`, e.g. `bot`, `AI`, `activity`. Webhooks do not have them. */
  subtypes: string[];
  /** `activity.type` of a system message, e.g. `ticket:closed`, `conversation:endedByUser`. */
  activity?: string;
  deleted?: true;
  metadata: Record<string, string | number | boolean>;
  /**
   * Part of a list, but nothing of it can be read except its id and place; without an id (''), not even which it is.
   */
  unread?: true;
  /** Its metadata cannot be read, so it may be one of ours. */
  unnamed?: true;
}

export interface SunshineConversation {
  id: string;
  metadata: Record<string, string | number | boolean>;
}

/** A Sunshine user on one of our WhatsApp numbers. */
export interface WhatsAppClient {
  /** `active`, `pending`, `inactive` or `blocked`: the customer has blocked that number. */
  status: string;
  integrationId?: string;
}

/** A message to send, in WhatsApp's own terms. The template's parts have their values filled in. */
export type OutgoingContent =
  | { type: 'text'; text: string }
  /** An agent's, by its address. `text`: what stands below it. */
  | { type: 'image' | 'file'; mediaUrl: string; text?: string; altText?: string }
  | {
      type: 'template';
      name: string;
      namespace?: string;
      language: string;
      header?: TemplateHeader;
      parameters: TemplateValues;
      buttons?: TemplateButton[];
    };

/**
 * How many characters the fixed texts of a template have, according to Meta's definition of it. Undefined if that is
 * not known. Never throws.
 */
export type TemplateLengths = (name: string, language: string) => Promise<{ header: number; body: number } | undefined>;

/** A template's fixed texts, as Meta has approved them, with their variables: `{{1}}`, or by name. */
export interface TemplateTexts {
  header?: string;
  body: string;
}

/** Undefined if they are not known. Never throws. */
export type FindTemplateTexts = (name: string, language: string) => Promise<TemplateTexts | undefined>;

export interface Outgoing {
  content: OutgoingContent;
  /** The WhatsApp number to send from. */
  integrationId: string;
  metadata: Record<string, string>;
}

export interface Sunshine {
  /** The newest messages, oldest first: a page of 100, and more pages only until one has a customer message. */
  messages(conversationId: string): Promise<StoredMessage[]>;
  /**
   * One message, from as many older pages as it takes: Sunshine has no request for a single one.
   * @param at its time: pages that are older are not read
   */
  message(conversationId: string, id: string, at: Instant): Promise<StoredMessage | undefined>;
  conversation(id: string): Promise<SunshineConversation>;
  /**
   * The conversations of a Sunshine user whom WhatsApp can reach; none if it cannot. Some may be of other channels:
   * only their messages tell.
   */
  whatsAppConversations(sunshineUserId: string): Promise<SunshineConversation[]>;
  /** None if there is no such user. */
  whatsAppClients(sunshineUserId: string): Promise<WhatsAppClient[]>;
  /** Sets some keys of the conversation's metadata and keeps the others. */
  setMetadata(conversation: SunshineConversation, changes: Record<string, string>): Promise<void>;
  /** v2 Post Message. @throws SendingPaused @returns the message's id, and its time if the answer gives one */
  post(conversationId: string, outgoing: Outgoing): Promise<{ id: string; at?: Instant }>;
  /** v1.1 Notification API. @param phone digits only @throws SendingPaused @returns the notification's id */
  notify(phone: string, outgoing: Outgoing): Promise<{ id: string }>;
}

/** The account's turns: who may send next, within the limits. A ticket has its answer from `ask`, or by signal. */
export interface TurnsPort {
  ask(request: TurnRequest, direct?: boolean): Promise<TurnTold['event'] | null>;
  giveBack(turns: readonly TurnReturn[]): Promise<void>;
  stopped(stop: TurnStop): Promise<void>;
  /** Tells tickets what has become of their requests. @returns the places of those whose run has ended */
  tell(answers: readonly TurnTold[]): Promise<number[]>;
  /** Tells the lanes of the account's turns, and starts those that are not there. */
  tellLanes(messages: readonly LaneTold[]): Promise<void>;
}
