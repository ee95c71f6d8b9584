import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { TurnsPort } from '../../activities/ports';
import { returnEvent } from '../../workflows/core/turnReturns';
import type { TurnRules } from '../../workflows/core/turns';
import { TASK_QUEUE, TURNS_MOST_EVENTS, turnEvent, turnsWorkflowId } from '../../workflows/messages';
import type { Config } from '../config/config';
import { createBacklogCheck } from './internal/backlog';

/** The policy's rules for turns. Each automatic outreach is one send and one update of its ticket. */
export const turnRulesOf = ({ rates, limits }: Config): TurnRules => ({
  perSecond: Math.min(rates.sendsPerSecond, rates.zendeskUpdatesPerMinute / 60),
  sendsPerSecond: rates.sendsPerSecond,
  limits,
});

/** Without its workflow there is nothing to give back to. */
function unlessGone(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}

/**
 * The account's turns over a Temporal client. The first request starts their workflow.
 * @param paused since when sending is paused; undefined: it is not
 */
export function createTurns(
  client: Client,
  account: string,
  rules: TurnRules,
  paused: () => Promise<number | undefined> = () => Promise.resolve(undefined),
): TurnsPort {
  const options = {
    workflowId: turnsWorkflowId(account),
    taskQueue: TASK_QUEUE,
    args: [{ account, mostEvents: TURNS_MOST_EVENTS }],
    staticSummary: `WhatsApp turns of ${account}`,
    signal: turnEvent,
  } as const;
  const upToDate = createBacklogCheck(client, options.workflowId);
  return {
    async ask(request) {
      if (!request.requested) await upToDate();
      const pausedSince = await paused();
      await client.workflow.signalWithStart('turns', {
        ...options,
        signalArgs: [{ type: 'asked', rules, ...(pausedSince !== undefined && { pausedSince }), ...request }],
      });
    },
    async giveBack(turns) {
      const handle = client.workflow.getHandle(turnsWorkflowId(account));
      for (const it of turns) await handle.signal(turnEvent, returnEvent(it)).catch(unlessGone);
    },
    async stopped(stop) {
      const event = { type: 'stopped' as const, ...stop };
      await client.workflow.signalWithStart('turns', { ...options, signalArgs: [event] });
    },
  };
}
