/**
 * The policy file, defined once: its keys, their defaults, limits and purpose. Values keep the form they have in the
 * file (durations as text, `off`); ./policyMapping converts them to the program's types.
 */
import phoneMetadata from 'libphonenumber-js/min/metadata';
import { z } from 'zod';
import { LIMITS } from '../../activities/values';
import { DURATION, durationMs } from './internal/durations';
import { hoursSchema } from './internal/hoursSchema';
import { template, wording } from './internal/templateSchema';
import { QUIET_HOURS } from './internal/weekSyntax';

const WINDOW_MS = durationMs('24h');

/** Turns a feature off. In YAML 1.2, `off` is text. */
const off = z.literal('off');

/**
 * @param allowed whether a length in ms is valid
 * @param otherwise the error message when it is not
 */
const duration = (
  description: string,
  preset: string,
  examples: string[],
  allowed = (_ms: number) => true,
  otherwise = '',
) =>
  z
    .string()
    .regex(DURATION, { error: 'is not a duration' })
    .refine((value) => !DURATION.test(value) || allowed(durationMs(value)), { error: otherwise })
    .meta({ description, examples })
    .default(preset);

const anyTime = (description: string, preset: string) => duration(description, preset, ['1h', '30m']);
const positive = (description: string, preset: string) =>
  duration(description, preset, ['24h', '90m'], (ms) => ms > 0, 'must be longer than zero');
const upToADay = (description: string, preset: string) =>
  duration(description, preset, ['15m', '1h'], (ms) => ms >= 60_000 && ms <= WINDOW_MS, 'must be from 1m to 24h');
const insideWindow = (description: string, preset: string) =>
  duration(description, preset, ['2h', '30m'], (ms) => ms < WINDOW_MS, 'must be shorter than the 24h window');

const count = (description: string, preset: number) => z.int().positive().describe(description).default(preset);

const followUps = (description: string, preset: number) => z.int().nonnegative().describe(description).default(preset);

const name = z.string().min(1);

/** Keywords are compared by their letters and digits only. */
const keyword = z.string().regex(/[\p{L}\p{N}]/u, { error: 'has no letters or digits' });
const messageKey = (preset: string) => name.describe('Key under messages.').default(preset);

/** A language of free-form texts, in the form that WhatsApp and Zendesk use. */
const LANGUAGE = /^[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,4})?$/;
const language = z
  .string()
  .regex(LANGUAGE, { error: 'is not a language' })
  .meta({ examples: ['es', 'en_US'] });

const message = z.strictObject({
  template,
  text: z
    .record(language, wording.max(LIMITS.text))
    .refine((value) => Object.keys(value).length > 0, { error: 'has no languages' })
    .meta({ examples: [{ es: 'Hola {{requester.firstName|cliente}}' }] })
    .optional()
    .describe(
      'Sent when the window is open: free-form text by language. If left out, the template is sent in both cases.',
    ),
});

const followUp = z.strictObject({
  anchor: z
    .enum(['agentReply', 'windowClose'])
    .default('agentReply')
    .describe("What the reminder's delay is counted from."),
  after: positive("With agentReply: how long after the agent's last reply.", '24h'),
  before: insideWindow('With windowClose: how long before the window closes.', '1h'),
  grace: anyTime('At least this long after the ticket became pending.', '1h'),
  max: count('Maximum number of reminders without an answer.', 1),
  message: messageKey('followUp'),
  solveAfter: z
    .union([off, duration('A duration.', '7d', ['72h', '7d'], (ms) => ms > 0, 'must be longer than zero').unwrap()])
    .default('off')
    .describe('Solve the ticket, with a note, if the last reminder is not answered for this long.'),
  endedSession: z
    .enum(['skip', 'remind'])
    .default('skip')
    .describe('Whether to remind where the messaging session has ended: the answer would open a new ticket.'),
});

const reopening = z.strictObject({
  mode: z
    .enum(['agent', 'automatic'])
    .default('agent')
    .describe('Who starts it: agent (with the macro), or automatic (Ventana too).'),
  minOffice: insideWindow('With automatic: only windows with less office time than this.', '1h'),
  message: messageKey('reopening'),
  macro: name
    .optional()
    .describe(
      'Title of the macro that Ventana applies and mentions in notes. Default for language es: WhatsApp::Reabrir conversación; for en: WhatsApp::Reopen conversation.',
    ),
  followUps: followUps(
    'Reminders on a pending ticket whose customer has not answered it, each followUp.after later.',
    0,
  ),
});

