/** The account's turns, as their workflow does it. */
import type { Instant } from '../../activities/types';
import type { Effect } from '../../workflows/core/conversation';
import type { OwnEvent } from '../../workflows/core/events';
import {
  type TurnEvent,
  type TurnRules,
  type Turns,
  giveTurns,
  newTurns,
  turnsWakeAt,
} from '../../workflows/core/turns';
import { returnEvent } from '../../workflows/core/turnReturns';
import type { Simulator } from './simulator';

type Of<T extends Effect['type']> = Extract<Effect, { type: T }>;

const MOST_AT_ONCE = 60;

export interface Queue {
  ask(effect: Of<'askTurn'>): OwnEvent;
  giveBack(effect: Of<'returnTurns'>): OwnEvent;
  stop(effect: Of<'reportStop'>): OwnEvent;
}

export function createQueue(s: Simulator): Queue {
  const { account } = s;
  const { perSecond, templatesPerDay, whenReached } = account.week;
  const rules: TurnRules = { perSecond, limits: { templatesPerDay, notificationsPerMonth: 1_000, whenReached } };
  let state: Turns | undefined;
  let timer = 0;
  let answered = 0;
  let atOnce: { now: Instant; wakes: number } = { now: -1, wakes: 0 };

  function advance(news: TurnEvent[]): void {
    state ??= newTurns(rules, s.now);
    const { next, answers } = giveTurns(state, news, s.now);
    state = next;
    for (const { ticketId, ...answer } of answers) {
      const { intentId } = answer;
      const request = account.turns.asked.findLast((it) => it.request.intentId === intentId)!.request;
      if (answer.type === 'turn') account.turns.given.push({ at: s.now, intentId, request });
      if (answer.type === 'turnRefused') account.turns.refused.push({ at: s.now, intentId });
      const id = `turn:${intentId}:${(answered += 1)}`;
      s.plan(s.now + 50, () => {
        if (s.hasRun(ticketId)) s.signal(ticketId, { ...answer, id });
      });
    }
    timer += 1;
    const mine = timer;
    const wake = turnsWakeAt(state);
    if (wake === undefined) return;
    const second = Math.floor(s.now / 1_000);
    atOnce = { now: second, wakes: atOnce.now === second ? atOnce.wakes + 1 : 1 };
    if (atOnce.wakes > MOST_AT_ONCE) return void account.spins.push('the turns spin');
    s.plan(Math.max(wake, s.now + 1), () => {
      if (timer === mine) advance([]);
    });
  }

  return {
    ask({ request }) {
      account.turns.asked.push({ at: s.now, request });
      advance([{ type: 'asked', rules, ...request }]);
      return { type: 'turnAsked', intentId: request.intentId };
    },
    giveBack({ turns }) {
      account.turns.withdrawn.push(...turns.map(({ intentId }) => ({ at: s.now, intentId })));
      advance(turns.map(returnEvent));
      return { type: 'turnsReturned', turns };
    },
    stop({ message, code }) {
      account.turns.stops.push({ at: s.now, ...(message !== undefined && { message }) });
      advance([{ type: 'stopped', code, ...(message !== undefined && { message }) }]);
      return { type: 'stopReported' };
    },
  };
}
