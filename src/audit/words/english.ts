import type { Words } from './words';

export const english: Words = {
  locale: 'en-GB',
  title: 'What WhatsApp’s 24-hour window has cost',
  about: '{account}: {tickets} WhatsApp tickets and {messages} messages, from {from} to {to} (times of {zone}).',
  intro:
    'WhatsApp lets a business write freely to a customer only in the 24 hours after the customer’s last message: the window. Later, only a template that WhatsApp has approved arrives.',
  lost: 'What was lost',
  would: 'What Ventana would have done by itself',
  cannotKnow: 'What this audit cannot know',
  ticketsOf: 'Tickets',
  none: 'none',
  notSaid: 'not said',
  more: 'and {count} more: see the CSV or JSON',
  finding: {
    replyTooLate: {
      one: 'reply never arrived: it was sent after the window had closed',
      many: 'replies never arrived: they were sent after the window had closed',
      why: 'Zendesk shows them on the ticket as if the customer had them.',
    },
    replyFailed: {
      one: 'reply failed, according to its ticket',
      many: 'replies failed, according to their tickets',
      why: 'Sent in time, but not delivered.',
    },
    closedOnWaiting: {
      one: 'window closed while the customer waited for an answer',
      many: 'windows closed while the customer waited for an answer',
      why: 'From then on, only an approved template reaches the customer.',
    },
    outOfHours: {
      one: 'customer wrote out of hours, and the window was closed before anybody could answer',
      many: 'customers wrote out of hours, and the window was closed before anybody could answer',
      why: 'The office was open for less than an hour of their 24.',
    },
    notReminded: {
      one: 'question stayed pending for 24 hours without an answer or a reminder',
      many: 'questions stayed pending for 24 hours without an answer or a reminder',
      why: 'The agent had asked, the customer had not answered, and nobody wrote again.',
    },
  },
  replies: {
    title: 'From opening to the first reply that arrived',
    median: 'Where one arrived: half within {hours} h',
    ninth: 'nine of ten within {hours} h',
    never: '{count} of {of} tickets never got one',
    none: 'No ticket was opened in this time.',
    axis: 'tickets',
    buckets: ['< 1 h', '1–4 h', '4–8 h', '8–24 h', '> 24 h', 'never'],
  },
  days: 'By day',
  deeds: {
    reminder: 'reminders of a question',
    reopening: 'reopenings after office hours',
    rescue: 'rescues of a lost reply',
    words: 'lost replies sent again after the customer’s answer',
  },
  categories: {
    utility: 'utility templates',
    marketing: 'marketing templates',
    unstated: 'templates whose category nobody says',
    free: 'free-form texts',
  },
  warnings: 'warnings to agents before a window closed',
  warnedInTime: 'of the windows that closed on a waiting customer, those with a warning before',
  told: 'notes that a reply had not arrived',
  solved: 'tickets solved after an unanswered reminder',
  heldBack: {
    budget: 'messages that the month’s budget would have held back',
    limit: 'messages that a limit would have held back',
    later: 'of the messages held back, those that would have gone out later',
  },
  busiest: 'most templates in 24 hours',
  ofLimit: '{count} (limit {limit})',
  cost: {
    of: 'estimated cost: {what}',
    total: 'estimated cost in all',
    free: 'messages that cost nothing',
    unknown: 'messages whose rate is not known: they are not in the cost',
    by: 'The cost is an estimate in {currency}, by Meta’s rate card of {dates}.',
    example:
      'That card is an EXAMPLE of ten markets, not your rates. Get yours from Meta, then: npx ventana rates import FILE.',
    assumed: {
      category: 'Templates whose category neither WhatsApp nor the policy says count as utility ({count}).',
      country: 'Where the country of the customer’s number is not known, {country} counts ({count}).',
      early: 'Messages older than the card count at its rates ({count}).',
      allowance:
        'Of the 1,000 free-form messages a month that are free, agents’ count as they came, all as of one number; those before this time are not known ({count}).',
    },
    categoriesFrom: {
      whatsapp: 'Templates are priced by the category that WhatsApp shows for them ({count}).',
      policy: 'Where WhatsApp showed none, the category in the policy counts ({count}).',
    },
    moved: '{template}: its category is {whatsapp} at WhatsApp, {policy} in {file}.',
    always:
      'Messages within 72 hours of an advertisement are free, but no ticket shows it: they count in full. Rates change, and months begin, at midnight in {zone}. Taxes and the prices of Zendesk are not in it.',
  },
  budget: {
    month: '{policy}, {month}: {spent} counted towards the budget.',
    soft: 'The soft one ({amount}) was reached on {date}.',
    hard: 'The hard one ({amount}) was reached on {date}.',
    how: 'A budget counts free-form texts in full. The first month counts only from the beginning of this time.',
  },
  byMacro: 'What agents ask for with a macro is not counted. Nobody knows what they would have asked for.',
  answersUnknown: 'Whether a customer would have answered is not known.',
  unknownTickets: '{count} tickets could not be read:',
  why: {
    gone: 'deleted',
    refused: 'refused to these credentials',
    noAnswer: 'no answer after several attempts; run the audit again',
    noConversation: 'no WhatsApp conversation in its history',
    noMessages: 'its conversation is not there any more',
  },
  limits: {
    failures:
      'Replies sent in time whose delivery failed. WhatsApp reports that only to a webhook, and no ticket’s history shows one here. They count as arrived.',
    failuresShown: 'Failed deliveries that the tickets’ histories do not show. They count as arrived.',
    taps: 'Taps on buttons: the list of messages does not have them. A customer who only tapped counts as silent.',
    deleted: 'Tickets that were deleted, and messages that somebody has deleted from a conversation.',
    sending:
      'Whether each message could have been sent: templates, opt-outs, consent, blocked numbers and limits are checked only when Ventana sends.',
    partlyRead: '{count} tickets have messages that could not be read: {tickets}.',
    alreadyVentana: 'On {count} tickets Ventana has already written: there, what it would have done is not worked out.',
    hoursAssumed: 'The account has several schedules. The hours of “{name}” were used; a policy can name another.',
    hoursUnknown: 'Office hours: Zendesk shows them to administrators only. The office counts as always open.',
  },
};
