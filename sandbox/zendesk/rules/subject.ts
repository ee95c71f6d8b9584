import type { Ticket } from '../../world/model';

/** Who did it, and how: `api` is what the usual trigger guard keeps silent. */
export interface Actor {
  id: number;
  via: 'api' | 'web' | 'whatsapp';
}

/** One creation or change of a ticket, as the conditions of rules look at it. */
export interface Subject {
  ticket: Ticket;
  /** The ticket before the change; absent when it was created now, and where a view looks. */
  before?: Ticket | undefined;
  happening?: { type: 'Create' | 'Change'; actor: Actor; role: string; comment?: { public: boolean } | undefined };
}

/** The ticket as it is now: later changes do not show. */
export const snapshot = (ticket: Ticket): Ticket => ({
  ...ticket,
  fields: new Map(ticket.fields),
  tags: [...ticket.tags],
});

/** Zendesk writes ways in as numbers in conditions (https://developer.zendesk.com/documentation/ticketing/reference-guides/via-types). */
export const viaIds: Record<string, string> = {
  web: '0',
  email: '4',
  api: '5',
  whatsapp: '74',
  native_messaging: '75',
  sunshine_conversations_api: '87',
};