const rescue = z.strictObject({
  mode: z
    .enum(['agent', 'automatic'])
    .default('agent')
    .describe('Who asks the customer to answer: agent (with the macro), or automatic (Ventana too).'),
  deliver: z
    .enum(['always', 'ask'])
    .default('always')
    .describe('ask: an agent decides if the customer writes more than a tap on a button.'),
  expires: duration(
    'A reply that is older than this is not sent any more.',
    '72h',
    ['72h', '24h'],
    (ms) => ms > 0 && ms <= durationMs('7d'),
    'must be longer than zero and at most 7d',
  ),
  message: messageKey('rescue'),
});

const LARGEST_HOLDOUT_PERCENT = 50;

const experiment = z.strictObject({
  holdout: z
    .string()
    .regex(/^\d{1,2}%$/, { error: 'is not a percentage', abort: true })
    .refine((it) => percent(it) >= 1 && percent(it) <= LARGEST_HOLDOUT_PERCENT, {
      error: `must be from 1% to ${LARGEST_HOLDOUT_PERCENT}%`,
    })
    .meta({ description: 'How many of the customers get no automatic reminder.', examples: ['20%'] }),
  name: name.default('reminders').describe('Another name draws the customers anew.'),
});

const amount = (description: string) => z.number().positive().optional().describe(description);

const budget = z.strictObject({
  monthly: z
    .strictObject({
      soft: amount('From this amount on, people are told. Nothing else changes.'),
      hard: amount('What would cost more is not sent until the month ends.'),
    })
    .refine(({ soft, hard }) => soft !== undefined || hard !== undefined, {
      error: 'has no amount',
      params: { hint: 'Give it soft, hard or both.' },
    })
    .refine(({ soft, hard }) => soft === undefined || hard === undefined || soft <= hard, {
      error: 'has a soft amount above the hard one',
      params: { hint: 'Make soft the lower of the two.' },
    })
    .meta({ examples: [{ soft: 200, hard: 300 }] }),
  whenReached: z
    .enum(['stop', 'warn'])
    .default('stop')
    .describe('What happens at the hard amount to messages that agents request.'),
});

/** Names that Ventana itself uses. */
const OWN_ACTIONS = ['pause', 'resume', 'reopening', 'rescue', 'rescue_withdraw', 'silence', 'unsilence'];

/** The name becomes a tag in Zendesk, and tags are lower case. */
const proactiveName = z
  .string()
  .regex(/^[a-z0-9_]+$/, { error: 'is not an action name: use lower-case letters, digits and _' })
  .refine((value) => !OWN_ACTIONS.includes(value), {
    error: "is the name of one of Ventana's own actions",
    params: { hint: 'Choose another name.' },
  })
  .meta({ examples: ['incident'] });

const proactive = z.strictObject({
  message: name.optional().describe('Key under messages. Default: the name of the action.'),
  title: z
    .string()
    .trim()
    .min(1, { error: 'is empty' })
    .max(80, { error: 'has more than 80 characters' })
    .optional()
    .describe('What agents call it: the title of its macro, after WhatsApp:: if it has no :: of its own.')
    .meta({ examples: ['Avisar de incidencia'] }),
  followUps: followUps(
    'Reminders on a pending ticket whose customer has not answered it, each followUp.after later.',
    1,
  ),
});

const country = z
  .string()
  .refine((it) => Object.hasOwn(phoneMetadata.countries, it), { error: 'is not a country' })
  .meta({ description: 'ISO country code for phone numbers without a country code.', examples: ['ES', 'MX'] });

