/**
 * The only file that calls activities: it turns an effect into the activity that carries it out, and its result into
 * the next event.
 */
import { ActivityFailure, TimeoutFailure, log, patched, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { failureTypes } from '../activities/failureTypes';
import type { SendOrder, SendOutcome, TicketUpdate } from '../activities/orders';
import type { ReadOrder } from '../activities/ticketConversation';
import type { Urgency } from '../activities/urgency';
import type { Effect } from './core/conversation';
import type { OwnEvent, TicketEvent } from './core/events';
import { urgencyOfUpdate } from './core/line';
import { RULES } from './core/rules';
import { applicationFailure, hadNoRoom } from './activityFailure';
import { localFirst } from './localFirst';
import { SENDS_TASK_QUEUE, TASK_QUEUE, ZENDESK_WRITES_TASK_QUEUE } from './messages';
import { summaryOf } from './words';

type FailureType = (typeof failureTypes)[keyof typeof failureTypes];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Patch id. Since this change, an uncertain delivery is looked for before its intent is dropped, and a lost
 * notification may still be seen.
 */
const UNCERTAIN_DELIVERY = 'doubtful-tries';

/** Temporal does not retry sends. This is the pause (ms) after a failure that sent nothing. */
const SEND_PAUSE = 10_000;

/**
 * The workflow must soon handle events again, so an activity ends within 60 s, retries included. A longer wait becomes
 * a deadline of the workflow.
 */
const retried = {
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '60 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 3, maximumInterval: '10 seconds' },
} as const;

/** A read costs several requests. What fails for longer is tried again by the core's growing pauses (K20). */
const FEW = { ...retried.retry, maximumAttempts: 3 } as const;

/** Temporal never retries these: an attempt whose outcome is unknown may have reached WhatsApp (rule 3). */
const once = {
  scheduleToStartTimeout: '25 seconds',
  startToCloseTimeout: '30 seconds',
  retry: { maximumAttempts: 1 },
} as const;

/** Patch id. Since this change, 131050 is stored, and so is a STOP said while the checkbox is still ticked. */
const MORE_OPT_OUTS = 'more-opt-outs';

/**
 * Carries out one effect. Every result, including a failure, comes back as an event.
 * @param rules that the run decides by
 * @param brief how short a reading may answer; absent: at full length
 */
export async function perform(effect: Effect, rules: number, brief?: Brief): Promise<OwnEvent | TicketEvent> {
  const summary = summaryOf(effect);
  switch (effect.type) {
    case 'readTruth':
      return read(effect, { summary, rules }, brief);
    case 'askTurn':
      return ask(effect, summary, rules);
    case 'returnTurns': {
      const { returnTurns } = proxyActivities<Activities>({ ...retried, taskQueue: TASK_QUEUE, summary });
      const { turns } = effect;
      return returnTurns(turns).then(
        () => ({ type: 'turnsReturned', turns }),
        (error: unknown) => ({ type: 'turnsNotReturned', retryAt: retryAt(error) }),
      );
    }
    case 'reportStop': {
      const { reportStop } = proxyActivities<Activities>({ ...retried, taskQueue: TASK_QUEUE, summary });
      const { code, message, template } = effect;
      // Each ticket also finds out by itself: a lost report costs one attempt and nothing else.
      const of = { ...(message !== undefined && { message }), ...(template !== undefined && { template }) };
      return reportStop({ code, ...of }).then(
        () => ({ type: 'stopReported' }),
        () => ({ type: 'stopReported' }),
      );
    }
    case 'send':
      return send(effect, summary);
    case 'look': {
      const { lookForMessage } = proxyActivities<Activities>({ ...retried, taskQueue: TASK_QUEUE, summary });
      const { intentId, order } = effect;
      return lookForMessage(order).then(
        (outcome) => ({ type: 'sendEnded', intentId, order, outcome }),
        (error: unknown) => ({ type: 'lookFailed', intentId, retryAt: retryAt(error) }),
      );
    }
    case 'updateTicket':
      return write(effect, summary, rules);
    case 'storeOptOut':
      return storeOptOut(effect, summary);
    case 'setPause':
      return setPause(effect, summary);
  }
}

type Of<Type extends Effect['type']> = Extract<Effect, { type: Type }>;

type Brief = Pick<ReadOrder, 'packs' | 'known'>;

function read(
  { type: _type, ...order }: Of<'readTruth'>,
  { summary, rules }: { summary: string; rules: number },
  { known, ...brief }: Brief = {},
): Promise<OwnEvent> {
  const activities = proxyActivities<Activities>({ ...retried, retry: FEW, taskQueue: TASK_QUEUE, summary });
  return localFirst(activities, { summary, rules }, (it, isLocal) =>
    // The history keeps what an ordinary activity is asked.
    it.readTruth({ ...order, rules: RULES, prices: true, ...brief, ...(isLocal && known && { known }) }),
  ).then(
    (truth) => ({ type: 'truth', truth }),
    (error: unknown) => (typeOf(error) === 'Gone' ? { type: 'gone' } : readFailed(order, error)),
  );
}

function ask({ request, direct }: Of<'askTurn'>, summary: string, rules: number): Promise<OwnEvent | TicketEvent> {
  const activities = proxyActivities<Activities>({ ...retried, taskQueue: TASK_QUEUE, summary });
  const { intentId } = request;
  return localFirst(activities, { summary, rules }, (it) => it.askTurn(request, direct)).then(
    (answer) => answer ?? { type: 'turnAsked', intentId },
    (error: unknown) => ({ type: 'turnNotAsked', intentId, retryAt: retryAt(error) }),
  );
}

function write({ update }: Of<'updateTicket'>, summary: string, rules: number): Promise<OwnEvent> {
  const activities = proxyActivities<Activities>({ ...retried, taskQueue: ZENDESK_WRITES_TASK_QUEUE, summary });
  const urgency = urgencyOfUpdate(update);
  const order = { ...update, ...(urgency !== 'due' && { urgency }) };
  const written = mayBeRepeated(update)
    ? localFirst(activities, { summary, rules }, (it) => it.updateTicket(order))
    : activities.updateTicket(order);
  return written.then(
    (done) => ({ type: 'written', ticketId: update.ticketId, ...done }),
    (error: unknown) => writeFailure(error, urgency),
  );
}

/** A note or a macro would be written twice; a status would undo what an agent has set in between, without a guard. */
const mayBeRepeated = ({ notes, macro, status, stamp }: TicketUpdate): boolean =>
  notes.length === 0 && macro === undefined && (status === undefined || stamp !== undefined);

function setPause({ order, key }: Extract<Effect, { type: 'setPause' }>, summary: string): Promise<OwnEvent> {
  const { setPause: set } = proxyActivities<Activities>({ ...retried, taskQueue: TASK_QUEUE, summary });
  return set(order).then(
    () => ({ type: 'pauseSet', key }),
    (error: unknown) => ({ type: 'pauseNotSet', retryAt: retryAt(error) }),
  );
}

/** Says in the log until when at least: an agent who waits for the ticket sees nothing of it. */
function readFailed({ ticketId, urgency = 'due' }: ReadOrder, error: unknown): OwnEvent {
  const grows = applicationFailure(error)?.details?.includes('pausesGrow') === true;
  const at = retryAt(error, grows ? 0 : typeOf(error) === 'Refused' ? HOUR : MINUTE);
  log.warn('the ticket could not be read; putting it off', {
    ticketId,
    why: typeOf(error) ?? 'Timeout',
    until: new Date(at).toISOString(),
  });
  return { type: 'readFailed', retryAt: at, ...inLine(error, urgency), ...(grows && { grows }) };
}

function send({ intentId, order }: Of<'send'>, summary: string): Promise<OwnEvent> {
  const { sendMessage } = proxyActivities<Activities>({ ...once, taskQueue: SENDS_TASK_QUEUE, summary });
  return sendMessage(order).then(
    (outcome) => sendEnded(intentId, order, outcome),
    (error: unknown) =>
      mayHaveSent(error)
        ? sendEnded(intentId, order, { type: 'unknown' })
        : {
            type: 'sendPostponed',
            intentId,
            retryAt: retryAt(error, SEND_PAUSE),
            ...uncertainOrder(error, order),
            ...ownOrGone(error),
          },
  );
}

async function storeOptOut({ order, again }: Of<'storeOptOut'>, summary: string): Promise<OwnEvent> {
  const { of } = order;
  const target = order.keepOnly ? ('conversation' as const) : of;
  if ((of === 'marketing' || again) && !patched(MORE_OPT_OUTS)) return { type: 'optOutStored', of, passedOver: true };
  const activities = proxyActivities<Activities>({ ...retried, taskQueue: ZENDESK_WRITES_TASK_QUEUE, summary });
  return activities.storeOptOut(order).then(
    (end) => ({
      type: 'optOutStored',
      of: target,
      ...(end === 'noField' && { noField: true }),
      ...(end === 'unkept' && { unkept: true }),
      ...(end === 'unshown' && { unshown: true }),
    }),
    (error: unknown) => ({ ...writeFailure(error, 'due'), of: target }),
  );
}

function sendEnded(intentId: string, order: SendOrder, outcome: SendOutcome): OwnEvent {
  const isUntraceable = outcome.type === 'unknown' && order.conversationId === undefined;
  const mayTurnUp = isUntraceable && patched(UNCERTAIN_DELIVERY) && { mayTurnUp: true as const };
  return { type: 'sendEnded', intentId, order, outcome, ...mayTurnUp };
}

/** A gateway's error may hide a success. */
const uncertainOrder = (error: unknown, order: SendOrder): { doubt?: SendOrder } =>
  typeOf(error) === 'Doubtful' && patched(UNCERTAIN_DELIVERY) ? { doubt: order } : {};

type FailedUpdate = Extract<OwnEvent, { type: 'conflict' | 'writeFailed' }>;

function writeFailure(error: unknown, urgency: Urgency): FailedUpdate {
  const type = typeOf(error);
  if (type === 'Conflict') {
    // Earlier versions gave no detail: their runs wait before they read.
    const readAtOnce = applicationFailure(error)?.details?.includes('readAtOnce') === true;
    return { type: 'conflict', ...(readAtOnce && { readAtOnce }) };
  }
  const forbidden = type === 'Unauthorized' && applicationFailure(error)?.details?.includes(403) === true;
  return {
    type: 'writeFailed',
    retryAt: retryAt(error),
    final: type === 'Refused' || type === 'Gone',
    ...((forbidden || type === 'Refused') && { refused: true }),
    ...(type === 'Gone' && { gone: true }),
    ...inLine(error, urgency),
  };
}

const inLine = (error: unknown, line: Urgency): { line?: Urgency } => (hadNoRoom(error) ? { line } : {});

/** No vendor was asked, as our own budget is used up; or the ticket no longer exists. */
const ownOrGone = (error: unknown): { own?: true; gone?: true } =>
  typeOf(error) === 'Gone' ? { gone: true } : hadNoRoom(error) ? { own: true } : {};

const typeOf = (error: unknown): FailureType | undefined => applicationFailure(error)?.type as FailureType | undefined;

/**
 * An attempt that began and whose outcome is unknown may have sent the message. One that never began, or was explicitly
 * refused, sent nothing.
 */
function mayHaveSent(error: unknown): boolean {
  if (applicationFailure(error)) return false;
  const timeout = error instanceof ActivityFailure ? error.cause : undefined;
  return !(timeout instanceof TimeoutFailure && timeout.timeoutType === 'SCHEDULE_TO_START');
}

/**
 * When to retry (epoch ms): no sooner than the vendor's `Retry-After`. A wrong credential is tried again every five
 * minutes.
 */
function retryAt(error: unknown, pause = MINUTE): number {
  const failure = applicationFailure(error);
  const asked = failure?.details?.[0];
  if (failure?.type === 'Unauthorized') return Date.now() + 5 * MINUTE;
  return Date.now() + (typeof asked === 'number' ? asked : pause);
}
