/** A queue so long that it waits in lanes: the front that fills and recalls them, and one of the lanes. */
import type { TurnRequest } from '../../activities/orders';
import { type Turns, newTurns } from '../../workflows/core/turns';
import { type Waiting, kindOf } from '../../workflows/core/turnState';
import { packTurns } from '../../workflows/core/turnsPacked';
import { TASK_QUEUE, TURNS_MOST_EVENTS, laneWorkflowId, turnEvent, turnsWorkflowId } from '../../workflows/messages';
import { AUTOMATIC, type Scene, type Shape } from './shape';

const HOUR = 3_600_000;
const IN_FRONT = 3_000;
/** What of it expires within the hour, so that the front recalls others. */
const SOON_OVER = 1_450;

const rules = {
  perSecond: 50 / 60,
  limits: { templatesPerDay: 2, notificationsPerMonth: 1_000, whenReached: 'stop' as const },
};

/** Nobody's turn comes while this is recorded: each turn for a ticket that there is not would cost its own activity. */
function request(number: number, now: number): TurnRequest & { expiresAt: number } {
  const ticketId = String(900_000 + number);
  return {
    ticketId,
    intentId: `${ticketId}-reopening-1`,
    customerLastAt: now - 72 * HOUR + number * 1_000,
    notBefore: now + 24 * HOUR,
    quiet: [],
    requested: false,
    uses: 'template',
    message: 'reopening',
    expiresAt: now + (number <= SOON_OVER ? HOUR : 72 * HOUR),
  };
}

const waitingOf = (it: TurnRequest & { expiresAt: number }): Waiting => ({ ...it, kind: kindOf(it) });

async function fillLanes({ world, sandbox, at }: Scene): Promise<string> {
  await at(0, 9);
  const account = sandbox.account;
  const now = world.time.now();
  const waiting = Array.from({ length: IN_FRONT }, (_, nth) => waitingOf(request(nth + 1, now)));
  const state: Turns = { ...newTurns(rules, now), waiting };
  const turns = await world.time.client.workflow.start('turns', {
    workflowId: turnsWorkflowId(account),
    taskQueue: TASK_QUEUE,
    args: [{ account, state: packTurns(state), mostEvents: TURNS_MOST_EVENTS }],
  });
  const ask = (number: number): Promise<void> =>
    turns.signal(turnEvent, { type: 'asked', rules, ...request(number, now) });
  for (let number = IN_FRONT + 1; number <= IN_FRONT + 3; number += 1) await ask(number);
  await at(0, 9, 50);
  await at(0, 10, 5);
  await ask(IN_FRONT + 4);
  await at(0, 10, 10);
  return '0';
}

const LANE = 7;

export const lanes: Record<string, Shape> = {
  'turns-in-lanes': { policy: AUTOMATIC, workflowId: turnsWorkflowId, play: fillLanes },
  'turns-lane': { policy: AUTOMATIC, workflowId: (account) => laneWorkflowId(account, LANE), play: fillLanes },
};
