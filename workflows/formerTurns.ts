import { condition, continueAsNew, patched, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import * as former from './core/formerTurns';
import { partOf } from './core/turnNews';
import { type TurnEvent, type Turns, giveTurns, newTurns, turnsWakeAt } from './core/turns';
import { packTurns, turnsOf, unpack } from './core/turnsPacked';
import { turnsDetails } from './details';
import { TURNS_MOST_EVENTS, type TurnsInput, recalled, turnEvent, turnsQuery } from './messages';
import { tell, tellBySignals } from './turnAnswers';
import { reach } from './turnsLane';

/** Patch id. Since this change, an agent is told when a message that they asked for waits behind a hold. */
const TELLS_HELD = 'held-requests-are-told';
/**
 * Patch id. Since this change, turns count over any 24 hours, can be given back, and may wait in lanes. The workflow has
 * no truth that tells which code asked for it, so `rules.ts` cannot do this.
 */
const ANY_24_HOURS = 'turns-of-any-24-hours';

/** So many events fit into one payload beside the state. */
const FEW_EVENTS = 1_000;

/**
 * The account's turns as earlier versions ran them: each pass waited until all were told. Runs that they began go on so
 * until they continue as new.
 */
export async function formerTurns({ account, state, inbox: left = [], mostEvents }: TurnsInput): Promise<void> {
  let before: former.Turns | undefined = state && !('version' in state) ? state : undefined;
  let now: Turns | undefined = state && 'version' in state ? turnsOf(state) : undefined;
  let inbox: TurnEvent[] = [...left];
  const hasNews = (): boolean => inbox.length > 0;
  setHandler(turnsQuery, () => now ?? (before && turnsOf(before)));
  setHandler(turnEvent, (event) => void inbox.push(event));
  setHandler(recalled, (it) => void inbox.push({ ...it, requests: unpack(it.requests) }));

  for (;;) {
    await newsOrTime(hasNews, now ? turnsWakeAt(now) : before && former.turnsWakeAt(before));
    if (!now && !patched(ANY_24_HOURS)) {
      before = await formerPass(account, before, inbox.splice(0));
    } else {
      const { now: news, later } = partOf(inbox);
      inbox = later;
      now ??= before ? turnsOf(before) : emptyTurns(news);
      if (!now) continue;
      const { next, answers, messages } = giveTurns(now, news, Date.now());
      now = next;
      setCurrentDetails(turnsDetails(now));
      const [back] = await Promise.all([
        tellBySignals(account, answers),
        Promise.all(messages.map((it) => reach(account, it))),
      ]);
      inbox.push(...back);
    }
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    const isLong = continueAsNewSuggested || (mostEvents !== undefined && historyLength >= mostEvents);
    if (isLong && inbox.length <= FEW_EVENTS) {
      const next = now ? packTurns(now) : before;
      await continueAsNew<typeof formerTurns>({
        account,
        ...(next && { state: next }),
        inbox,
        mostEvents: TURNS_MOST_EVENTS,
      });
    }
  }
}

function emptyTurns(news: readonly TurnEvent[]): Turns | undefined {
  const asked = news.find((it) => it.type === 'asked');
  return asked && newTurns(asked.rules, Date.now());
}

/** As earlier versions did it, for histories that they wrote. */
async function formerPass(
  account: string,
  state: former.Turns | undefined,
  events: readonly TurnEvent[],
): Promise<former.Turns | undefined> {
  const news = events.filter((it) => it.type === 'asked' || it.type === 'stopped');
  const asked = news.find((it) => it.type === 'asked');
  const now = state ?? (asked && former.newTurns(asked.rules, Date.now()));
  if (!now) return undefined;
  const given = former.giveTurns(now, news, Date.now());
  const { next, answers } = given.next.holds.length > 0 && patched(TELLS_HELD) ? former.tellHeld(given) : given;
  setCurrentDetails(turnsDetails(turnsOf(next)));
  await Promise.all(answers.map((answer) => tell(account, answer)));
  return next;
}

async function newsOrTime(hasNews: () => boolean, at: number | undefined): Promise<void> {
  if (at === undefined) await condition(hasNews);
  else await condition(hasNews, Math.max(1, at - Date.now()), { summary: 'Wait for the next turns' });
}