export const policySchema = z.strictObject({
  mode: z
    .enum(['live', 'observe'])
    .default('live')
    .describe('With observe, everything is decided and noted on the tickets, and nothing is sent.'),
  language: z.enum(['es', 'en']).default('es').describe('Language of the notes on tickets.'),
  hours: hoursSchema.default('zendesk'),
  quietHours: z
    .string()
    .regex(QUIET_HOURS, { error: 'is not a time range' })
    .refine((value) => value === 'off' || value.split('-')[0]?.trim() !== value.split('-')[1]?.trim(), {
      error: 'starts and ends at the same time',
    })
    .meta({
      description: "Nothing automatic is sent during these hours, in the office's time zone.",
      examples: ['21:00-08:00', 'off'],
    })
    .default('21:00-08:00'),
  window: z
    .strictObject({
      margin: insideWindow('Treat the window as closed this long before it closes.', '5m'),
      prefer: z
        .enum(['text', 'cheapest'])
        .default('text')
        .describe(
          'What goes out while the window is open: the free-form text, or the utility template where that is cheaper by your rate card.',
        ),
    })
    .prefault({}),
  followUp: z.union([off, followUp]).describe('Case 1: reminder for a pending ticket.').prefault({}),
  agentWarning: z
    .union([off, z.strictObject({ before: insideWindow('How long before the window closes.', '2h') })])
    .describe("Note to the agent when a customer's window is about to close without an answer.")
    .prefault({}),
  reopening: z.union([off, reopening]).describe('Case 2: the customer wrote outside office hours.').prefault({}),
  rescue: z.union([off, rescue]).describe("Case 4: an agent's reply that did not reach the customer.").prefault({}),
  experiment: z
    .union([off, experiment])
    .default('off')
    .describe('Measures what automatic reminders bring: a part of the customers, drawn at random, gets none.'),
  proactive: z
    .record(proactiveName, proactive)
    .describe('Case 3: messages that agents request with a macro, by the name of their action.')
    .prefault({ incident: { message: 'incident' } }),
  optOut: z
    .strictObject({
      keywords: z
        .array(keyword)
        .min(1)
        .optional()
        .describe(
          'Words that opt out when they are the whole message, in any case. Default for language es: STOP; for en: STOP, UNSUBSCRIBE.',
        )
        .meta({ examples: [['STOP', 'UNSUBSCRIBE']] }),
      replyKeywords: z
        .array(keyword)
        .optional()
        .describe(
          'Words that are also ordinary answers: they opt out only in reply to a message from Ventana. Default for language es: BAJA; for en: none. Without this key, BAJA counts so under keywords too.',
        )
        .meta({ examples: [['BAJA']] }),
    })
    .describe('How a customer opts out of all messages on all tickets.')
    .prefault({}),
  consent: z
    .strictObject({
      proactive: z
        .enum(['assumed', 'required'])
        .default('assumed')
        .describe('With required, proactive messages are only sent to customers whose whatsapp_opt_in box is ticked.'),
    })
    .describe('Whether Ventana checks that customers have agreed to receive messages.')
    .prefault({}),
  limits: z
    .strictObject({
      templatesPerDay: count("Meta's messaging limit, which all numbers of the business portfolio share.", 250),
      notificationsPerMonth: count('Notifications included in the Zendesk plan.', 1_000),
      whenReached: z.enum(['stop', 'warn']).default('stop').describe('What happens to messages that agents request.'),
    })
    .prefault({}),
  budget: z
    .union([off, budget])
    .default('off')
    .describe("What Ventana's messages may cost in a calendar month, by your rate card and in its currency."),
  rates: z
    .strictObject({
      sendsPerSecond: z.number().positive().describe('Messages to customers.').default(5),
      zendeskUpdatesPerMinute: z.number().positive().describe('Zendesk allows 100 for the whole account.').default(50),
      zendeskReadsPerMinute: z
        .number()
        .positive()
        .describe('All other requests. Zendesk allows 200 to 2,500 by plan, for all integrations together.')
        .default(200),
    })
    .prefault({}),
  sweep: z
    .union([off, z.strictObject({ every: upToADay('How often to look.', '15m') })])
    .describe('Regular search for tickets whose webhooks were lost.')
    .prefault({}),
  ledger: z
    .strictObject({
      keep: duration(
        'How long the rows of the ledger stay.',
        '400d',
        ['400d', '90d'],
        (ms) => ms >= durationMs('1d') && ms <= durationMs('3650d'),
        'must be between 1d and 3650d',
      ),
    })
    .describe('The ledger: what became of each outreach, for reports.')
    .prefault({}),
  phone: z.strictObject({ defaultCountry: country.default('ES') }).prefault({}),
  messages: z.record(name, message).describe('The messages, each under a name of your choice.').default({}),
});

/** `20%`: 20. */
export function percent(text: string): number {
  return Number.parseInt(text, 10);
}

/** The policy file with its defaults filled in. */
export type PolicyFile = z.output<typeof policySchema>;
