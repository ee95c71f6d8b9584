import { continueAsNew, log, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import { createLazyTimer } from './timer';
import { type Conversation, newConversation } from './core/conversation';
import { step, wakeAt } from './core/decide';
import type { OwnEvent, TicketEvent } from './core/events';
import { FIRST_RULES, KNOWN_FROM_THE_START, rulesInBuildId } from './core/rules';
import { type TicketInput, conversationQuery, stampQuery, stateQuery, ticketEvent } from './messages';
import { perform } from './perform';
import { createUiStatus } from './uiStatus';
import { withIsoTimes } from './isoTimes';
import { reasonToWake } from './words';

/** Patch id. Since this change, an update that would change only the display fields is made only if it is worth it. */
const FRUGAL = 'frugal-display';

/** By which rules the worker decides that carried out the run's first task, as the history has it. */
const begunBy = (): number => rulesInBuildId(workflowInfo().currentDeploymentVersion?.buildId) ?? FIRST_RULES;

const asPatched = (c: Conversation): Conversation =>
  begunBy() >= KNOWN_FROM_THE_START || patched(FRUGAL) ? { ...c, frugal: true } : c;

function rulesAtStart({ rules, conversation }: TicketInput): number {
  if (rules !== undefined || conversation) return rules ?? FIRST_RULES;
  const begun = begunBy();
  return begun >= KNOWN_FROM_THE_START ? begun : FIRST_RULES;
}

/** Says in the log that a newer release sends an event which only its own workers know. */
function warnOfKept(before: Conversation, { ticketId, kept = [] }: Conversation): void {
  for (const { type, id } of kept.filter((it) => !before.kept?.includes(it)))
    log.warn('an event of a newer release is kept until a worker knows it', { ticketId, event: type, id });
}

/** One WhatsApp ticket, from its first message to its end. Handles events, sleeps until a deadline, decides, acts. */
export async function ticket(input: TicketInput): Promise<void> {
  const rules = rulesAtStart(input);
  let conversation = asPatched({ ...(input.conversation ?? newConversation(input.ticketId, Date.now())), rules });
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
    if (!hasEvents()) uiStatus.show(conversation);
    await timer.wait(hasEvents, wakeAt(conversation), () => reasonToWake(conversation));
    const { next, effect } = step(conversation, inbox.splice(0), Date.now());
    warnOfKept(conversation, next);
    conversation = next;
    if (effect) inbox.unshift(await perform(effect, conversation.rules ?? rules));
    if (workflowInfo().continueAsNewSuggested)
      await continueAsNew<typeof ticket>({ ...input, conversation, inbox, rules: conversation.rules ?? rules });
  }
  uiStatus.show(conversation);
}
