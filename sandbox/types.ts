import type { PlantedFault } from './planted';
import type { StoredMessage } from './world/message';

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

/** A person outside the company, as the acts of the sandbox know them. */
export interface Customer {
  /** Zendesk user id. */
  id: string;
  name: string;
  phone?: string;
}

export interface NewCustomer {
  name: string;
  /** As Zendesk has it, not validated. Without one, WhatsApp knows the customer by an opaque id (BSUID). */
  phone?: string;
  /** Default `es-ES`. */
  locale?: string;
  /** Default true. False: sends to this phone fail with 131026. */
  onWhatsApp?: boolean;
}

export interface ActOptions {
  /** False: no webhook tells of this act, as if all were lost. */
  webhook?: false;
}

export interface WriteOptions extends ActOptions {
  /** When the customer sent it (epoch ms); default: now. */
  at?: number;
  /** The WhatsApp number written to; default: the account's. */
  integrationId?: string;
}

export interface ReplyOptions extends ActOptions {
  /** False: a reply that WhatsApp refuses raises no delivery failure event. */
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
  /** Value for the field "WhatsApp action", e.g. `whatsapp_action_incident`; it becomes an option of the field. */
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
  /** "WhatsApp window", e.g. `whatsapp_window_open`. */
  window?: string;
  /** "WhatsApp window closes at", as written. */
  closesAt?: string;
  /** "WhatsApp action", e.g. `whatsapp_action_reopening`. */
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
  /** 0: the call was left hanging. */
  status: number;
  at: number;
}

export interface WebhookRecord {
  vendor: WebhookVendor;
  event: string;
  body: string;
  attempts: number;
  /** The status of the last attempt; absent when nothing answered or none was made. */
  status?: number;
  outcome: 'delivered' | 'given up' | 'dropped' | 'no target';
}

export interface TemplateDefinition {
  name: string;
  language: string;
  /** With `{{1}}`, `{{2}}`, ...: their number is what WhatsApp checks. */
  body: string;
  /** Default APPROVED. */
  status?: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
  /** Default UTILITY. */
  category?: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
}

export interface Holiday {
  name: string;
  /** ISO dates; the end date is part of the holiday. */
  start_date: string;
  end_date: string;
}

/** `zendesk`; `sunshine`: v2 batches; `notification`: v1.1 events. */
export type WebhookVendor = 'zendesk' | 'sunshine' | 'notification';

