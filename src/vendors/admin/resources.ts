/** What setup makes in an account, in its own words: the adapters translate them into each vendor's. */

/** In the order in which they are made: later ones name earlier ones by id. */
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

/** What is compared and kept, by name. */
export type Properties = Readonly<Record<string, Value>>;

/** One thing as it stands in the account. */
export interface Found {
  kind: Kind;
  id: string;
  properties: Properties;
}

/** The id of one of our things by its key; `NOT_YET` for one that is still to be made. */
export type IdOf = (key: string) => string;

export const NOT_YET = '(to be created)';

/** One thing as it shall stand in the account. */
export interface Desired {
  kind: Kind;
  /** Its mark in the account, the same for ever. */
  key: string;
  /** As people find it. */
  name: string;
  why: string;
  properties: (idOf: IdOf) => Properties;
  /** Besides, when it is created; never compared afterwards. */
  initially?: (idOf: IdOf) => Properties;
  /** Properties that the person has just asked for: whatever else is there was not meant to stay. */
  asked?: readonly string[];
}

/**
 * Things of which an account can have one only: Ventana finds them by this property. Where somebody has made one before,
 * setup uses it, and never takes it away.
 */
export const identities: Partial<Record<Kind, string>> = { ticketField: 'title', userField: 'key', macro: 'title' };

/** How a drop-down's option is named among a field's properties: `option whatsapp_window_open`. */
export const OPTION = 'option ';
