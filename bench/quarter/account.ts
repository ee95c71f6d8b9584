/** The account's turns without Temporal: what the workflows' loops do with the pure core, at once. */
import * as former from '../../workflows/core/formerTurns';
import {
  type TurnAnswer,
  type TurnEvent,
  type TurnRules,
  type Waiting,
  giveTurns,
  newTurns,
  turnsWakeAt,
} from '../../workflows/core/turns';
import { tellLane } from '../../workflows/core/turnLane';

export type Answer = TurnAnswer | former.TurnAnswer;

export interface AccountTurns {
  /** @param now epoch ms */
  tell(events: readonly TurnEvent[], now: number): Answer[];
  wakeAt(): number | undefined;
}

/** The front and its lanes. */
export function todaysTurns(rules: TurnRules, startAt: number): AccountTurns {
  let turns = newTurns(rules, startAt);
  const lanes = new Map<number, Waiting[]>();
  return {
    tell(events, now) {
      const answers: Answer[] = [];
      for (let news = events; ;) {
        const given = giveTurns(turns, news, now);
        turns = given.next;
        answers.push(...given.answers);
        const told = given.messages.map((message) => {
          const { next, answer } = tellLane(lanes.get(message.lane) ?? [], message, now);
          lanes.set(message.lane, next);
          return answer;
        });
        news = told.filter((it) => it !== undefined);
        if (news.length === 0) return answers;
      }
    },
    wakeAt: () => turnsWakeAt(turns),
  };
}

/** As in release 0.1.0: nothing is withdrawn, nothing expires, and turns are counted by the hour. */
export function formerTurns(rules: former.TurnRules, startAt: number): AccountTurns {
  let turns = former.newTurns(rules, startAt);
  return {
    tell(events, now) {
      const given = former.giveTurns(turns, events.filter(isKnown), now);
      turns = given.next;
      return given.answers;
    },
    wakeAt: () => former.turnsWakeAt(turns),
  };
}

const isKnown = (event: TurnEvent): event is Extract<TurnEvent, { type: 'asked' }> => event.type === 'asked';
