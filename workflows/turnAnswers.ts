import { getExternalWorkflowHandle } from '@temporalio/workflow';
import type { TurnAnswer as FormerAnswer } from './core/formerTurns';
import type { TurnAnswer, TurnEvent } from './core/turns';
import { ticketEvent, ticketWorkflowId } from './messages';

/** Temporal allows 2,000 signals on their way. */
const MOST_AT_ONCE = 500;

/** Tells the tickets. @returns what to apply: the turns of tickets whose run has ended are given back */
export async function tellTickets(account: string, answers: readonly TurnAnswer[]): Promise<TurnEvent[]> {
  const back: TurnEvent[] = [];
  for (let from = 0; from < answers.length; from += MOST_AT_ONCE) {
    const some = answers.slice(from, from + MOST_AT_ONCE);
    const told = await Promise.all(some.map((answer) => tell(account, answer)));
    some.forEach((answer, index) => {
      if (told[index] || answer.type !== 'turn') return;
      const { ticketId, intentId, given } = answer;
      back.push({ type: 'withdrawn', ticketId, intentId, given });
    });
  }
  return back;
}

/** Whether the ticket has been told. If its run has ended meanwhile, it no longer needs the turn. */
export function tell(account: string, { ticketId, ...answer }: TurnAnswer | FormerAnswer): Promise<boolean> {
  const ticket = getExternalWorkflowHandle(ticketWorkflowId(account, ticketId));
  return ticket.signal(ticketEvent, { ...answer, id: `turn:${answer.intentId}:${Date.now()}` }).then(
    () => true,
    () => false,
  );
}
