/** One attempt at an outreach: its id, its rendition, its request for a turn and its order to send. */
import type { SendOrder, TurnRequest } from '../../activities/orders';
import type { Instant, Interval, Message, Rendition } from '../../activities/types';
import { askedLast } from './afterOutreach';
import type { Live, Outreach } from './conversation';
import { own } from './own';
import { observes } from './observing';
import { closesAt, lastCustomer, lateArrival } from './history';
import { sendsWords } from './intentId';
import { STILL_THE_START_MS } from './intervals';
import { sendIdOf } from './sendId';

/**
 * The next attempt at an intent: free-form text if the window is still open with time to spare, otherwise the template
 * (rule 4).
 */
export function nextAttempt(c: Live, intent: Outreach): { intent: Outreach; order: SendOrder } {
  const { truth } = c;
  const rendition = renditionAt(c, intent, c.asOf);
  const { byPrice: _before, ...tried } = intent;
  const byPrice = rendition === 'template' && isTextPossible(c, intent, c.asOf) && { byPrice: true as const };
  const attempted: Outreach = { ...tried, rendition, attempts: intent.attempts + 1, triedAt: c.asOf, ...byPrice };
  const customer = lastCustomer(c);
  const asked = askedLast(c);
  const order: SendOrder = {
    ticketId: c.ticketId,
    sendId: sendIdOf(attempted),
    purpose: intent.purpose,
    ...(asked && intent.purpose.kind === 'followUp' && { follows: asked.purpose }),
    ...(intent.requested && { requested: true as const }),
    ...(isReminder(intent) && { mayBeHeldBack: true as const }),
    ...(observes(c) && { observes: true as const }),
    message: intent.message,
    rendition,
    ...(truth.conversation && { conversationId: truth.conversation.id }),
    ...(customer?.integrationId !== undefined && { integrationId: customer.integrationId }),
    ...(customer && { customerLastAt: customer.at }),
    ...heardAfter(c),
    ...(intent.repeats !== undefined && { repeats: wordsOf(c, intent.repeats) }),
    dueAt: intent.since,
    failedMessageIds: c.messages.filter((it) => isFailedAttempt(c, intent, it)).map(({ id }) => id),
    ...(intent.failedSendIds && { failedSendIds: intent.failedSendIds }),
  };
  return { intent: attempted, order };
}

/** Only reminders are automatic where nobody owes the customer an answer. */
const isReminder = ({ purpose, requested }: Outreach): boolean => purpose.kind === 'followUp' && !requested;

/** What the send needs to find the words, and to see whether an agent has written since. */
function wordsOf(c: Live, messageId: string): NonNullable<SendOrder['repeats']> {
  const at = c.messages.find(({ id }) => id === messageId)?.at ?? c.asOf;
  return { messageId, at, agentLastAt: c.messages.findLast((it) => it.by === 'agent')?.at ?? at };
}

/** Only if the customer's last word to arrive had been on its way. */
function heardAfter(c: Live): Pick<SendOrder, 'customerHeardAt'> {
  const late = lateArrival(c);
  return late === undefined ? {} : { customerHeardAt: late };
}

type Attempt = Pick<Outreach, 'repeats' | 'message' | 'attempts' | 'rendition' | 'byPrice'>;

/** Which rendition an attempt at that time has (rule 4). */
export function renditionAt(c: Live, intent: Attempt, at: Instant): Rendition {
  if (intent.repeats !== undefined) return 'text';
  return isTextPossible(c, intent, at) && !isTemplateCheaper(c, intent) ? 'text' : 'template';
}

/** A free-form text would arrive, as far as we know. */
function isTextPossible(c: Live, intent: Attempt, at: Instant): boolean {
  const { policy, conversation } = c.truth;
  const hasText = own(policy.messages, intent.message)?.hasText === true;
  const textFailed = intent.attempts > 0 && intent.rendition === 'template' && !intent.byPrice;
  return isWindowOpen(c, at) && hasText && conversation !== undefined && !textFailed;
}

function isWindowOpen(c: Live, at: Instant): boolean {
  const closes = closesAt(c);
  return closes !== undefined && at < closes - c.truth.policy.windowMarginMs;
}

