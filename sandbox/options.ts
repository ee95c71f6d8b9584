export interface SandboxOptions {
  /**
   * Default `configured`: set up as the documentation says. `none`: an account that nobody has set up, with a number
   * and templates.
   */
  seed?: 'configured' | 'none';
  /** Default 0: any free port. */
  port?: number;
  host?: string;
  /** The sandbox's clock. Default: real time, which `setClock` can move. */
  now?: () => number;
  /** Default `trigger`: webhooks of triggers, with constants and ids; `event`: Zendesk's own event payloads. */
  zendeskWebhooks?: 'trigger' | 'event';
  /** For which tickets the triggers report changes of status. Default `whatsapp`. */
  statusTriggers?: 'whatsapp' | 'all';
  /** Default true. False: a customer's message leaves pending, on-hold and solved tickets as they are. */
  zendeskReopens?: boolean;
  /** Titles of the ticket fields that this account lacks. */
  missingFields?: string[];
  /** First pause between attempts of a webhook, in real ms; it doubles. Default 100. */
  retryPauseMs?: number;
  /** Pause before the first attempt, in real ms. Default 5. */
  webhookDelayMs?: number;
  rateLimits?: {
    /** Ticket updates per minute for the whole account. */
    zendeskUpdatesPerMinute?: number;
    /** Updates of one ticket per ten minutes. */
    updatesPerTicketInTenMinutes?: number;
    /** Requests for pages of the ticket export per minute. Default 10, as at Zendesk. */
    exportsPerMinute?: number;
  };
  /** The most entries in one page of any other list, whatever size is requested. Default 100, as at the vendors. */
  pageSize?: number;
  /** The most tickets in one page of the export, whatever size is requested. Default 1000. */
  exportPageSize?: number;
}
