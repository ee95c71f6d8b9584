import type { SendFailure } from '../../../activities/orders';
import type { Instant } from '../../../activities/types';
import type { TicketEvent } from '../../../workflows/core/events';
import { type NotAnEvent, ticketIdOf } from '../http/parsed';

/** How to find the tickets when no metadata names one. */
export type Lookup = { conversationId: string } | { notificationId: string };

/** A Sunshine event with what is needed to find its tickets: Sunshine knows conversations, not tickets. */
export interface SunshineEvent {
  event: TicketEvent;
  /** The ticket ids in our own metadata. */
  named: string[];
  /** How to find the tickets when `named` is empty. */
  lookup?: Lookup;
  /** When it happened, according to the event. */
  at?: Instant;
  /** It may be about a message that we have just sent and that visibility does not show yet. */
  mayBeEarly: boolean;
}

export type ParsedSunshineEvent = ({ kind: 'event' } & SunshineEvent) | NotAnEvent;

/** What a report says of a message: WhatsApp has taken it, it is on the phone, or neither. */
export type Delivery = 'delivered' | 'arrived' | 'deliveryFailed';

/** What every report of a delivery names. */
type Reported = Omit<Extract<TicketEvent, { type: 'deliveryFailed' }>, 'type' | 'failure'>;

/** The event that a report becomes. @param at of the report @param failure read only if the message has failed */
export const deliveryEvent = (
  type: Delivery,
  about: Reported,
  at: Instant | undefined,
  failure: () => SendFailure,
): TicketEvent =>
  type === 'deliveryFailed'
    ? { type, ...about, failure: failure() }
    : { type: 'delivered', ...about, ...(type === 'arrived' && { arrived: true, ...(at !== undefined && { at }) }) };

export type Metadata = Record<string, unknown>;

/** The metadata that can say which ticket an event belongs to. */
interface Named {
  /** The metadata of the message itself, if it is ours. */
  message?: Metadata | undefined;
  conversation?: Metadata | undefined;
  /** The metadata of `recentNotifications`: what we sent since the customer's last message. */
  notifications?: Metadata[];
}

/**
 * The ticket that owns the conversation and the ticket that asked, according to the metadata. Values that are not
 * ticket ids are ignored.
 */
export function rolesIn({ conversation, notifications = [] }: Named): {
  ownerTicketId?: string;
  askedByTicketId?: string;
} {
  const owner = ownerIn(conversation);
  const askedBy = ticketIdOf(conversation?.askedBy) ?? idsIn(notifications).at(-1);
  return { ...(owner && { ownerTicketId: owner }), ...(askedBy && { askedByTicketId: askedBy }) };
}

/**
 * Each named ticket costs a signal, and may start a run: nobody who can write metadata may start thousands by one
 * event.
 */
const MOST_NAMED_BY_NOTIFICATIONS = 5;

/** Every ticket that the metadata names, each once; of the notifications' those of the newest. */
export function namedIn({ message, conversation, notifications = [] }: Named): string[] {
  const newest = [...new Set(idsIn(notifications))].slice(-MOST_NAMED_BY_NOTIFICATIONS);
  const ids = [...idsIn([message]), ...newest, ownerIn(conversation), ticketIdOf(conversation?.askedBy)];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** A ticket that has been closed receives nothing more: `closed` is set by its run (`activities/leave.ts`). */
function ownerIn(conversation: Metadata | undefined): string | undefined {
  const owner = ticketIdOf(conversation?.ticketId);
  return owner === ticketIdOf(conversation?.closed) ? undefined : owner;
}

const idsIn = (metadata: (Metadata | undefined)[]): string[] =>
  metadata.map((it) => ticketIdOf(it?.ticketId)).filter((id) => id !== undefined);