/** Q82: chosen once. If that attempt fails, the text goes out as ever: what arrives comes before what is cheap. */
function isTemplateCheaper({ truth: { policy } }: Live, { message, attempts }: Attempt): boolean {
  const { text, templateInWindow } = own(policy.messages, message)?.prices ?? {};
  if (!policy.prefersCheapest || attempts > 0) return false;
  return text !== undefined && templateInWindow !== undefined && templateInWindow < text;
}

/** What an attempt at that time adds to the month's costs. An agent's own words are not ours to count. */
export function costAt(
  c: Live,
  intent: Pick<Outreach, 'repeats' | 'message' | 'counted'>,
  rendition: Rendition,
  at: Instant,
): Pick<TurnRequest, 'cost'> {
  const { prices = {} } = (intent.repeats === undefined && own(c.truth.policy.messages, intent.message)) || {};
  const ofTemplate = (isWindowOpen(c, at) ? prices.templateInWindow : undefined) ?? prices.template;
  const price = rendition === 'text' ? prices.text : ofTemplate;
  return price === undefined ? {} : { cost: Math.max(0, price - (intent.counted ?? 0)) };
}

/** How many quiet hours to send with a request for a turn. A turn not given by then is asked for again anyway. */
const QUIET_HOURS_AHEAD = 2;

/** These quiet hours and the coming ones; those at whose very start a reminder is due (F11) begin after it. */
function quietHoursFor({ truth, asOf }: Live, { purpose }: Outreach, due: Instant): Interval[] {
  const mayGoAtStart = purpose.kind === 'followUp' && truth.policy.followUp?.anchor === 'windowClose';
  const isNow = (start: Instant): boolean => mayGoAtStart && due >= start && due <= start + STILL_THE_START_MS;
  return truth.quiet
    .map(({ start, end }) => ({ start: isNow(start) ? start + STILL_THE_START_MS : start, end }))
    .filter(({ start, end }) => end > asOf && end > start)
    .slice(0, QUIET_HOURS_AHEAD);
}

/** After this pause (ms) a request is made again, then after twice as long, and so on, should it have been lost. */
const ASK_AGAIN_MS = 3_600_000;
const ASK_AGAIN_AT_MOST_MS = 8 * ASK_AGAIN_MS;
/** A request that was not renewed in so many of these pauses is dropped: nobody needs it. */
const EXPIRES_AFTER = 3;

/** @param asks how often the turn has been asked for */
export const askAgainAfter = (asks = 1): Instant => Math.min(ASK_AGAIN_MS * 2 ** (asks - 1), ASK_AGAIN_AT_MOST_MS);

/** The intent's request for a turn of the account, to send at `at`. */
export function turnRequest(c: Live, intent: Outreach, at: Instant): TurnRequest {
  const uses = c.truth.conversation ? 'template' : 'notification';
  const template = own(c.truth.policy.messages, intent.message)?.template;
  const rendition = renditionAt(c, intent, at);
  return {
    ticketId: c.ticketId,
    intentId: intent.id,
    customerLastAt: lastCustomer(c)?.at ?? c.asOf,
    notBefore: at,
    quiet: intent.requested ? [] : quietHoursFor(c, intent, at),
    requested: intent.requested,
    message: intent.message,
    ...(rendition === 'template' && { uses, ...(template !== undefined && { template }) }),
    ...costAt(c, intent, rendition, at),
    expiresAt: c.asOf + EXPIRES_AFTER * askAgainAfter(intent.asks),
  };
}

/** The intent that has made this request. */
export const havingAsked = (intent: Outreach, { cost }: TurnRequest): Outreach =>
  cost === undefined ? intent : { ...intent, turn: { ...intent.turn, cost } };

const isFailedAttempt = (c: Live, intent: Outreach, message: Message): boolean =>
  message.by === 'ventana' && isOf(intent, message.sendId) && message.id in c.failures;

/** Another ticket of the conversation may have tried to send the same words. */
const isOf = ({ id, repeats }: Outreach, sendId: string): boolean =>
  sendId.startsWith(`${id}:`) || (repeats !== undefined && sendsWords(sendId, repeats));
