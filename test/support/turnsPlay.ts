/** Plays the account's turns as `workflows/turns.ts` and `turnsLane.ts` do, with its lanes, in pretend time. */
import { tellLane } from '../../workflows/core/turnLane';
import {
  type TurnAnswer,
  type TurnEvent,
  type TurnRules,
  type Turns,
  type Waiting,
  giveTurns,
  newTurns,
  turnsWakeAt,
} from '../../workflows/core/turns';
import { pack, packTurns, turnsOf, unpack } from '../../workflows/core/turnsPacked';

export interface Played {
  turns: Turns;
  lanes: Map<number, Waiting[]>;
  /** Somebody ends the lanes, with what they hold: they do not answer. */
  lanesEnd: boolean;
  answers: (TurnAnswer & { at: number })[];
  passes: number;
  /** Signals between the front and its lanes. */
  laneSignals: number;
  report: (...events: TurnEvent[]) => void;
  /** Lets time pass, from one wake to the next. */
  until(end: number): void;
  /** As continue-as-new does it. */
  continueAsNew(): void;
}

export function playTurns(
  rules: TurnRules,
  start: number,
  onAnswer: (it: TurnAnswer, now: number) => TurnEvent[] = () => [],
): Played {
  const lanes = new Map<number, Waiting[]>();
  let now = start;
  const it: Played = {
    turns: { ...newTurns(rules, start), recallsAgain: true },
    lanes,
    lanesEnd: false,
    answers: [],
    passes: 0,
    laneSignals: 0,
    report: (...events) => pass(events),
    until(end) {
      for (;;) {
        const wake = turnsWakeAt(it.turns);
        if (wake === undefined || wake > end) break;
        if (wake <= now) throw new Error('a hot loop');
        now = wake;
        const before = it.turns.holds.length;
        if (!pass([]) && it.turns.holds.length === before && !it.lanesEnd)
          throw new Error(`awake for nothing at ${wake}`);
      }
      now = end;
    },
    continueAsNew() {
      it.turns = turnsOf(JSON.parse(JSON.stringify(packTurns(it.turns))) as ReturnType<typeof packTurns>);
      for (const [lane, waiting] of lanes)
        lanes.set(lane, unpack(JSON.parse(JSON.stringify(pack(waiting))) as ReturnType<typeof pack>));
    },
  };
  /** @returns whether anything came of it */
  const pass = (events: TurnEvent[]): boolean => {
    let news = events;
    let progress = false;
    for (let rounds = 0; rounds === 0 || news.length > 0; rounds += 1) {
      if (rounds > 1_000) throw new Error('front and lanes never come to rest');
      const given = giveTurns(it.turns, news, now);
      it.turns = given.next;
      it.passes += 1;
      progress ||= given.answers.length > 0 || given.messages.length > 0;
      news = given.messages.flatMap((message) => {
        it.laneSignals += 1;
        if (it.lanesEnd) {
          lanes.delete(message.lane);
          return [];
        }
        const { next, answer } = tellLane(lanes.get(message.lane) ?? [], message, now);
        lanes.set(message.lane, next);
        if (answer) it.laneSignals += 1;
        return answer ? [answer] : [];
      });
      for (const answer of given.answers) {
        it.answers.push({ ...answer, at: now });
        news.push(...onAnswer(answer, now));
      }
    }
    return progress;
  };
  return it;
}
