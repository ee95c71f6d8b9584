// Stryker disable StringLiteral: words that people read. Tests hold that each note is whole, unlike the others, and translated.
import { because, type Phrases } from './phraseForms';
import { boxTitles } from './titles';

const box = boxTitles.en;

export const en: Phrases = {
  purposes: {
    followUp: 'Reminder',
    reopening: 'Reopening message',
    rescue: 'Rescue message',
    rescued: 'Rescued reply',
    proactive: (name) => `Message "${name}"`,
  },
  text: 'free-form text',
  template: (name) => `template ${name}`,
  sent: (what, how) => `${what} sent via WhatsApp (${how}). If the customer answers, the ticket will reopen.`,
  alreadySent: (what, when) =>
    `${what} not sent: it was already sent on ${when} and the customer has not answered yet. Wait for the answer, or contact them another way.`,
  sendFailed: (what, why) => `${what} not sent: ${why}`,
  notTaken: (what) =>
    `${what} delayed: Zendesk or its messaging service is not responding. Ventana will keep trying for a day; if that fails, it will say so here.`,
  sendUnknown: (what) =>
    `${what}: WhatsApp did not confirm receipt. It will not be sent again automatically; check with the customer before you repeat it.`,
  sendRetried: (what, code, when) =>
    `${what}: it did not reach the customer${because(code)}. Ventana will send it again on ${when}, if it is still needed.`,
  sendDropped: (what) => `${what} cancelled: it was not delivered and is no longer needed, so it will not be sent.`,
  customerWroteFirst: (what) =>
    `${what} not sent: the customer wrote after it was requested. You can now answer them with free-form text.`,
  turnTooLate: (what) =>
    `${what} not sent: it could not be sent within a day of the request. If it is still needed, apply the macro again.`,
  sendPaused: (what) =>
    `${what} waiting: sending via WhatsApp is paused for the whole account. When it resumes, Ventana will check whether the message is still needed.`,
  wouldSend: (what, how) =>
    `${what} not sent: Ventana is only observing. Otherwise it would have sent it now via WhatsApp (${how}).`,
  heldBack: (what) =>
    `${what} not sent: this customer is in the control group of the experiment with reminders. There is nothing to do; macros work as always.`,
  sendingPaused:
    'Sending paused: Ventana will send no WhatsApp messages for the whole account until an administrator applies the macro that resumes it.',
  sendingResumed:
    'Sending resumed: Ventana sends WhatsApp messages again. Before each one it checks whether the message is still needed.',
  switchRefused: 'Nothing was changed: only a Zendesk administrator can pause or resume sending via WhatsApp.',
  silenced:
    'Ticket silenced: Ventana will send and change nothing here on its own. What you request with a macro is still sent.',
  silenceLifted: 'Silence lifted: Ventana takes care of this ticket again.',
  limits: { templatesPerDay: 'templates in 24 hours', notificationsPerMonth: 'notifications per month' },
  limitNear: (limit, used, max) =>
    `Note: the account has used ${used} of ${max} ${limit}. When the limit is reached, automatic messages wait.`,
  limitReached: (what, limit, max) =>
    `${what} not sent: the account has reached its limit of ${max} ${limit}. Apply the macro again later, or tell your Ventana administrator.`,
  budgetSoft: (used, max, card) =>
    `Note: this month's messages cost an estimated ${used}, and the budget tells from ${max} on${card}. Nothing changes: sending goes on.`,
  budgetHard: (used, max, card) =>
    `Budget used up: this month's messages cost an estimated ${used} of at most ${max}${card}. Automatic messages wait until the month ends.`,
  budgetRefused: (what, max, card) =>
    `${what} not sent: the month's budget is used up (${max}, an estimate${card}). If it is needed now, tell your Ventana administrator.`,
  card: (day) => `, by the rate card of ${day}`,
  unknownAction: (action) =>
    `Nothing was sent: the action "${action}" is not in Ventana's configuration. Tell your Ventana administrator.`,
  notDelivered: (late, code) =>
    `Your message did not reach the customer${late ? ": WhatsApp's 24-hour window was closed" : because(code)}.`,
  toReopen: (macro) => ` To let the customer answer, apply the macro "${macro}".`,
  windowClosing: (when) =>
    `The customer is waiting for an answer and the WhatsApp window closes on ${when}. Answer before then: afterwards you can only send templates.`,
  optedOut: `The customer asked to receive no more messages (STOP): Ventana will not send them anything, on any ticket. If they change their mind, clear the "${box.optOut}" box in their profile.`,
  optedOutUnstored:
    'The customer asked to receive no more messages (STOP) and Ventana will not send them anything from this ticket. For this to apply to their other tickets, Zendesk needs the user field whatsapp_opt_out: tell your Zendesk administrator.',
  optedOutRefused: `The customer asked to receive no more messages (STOP) and Ventana will not send them anything from this ticket, but Zendesk does not allow it to be saved in their profile. Tick the "${box.optOut}" box yourself, so that it applies to all their tickets, and tell your Zendesk administrator. Ventana will try again every hour.`,
  optedOutUnshown: `A STOP of this customer was reported, but their conversation does not show it, so Ventana has not saved it. If they want no messages, tick the "${box.optOut}" box in their profile.`,
  blockUnshown: `It was reported that this customer has blocked your number, but WhatsApp does not show it, so Ventana has not saved it. It sends nothing from this ticket. If they want no messages, tick the "${box.optOut}" box in their profile.`,
  marketingRefused: `The customer does not accept marketing messages from your business, but Zendesk does not allow this to be saved in their profile. Tick the "${box.marketingOptOut}" box yourself, and tell your Zendesk administrator. Ventana will try again every hour.`,
  solvedUnanswered:
    'Ticket solved: the customer did not answer the last reminder. If they write, Zendesk will reopen it or create another one.',
  solvedWithoutReminder:
    'Ticket solved: the customer did not answer the message that was sent to them via WhatsApp. If they write, Zendesk will reopen it or create another one.',
  answeredElsewhere: (link) =>
    `The customer answered this message in ticket ${link}. The WhatsApp conversation continues there.`,
  answersOther: (link) =>
    `The customer is answering a message sent from ticket ${link}. See that ticket for why they were contacted.`,
  reasons: {
    noPhone: 'the requester has no phone number. Add it to their profile and apply the macro again.',
    invalidPhone: "the requester's phone number is not valid. Correct it in their profile and apply the macro again.",
    ambiguousPhone:
      "the requester's phone number can be read as two numbers of different countries. Write it in their profile with a plus sign and the country code, and apply the macro again.",
    nobodyFound:
      "nobody on WhatsApp was found for the requester's phone number. Check it in their profile, or contact the customer another way.",
    blocked: 'the customer has blocked your number on WhatsApp. Contact them another way.',
    suspended:
      'the requester is suspended in Zendesk. If that is no longer right, lift the suspension in their profile and apply the macro again.',
    otherRequester:
      "the ticket's requester was changed, and the WhatsApp conversation belongs to another person. Write to that person from their own ticket, or contact the requester from a new one.",
    notTaken:
      'Zendesk or its messaging service did not accept it for a whole day. If it is still needed, apply the macro later or contact the customer another way.',
    zendesk: (answer) =>
      `Zendesk does not allow Ventana to read something that the message needs, such as the requester's details${answer}. Check the ticket and the requester's profile and apply the macro again, or tell your Zendesk administrator.`,
    optedOut: 'the customer asked to receive no messages (STOP).',
    marketingOptedOut: `the customer does not accept marketing messages from your business. Contact them another way or, if they accept them again, clear the "${box.marketingOptOut}" box in their profile.`,
    noConsent: `there is no record that the customer agreed to receive WhatsApp messages. If they did, tick "${box.optIn}" (whatsapp_opt_in) in their profile and apply the macro again.`,
    missingValue: (name) => `"${name}" has no value and no fallback. Fill it in and apply the macro again.`,
    unrepeatable: (what) =>
      what === 'gone'
        ? 'the message is no longer in the conversation. Write to the customer yourself.'
        : `it is a message of the kind "${what}", which cannot be repeated. Send it to the customer yourself.`,
  },
};
