import type { Policy } from './policy';
import type { OfficeHours, Sunshine, TurnsPort, Zendesk } from './ports';

/** What the activities say in the log. */
export interface ActivityLog {
  warn(details: object, message: string): void;
}

/** What the activities of a ticket work with: one account's, by one policy. */
export interface Dependencies {
  zendesk: Zendesk;
  sunshine: Sunshine;
  hours: OfficeHours;
  turns: TurnsPort;
  policy: Policy;
  /** The account's WhatsApp number (integration id), where the customer's own is not known. */
  integrationId: string;
  /** Agents' address of a ticket, for links in notes. */
  ticketUrl: (ticketId: string) => string;
  /** Epoch ms: `Date.now`, or simulated time. */
  now: () => number;
  log: ActivityLog;
}
