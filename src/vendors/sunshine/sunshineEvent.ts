import type { Instant } from '../../../activities/types';
import type { TicketEvent } from '../../../workflows/core/events';
import { type NotAnEvent, ticketIdOf } from '../http/parsed';

/** Whom to look for when no metadata names a ticket. */
export type Lookup = { conversationId: string } | { notificationId: string };

/** An event of Sunshine's with what is needed to find its tickets: Sunshine knows conversations, not tickets. */
export interface SunshineEvent {
  event: TicketEvent;
  /** The tickets that our own metadata names. */
  named: string[];
  /** Whom to look for when nobody is named. */
  lookup?: Lookup;
  /** When it happened, by its own account. */
  at?: Instant;
  /** May be about a message that we have just sent and that visibility does not show yet. */
  mayBeEarly: boolean;
}

export type ParsedSunshineEvent = ({ kind: 'event' } & SunshineEvent) | NotAnEvent;

export type Metadata = Record<string, unknown>;

/** What our metadata can say about whose an event is. */
interface Named {
  /** Of the message itself, when it is ours. */
  message?: Metadata | undefined;
  conversation?: Metadata | undefined;
  /** Of `recentNotifications`: what we sent since the customer's last message. */
  notifications?: Metadata[];
}

/** The ticket that owns the conversation and the one that asked, as the metadata says; other values than ticket ids are left out. */
export function rolesIn({ conversation, notifications = [] }: Named): {
  ownerTicketId?: string;
  askedByTicketId?: string;
} {
  const owner = ticketIdOf(conversation?.ticketId);
  const askedBy = ticketIdOf(conversation?.askedBy) ?? idsIn(notifications).at(-1);
  return { ...(owner && { ownerTicketId: owner }), ...(askedBy && { askedByTicketId: askedBy }) };
}

/** Every ticket that the metadata names, each once. */
export function namedIn({ message, conversation, notifications = [] }: Named): string[] {
  const ids = [...idsIn([message, ...notifications, conversation]), ticketIdOf(conversation?.askedBy)];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

const idsIn = (metadata: (Metadata | undefined)[]): string[] =>
  metadata.map((it) => ticketIdOf(it?.ticketId)).filter((id) => id !== undefined);
