import {
  allHandlersFinished,
  condition,
  continueAsNew,
  patched,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { LaneTold, TurnTold } from '../activities/turnTold';
import { partOf } from './core/turnNews';
import { type TurnEvent, type Turns, giveTurns, newTurns, turnsWakeAt } from './core/turns';
import { packTurns, turnsOf, unpack } from './core/turnsPacked';
import { turnsDetails } from './details';
import { DirectTurns } from './directTurns';
import { formerTurns } from './formerTurns';
import { TURNS_MOST_EVENTS, type TurnsInput, recalled, turnAsked, turnEvent, turnsQuery } from './messages';
import { Outbox } from './outbox';
import { createLazyTimer } from './timer';
import { tellTickets, toldTo } from './turnAnswers';
import { tellLanes, toldToLane } from './turnsLane';

/**
 * Patch id. Since this change, the turns tell tickets and lanes without waiting for it, and keep their histories short.
 * The workflow has no truth that tells which code asked for it, so `rules.ts` cannot do this.
 */
const TELLS_WITHOUT_WAITING = 'turns-tell-without-waiting';

/** Patch id. Since this change, a lane that does not answer is asked again. */
const RECALLS_AGAIN = 'silent-lanes-are-asked-again';

/**
 * Patch id. Since this change, the month's budget holds turns. Asked for when the first request with a budget comes, so
 * that an account without one has no marker, and one with a budget need not wait for the next run.
 */
const BUDGETS = 'budgets-hold-turns';

/**
 * With so many events, a run makes room for the next one. A worker that takes over replays the history within the 10 s of
 * a workflow task, which it shares with the lanes: with 6,000 events, on a busy machine, it began again and again.
 */
const MOST_EVENTS = 500;
/**
 * Until so many, it first waits for what is being told: Temporal refuses to continue as new where anything has come since
 * the task began, and the whole history is replayed for the next attempt.
 */
const FAR_TOO_MANY_EVENTS = 750;
/** So many events fit into one payload beside the state. */
const FEW_EVENTS = 1_000;
/** Where the server takes longer to tell tickets than turns are given, turns wait. */
const MOST_UNTOLD = 50;
const MOST_LANES_AT_ONCE = 32;

/**
 * The workflow of the account's turns. Tickets ask by signal. Turns are given at the configured rate, within the
 * limits; the oldest customer message goes first.
 */
export async function turns(input: TurnsInput): Promise<void> {
  // Once, at the start: a run of an earlier version keeps its way to its end.
  if (patched(TELLS_WITHOUT_WAITING)) await run(input);
  else await formerTurns(input);
}

async function run({ account, state, inbox: left = [], untold }: TurnsInput): Promise<void> {
  const recallsAgain = patched(RECALLS_AGAIN);
  let now: Turns | undefined = state && { ...turnsOf(state), recallsAgain };
  let budgets = now?.budgets === true;
  let inbox: TurnEvent[] = [...left];
  const timer = createLazyTimer();
  const tickets = new Outbox<TurnTold>(
    ({ ticketId }) => ticketId,
    async (answers) => {
      const back = await tellTickets(answers);
      // Not before: meanwhile, what has come in was taken out, and `inbox` is another one.
      inbox.push(...back);
    },
  );
  const lanes = new Outbox<LaneTold>(({ lane }) => String(lane), tellLanes);
  setHandler(turnsQuery, () => now);
  setHandler(turnEvent, (event) => void inbox.push(event));
  const direct = new DirectTurns();
  setHandler(turnAsked, (event) => {
    inbox.push(event);
    return direct.answerTo(event.intentId);
  });
  setHandler(recalled, (it) => void inbox.push({ ...it, requests: unpack(it.requests) }));
  tickets.send(untold?.tickets ?? [], MOST_UNTOLD);
  lanes.send(untold?.lanes ?? [], MOST_LANES_AT_ONCE);

  const isQuiet = (): boolean => tickets.untold.length === 0 && lanes.untold.length === 0;
  const makesRoom = (): boolean =>
    inbox.length <= FEW_EVENTS && (isLong(FAR_TOO_MANY_EVENTS) || (isLong(MOST_EVENTS) && isQuiet()));
  /** More turns than `MOST_UNTOLD` may be due, also where the run before this one stopped. */
  let isFull = now !== undefined;
  const hasRoom = (): boolean => !isLong(MOST_EVENTS) && tickets.untold.length <= MOST_UNTOLD / 2;
  const mayAct = (): boolean => inbox.length > 0 || (isFull && hasRoom());
  for (;;) {
    await timer.wait(
      () => makesRoom() || mayAct(),
      now && turnsWakeAt(now),
      () => 'Wait for the next turns',
    );
    if (makesRoom()) break;
    const { now: news, later } = partOf(inbox);
    inbox = later;
    const known = now ?? emptyTurns(news);
    if (!known) continue;
    const most = isLong(MOST_EVENTS) ? 0 : Math.max(0, MOST_UNTOLD - tickets.untold.length);
    budgets ||= news.some(hasBudget) && patched(BUDGETS);
    const current = { ...known, recallsAgain, ...(budgets && { budgets }) };
    const { next, answers, messages } = giveTurns(current, news, Date.now(), most);
    now = next;
    isFull = answers.length >= most;
    setCurrentDetails(turnsDetails(now));
    tickets.send(direct.answer(answers, news, known.waiting).map(toldTo), MOST_UNTOLD);
    lanes.send(messages.map(toldToLane), MOST_LANES_AT_ONCE);
  }
  direct.leave();
  await condition(allHandlersFinished);
  await continueAsNew<typeof turns>({
    account,
    ...(now && { state: packTurns(now) }),
    inbox,
    untold: { tickets: tickets.untold, lanes: lanes.untold },
    mostEvents: TURNS_MOST_EVENTS,
  });
}

function isLong(most: number): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return continueAsNewSuggested || historyLength >= most;
}

const hasBudget = (it: TurnEvent): boolean => it.type === 'asked' && it.rules.budget !== undefined;

/** The rules come with each request, from the policy of the worker that asked. */
function emptyTurns(news: readonly TurnEvent[]): Turns | undefined {
  const asked = news.find((it) => it.type === 'asked');
  return asked && newTurns(asked.rules, Date.now());
}
