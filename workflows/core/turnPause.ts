/** The account's turns while sending is paused. Rows X1 to X5 of docs/behaviour.md. */
import type { Instant } from '../../activities/types';
import { type TurnAnswer, type TurnEvent, type Turns, earliest } from './turnState';

/** When turns are given again; `-Infinity`: they are. */
export const pausedUntil = ({ pause }: Pick<Turns, 'pause'>): Instant =>
  pause === undefined ? -Infinity : (pause.until ?? Infinity);

export const isPaused = (turns: Pick<Turns, 'pause' | 'asOf'>): boolean => pausedUntil(turns) > turns.asOf;

/** A request may bring news of a pause that is over: a process looks every few seconds. */
export const pausedSince = (turns: Turns, since: Instant): Turns =>
  turns.pause && turns.pause.since >= since ? turns : { ...turns, pause: { since } };

export const resumed = (turns: Turns, { since, at }: Extract<TurnEvent, { type: 'resumed' }>): Turns =>
  turns.pause && turns.pause.since > since ? turns : { ...turns, pause: { since, until: at } };

/** Tells the tickets whose agents wait for a message, once in each pause. */
export function tellPaused(turns: Turns): { next: Turns; answers: TurnAnswer[] } {
  const { pause, asOf } = turns;
  if (!pause || pause.until !== undefined) return { next: turns, answers: [] };
  const { since } = pause;
  const answers: TurnAnswer[] = [];
  const waiting = turns.waiting.map((it) => {
    if (!it.requested || it.toldPaused === since || earliest(asOf, it) > asOf) return it;
    answers.push({ type: 'turnPaused', ticketId: it.ticketId, intentId: it.intentId, since });
    return { ...it, toldPaused: since };
  });
  return { next: answers.length === 0 ? turns : { ...turns, waiting }, answers };
}
