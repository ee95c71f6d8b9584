/** The policy as the activities use it: texts, templates and rules of one account. Durations in ms. */
import type { TicketPolicy } from './types';

export type Language = 'es' | 'en';

export interface MessageDefinition {
  template: {
    name: string;
    namespace?: string;
    languages: string[];
    parameters: string[];
    /** As Meta classed it; absent: not said. */
    category?: 'utility' | 'marketing';
  };
  /** The free-form rendition by language. */
  text?: Record<string, string>;
}

export interface Policy {
  /** Of the notes. */
  language: Language;
  ticket: TicketPolicy;
  messages: Record<string, MessageDefinition>;
  /** Compared with the whole message, trimmed, any case. */
  optOutKeywords: readonly string[];
  /** ISO 3166 alpha-2, for phone numbers without a country code. */
  defaultCountry: string;
}
