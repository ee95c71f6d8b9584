import type { FileContent } from './world/message';

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
  /** Who acts. Default: an agent who is no administrator. */
  as?: 'admin';
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
  /** What the agent sends instead of the text: a file by its address, or something that WhatsApp has no form for. */
  content?: FileContent | { type: 'carousel' | 'location' };
}

export type Channel = 'whatsapp' | 'web' | 'ios';

export interface WriteElsewhere {
  /** Default `web`. */
  channel?: Channel;
  /** `new`: as another Sunshine user, with an identity of its own in Zendesk. Default `same`. */
  user?: 'same' | 'new';
  /** An earlier conversation of this kind; default: a new one. */
  conversationId?: string;
  at?: number;
}

export interface MergeOptions extends ActOptions {
  /** What becomes of the discarded conversation. Default `gone`: 404. */
  discarded?: 'gone' | 'empty';
}

/** A button that the customer taps. */
export interface Tap {
  /** What it says to the business. */
  payload: string;
  /** What the customer sees. */
  text: string;
  /** How Sunshine passes it on: which one a template's quick reply takes is not documented. */
  as: 'message' | 'postback';
}

export interface NewTicket {
  requester: Customer;
  /** Zendesk's `via.channel`: `email`, `web`, `api`, ... */
  channel: string;
  subject: string;
  /** Default `open`. */
  status?: TicketStatus;
  /** Default: nobody. */
  assignedTo?: 'agent';
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
  /** `file`: the address of an image or file; `text` is what stands below it. */
  | { at: number; kind: 'text'; text: string; file?: string }
  | {
      at: number;
      kind: 'template';
      name: string;
      language: string;
      /** The values of the body, in the order in which they were sent. */
      parameters: string[];
      /** What stands above the body, if a value was sent for it: its text, or the file's address. */
      header?: string;
      /** The values of the buttons, by their index. */
      buttons?: Record<number, string>;
    };

export interface RequestRecord {
  vendor: 'zendesk' | 'sunshine';
  method: string;
  /** Without query and `.json`. */
  path: string;
  /** 0: the call got no answer. */
  status: number;
  at: number;
}

/** `zendesk`; `sunshine`: v2 batches; `notification`: v1.1 events. */
export type WebhookVendor = 'zendesk' | 'sunshine' | 'notification';

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
  /** With `{{1}}`, `{{2}}`, ... or `{{name}}`: WhatsApp checks that each has its value. */
  body: string;
  /** The other parts, in Meta's form: HEADER, FOOTER, BUTTONS, CAROUSEL, LIMITED_TIME_OFFER. */
  components?: TemplatePart[];
  /** Default APPROVED. */
  status?: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED' | 'IN_APPEAL' | 'ARCHIVED';
  /** Default UTILITY. */
  category?: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  /** Default UNKNOWN, as for a new template. */
  quality?: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';
}

/** What Meta changes of a template that is in use. */
export type TemplateReview = Partial<Pick<TemplateDefinition, 'category' | 'quality' | 'status'>>;

/** A part of a template, as Meta lists it. */
export interface TemplatePart {
  type: string;
  /** Of a header: TEXT, IMAGE, VIDEO, DOCUMENT or LOCATION. */
  format?: string;
  text?: string;
  buttons?: { type: string; text?: string; url?: string }[];
  [property: string]: unknown;
}

export interface Holiday {
  name: string;
  /** ISO dates; the holiday includes the end date. */
  start_date: string;
  end_date: string;
}
