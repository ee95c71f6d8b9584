/** What agents are told while a message that they asked for waits for its turn: once for each reason. */
import { holdOf } from './turnHolds';
import { type TurnAnswer, type Turns, type Waiting, earliest } from './turnState';

interface Noticed {
  next: Turns;
  answers: TurnAnswer[];
}

/** X5: sending is paused. */
export function tellPaused(turns: Turns): Noticed {
  const { pause } = turns;
  if (!pause || pause.until !== undefined) return { next: turns, answers: [] };
  const { since } = pause;
  return tellAgents(turns, ({ ticketId, intentId, toldPaused }) =>
    toldPaused === since
      ? undefined
      : { answer: { type: 'turnPaused', ticketId, intentId, since }, told: { toldPaused: since } },
  );
}

/** A hold delays it. */
export function tellHeld(turns: Turns): Noticed {
  if (turns.holds.length === 0) return { next: turns, answers: [] };
  return tellAgents(turns, (it) => {
    const { ticketId, intentId } = it;
    const code = it.toldHeld ? undefined : holdOf(turns, it)?.code;
    return code === undefined
      ? undefined
      : { answer: { type: 'turnHeld', ticketId, intentId, code }, told: { toldHeld: true } };
  });
}

function tellAgents(
  turns: Turns,
  noticeFor: (it: Waiting) => { answer: TurnAnswer; told: Pick<Waiting, 'toldHeld' | 'toldPaused'> } | undefined,
): Noticed {
  const answers: TurnAnswer[] = [];
  const waiting = [...turns.waiting];
  for (const [place, it] of turns.waiting.entries()) {
    // Requested ones come first.
    if (!it.requested) break;
    const notice = earliest(turns.asOf, it) <= turns.asOf ? noticeFor(it) : undefined;
    if (!notice) continue;
    answers.push(notice.answer);
    waiting[place] = { ...it, ...notice.told };
  }
  return answers.length === 0 ? { next: turns, answers } : { next: { ...turns, waiting }, answers };
}
