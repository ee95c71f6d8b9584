/**
 * `trigger`: a messaging trigger; `bot` and `ai`: only message lists tell them from a person; `activity`: a system
 * message.
 */
export type AutoReply = 'trigger' | 'bot' | 'ai' | 'activity';

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
  /** How `env()` signs in to Zendesk. Default `client`: an OAuth client. The account accepts all three. */
  signIn?: 'client' | 'apiToken' | 'oauthToken';
  oauth?: {
    /** The life of each token, whatever is asked for; may be a fraction. Default: what is asked for, or 1800. */
    tokenLifeSeconds?: number;
    /** A client's older tokens die when it gets a new one. Nobody knows what Zendesk does. Default false. */
    olderTokensDie?: boolean;
    /** Whether the refusal of a wrong secret differs from that of an unknown client. Default `named`: it does. */
    wrongSecret?: 'named' | 'alike';
  };
  /** Default `trigger`: webhooks of triggers, with constants and ids; `event`: Zendesk's own event payloads. */
  zendeskWebhooks?: 'trigger' | 'event';
  /** For which tickets the triggers report changes of status. Default `whatsapp`. */
  statusTriggers?: 'whatsapp' | 'all';
  /** Default true. False: a customer's message leaves pending, on-hold and solved tickets as they are. */
  zendeskReopens?: boolean;
  /** What answers every message of a customer by itself, a second later. Default: nothing. */
  autoReplies?: AutoReply[];
  /** Tickets' audits tell of messages that were not delivered. Nobody knows what Zendesk's do. Default false. */
  failuresInAudits?: boolean;
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
    /**
     * All requests to Zendesk per minute, of all clients together: 400 on Suite Professional. Default: no limit, as
     * many tests stop the clock; the sandbox on its own and the simulation have 400.
     */
    zendeskRequestsPerMinute?: number;
  };
  /** The most entries in one page of any other list, whatever size is requested. Default 100, as at the vendors. */
  pageSize?: number;
  /** The most tickets in one page of the export, whatever size is requested. Default 1000. */
  exportPageSize?: number;
  /** So many requests are remembered, and then the newer half of them. Default 50,000. */
  requestsKept?: number;
}
