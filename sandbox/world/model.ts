import type { Holiday, Received, TicketStatus } from '../types';
import type { Metadata, StoredMessage } from './message';

/** A Zendesk user. A customer also has a phone and a Sunshine user. */
export interface Person {
  id: number;
  name: string;
  email?: string;
  phone?: string;
  locale: string;
  role: 'end-user' | 'agent' | 'admin';
  /** By key. A field that the account lacks is not shown. */
  userFields: Record<string, unknown>;
  onWhatsApp: boolean;
  createdAt: number;
  updatedAt: number;
  /** An administrator has suspended the user. */
  suspended?: boolean;
  /** Present once the customer has written, or has received a notification. */
  sunshine?: SunshineUser;
  /** More Sunshine users of the same person. */
  otherSunshine?: SunshineUser[];
  received: Received[];
  /** Messages and taps, oldest first. */
  wrote?: { at: number; text: string }[];
}

export interface SunshineUser {
  id: string;
  conversationId: string;
  /** Conversations besides the first one. */
  otherConversationIds?: string[];
  clients: Client[];
}

/** The customer on one of the business's WhatsApp numbers, or on another channel. */
export interface Client {
  id: string;
  type: 'whatsapp' | 'web' | 'ios';
  status: 'active' | 'blocked';
  externalId: string;
  integrationId: string;
}

export interface Conversation {
  id: string;
  personId: number;
  metadata: Metadata;
  createdAt: number;
  updatedAt: number;
  /** Oldest first. */
  messages: StoredMessage[];
  /** The ticket of each message that Zendesk saw. */
  ticketOf: Map<string, number>;
  ticketIds: number[];
  /** When the customer last wrote, by integration id. */
  customerLastAt: Map<string, number>;
  /** Meta's error code for each message that WhatsApp did not deliver, by the message's id. */
  undelivered?: Map<string, number>;
  /** Its messaging session has ended: the customer's next message opens another conversation. */
  ended?: true;
  /** Sent through the Notification API since the customer's last message. */
  recentNotifications: StoredMessage[];
}

export interface AuditEvent {
  id: number;
  type: string;
  [property: string]: unknown;
}

export interface Audit {
  id: number;
  ticket_id: number;
  created_at: string;
  author_id: number;
  via: { channel: string };
  metadata: { system: Record<string, unknown>; custom: Record<string, unknown> };
  events: AuditEvent[];
}

export interface Ticket {
  id: number;
  status: TicketStatus;
  subject: string;
  requesterId: number;
  assigneeId: number | null;
  channel: string;
  createdAt: number;
  updatedAt: number;
  /** Values by field id. */
  fields: Map<number, string>;
  tags: string[];
  audits: Audit[];
  conversationId?: string;
  deleted: boolean;
}

export interface Schedule {
  id: number;
  name: string;
  timeZone: string;
  /** Minutes since Sunday 00:00. */
  intervals: { start_time: number; end_time: number }[];
  holidays: (Holiday & { id: number })[];
}
