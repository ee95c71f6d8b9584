/**
 * The ledger's tables. All times are epoch ms, durations ms, truth values 0 or 1. `rebuilt`: 1 while only the vendors'
 * records say so; what only Ventana knew is empty then. A key begins with the account, the Zendesk subdomain.
 */

/** Columns in both databases: text, or whole numbers within what JavaScript can count. */
export interface OutreachTable {
  account: string;
  /** Of all attempts at it. Begins with the ticket's id. */
  intent: string;
  ticket: string;
  /** Identifies the rules and hours that it was sent by. */
  policy: string | null;
  /** `followUp`, `reopening`, `rescue` or `proactive`; and the name of a proactive message. */
  purpose: string;
  name: string;
  message: string | null;
  /** Of the last attempt: `text` or `template`. */
  rendition: string;
  attempt: number;
  category: string | null;
  market: string | null;
  requested: number | null;
  arm: string | null;
  due_at: number | null;
  sent_at: number | null;
  delivered_at: number | null;
  /** The last failure. One that is older than `sent_at` was of an earlier attempt. */
  failed_at: number | null;
  failure: string | null;
  failure_code: number | null;
  /** The first word of the customer after it; and the first that opted out. */
  answered_at: number | null;
  opted_out_at: number | null;
  rebuilt: number;
  /** Of its words, as Meta writes it: `es`, `pt_BR`. */
  language: string | null;
  /** When the ticket was first solved (or closed) after it; and when it was first reopened after that. */
  solved_at: number | null;
  reopened_at: number | null;
  /** The template's name at Meta; null: a text, or not known. */
  template: string | null;
}

export interface WindowsTable {
  account: string;
  ticket: string;
  closes_at: number;
  owed_by: string;
  office_ms: number | null;
  /** `kept`, `lost`; `extended`: another window took its place before it closed, so that it does not count. */
  result: string;
  read_at: number;
  rebuilt: number;
}

export interface RepliesTable {
  account: string;
  /** Hash of the message's id. */
  reply: string;
  ticket: string;
  sent_at: number | null;
  why: string | null;
  failure_code: number | null;
  rescued_at: number | null;
  rebuilt: number;
}

/** What comes before a reply in `MessagesTable.intent`. */
export const WORDS_OF = 'words:';

/** Messages that delivery reports are about. A report may come before anything else is known of its message. */
export interface MessagesTable {
  account: string;
  /** Hash of the id that reports name it by: a notification and the message that it became have two. */
  message: string;
  /** The outreach that it was an attempt at; or `WORDS_OF` and an agent's reply, whose words went out again in it. */
  intent: string | null;
  delivered_at: number | null;
  failed_at: number | null;
  failure: string | null;
  failure_code: number | null;
}

/** What Meta has said of the policy's templates: a row where that differs from the row before. */
export interface TemplateStatesTable {
  account: string;
  name: string;
  language: string;
  /** When it was first seen so: it is looked at once a day. */
  seen_at: number;
  /** Meta's words in capitals. `MISSING`: it was not in Meta's list; category and quality are the last known. */
  status: string;
  category: string | null;
  quality: string | null;
}

export interface LedgerTables {
  outreach: OutreachTable;
  windows: WindowsTable;
  replies: RepliesTable;
  messages: MessagesTable;
  template_states: TemplateStatesTable;
}