/** What happens instead of, or besides, the ordinary answer of the API. */
export type RequestEffect =
  | { kind: 'respond'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Says nothing for so long, then closes the connection; nothing was done. */
  | { kind: 'hang'; ms: number }
  /** Does the work, but the answer never arrives. */
  | { kind: 'loseResponse' }
  | { kind: 'notJson'; status?: number }
  /** Answers correctly, late. */
  | { kind: 'slow'; ms: number }
  /** Does the work, but answers as a gateway does that has lost patience. */
  | { kind: 'failAfter'; status: number };

export interface RequestFault {
  vendor?: 'zendesk' | 'sunshine';
  method?: string;
  /** Tested against the path without query and `.json`. */
  path?: RegExp | string;
  /** Tested against the body as JSON text. */
  body?: RegExp | string;
  /** Default 1. */
  times?: number;
  effect: RequestEffect;
  /** A call has come that this befalls; nothing has been done yet. */
  onArrival?: () => void;
  /** Its answer has gone out, or was lost. */
  onAnswered?: () => void;
}

export interface WebhookFault {
  vendor?: WebhookVendor;
  /** Tested against the event's name: `ticket_created`, `conversation:message`, `notification:delivery:user`, ... */
  event?: RegExp | string;
  /** Default 1. */
  times?: number;
  effect:
    | { kind: 'drop' }
    | { kind: 'duplicate' }
    /** Real milliseconds. */
    | { kind: 'delay'; ms: number }
    /** Goes out after the next webhook (or when `settled()` is called and there is none). */
    | { kind: 'reorder' }
    /** Waits for `releaseWebhooks()`; not counted as pending. */
    | { kind: 'hold' };
}

export interface Refusal {
  /** Meta's error code. */
  code: number;
  /** Default: whichever customer is written to next. */
  customer?: Customer;
  /** Default 1. */
  times?: number;
}

export interface SandboxOptions {
  /** Default `configured`: as the documentation says. `none`: an account that nobody has set up, with a number and templates. */
  seed?: 'configured' | 'none';
  /** Default 0: any free port. */
  port?: number;
  host?: string;
  /** The sandbox's clock; default: real time, movable by `setClock`. */
  now?: () => number;
  /** Default `trigger`: constants and ids; `event`: Zendesk's own event payloads. */
  zendeskWebhooks?: 'trigger' | 'event';
  /** Which tickets' status changes the triggers tell of. Default `whatsapp`. */
  statusTriggers?: 'whatsapp' | 'all';
  /** Default true. False: a customer's message leaves pending, on-hold and solved tickets as they are. */
  zendeskReopens?: boolean;
  /** Titles of ticket fields that this account lacks. */
  missingFields?: string[];
  /** First pause between attempts of a webhook, in real ms; it doubles. Default 100. */
  retryPauseMs?: number;
  /** Pause before the first attempt, in real ms. Default 5. */
  webhookDelayMs?: number;
  rateLimits?: {
    /** Ticket updates a minute, whole account. */
    zendeskUpdatesPerMinute?: number;
    /** Updates of one ticket in ten minutes. */
    updatesPerTicketInTenMinutes?: number;
    /** Requests for pages of the ticket export; default 10, as Zendesk has it. */
    exportsPerMinute?: number;
  };
  /** Most tickets in a page of the export, whatever is asked for. Default 1000. */
  exportPageSize?: number;
}

/** A running simulated Zendesk and WhatsApp. Acts and reads are synchronous: the webhooks they cause are on their way afterwards. */
export interface Sandbox {
  readonly url: string;
  /** The WhatsApp number of the account. */
  readonly integrationId: string;
  /** The environment for whoever integrates with this sandbox. */
  env(): Record<string, string>;
  /** The seeded webhooks go to `<baseUrl>/webhooks/zendesk` and `/sunshine`, those of before are lost; those made by API go where they say. */
  sendWebhooksTo(baseUrl: string): void;
  /** Webhooks on their way, retries included. */
  readonly pending: number;
  /** Resolves when no webhook is on its way. */
  settled(): Promise<void>;
  close(): Promise<void>;
  now(): number;
  /** Moves the clock; it goes on from there. @throws when `now` was injected */
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
  /** Into the WhatsApp conversation where the ticket has one, else a public comment. `delivered`: whether it reached the phone. */
  agentReplies(ticketId: string, text: string, options?: ReplyOptions): { message?: StoredMessage; delivered: boolean };
  botReplies(ticketId: string, text: string, options?: ActOptions): { message: StoredMessage };
  agentSets(ticketId: string, status: TicketStatus, options?: ActOptions): void;
  agentAppliesMacro(ticketId: string, macroTitle: string, options?: ActOptions): void;
  addTicket(ticket: NewTicket): string;
  deleteTicket(ticketId: string): void;
  mergeTicket(ticketId: string, intoTicketId: string): void;

  addMacro(macro: NewMacro): void;
  /** Adds the template or replaces the one of that name and language. */
  setTemplate(template: TemplateDefinition): void;
  /** In all languages where none is named. */
  removeTemplate(name: string, language?: string): void;
  setHolidays(holidays: Holiday[]): void;

  ticket(ticketId: string): TicketView;
  notes(ticketId: string): InternalNote[];
  received(customer: Customer): Received[];
  requests(): RequestRecord[];
  webhooks(): WebhookRecord[];

  /** The next matching API calls go wrong. @returns how to take back what has not happened by then */
  failRequests(fault: RequestFault): () => void;
  /** The next matching webhooks go astray. @returns how to take back what has not happened by then */
  failWebhooks(fault: WebhookFault): () => void;
  /** WhatsApp refuses the next deliveries with this code. */
  refuseDeliveries(refusal: Refusal): void;
  releaseWebhooks(): void;
  /** Puts something wrong into the account, for a check-up to find. @throws when there is nothing of that name */
  plant(fault: PlantedFault): void;
  clearFaults(): void;
}
