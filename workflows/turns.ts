import {
  condition,
  continueAsNew,
  getExternalWorkflowHandle,
  patched,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { type TurnAnswer, type TurnEvent, type Turns, giveTurns, newTurns, tellHeld, turnsWakeAt } from './core/turns';
import { type TurnsInput, ticketEvent, ticketWorkflowId, turnEvent, turnsQuery } from './messages';
import { turnsDetails } from './details';

/** Patch id. Since this change, an agent is told when a message that they asked for waits behind a hold. */
const TELLS_HELD = 'held-requests-are-told';

/**
 * The workflow of the account's turns. Tickets ask by signal. Turns are given at the configured rate, within the
 * limits; the oldest customer message goes first.
 */
export async function turns({ account, state, inbox: left = [] }: TurnsInput): Promise<void> {
  let now: Turns | undefined = state;
  const inbox: TurnEvent[] = [...left];
  setHandler(turnsQuery, () => now);
  setHandler(turnEvent, (event) => void inbox.push(event));

  for (;;) {
    await newsOrTime(() => inbox.length > 0, now && turnsWakeAt(now));
    const news = inbox.splice(0);
    now ??= emptyTurns(news);
    if (!now) continue;
    const given = giveTurns(now, news, Date.now());
    const { next, answers } = given.next.holds.length > 0 && patched(TELLS_HELD) ? tellHeld(given) : given;
    now = next;
    setCurrentDetails(turnsDetails(now));
    await Promise.all(answers.map((answer) => tell(account, answer)));
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof turns>({ account, state: now, inbox });
  }
}

/** The rules come with each request, from the policy of the worker that asked. */
function emptyTurns(news: TurnEvent[]): Turns | undefined {
  const asked = news.find((it) => it.type === 'asked');
  return asked && newTurns(asked.rules, Date.now());
}

async function newsOrTime(hasNews: () => boolean, at: number | undefined): Promise<void> {
  if (at === undefined) await condition(hasNews);
  else await condition(hasNews, Math.max(1, at - Date.now()), { summary: 'Wait for the next turns' });
}

/** If the ticket's run has ended meanwhile, it no longer needs the turn. */
async function tell(account: string, { ticketId, ...answer }: TurnAnswer): Promise<void> {
  const ticket = getExternalWorkflowHandle(ticketWorkflowId(account, ticketId));
  await ticket.signal(ticketEvent, { ...answer, id: `turn:${answer.intentId}:${Date.now()}` }).catch(() => undefined);
}
