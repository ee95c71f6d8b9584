import type { PlantedFault } from './planted';
import type { StoredMessage } from './world/message';

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

/** A person outside the company, for the sandbox's acts. */
export interface Customer {
  /** Zendesk user id. */
  id: string;
  name: string;
  phone?: string;
}

export interface NewCustomer {
  name: string;
  /**
   * As Zendesk stores it, not validated. Without a phone number, WhatsApp knows the customer by an opaque id (BSUID).
   */
  phone?: string;
  /** Default `es-ES`. */
  locale?: string;
  /** Default true. False: sends to this phone fail with 131026. */
  onWhatsApp?: boolean;
}

export interface ActOptions {
  /** False: this act causes no webhook, as if all of them were lost. */
  webhook?: false;
}

export interface WriteOptions extends ActOptions {
  /** When the customer sent it (epoch ms); default: now. */
  at?: number;
  /** The WhatsApp number that the customer wrote to; default: the account's. */
  integrationId?: string;
}

export interface ReplyOptions extends ActOptions {
  /** False: if WhatsApp refuses the reply, there is no delivery failure event. */
  failureEvent?: false;
}

export interface NewTicket {
  requester: Customer;
  /** Zendesk's `via.channel`: `email`, `web`, `api`, ... */
  channel: string;
  subject: string;
  /** Default `open`. */
  status?: TicketStatus;
}

export interface NewMacro {
  title: string;
  /** Value for the field "WhatsApp action", such as `whatsapp_action_incident`; it becomes an option of the field. */
  action?: string;
  status?: TicketStatus;
  /** An internal comment. */
  comment?: string;
  /** Tags to add. */
  tags?: string[];
}

/** A ticket as a person sees it. */
export interface TicketView {
  id: string;
  status: TicketStatus;
  subject: string;
  channel: string;
  /** "WhatsApp window", such as `whatsapp_window_open`. */
  window?: string;
  /** "WhatsApp window closes at", as written. */
  closesAt?: string;
  /** "WhatsApp action", such as `whatsapp_action_reopening`. */
  action?: string;
  tags: string[];
  deleted: boolean;
  conversationId?: string;
}

export interface InternalNote {
  authorId: string;
  author: string;
  at: number;
  body: string;
}

/** What arrived on the customer's phone. */
export type Received =
  | { at: number; kind: 'text'; text: string }
  | { at: number; kind: 'template'; name: string; language: string; parameters: string[] };

export interface RequestRecord {
  vendor: 'zendesk' | 'sunshine';
  method: string;
  /** Without query and `.json`. */
  path: string;
  /** 0: the call got no answer. */
  status: number;
  at: number;
}

export interface WebhookRecord {
  vendor: WebhookVendor;
  event: string;
  body: string;
  attempts: number;
  /** The status of the last attempt; absent if there was no answer or no attempt. */
  status?: number;
  outcome: 'delivered' | 'given up' | 'dropped' | 'no target';
}

export interface TemplateDefinition {
  name: string;
  language: string;
  /** With `{{1}}`, `{{2}}`, ...: WhatsApp checks how many there are. */
  body: string;
  /** Default APPROVED. */
  status?: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
  /** Default UTILITY. */
  category?: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
}

export interface Holiday {
  name: string;
  /** ISO dates; the holiday includes the end date. */
  start_date: string;
  end_date: string;
}

/** `zendesk`; `sunshine`: v2 batches; `notification`: v1.1 events. */
export type WebhookVendor = 'zendesk' | 'sunshine' | 'notification';

