import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { LaneTold, TurnTold } from '../../activities/turnTold';
import type { TurnsPort } from '../../activities/ports';
import type { PackedLaneMessage } from '../../workflows/core/turnsPacked';
import { returnEvent } from '../../workflows/core/turnReturns';
import type { TurnRules } from '../../workflows/core/turns';
import {
  TASK_QUEUE,
  laneMessage,
  laneSummary,
  laneWorkflowId,
  TURNS_MOST_EVENTS,
  ticketEvent,
  ticketWorkflowId,
  turnEvent,
  turnsWorkflowId,
} from '../../workflows/messages';
import type { Config } from '../config/config';
import { createBacklogCheck } from './internal/backlog';
import { createDirectAsking } from './internal/directAsking';
import { unlessGone } from './internal/unlessGone';

const TOLD_AT_A_TIME = 8;

/** The policy's rules for turns. Each automatic outreach is one send and one update of its ticket. */
export const turnRulesOf = ({ rates, limits }: Config): TurnRules => ({
  perSecond: Math.min(rates.sendsPerSecond, rates.zendeskUpdatesPerMinute / 60),
  sendsPerSecond: rates.sendsPerSecond,
  limits,
});

/**
 * The account's turns over a Temporal client. The first request starts their workflow.
 * @param rules where they depend on the day: as they are now
 * @param paused since when sending is paused; undefined: it is not
 */
export function createTurns(
  client: Client,
  account: string,
  rules: TurnRules | (() => Promise<TurnRules>),
  paused: () => Promise<number | undefined> = () => Promise.resolve(undefined),
): TurnsPort {
  const options = {
    workflowId: turnsWorkflowId(account),
    taskQueue: TASK_QUEUE,
    args: [{ account, mostEvents: TURNS_MOST_EVENTS }],
    staticSummary: `WhatsApp turns of ${account}`,
    signal: turnEvent,
  } as const;
  const askDirectly = createDirectAsking(client, options.workflowId);
  const current = (): Promise<TurnRules> => (typeof rules === 'function' ? rules() : Promise.resolve(rules));
  const upToDate = createBacklogCheck(client, options.workflowId);
  return {
    async ask(request, direct = false) {
      if (!request.requested) await upToDate();
      const pausedSince = await paused();
      const event = {
        ...{ type: 'asked' as const, rules: await current(), ...request },
        ...(pausedSince !== undefined && { pausedSince }),
        ...(direct && { once: true as const }),
      };
      const answer = direct ? await askDirectly(event) : undefined;
      if (answer !== undefined) return answer;
      await client.workflow.signalWithStart('turns', { ...options, signalArgs: [event] });
      return null;
    },
    async giveBack(turns) {
      const handle = client.workflow.getHandle(turnsWorkflowId(account));
      for (const it of turns) await handle.signal(turnEvent, returnEvent(it)).catch(unlessGone);
    },
    async tell(answers) {
      const told = await someAtATime(answers, (it) => tellTicket(client, account, it));
      return told.flatMap((isTold, index) => (isTold ? [] : [index]));
    },
    async tellLanes(messages) {
      await someAtATime(messages, (it) => tellLane(client, account, it));
    },
    async stopped(stop) {
      const event = { type: 'stopped' as const, ...stop };
      await client.workflow.signalWithStart('turns', { ...options, signalArgs: [event] });
    },
  };
}

async function someAtATime<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += TOLD_AT_A_TIME)
    results.push(...(await Promise.all(items.slice(from, from + TOLD_AT_A_TIME).map(act))));
  return results;
}

/** Whether the ticket has been told. If its run has ended meanwhile, it no longer needs the turn. */
async function tellTicket(client: Client, account: string, { ticketId, event }: TurnTold): Promise<boolean> {
  try {
    await client.workflow.getHandle(ticketWorkflowId(account, ticketId)).signal(ticketEvent, event);
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

const tellLane = (client: Client, account: string, { lane, message }: LaneTold): Promise<unknown> =>
  client.workflow.signalWithStart('turnsLane', {
    workflowId: laneWorkflowId(account, lane),
    taskQueue: TASK_QUEUE,
    args: [{ account, lane }],
    staticSummary: laneSummary(account, lane),
    signal: laneMessage,
    signalArgs: [message as PackedLaneMessage & { id: string }],
  });
