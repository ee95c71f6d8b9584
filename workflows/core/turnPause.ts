/** The account's turns while sending is paused. Rows X1 to X5 of docs/behaviour.md. */
import type { Instant } from '../../activities/types';
import type { TurnEvent, Turns } from './turnState';

/** When turns are given again; `-Infinity`: they are. */
export const pausedUntil = ({ pause }: Pick<Turns, 'pause'>): Instant =>
  pause === undefined ? -Infinity : (pause.until ?? Infinity);

export const isPaused = (turns: Pick<Turns, 'pause' | 'asOf'>): boolean => pausedUntil(turns) > turns.asOf;

/** A request may bring news of a pause that is over: a process looks every few seconds. */
export const pausedSince = (turns: Turns, since: Instant): Turns =>
  turns.pause && turns.pause.since >= since ? turns : { ...turns, pause: { since } };

export const resumed = (turns: Turns, { since, at }: Extract<TurnEvent, { type: 'resumed' }>): Turns =>
  turns.pause && turns.pause.since > since ? turns : { ...turns, pause: { since, until: at } };
