/**
 * The answer of `GET /app/tickets/ID`: what the sidebar app shows of a ticket. Times are ISO 8601 in UTC with
 * milliseconds. Codes are stable, and the app words them; it shows one that it does not know as it is. `null` means
 * none, or not known. No names, phone numbers, or texts that somebody has written.
 */
import { z } from 'zod';
import { reasonCodes } from '../../../workflows/core/reasons';
import { waitingCodes } from '../../reasons/waiting';

const time = z.iso.datetime();

/** Why a message is not sent yet: the codes of `ventana status` (row V5). */
const waiting = z.object({
  code: z.enum(waitingCodes),
  /** When that may change. */
  until: time.optional(),
  /** Meta's error code. */
  error: z.int().optional(),
  /** How many of the same kind (requested, or automatic) go before it. */
  ahead: z.int().optional(),
});

/** What stops an action, or holds it back. `blocks: false`: it is sent, but later, or with a warning. */
const hindrance = z.object({
  code: z.enum([
    'optedOut',
    'noConsent',
    'noPhone',
    'invalidPhone',
    'ambiguousPhone',
    'blocked',
    'suspended',
    'otherRequester',
    /** The same message went out `at`, less than a day ago, and the customer has not answered. */
    'alreadySent',
    'nothingToRescue',
    'rescueExpired',
    /** This action, or another, is set on the ticket and not done yet. */
    'inProgress',
    'ticketClosed',
    /** All sending of the account is paused, since `at`. */
    'paused',
    /** The policy only observes: a note says what would have been sent. */
    'observes',
    /** WhatsApp has stopped the template, or the account: `error`. */
    'held',
    /** The limit in `counts` is reached, until `until`. Blocks unless the policy says `whenReached: warn`. */
    'limit',
    /** The month's budget is used up, by estimate, until `until`. Blocks unless the policy says `budget.whenReached: warn`. */
    'monthBudget',
    /** `silence` on a silenced ticket, or `unsilence` on one that is not. */
    'nothingToDo',
  ]),
  blocks: z.boolean(),
  at: time.optional(),
  until: time.optional(),
  /** Meta's error code. */
  error: z.int().optional(),
});

const template = z.object({
  /** As approved by Meta. */
  name: z.string(),
  /** Meta's code, such as `es` or `pt_BR`. */
  language: z.string(),
});

/**
 * What the customer would read, as the account has written it: `{{requester.firstName|cliente}}` and the other
 * placeholders of the policy are filled in by the app, from what Zendesk shows the agent.
 */
const wording = z.object({
  /** The free-form text, or the template's body. Null: Meta's list of templates could not be read. */
  body: z.string().nullable(),
  header: z.string().optional(),
  footer: z.string().optional(),
  /** The labels of the buttons. */
  buttons: z.array(z.string()),
  /** The values of `office.name` and `office.opensAt`, where the wording has these placeholders. */
  office: z.object({ name: z.string().optional(), opensAt: z.string().optional() }).optional(),
});

/** An action of the policy: a value of the ticket field "WhatsApp action". */
const action = z.object({
  /** The action's name, such as `reopening`, `rescue`, `rescue_withdraw`, `incident`, `silence`, `unsilence`. */
  name: z.string(),
  /** What the policy calls a proactive message, without the macro's category. Absent: nothing. */
  title: z.string().optional(),
  /** `switch`: it sends nothing. */
  kind: z.enum(['reopening', 'rescue', 'proactive', 'switch']),
  /** What to write into the field. */
  value: z.string(),
  /**
   * What goes out if it is asked for now. `words`: the agents' lost replies themselves. Null: nothing does, or it is
   * not known, because Ventana does not watch the ticket.
   */
  rendition: z.enum(['text', 'template', 'words']).nullable(),
  /** Of the rendition `template`. Null also where the customer's language is not known. */
  template: template.nullable(),
  /** Of the rendition `text`: its language. */
  language: z.string().nullable(),
  wording: wording.nullable(),
  /** The limit that it counts towards, in `limits`. Null: none. */
  counts: z.enum(['templates', 'notifications']).nullable(),
  /** Empty: it goes out at once. */
  hindrances: z.array(hindrance),
});

const outreach = z.object({
  /** The intent's id, unique for the account. */
  id: z.string(),
  kind: z.enum(['followUp', 'reopening', 'rescue', 'rescued', 'proactive']),
  /** The name of the action; for the other kinds it equals `kind`. */
  name: z.string(),
  requested: z.boolean(),
  /** `wanted`, `waiting`, `ready`, `looking`: still to come. All others: over. */
  state: z.enum([
    'wanted',
    'waiting',
    'ready',
    'looking',
    'sent',
    'failed',
    'refused',
    'unknown',
    'dropped',
    'observed',
    'heldBack',
  ]),
  /** Of the last attempt, or of the one to come. `words`: an agent's own. */
  rendition: z.enum(['text', 'template', 'words']),
  template: template.nullable(),
  /** What the customer reads, with today's values. Absent: not known, or an agent's own words. */
  wording: wording.optional(),
  /** When it was asked for, or due. */
  dueAt: time,
  /** When it was handed over. */
  sentAt: time.nullable(),
  /** When WhatsApp reported it on the phone. `true`: it did, at a time that is not known. */
  delivered: z.union([time, z.boolean()]),
  /** When the customer read it: WhatsApp tells only whom they allow to know. Not collected yet: always null. */
  readAt: time.nullable(),
  /** Why it failed or was refused: `refused` (by WhatsApp), `optedOut`, `alreadySent`, `limitReached` ... */
  failure: z.object({ code: z.string(), error: z.int().optional() }).nullable(),
  waitsFor: waiting.nullable(),
});

