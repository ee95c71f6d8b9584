import type { Why } from '../facts';
import type { FindingKind } from '../findings';
import type { Assumption } from '../cost';
import type { HeldBy } from '../queue';
import type { Category, CategoryFrom } from '../category';
import type { Deed } from '../would';

/** What an audit says, in one language. */
export interface Words {
  /** BCP 47, for dates and numbers. */
  locale: string;
  title: string;
  /** What it is about, in one sentence: `{tickets}`, `{messages}`, `{from}` and `{to}`. */
  about: string;
  /** What the window is, for a first-time reader. */
  intro: string;
  lost: string;
  would: string;
  cannotKnow: string;
  ticketsOf: string;
  none: string;
  /** Of a category. */
  notSaid: string;
  more: string;
  finding: Record<FindingKind, { one: string; many: string; why: string }>;
  replies: {
    title: string;
    median: string;
    ninth: string;
    never: string;
    none: string;
    axis: string;
    buckets: string[];
  };
  days: string;
  deeds: Record<Deed, string>;
  categories: Record<Category, string>;
  warnings: string;
  warnedInTime: string;
  told: string;
  solved: string;
  /** Messages that waited for the month's budget, or for a limit; and those of them that went out later. */
  heldBack: Record<HeldBy | 'later', string>;
  busiest: string;
  ofLimit: string;
  cost: {
    /** `{what}`: one of `deeds`. */
    of: string;
    total: string;
    free: string;
    unknown: string;
    /** `{currency}` and `{dates}`; then, if one is an example. */
    by: string;
    example: string;
    assumed: Record<Assumption, string>;
    /** `{count}`: by whose word of their category templates were priced. */
    categoriesFrom: Record<CategoryFrom, string>;
    /** `{template}`, what it is at `{whatsapp}`, and what a policy's `{file}` has (`{policy}`). */
    moved: string;
    always: string;
  };
  budget: {
    /** `{policy}`, `{month}`, `{spent}`; then, where they were reached, with `{amount}` and `{date}`. */
    month: string;
    soft: string;
    hard: string;
    how: string;
  };
  /** Under the policy, an agent's macro asks for the others. */
  byMacro: string;
  answersUnknown: string;
  unknownTickets: string;
  why: Record<Why, string>;
  limits: Record<Limit, string>;
}

/** What no audit can know, and what this one could not. */
export type Limit =
  | 'failures'
  | 'failuresShown'
  | 'taps'
  | 'deleted'
  | 'sending'
  | 'partlyRead'
  | 'alreadyVentana'
  | 'hoursAssumed'
  | 'hoursUnknown';