/** What happens instead of the API's normal answer, or in addition to it. */
export type RequestEffect =
  | { kind: 'respond'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Gives no answer for `ms`, then closes the connection. The request is not carried out. */
  | { kind: 'hang'; ms: number }
  /** Carries out the request, but the answer never arrives. */
  | { kind: 'loseResponse' }
  | { kind: 'notJson'; status?: number }
  /** Answers correctly, but late. */
  | { kind: 'slow'; ms: number }
  /** Carries out the request, but answers like a gateway that has timed out. */
  | { kind: 'failAfter'; status: number };

export interface RequestFault {
  vendor?: 'zendesk' | 'sunshine';
  method?: string;
  /** Matched against the path without query and `.json`. */
  path?: RegExp | string;
  /** Matched against the body as JSON text. */
  body?: RegExp | string;
  /** Default 1. */
  times?: number;
  effect: RequestEffect;
  /** Called when a matching call arrives, before anything is done. */
  onArrival?: () => void;
  /** Called when its answer has been sent, or was lost. */
  onAnswered?: () => void;
}

export interface WebhookFault {
  vendor?: WebhookVendor;
  /** Matched against the event's name: `ticket_created`, `conversation:message`, `notification:delivery:user`, ... */
  event?: RegExp | string;
  /** Default 1. */
  times?: number;
  effect:
    | { kind: 'drop' }
    | { kind: 'duplicate' }
    /** In real milliseconds. */
    | { kind: 'delay'; ms: number }
    /** Sent after the next webhook, or when `settled()` is called and there is none. */
    | { kind: 'reorder' }
    /** Waits for `releaseWebhooks()`, and does not count as pending. */
    | { kind: 'hold' };
}

export interface Refusal {
  /** Meta's error code. */
  code: number;
  /** Default: the next customer who is sent a message. */
  customer?: Customer;
  /** Default 1. */
  times?: number;
}

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
  /** The most tickets in one page of the export, whatever size is requested. Default 1000. */
  exportPageSize?: number;
}

/**
 * A running simulated Zendesk and WhatsApp. Acts and reads are synchronous; the webhooks that they cause are sent
 * afterwards.
 */
export interface Sandbox {
  readonly url: string;
  /** The WhatsApp number of the account. */
  readonly integrationId: string;
  /** The environment variables for an integration with this sandbox. */
  env(): Record<string, string>;
  /**
   * Sends the seeded webhooks to `<baseUrl>/webhooks/zendesk` and `/sunshine`; earlier ones are lost. Webhooks created
   * through the API keep their own targets.
   */
  sendWebhooksTo(baseUrl: string): void;
  /** How many webhooks are on their way, retries included. */
  readonly pending: number;
  /** Resolves when no webhook is on its way. */
  settled(): Promise<void>;
  close(): Promise<void>;
  now(): number;
  /** Moves the clock, which runs on from there. @throws when `now` was injected */
  setClock(now: number): void;

  addCustomer(customer: NewCustomer): Customer;
  customerWrites(
    customer: Customer,
    text: string,
    options?: WriteOptions,
  ): { message: StoredMessage; ticketId: string };
  /** The customer blocks the business number: `client:update` with reason `blocked`. */
  customerBlocks(customer: Customer): void;
  setOptOut(customer: Customer, optedOut?: boolean): void;
  /**
   * Sends into the WhatsApp conversation if the ticket has one, otherwise writes a public comment. `delivered`: whether
   * it reached the phone.
   */
  agentReplies(ticketId: string, text: string, options?: ReplyOptions): { message?: StoredMessage; delivered: boolean };
  botReplies(ticketId: string, text: string, options?: ActOptions): { message: StoredMessage };
  agentSets(ticketId: string, status: TicketStatus, options?: ActOptions): void;
  agentAppliesMacro(ticketId: string, macroTitle: string, options?: ActOptions): void;
  addTicket(ticket: NewTicket): string;
  deleteTicket(ticketId: string): void;
  mergeTicket(ticketId: string, intoTicketId: string): void;

  addMacro(macro: NewMacro): void;
  /** Adds the template, or replaces the one with that name and language. */
  setTemplate(template: TemplateDefinition): void;
  /** Removes the template in one language or, without `language`, in all of them. */
  removeTemplate(name: string, language?: string): void;
  setHolidays(holidays: Holiday[]): void;

  ticket(ticketId: string): TicketView;
  notes(ticketId: string): InternalNote[];
  received(customer: Customer): Received[];
  requests(): RequestRecord[];
  webhooks(): WebhookRecord[];

  /** Makes the next matching API calls fail. @returns a function that withdraws what has not happened by then */
  failRequests(fault: RequestFault): () => void;
  /** Makes the next matching webhooks fail. @returns a function that withdraws what has not happened by then */
  failWebhooks(fault: WebhookFault): () => void;
  /** WhatsApp refuses the next messages with this code. */
  refuseDeliveries(refusal: Refusal): void;
  releaseWebhooks(): void;
  /** Makes something in the account wrong, for `doctor` to find. @throws when nothing has that name */
  plant(fault: PlantedFault): void;
  clearFaults(): void;
}
