import { getExternalWorkflowHandle, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { TurnTold } from '../activities/turnTold';
import type { TurnAnswer as FormerAnswer } from './core/formerTurns';
import type { TurnAnswer, TurnEvent } from './core/turns';
import { SENDS_TASK_QUEUE, ticketEvent, ticketWorkflowId } from './messages';

/** Temporal allows 2,000 signals on their way. */
const MOST_AT_ONCE = 500;

/** A turn that its ticket was not told of is given back. */
const withdrawn = ({ ticketId, intentId, given }: Extract<TurnAnswer, { type: 'turn' }>): TurnEvent => ({
  type: 'withdrawn',
  ticketId,
  intentId,
  given,
});

/** As an event of the ticket. A turn's id stays the same if it is told again: a second one would be given back. */
export const toldTo = ({ ticketId, ...answer }: TurnAnswer): TurnTold => ({
  ticketId,
  event: { ...answer, id: idOf(answer, answer.type === 'turn' ? answer.given : Date.now()) },
});

/**
 * Tells the tickets. A signal of the workflow's own takes its lock on the server twice, behind all that comes in from
 * outside: while thousands of requests came in, one took more than a minute. An activity is one Action more, and takes
 * the lock twice for all of them. It runs where sends do: reads may wait in line for long.
 * @returns what to apply: the turns of tickets whose run has ended are given back
 */
export async function tellTickets(answers: readonly TurnTold[]): Promise<TurnEvent[]> {
  const { tellTickets: tellAll } = proxyActivities<Activities>({
    taskQueue: SENDS_TASK_QUEUE,
    startToCloseTimeout: '20 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '10 seconds' },
    summary: `Tell ${answers.length} tickets about their turns`,
  });
  // A ticket that was not told asks again.
  const gone = new Set(await tellAll([...answers]).catch(() => []));
  return answers.flatMap(({ ticketId, event }, index) =>
    gone.has(index) && event.type === 'turn' ? [withdrawn({ ...event, ticketId })] : [],
  );
}

/** As earlier versions tell the tickets: by signals of the workflow's own, before anything else. @returns the same */
export async function tellBySignals(account: string, answers: readonly TurnAnswer[]): Promise<TurnEvent[]> {
  const back: TurnEvent[] = [];
  for (let from = 0; from < answers.length; from += MOST_AT_ONCE) {
    const some = answers.slice(from, from + MOST_AT_ONCE);
    const told = await Promise.all(some.map((answer) => tell(account, answer)));
    some.forEach((it, index) => !told[index] && it.type === 'turn' && back.push(withdrawn(it)));
  }
  return back;
}

const idOf = ({ intentId }: { intentId: string }, at = Date.now()): string => `turn:${intentId}:${at}`;

/** Whether the ticket has been told. If its run has ended meanwhile, it no longer needs the turn. */
export function tell(account: string, { ticketId, ...answer }: TurnAnswer | FormerAnswer): Promise<boolean> {
  const ticket = getExternalWorkflowHandle(ticketWorkflowId(account, ticketId));
  return ticket.signal(ticketEvent, { ...answer, id: idOf(answer) }).then(
    () => true,
    () => false,
  );
}
