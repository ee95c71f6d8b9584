import { continueAsNew, log, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import { createLazyTimer } from './timer';
import { type Conversation, newConversation } from './core/conversation';
import { step, wakeAt } from './core/decide';
import type { OwnEvent, TicketEvent } from './core/events';
import { FIRST_RULES, KNOWN_FROM_THE_START, SHORT_TIMERS_END, decidesBy, rulesInBuildId } from './core/rules';
import { briefFor } from './core/unchangedTruth';
import { type TicketInput, conversationQuery, stampQuery, stateQuery, ticketEvent } from './messages';
import { perform } from './perform';
import { createUiStatus } from './uiStatus';
import { withIsoTimes } from './isoTimes';
import { reasonToWake } from './words';

/** Patch id. Since this change, an update that would change only the display fields is made only if it is worth it. */
const FRUGAL = 'frugal-display';

/** By which rules the worker decides that carries out the run's first task, as the history has it. */
const begunBy = (): number => rulesInBuildId(workflowInfo().currentDeploymentVersion?.buildId) ?? FIRST_RULES;

function rulesAtStart({ rules, conversation }: TicketInput, isKnown: boolean): number {
  if (rules !== undefined || conversation) return rules ?? FIRST_RULES;
  return isKnown ? begunBy() : FIRST_RULES;
}

/** Says in the log that a newer release sends an event which only its own workers know. */
function warnOfKept(before: Conversation, { ticketId, kept = [] }: Conversation): void {
  for (const { type, id } of kept.filter((it) => !before.kept?.includes(it)))
    log.warn('an event of a newer release is kept until a worker knows it', { ticketId, event: type, id });
}

/** One WhatsApp ticket, from its first message to its end. Handles events, sleeps until a deadline, decides, acts. */
export async function ticket(input: TicketInput): Promise<void> {
  // No older worker can carry on what began like that.
  const isKnown = begunBy() >= KNOWN_FROM_THE_START;
  const rules = rulesAtStart(input, isKnown);
  let conversation: Conversation = { ...(input.conversation ?? newConversation(input.ticketId, Date.now())), rules };
  if (isKnown || patched(FRUGAL)) conversation = { ...conversation, frugal: true };
  const inbox: (TicketEvent | OwnEvent)[] = [...(input.inbox ?? [])];
  const timer = createLazyTimer();
  const uiStatus = createUiStatus(input);
  setHandler(stateQuery, () => conversation);
  setHandler(conversationQuery, () => withIsoTimes(conversation), {
    description: 'What this run knows of its ticket; times in ISO 8601, UTC',
  });
  setHandler(stampQuery, () => (conversation.stage === 'watching' ? conversation.truth.ticket.stamp : undefined));
  setHandler(ticketEvent, (event) => void inbox.push(event));

  const hasEvents = (): boolean => inbox.length > 0;

  const isOver = (): boolean => conversation.stage === 'ended' && wakeAt(conversation) === undefined;

  while (!isOver() || hasEvents()) {
    if (!hasEvents()) {
      uiStatus.show(conversation);
      if (decidesBy(conversation, SHORT_TIMERS_END)) timer.endShort(wakeAt(conversation));
    }
    await timer.wait(hasEvents, wakeAt(conversation), () => reasonToWake(conversation));
    const { next, effect } = step(conversation, inbox.splice(0), Date.now());
    warnOfKept(conversation, next);
    conversation = next;
    const brief = isKnown ? briefFor(conversation) : undefined;
    if (effect) inbox.unshift(await perform(effect, conversation.rules ?? rules, brief));
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof ticket>({ ...input, conversation, inbox, rules: conversation.rules ?? rules });
  }
  uiStatus.show(conversation);
}