const limit = z.object({
  used: z.int(),
  max: z.int(),
  /** When there is room for the next. Null: now, or (with `used` at `max`) not known. */
  roomAt: time.nullable(),
});

const budget = z.object({
  /** ISO 4217. */
  currency: z.string(),
  spent: z.number().nonnegative(),
  soft: z.number().nonnegative().optional(),
  hard: z.number().nonnegative().optional(),
  /** When the month ends. */
  until: time,
  /** The first day of the rate card that it is estimated by, as YYYY-MM-DD. */
  card: z.string().optional(),
});

export const ticketView = z.object({
  ticket: z.string(),
  /** When this was read from Temporal: at most five seconds before it is answered. */
  now: time,
  /** Ventana's version. */
  version: z.string(),
  /** `none`: Ventana does not watch this ticket. `over`: it no longer does. `reading`: it has just begun. */
  watch: z.enum(['watching', 'reading', 'none', 'over']),
  /** When Ventana last read the ticket and its conversation from the vendors. */
  readAt: time.nullable(),
  /** As in Temporal's UI: `pending`, `reminded`, `customer-waits` ... */
  stage: z.string().nullable(),
  window: z.object({
    /** `never`: the customer has not written, so only templates reach them. */
    state: z.enum(['open', 'closed', 'never']),
    /** When it closes or closed. Until then an agent's free text reaches the customer. */
    closesAt: time.nullable(),
  }),
  /** Who owes whom an answer, since when: `agent` since the customer's first message without one. */
  owes: z.object({ who: z.enum(['agent', 'customer', 'nobody']), since: time.nullable() }),
  /** The next thing that people would notice. `at` may have passed: it is about to happen. */
  next: z
    .object({
      what: z.enum(['reminder', 'reopening', 'rescue', 'warning', 'solving', 'sending', 'end', 'other']),
      at: time.nullable(),
      /** Of a message that will be sent by itself. Absent: not known. */
      message: z
        .object({ rendition: z.enum(['text', 'template']), template: template.nullable(), wording: wording.nullable() })
        .optional(),
    })
    .nullable(),
  /** Why nothing is next: the reason that says most. Null where something is. */
  whyNothing: z.enum(reasonCodes).nullable(),
  /** Each automatic action: when, or why not. Empty where Ventana does not watch the ticket. */
  automatic: z.array(
    z.object({
      what: z.enum(['reminder', 'reopening', 'rescue', 'warning', 'solving']),
      at: time.nullable(),
      whyNot: z.enum(reasonCodes).nullable(),
    }),
  ),
  /** What Ventana has sent, or means to send, oldest first; at most twenty. */
  outreach: z.array(outreach),
  actions: z.array(action),
  /** Id of the ticket field "WhatsApp action". Null: not known yet. */
  actionField: z.string().nullable(),
  /** The action that is set on the ticket, and not done yet. */
  requested: z.string().nullable(),
  /** Agents' replies that have not reached the customer and are kept for them. */
  held: z
    .object({
      count: z.int().positive(),
      /** When the oldest was written, and when it expires. */
      since: time,
      expiresAt: time,
      /** Whether the customer gets them with their next message: an agent has asked, or the policy says so. */
      wanted: z.boolean(),
    })
    .nullable(),
  /** Nothing automatic is sent or changed on this ticket, since then. */
  silenced: z.object({ since: time.nullable() }).nullable(),
  optedOut: z.boolean(),
  account: z.object({
    /** All sending is paused. */
    paused: z.object({ since: time }).nullable(),
    /** The policy only observes: nothing is ever sent. */
    observes: z.boolean(),
    /** Automatic messages wait until then. Null: no quiet hours now. */
    quietUntil: time.nullable(),
  }),
  limits: z.object({
    /** Template messages in the last 24 hours. */
    templates: limit,
    /** Notifications in this month (UTC). */
    notifications: limit,
    /** What this month's messages cost, in the currency's unit: an estimate. Absent: the policy has no budget. */
    budget: budget.optional(),
  }),
});

export type TicketView = z.infer<typeof ticketView>;
export type ActionView = z.infer<typeof action>;
export type HindranceView = z.infer<typeof hindrance>;
export type OutreachView = z.infer<typeof outreach>;
