/** What setup creates in an account, in vendor-neutral terms. The clients translate them into each vendor's own. */

/** In the order of creation: later kinds refer to earlier ones by id. */
export const kinds = [
  'ticketField',
  'userField',
  'webhook',
  'trigger',
  'macro',
  'view',
  'integration',
  'notificationWebhook',
] as const;

export type Kind = (typeof kinds)[number];

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** The properties that setup compares and stores, by name. */
export type Properties = Readonly<Record<string, Value>>;

/** One thing as it exists in the account. */
export interface Found {
  kind: Kind;
  id: string;
  properties: Properties;
}

/** Gives the id of one of our things from its key; `NOT_YET` if it has not been created. */
export type IdOf = (key: string) => string;

export const NOT_YET = '(to be created)';

/** One thing as it should be in the account. */
export interface Desired {
  kind: Kind;
  /** Its mark in the account; never changes. */
  key: string;
  /** The name that people see. */
  name: string;
  why: string;
  properties: (idOf: IdOf) => Properties;
  /** More properties to set on creation. They are never compared afterwards. */
  initially?: (idOf: IdOf) => Properties;
  /** Properties that the person has just asked for: any other value there was not intended and is replaced. */
  asked?: readonly string[];
  /** Titles that it had in earlier versions, or has in another language: people have not chosen them. */
  otherTitles?: readonly string[];
}

/**
 * Kinds of which an account can have only one with the same value of this property. If somebody has already created
 * one, Ventana finds it by that; setup uses it and never removes it.
 */
export const identities: Partial<Record<Kind, string>> = { ticketField: 'title', userField: 'key', macro: 'title' };

/** How a drop-down's option is named among a field's properties: `option whatsapp_window_open`. */
export const OPTION = 'option ';
