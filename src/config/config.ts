import type { Policy } from '../../activities/policy';
import type { HoursPolicy, QuietHours } from '../hours/hoursPolicy';

/** How we sign in to Zendesk. */
export type ZendeskAuth = { type: 'token'; email: string; token: string } | { type: 'oauth'; token: string };

export interface Rates {
  sendsPerSecond: number;
  zendeskUpdatesPerMinute: number;
}

/** Counted per account; see `whenReached`. */
export interface Limits {
  templatesPerDay: number;
  notificationsPerMonth: number;
  /** What becomes of a requested outreach at 100 %: `warn` lets it out. */
  whenReached: 'stop' | 'warn';
}

/** All that Ventana is told from outside: the environment and the policy file, read once and checked. */
export interface Config {
  /** The Zendesk subdomain; names the account in workflow ids. */
  account: string;
  zendesk: {
    /** Without a slash at the end and without `/api/v2`. */
    origin: string;
    /** Where agents open a ticket: the ticket's id follows. */
    agentUrl: string;
    auth: ZendeskAuth;
    /** Any of them may have signed a webhook. */
    webhookSecrets: string[];
  };
  sunshine: {
    /** What stands before `/v2/apps/...` and `/v1.1/apps/...`, without a slash at the end. */
    baseUrl: string;
    appId: string;
    keyId: string;
    keySecret: string;
    webhookSecrets: string[];
    /** The WhatsApp number to send from where the conversation does not say. */
    integrationId: string;
  };
  http: {
    /** All interfaces by default: the receiver is there to be called from outside, and in a container loopback is not. */
    host: string;
    /** 0: any free port. */
    port: number;
  };
  temporal: {
    /** Absent: the embedded server. */
    address?: string;
    /** The `TEMPORAL_*` variables that are set, for `@temporalio/envconfig`. */
    environment: Record<string, string>;
    /** The Temporal CLI to use for the embedded server. */
    cliPath?: string;
  };
  /** Folder of the embedded server's database. */
  dataFolder: string;
  logLevel: LogLevel;
  policy: Policy;
  hours: HoursPolicy;
  quietHours: QuietHours | undefined;
  rates: Rates;
  limits: Limits;
  /** What works but may not be meant, e.g. a feature that is off because its message is not there; to be logged at start. */
  policyWarnings: string[];
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
