/** The pretend account's turns while sending is paused. */
import type { TurnRequest } from '../../activities/orders';
import type { Instant } from '../../activities/types';
import type { OwnEvent } from '../../workflows/core/events';
import { afterQuiet } from '../../workflows/core/intervals';
import type { World } from './worldModel';

/** An agent who waits is told, once in each pause. */
export function waitForResume(w: World, request: TurnRequest, since: Instant): OwnEvent {
  const { intentId, requested } = request;
  const isTold = w.pausedTurns.has(intentId);
  w.pausedTurns.set(intentId, request);
  if (requested && !isTold) w.post(w.now, { type: 'turnPaused', id: `paused ${intentId} ${since}`, intentId, since });
  return { type: 'turnAsked', intentId };
}

/** As the account's turns do it: requests that wait go on waiting. */
export function pauseSending(w: World): void {
  w.pausedSince = w.now;
  for (const [intentId, { id, given }] of w.asked) {
    if (given <= w.now || w.unanswered.has(id)) continue;
    w.unanswered.add(id);
    const last = w.log.turns.findLast(({ request }) => request.intentId === intentId)!;
    waitForResume(w, last.request, w.now);
  }
}

export function resumeSending(w: World): void {
  w.pausedSince = undefined;
  for (const [intentId, { notBefore, quiet }] of w.pausedTurns) {
    const given = afterQuiet(quiet, Math.max(w.now, notBefore));
    const id = `turn after pause ${intentId} ${w.now}`;
    w.asked.set(intentId, { id, given });
    w.post(given, { type: 'turn', id, intentId, given });
  }
  w.pausedTurns.clear();
}
