import type { LedgerPort } from './ledger';
import type { Policy } from './policy';
import type { OfficeHours } from './officeHours';
import type { PausesPort } from './pausesPort';
import type { PricesPort } from './pricesPort';
import type { OwnWork } from './ownWork';
import type { FindTemplateTexts, Sunshine, TemplateLengths, TurnsPort, Zendesk } from './ports';

/** What the activities log. */
export interface ActivityLog {
  warn(details: object, message: string): void;
}

/** What the activities need to work on a ticket: one account, one policy. */
export interface Dependencies {
  zendesk: Zendesk;
  sunshine: Sunshine;
  hours: OfficeHours;
  turns: TurnsPort;
  pauses: PausesPort;
  policy: Policy;
  /** The account's WhatsApp number (integration id), used when the customer's own is not known. */
  integrationId: string;
  /** Absent: the templates' own texts are not known. */
  templateLengths?: TemplateLengths;
  templateTexts?: FindTemplateTexts;
  /** The address at which agents open a ticket, for links in notes. */
  ticketUrl: (ticketId: string) => string;
  /** Epoch ms. `Date.now`, or simulated time. */
  now: () => number;
  log: ActivityLog;
  /** Absent: nothing in the policy asks what a message costs. */
  prices?: PricesPort;
  /** Told of readings and messages. Absent: nobody asks. */
  ownWork?: OwnWork;
  /** Absent: there is no ledger. */
  ledger?: LedgerPort;
}
