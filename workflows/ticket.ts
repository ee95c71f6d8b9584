import { continueAsNew, patched, setHandler, workflowInfo } from '@temporalio/workflow';
import { lazyAlarm } from './alarm';
import { type Conversation, newConversation } from './core/conversation';
import { step, wakeAt } from './core/decide';
import type { OwnEvent, TicketEvent } from './core/events';
import { type TicketInput, conversationQuery, ticketEvent } from './messages';
import { perform } from './perform';
import { createScreen } from './screen';
import { reasonToWake } from './words';

/** Since this change the display fields are written for their own sake only when that is worth it. */
const FRUGAL = 'frugal-display';

const asPatched = (c: Conversation): Conversation => (patched(FRUGAL) ? { ...c, frugal: true } : c);

/** One WhatsApp ticket, from the first message to its end: hears of messages, sleeps until a deadline, decides, acts. */
export async function ticket(input: TicketInput): Promise<void> {
  let conversation = asPatched(input.conversation ?? newConversation(input.ticketId, Date.now()));
  const inbox: (TicketEvent | OwnEvent)[] = [...(input.inbox ?? [])];
  const alarm = lazyAlarm();
  const screen = createScreen(input);
  setHandler(conversationQuery, () => conversation);
  setHandler(ticketEvent, (event) => void inbox.push(event));

  const hasMail = (): boolean => inbox.length > 0;

  while (conversation.stage !== 'ended' || hasMail()) {
    if (!hasMail()) screen.show(conversation);
    await alarm.wait(hasMail, wakeAt(conversation), () => reasonToWake(conversation));
    const { next, effect } = step(conversation, inbox.splice(0), Date.now());
    conversation = next;
    if (effect) inbox.unshift(await perform(effect));
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof ticket>({ ...input, conversation, inbox });
  }
  screen.show(conversation);
}
