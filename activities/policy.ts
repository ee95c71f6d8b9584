/** The policy as the activities use it: one account's texts, templates and rules. Durations in ms. */
import type { TicketPolicy } from './types';

export type Language = 'es' | 'en';

export interface MessageDefinition {
  template: {
    name: string;
    namespace?: string;
    languages: string[];
    parameters: string[];
    /** As Meta classified it; absent if the policy does not say. */
    category?: 'utility' | 'marketing';
  };
  /** The free-form text, by language. */
  text?: Record<string, string>;
}

export interface Policy {
  /** The language of the notes. */
  language: Language;
  ticket: TicketPolicy;
  messages: Record<string, MessageDefinition>;
  /** Compared with the whole message: see `isOptOut`. */
  optOutKeywords: readonly string[];
  /** Those that count only in reply to an outreach. */
  optOutReplyKeywords?: readonly string[];
  /** ISO 3166 alpha-2; used for phone numbers without a country code. */
  defaultCountry: string;
}
