import type { Ticket } from '../../world/model';

/** Who did it, and how. The usual trigger condition ignores changes through `api`. */
export interface Actor {
  id: number;
  via: 'api' | 'web' | 'whatsapp';
}

/** One creation or change of a ticket, as the conditions of rules see it. */
export interface Subject {
  ticket: Ticket;
  /** The ticket before the change; absent when it was just created, and for a view. */
  before?: Ticket | undefined;
  happening?: { type: 'Create' | 'Change'; actor: Actor; role: string; comment?: { public: boolean } | undefined };
}

/** A copy of the ticket as it is now: later changes do not affect it. */
export const snapshot = (ticket: Ticket): Ticket => ({
  ...ticket,
  fields: new Map(ticket.fields),
  tags: [...ticket.tags],
});

/**
 * In conditions, Zendesk writes channels as numbers
 * (https://developer.zendesk.com/documentation/ticketing/reference-guides/via-types).
 */
export const viaIds: Record<string, string> = {
  web: '0',
  email: '4',
  api: '5',
  whatsapp: '74',
  native_messaging: '75',
  sunshine_conversations_api: '87',
};
