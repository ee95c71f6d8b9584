/** The policy as the activities use it: one account's texts, templates and rules. Durations in ms. */
import type { TicketPolicy } from './types';

export type Language = 'es' | 'en';

/** Values in the order of `{{1}}`, `{{2}}` ..., or by the names that the template gives them. */
export type TemplateValues = string[] | Record<string, string>;

/** What stands above the body. `text`: the value of its one variable, by name if it has one. Files by https address. */
export type TemplateHeader =
  { text: TemplateValues } | { image: string } | { video: string } | { document: string; filename?: string };

/**
 * The value of a button. `url`: what follows the fixed part of the address; `payload`: what a quick reply returns;
 * `code`: what is copied. `index`: the button's place in the template, from 0.
 */
export type TemplateButton = { index: number } & ({ url: string } | { payload: string } | { code: string });

export interface MessageDefinition {
  template: {
    name: string;
    namespace?: string;
    languages: string[];
    header?: TemplateHeader;
    /** Of the body. */
    parameters: TemplateValues;
    buttons?: TemplateButton[];
    /** As Meta classified it; absent if the policy does not say. */
    category?: 'utility' | 'marketing';
  };
  /** The free-form text, by language. */
  text?: Record<string, string>;
}

export interface Experiment {
  /** Another name draws the customers anew. */
  name: string;
  /** The share of the customers who get no automatic reminder: above 0, at most 0.5. */
  holdout: number;
}

/** In the unit of the rate card's currency; at least one of the two amounts. */
export interface MonthlyBudget {
  /** From here on people are told. */
  soft?: number;
  /** What would cost more waits for the next month. */
  hard?: number;
  /** What happens then to what agents request. */
  whenReached: 'stop' | 'warn';
}

export interface Policy {
  /** The language of the notes. */
  language: Language;
  ticket: TicketPolicy;
  messages: Record<string, MessageDefinition>;
  /** What agents call the proactive messages, by the names of their actions. */
  titles?: Record<string, string>;
  /** Compared with the whole message: see `isOptOut`. */
  optOutKeywords: readonly string[];
  /** Those that count only in reply to an outreach. */
  optOutReplyKeywords?: readonly string[];
  /** Holds back automatic reminders of a part of the customers, to measure what reminders bring. Absent: off. */
  experiment?: Experiment;
  /** Costs per month, in the rate card's currency. Absent: off. */
  budget?: MonthlyBudget;
  /** ISO 3166 alpha-2; used for phone numbers without a country code. */
  defaultCountry: string;
}
