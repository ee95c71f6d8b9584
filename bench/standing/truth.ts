import { calendarAt } from '../../activities/calendar';
import type { Truth } from '../../activities/types';
import { loadConfig } from '../../src/config/config';
import { createOfficeHours } from '../../src/hours/officeHours';
import type { Conversation } from '../../workflows/core/conversation';
import { newConversation } from '../../workflows/core/conversation';
import { evolve } from '../../workflows/core/evolve';
import { examplePolicy } from '../support/policies';

const HOUR_MS = 3_600_000;

/** A pending ticket that waits for its follow-up, as the vendors would describe it. */
export interface StandingTicket {
  ticketId: string;
  account: string;
  /** When the agent replied (epoch ms); the follow-up counts from it. The customer wrote an hour before. */
  repliedAt: number;
}

/** Makes a truth as a read of such a ticket would give it, with the calendar and the rules of the example policy. */
export async function truthMaker(): Promise<(ticket: StandingTicket) => Truth> {
  const hours = { timeZone: 'Europe/Madrid', week: '{ mon-fri: 09:00-18:00 }' };
  const text = examplePolicy(
    ['hours: zendesk', `hours: { timeZone: ${hours.timeZone}, week: ${hours.week} }`],
    ['quietHours: 21:00-08:00', 'quietHours: off'],
  );
  const config = loadConfig(PLACEHOLDERS, () => text);
  const schedules = { schedules: () => Promise.resolve([]), holidays: () => Promise.resolve([]) };
  const office = createOfficeHours({ ...config, schedules, now: Date.now });
  const calendar = await calendarAt(office, Date.now());
  return ({ ticketId, repliedAt }) => {
    const customerAt = repliedAt - HOUR_MS;
    return {
      readAt: Date.now(),
      ticket: {
        createdAt: customerAt,
        status: 'pending',
        statusSince: repliedAt,
        stamp: new Date(repliedAt).toISOString(),
        shown: { window: 'open', closesAt: customerAt + 24 * HOUR_MS },
      },
      notesWritten: [],
      conversation: { id: `conversation-${ticketId}`, own: true, ownerTicketId: ticketId },
      reach: 'conversation',
      messages: [
        { by: 'customer', id: `customer-${ticketId}`, at: customerAt, integrationId: 'number' },
        { by: 'agent', id: `agent-${ticketId}`, at: repliedAt },
      ],
      ...calendar,
      policy: config.policy.ticket,
    };
  };
}

/** What a run knows after that read. A run that continues an earlier one begins with it. */
export const conversationOf = (ticketId: string, truth: Truth): Conversation =>
  evolve(newConversation(ticketId, truth.readAt), { type: 'truth', truth, now: truth.readAt });

/** Nothing is called with these: the vendors are canned. */
const PLACEHOLDERS = {
  ZENDESK_SUBDOMAIN: 'bench',
  ZENDESK_EMAIL: 'bench@example.com',
  ZENDESK_API_TOKEN: 'none',
  ZENDESK_WEBHOOK_SECRET: 'none',
  SUNSHINE_APP_ID: 'none',
  SUNSHINE_KEY_ID: 'none',
  SUNSHINE_KEY_SECRET: 'none',
  SUNSHINE_WEBHOOK_SECRET: 'none',
  WHATSAPP_INTEGRATION_ID: 'none',
};
